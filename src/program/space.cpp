#include "program/space.h"

#include <array>
#include <atomic>
#include <cstdint>

#include "numeric/machine.h"

namespace costcurve {

namespace {

constexpr std::size_t short_axis = 1U << 16U;  // half a megabyte of values

// Points of one piece of work: few enough to be shared evenly, many enough to be worth fetching.
constexpr std::size_t piece_length = 256 * strip_length;

}  // namespace

AxisValues listed_values(std::size_t quantity, std::vector<double> values) {
  return {quantity, [values = std::move(values)](std::size_t option) { return values[option]; }};
}

Space::Stage Space::stage(const Program& program, const std::function<double(std::size_t)>& stated) const {
  std::vector<double> fixed;
  for (const std::size_t quantity : program.inputs) fixed.push_back(stated(quantity));
  std::vector<bool> varies(program.inputs.size(), false);
  std::vector<Filled> filled;
  for (std::size_t a = 0; a < axes_.size(); ++a)
    for (const AxisValues& given : axes_[a].gives)
      if (const std::optional<std::size_t> input = program.input_of(given.quantity)) {
        varies[*input] = true;
        filled.push_back({a, *input, {}, given.value});
        for (std::size_t i = 0; axes_[a].size <= short_axis && i < axes_[a].size; ++i)
          filled.back().table.push_back(given.value(i));
      }
  return {ColumnProgram(program, fixed, varies), std::move(filled)};
}

Space::Space(const Program& outputs, const Program& kept_sides, std::vector<Kept> kept, std::vector<SpaceAxis> axes,
             const std::function<double(std::size_t)>& stated)
    : axes_(std::move(axes)),
      kept_(std::move(kept)),
      kept_stage_(stage(kept_sides, stated)),
      output_stage_(stage(outputs, stated)),
      outputs_(outputs.outputs.size()) {}

double Space::points() const {
  double points = 1;
  for (const SpaceAxis& axis : axes_) points *= static_cast<double>(axis.size);
  return points;
}

// One thread's way through pieces of the space.
class Space::Walk {
 public:
  Walk(const Space& space, StripReader& reader)
      : space_(space),
        reader_(reader),
        kept_(space.kept_stage_.program.workspace()),
        outputs_(space.output_stage_.program.workspace()),
        digits_(space.axes_.size()),
        chosen_(space.axes_.size() * strip_length),
        waiting_(space.axes_.size() * strip_length) {}

  // The combinations from number `begin` to `end` in the order of counting.
  void walk(std::size_t begin, std::size_t end) {
    set_digits(begin);
    for (std::size_t at = begin; at < end;) {
      const std::size_t count = std::min(strip_length, end - at);
      for (std::size_t i = 0; i < count; ++i) {
        choose(i);
        count_on();
      }
      sift(count);
      at += count;
    }
  }

  // The strip that is not yet full.
  void finish() {
    if (waiting_count_ > 0) give();
  }

  std::size_t dropped() const { return dropped_; }

 private:
  void set_digits(std::size_t combination) {
    point_ = 0;
    for (std::size_t a = digits_.size(); a-- > 0;) {
      const SpaceAxis& axis = space_.axes_[a];
      digits_[a] = static_cast<std::uint32_t>(combination % axis.size);
      combination /= axis.size;
      point_ += axis.number(digits_[a]) * axis.stride;
    }
  }

  void count_on() {
    for (std::size_t a = digits_.size(); a-- > 0;) {
      const SpaceAxis& axis = space_.axes_[a];
      const std::size_t present = digits_[a], next = present + 1 == axis.size ? 0 : present + 1;
      const std::size_t moved =  // backwards, round zero, where it begins again
          axis.numbers.empty() ? next - present : axis.numbers[next] - axis.numbers[present];
      point_ += moved * axis.stride;
      digits_[a] = static_cast<std::uint32_t>(next);
      if (next != 0) return;
    }
  }

