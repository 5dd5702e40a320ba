// The scenario is bound once, and solved once for each combination of names that are swept; from there on one program
// is evaluated over the space of the amounts, and where something is believed sampled at each of its points.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "answer/check_words.h"
#include "answer/sweeper.h"
#include "audit/beliefs.h"
#include "chance/common_samples.h"
#include "numeric/machine.h"
#include "program/space.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

// The amounts at a share of the way along every axis: its first, its middle, its last value.
Values Sweeper::values_at(const Scenario& scenario, double share) const {
  Values values;
  for (const SweptAxis& axis : axes_)
    if (const std::optional<std::size_t> quantity = scenario.quantity(axis.key); quantity && !axis.is_words())
      values.emplace_back(*quantity, axis.value(static_cast<std::size_t>(std::lround(share * (axis.points - 1)))));
  return values;
}

std::ptrdiff_t count_known(const Solution& solution) {
  return std::count_if(solution.found.begin(), solution.found.end(),
                       [](const Finding& finding) { return finding.status != Status::unknown; });
}

std::ptrdiff_t Sweeper::count_shown(const AuditedVariant& audited) const {
  return std::count_if(shown_.begin(), shown_.end(), [&](const std::string& name) {
    const std::optional<std::size_t> q = audited.scenario.quantity(name);
    return q && audited.solution.knows(*q);
  });
}

// Audited where most of what is shown is determined, or of everything where nobody said what to show, after looking at
// both ends: what the first value makes impossible (nothing divided by nothing) another may not. Nothing where a swept
// quantity follows from the other givens.
std::unique_ptr<AuditedVariant> Sweeper::audited_along(const std::shared_ptr<const Scenario>& stated) {
  const std::shared_ptr<const Scenario> scenario = freed(stated, values_at(*stated, 0));
  std::unique_ptr<AuditedVariant> best;
  std::ptrdiff_t most = -1;
  for (const double share : {0.0, 1.0, 0.5}) {
    const Values values = values_at(*scenario, share);
    std::unique_ptr<AuditedVariant> audited = audited_with(scenario, values);
    if (const auto conflict = contradicted(*audited, values)) {
      report_contradiction(*audited, *conflict);
      return nullptr;
    }
    const std::ptrdiff_t known = shown_.empty() ? count_known(audited->solution) : count_shown(*audited);
    if (known > most) {
      most = known;
      best = std::move(audited);
    }
    if (values.empty()) break;
  }
  return best;
}

void Sweeper::allocate() {
  for (const SweptAxis& axis : axes_) table_.keys.push_back(axis);
  for (const std::string& name : shown_) {
    ShownQuantity shown;
    shown.name = name;
    shown.unit = base_->relations->quantities[*base_->quantity(name)].shown;
    shown.convention = base_->convention_of(*base_->quantity(name));
    shown.values.assign(table_.points, std::numeric_limits<double>::quiet_NaN());
    shown.moved_by.assign(axes_.size(), false);
    table_.shown.push_back(std::move(shown));
  }
}

// One combination of names: its part of the table.
void Sweeper::fill() {
  const std::shared_ptr<const Scenario> scenario = with_names();
  if (!good()) return;
  const std::unique_ptr<AuditedVariant> audited = audited_along(scenario);
  if (!audited) return;
  std::vector<std::size_t> known, columns;  // quantities, and which columns of the table they are
  for (std::size_t s = 0; s < shown_.size(); ++s) {
    const std::optional<std::size_t> q = audited->scenario.quantity(shown_[s]);
    if (q && audited->solution.knows(*q)) {
      known.push_back(*q);
      columns.push_back(s);
    } else if (q) {
      table_.shown[s].missing = undetermined(*audited, *q).text();
    }
  }
  note_what_was_taken(*audited, known);
  const std::vector<Limit> limits = limits_of(*audited, known);
  const Relations& relations = *audited->scenario.relations;
  std::vector<NodeId> roots;
  for (const std::size_t q : known) roots.push_back(relations.quantities[q].symbol);
  for (const Limit& limit : limits) roots.insert(roots.end(), {limit.left, limit.right});
  if (const std::optional<Program> program = compile(relations, audited->solution, roots))
    evaluate_over(*audited, *program, columns, limits);
  mark_impossible_plans(*audited, known, columns);
  add_ranges(*audited, known, columns);
}

namespace {

// Puts what is shown into the table, and counts the points at which limits are broken. The first outputs of a strip are
// what is shown, behind them stand the sides of the limits.
class TableReader final : public StripReader {
 public:
  TableReader(SweepTable& table, const std::vector<std::size_t>& columns, const std::vector<Limit>& limits)
      : table_(table), columns_(columns), limits_(limits), broken_(limits.size(), 0) {}

  // Each point is one thread's, so all may write into the same table.
  std::unique_ptr<StripReader> another() const override {
    return std::make_unique<TableReader>(table_, columns_, limits_);
  }

  void read(const PointStrip& strip) override {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      double* const values = table_.shown[columns_[c]].values.data();
      for (std::size_t i = 0; i < strip.count; ++i) values[strip.points[i]] = strip.outputs[c][i];
    }
    for (std::size_t l = 0; l < limits_.size(); ++l) {
      const double *left = strip.outputs[columns_.size() + 2 * l], *right = strip.outputs[columns_.size() + 2 * l + 1];
      for (std::size_t i = 0; i < strip.count; ++i) broken_[l] += meets(limits_[l].broken, left[i], right[i]) ? 1 : 0;
    }
  }

  void join(StripReader& other) override {
    for (std::size_t l = 0; l < broken_.size(); ++l) broken_[l] += static_cast<TableReader&>(other).broken_[l];
  }

  const std::vector<std::size_t>& broken() const { return broken_; }

 private:
  SweepTable& table_;
  const std::vector<std::size_t>& columns_;
  const std::vector<Limit>& limits_;
  std::vector<std::size_t> broken_;
};

}  // namespace

// The axes as sides of a space: of a name the one that is chosen, of amounts all.
std::vector<SpaceAxis> Sweeper::sides(const Scenario& scenario) const {
  std::vector<SpaceAxis> sides;
  std::size_t stride = table_.points;
  for (std::size_t a = 0; a < axes_.size(); ++a) {
    const Axis& axis = axes_[a];
    stride /= axis.size();
    SpaceAxis side;
    side.stride = stride;
    side.size = axis.is_words() ? 1 : axis.size();
    if (axis.is_words())
      side.numbers = {names_[a]};
    else if (const std::optional<std::size_t> quantity = scenario.quantity(axis.key))
      side.gives = {{*quantity, [axis](std::size_t i) { return axis.value(i); }}};
    sides.push_back(std::move(side));
  }
  return sides;
}

void Sweeper::evaluate_over(const AuditedVariant& audited, const Program& program,
                            const std::vector<std::size_t>& columns, const std::vector<Limit>& limits) {
  constexpr std::size_t points_worth_threads = 1U << 17U;
  std::vector<bool> varies(program.inputs.size(), false);
  const std::vector<SpaceAxis> axes = sides(audited.scenario);
  for (std::size_t a = 0; a < axes.size(); ++a)
    for (const AxisValues& given : axes[a].gives) {
      const std::optional<std::size_t> input = program.input_of(given.quantity);
      if (input) varies[*input] = true;
      for (std::size_t c = 0; input && c < columns.size(); ++c)
        if (inputs_behind(program, c)[*input]) table_.shown[columns[c]].moved_by[a] = true;
    }
  name_what_it_rests_on(audited, program, columns, varies);
  if (!program.blocks.empty())
    add_note(
        "equations that are solved together are solved numerically: each point shows the solution that the first one "
        "leads to");
  const Space space(program, {}, {}, axes, [&](std::size_t q) { return audited.solution.found[q].value; });
  TableReader reader(table_, columns, limits);
  space.read(reader, table_.points < points_worth_threads ? 1 : static_cast<unsigned>(threads_of_machine()));
  for (std::size_t l = 0; l < limits.size(); ++l)
    if (reader.broken()[l] > 0) broken_[limits[l].sentence] += reader.broken()[l];
}