  void choose(std::size_t i) {
    points_[i] = point_;
    for (std::size_t a = 0; a < digits_.size(); ++a) chosen_[a * strip_length + i] = digits_[a];
  }

  static void fill(const Stage& stage, ColumnProgram::Workspace& workspace, const std::vector<std::uint32_t>& chosen,
                   std::size_t count) {
    for (const Filled& filled : stage.filled) {
      double* const column = workspace.input(filled.input);
      const std::uint32_t* const options = chosen.data() + filled.axis * strip_length;
      const double* const table = filled.table.data();
      if (filled.table.empty())
        for (std::size_t i = 0; i < count; ++i) column[i] = filled.value(options[i]);
      else
        for (std::size_t i = 0; i < count; ++i) column[i] = table[options[i]];
    }
  }

  // Hands on those that keep what they must.
  void sift(std::size_t count) {
    std::array<bool, strip_length> kept{};
    std::fill_n(kept.begin(), count, true);
    if (!space_.kept_.empty()) {
      fill(space_.kept_stage_, kept_, chosen_, count);
      space_.kept_stage_.program.evaluate(kept_, count);
    }
    for (const Kept& relation : space_.kept_) {
      const double* const left = space_.kept_stage_.program.output(kept_, relation.left);
      const double* const right = space_.kept_stage_.program.output(kept_, relation.right);
      for (std::size_t i = 0; i < count; ++i) kept[i] = kept[i] && meets(relation.demand, left[i], right[i]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (kept[i])
        wait(i);
      else
        ++dropped_;
    }
  }

  void wait(std::size_t i) {
    waiting_points_[waiting_count_] = points_[i];
    for (std::size_t a = 0; a < digits_.size(); ++a)
      waiting_[a * strip_length + waiting_count_] = chosen_[a * strip_length + i];
    if (++waiting_count_ == strip_length) give();
  }

  void give() {
    fill(space_.output_stage_, outputs_, waiting_, waiting_count_);
    space_.output_stage_.program.evaluate(outputs_, waiting_count_);
    PointStrip strip{waiting_points_.data(), waiting_count_, {}};
    for (std::size_t o = 0; o < space_.outputs_; ++o)
      strip.outputs.push_back(space_.output_stage_.program.output(outputs_, o));
    reader_.read(strip);
    waiting_count_ = 0;
  }

  const Space& space_;
  StripReader& reader_;
  ColumnProgram::Workspace kept_, outputs_;
  std::vector<std::uint32_t> digits_;            // the option of each axis at the present combination
  std::size_t point_ = 0;                        // its number
  std::vector<std::uint32_t> chosen_, waiting_;  // options, a strip for each axis
  std::array<std::size_t, strip_length> points_{}, waiting_points_{};
  std::size_t waiting_count_ = 0;
  std::size_t dropped_ = 0;
};

std::size_t Space::read(StripReader& reader, unsigned threads) const {
  const auto combinations = static_cast<std::size_t>(points());
  const std::size_t pieces = (combinations + piece_length - 1) / piece_length;
  std::atomic<std::size_t> next = 0, dropped = 0;
  const auto work = [&](StripReader& own) {
    Walk walk(*this, own);
    for (std::size_t piece = next++; piece < pieces; piece = next++) {
      walk.walk(piece * piece_length, std::min(combinations, (piece + 1) * piece_length));
      walk.finish();  // what a strip holds must not depend on which pieces a thread gets: blocks are solved along it
    }
    dropped += walk.dropped();
  };
  std::vector<std::unique_ptr<StripReader>> others;
  for (std::size_t t = 1; t < std::min<std::size_t>(threads, pieces); ++t) others.push_back(reader.another());
  on_threads(others.size() + 1, [&](std::size_t thread) { work(thread == 0 ? reader : *others[thread - 1]); });
  for (const auto& other : others) reader.join(*other);
  return dropped;
}

}  // namespace costcurve