namespace {

bool is_believed(const Solution& solution, std::size_t quantity) {
  return solution.found[quantity].given && solution.found[quantity].given->is_belief;
}

// As many as were asked for, fewer where there are many points: what is told of them takes a moment and no more. None
// where so few would be left that they say little. Equations that are solved together take a hundred times as long.
std::uint64_t samples_at_each_point(const Program& program, std::size_t points, std::uint64_t asked) {
  constexpr std::uint64_t fewest = 1024;
  const std::uint64_t all = program.blocks.empty() ? 1U << 22U : 1U << 16U;  // of the sweep, in a fraction of a second
  if (points > 4 * all / fewest) return 0;
  return std::min<std::uint64_t>(asked, std::max(fewest, all / points / strip_length * strip_length));
}

// One point after another of a space: the number of the point, and what the axes give there.
std::size_t point_of(const std::vector<SpaceAxis>& axes, std::size_t i, const Program& program,
                     std::vector<double>& inputs) {
  std::size_t point = 0;
  for (std::size_t a = axes.size(); a-- > 0; i /= axes[a].size) {
    const std::size_t option = i % axes[a].size;
    point += axes[a].number(option) * axes[a].stride;
    for (const AxisValues& given : axes[a].gives)
      if (const std::optional<std::size_t> input = program.input_of(given.quantity))
        inputs[*input] = given.value(option);
  }
  return point;
}

}  // namespace

// Where 90 % of the samples lie at each point, of all that rests on something believed.
void Sweeper::add_ranges(const AuditedVariant& audited, const std::vector<std::size_t>& known,
                         const std::vector<std::size_t>& columns) {
  constexpr std::size_t worth_a_thread = 8;  // points, each of thousands of samples
  const Relations& relations = *audited.scenario.relations;
  std::vector<NodeId> roots;
  std::vector<ShownQuantity*> ranged;
  for (std::size_t i = 0; i < known.size(); ++i) {
    const std::vector<std::size_t> behind = givens_behind(relations, audited.solution, known[i]);
    if (std::none_of(behind.begin(), behind.end(), [&](std::size_t q) { return is_believed(audited.solution, q); }))
      continue;
    roots.push_back(relations.quantities[known[i]].symbol);
    ranged.push_back(&table_.shown[columns[i]]);
  }
  const std::optional<Program> program = compile(relations, audited.solution, roots);
  if (roots.empty() || !program) return;
  SimulationOptions options = question_.simulation();
  options.samples = samples_at_each_point(*program, table_.points, options.samples);
  if (options.samples == 0) return add_note("of so many points no ranges are worked out: `in 1000` makes fewer");
  table_.samples = options.samples;
  table_.seed = options.seed;
  for (ShownQuantity* shown : ranged)
    if (shown->low.empty()) shown->low = shown->high = std::vector<double>(table_.points, std::nan(""));
  const std::vector<SpaceAxis> axes = sides(audited.scenario);
  std::size_t points = 1;
  for (const SpaceAxis& axis : axes) points *= axis.size;
  const std::vector<double> stated = stated_values(*program, audited.solution);
  const CommonSamples samples(*program, input_names(*program, relations), beliefs_of(*program, audited.solution),
                              options);
  each_on_threads(points, worth_a_thread, [&](std::size_t i) {
    std::vector<double> inputs = stated;
    const std::size_t point = point_of(axes, i, *program, inputs);
    const std::vector<std::optional<Interval>> ranges = samples.ranges(inputs);
    for (std::size_t o = 0; o < ranges.size(); ++o) {
      const double value = ranged[o]->values[point];
      if (!ranges[o] || !std::isfinite(value)) continue;
      // What cancels leaves the rounding of arithmetic, and no range.
      const bool cancels = ranges[o]->high - ranges[o]->low <= 1e-12 * std::abs(value);
      ranged[o]->low[point] = cancels ? value : ranges[o]->low;
      ranged[o]->high[point] = cancels ? value : ranges[o]->high;
    }
  });
}

void Sweeper::name_what_it_rests_on(const AuditedVariant& audited, const Program& program,
                                    const std::vector<std::size_t>& columns, const std::vector<bool>& varies) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const std::vector<bool> behind = inputs_behind(program, c);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < behind.size(); ++i)
      if (behind[i] && !varies[i]) names.push_back(audited.scenario.relations->quantities[program.inputs[i]].name);
    table_.shown[columns[c]].rests_on = listed_some(names);
  }
}

// What stands at the foot: assumptions, ranges that are not carried through, what is wrong with the scenario as it is.
void Sweeper::note_what_was_taken(const AuditedVariant& audited, const std::vector<std::size_t>& known) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<std::size_t> swept;
  for (const auto& [quantity, value] : values_at(audited.scenario, 0)) swept.push_back(quantity);
  for (const Taken& taken : taken_for(audited, known, swept)) add_taken(taken);
  std::vector<std::string> middles;
  std::vector<NodeId> roots;
  for (const std::size_t q : known) roots.push_back(relations.quantities[q].symbol);
  if (const std::optional<Program> program = compile(relations, audited.solution, roots))
    for (const std::size_t q : program->inputs)
      if (is_believed(audited.solution, q))
        middles.push_back(fmt::format("{} at {}", relations.quantities[q].name,
                                      amount_text(audited.solution.found[q].value, relations.quantities[q].shown, 3)));
  constexpr std::size_t few = 4;
  if (middles.size() > few)
    add_note(fmt::format("values stand at the middle of what is believed of {} inputs", middles.size()));
  else if (!middles.empty())
    add_note("values stand at the middle of what is believed: " + listed(middles));
  for (const Conflict& conflict : audited.conflicts)
    add_note("these cannot all be true: " + listed_some(names_of(relations, conflict.givens)));
  for (const Overridden& fact : audited.withdrawn) add_note(withdrawn_sentence(withdrawn(audited, fact)));
}

// Of each combination of names only what the ones before it have not said.
void Sweeper::add_taken(const Taken& taken) {
  const auto same = std::find_if(table_.taken.begin(), table_.taken.end(),
                                 [&](const Taken& other) { return other.way == taken.way; });
  if (same == table_.taken.end()) return void(table_.taken.push_back(taken));
  for (const Taken::Statement& statement : taken.statements)
    if (std::find(same->statements.begin(), same->statements.end(), statement) == same->statements.end())
      same->statements.push_back(statement);
}

void Sweeper::add_note(const std::string& note) {
  if (std::find(table_.notes.begin(), table_.notes.end(), note) == table_.notes.end()) table_.notes.push_back(note);
}

// Names move what differs between them; and what was broken on the way is said.
void Sweeper::finish() {
  refuse_without_plan();
  std::size_t stride = table_.points;
  for (std::size_t a = 0; a < axes_.size(); ++a) {
    const std::size_t size = table_.keys[a].size();
    stride /= size;
    for (ShownQuantity& shown : table_.shown)
      for (std::size_t p = 0; axes_[a].is_words() && p < table_.points && !shown.moved_by[a]; ++p) {
        const double here = shown.values[p], there = shown.values[p - table_.index(p, a) * stride];
        shown.moved_by[a] = std::isfinite(here) != std::isfinite(there) ||
                            (std::isfinite(here) && std::abs(here - there) > 1e-12 * std::abs(here));
      }
  }
  if (std::any_of(table_.shown.begin(), table_.shown.end(),
                  [](const ShownQuantity& shown) { return shown.has_ranges(); }))
    add_note(fmt::format("90 %: of {} samples at each point (seed {})", count_text(static_cast<double>(table_.samples)),
                         table_.seed));
  for (const auto& [sentence, points] : broken_)
    add_note(fmt::format("at {} of {} points a limit is broken: {}", count_text(static_cast<double>(points)),
                         count_text(static_cast<double>(table_.points)), sentence));
}

}  // namespace costcurve
