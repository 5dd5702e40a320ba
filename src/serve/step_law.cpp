#include "serve/step_law.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "program/space.h"

namespace costcurve {

namespace {

// A place in the tables.
struct LawPoint {
  double sequences, context, tokens;
  double cached = 0;  // that the tokens look back at
};

class LawReader final : public StripReader {
 public:
  explicit LawReader(std::vector<std::array<double, 3>>& values) : values_(values) {}
  std::unique_ptr<StripReader> another() const override { return std::make_unique<LawReader>(values_); }
  void read(const PointStrip& strip) override {
    for (std::size_t o = 0; o < strip.outputs.size(); ++o)
      for (std::size_t i = 0; i < strip.count; ++i) values_[strip.points[i]][o] = strip.outputs[o][i];
  }
  void join(StripReader&) override {}

 private:
  std::vector<std::array<double, 3>>& values_;
};

class LawTables {
 public:
  LawTables(const std::shared_ptr<const Scenario>& scenario, std::string part, const LawLimits& limits)
      : scenario_(scenario), part_(std::move(part)), limits_(limits) {}

  std::optional<StepLaw> law(Diagnostics& diagnostics) {
    if (!compile_steps(diagnostics)) return std::nullopt;
    StepLaw law;
    const double fit = work_out({{1, limits_.mean_context, limits_.longest_input, cached_}}).front()[2];
    law.cache_tokens = fit * limits_.mean_context;
    law.most_sequences =
        std::max(1.0, std::floor(std::min(most_of_a_replica * known("replicas", 1), law.cache_tokens / least_context)));
    if (const auto budget = quantity("budget"); budget && audited_->solution.knows(*budget))
      law.budget = audited_->solution.found[*budget].value;
    law.prompts_alone = known("prompts", 0) != 0;
    law.cached_tokens = cached_;
    law.stages = known("pipeline", law.stages);
    law.longest = known("longest_context", law.longest);
    tabulate_steps(law);
    tabulate_prompts(law);
    if (is_whole(law)) return law;
    diagnostics.add(without_place(fmt::format("the steps of `{}` come to no number", part_),
                                  {"`costcurve run` shows what they rest on"}));
    return std::nullopt;
  }

 private:
  static constexpr double most_of_a_replica = 2048, least_context = 32;

  std::optional<std::size_t> quantity(std::string_view name) const {
    return scenario_->quantity(part_ + "." + std::string(name));
  }
  double known(std::string_view name, double otherwise) const {
    const std::optional<std::size_t> q = quantity(name);
    return q && audited_->solution.knows(*q) ? audited_->solution.found[*q].value : otherwise;
  }

  static bool is_whole(const StepLaw& law) {
    const auto finite = [](const std::vector<double>& values) {
      return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
    };
    return finite(law.base) && finite(law.slope) && std::all_of(law.added.begin(), law.added.end(), finite);
  }

  // What varies from place to place is given; requests say how long they are themselves.
  bool compile_steps(Diagnostics& diagnostics) {
    const double tokens = limits_.longest_input;
    Values values;
    const auto give = [&](std::string_view name, double value) { values.emplace_back(*quantity(name), value); };
    give("sequences", 1);
    give("context", limits_.mean_context);
    give("fresh_per_request", tokens);
    give("looks", tokens);
    // What is cached is read where requests are as the scenario says.
    audited_ = audited_with(scenario_, {});
    cached_ = known("cached_per_request", 0);
    audited_ = audited_with(scenario_, values);
    const Relations& relations = *scenario_->relations;
    std::vector<NodeId> roots;
    for (const std::string_view name : {"decode_interval", "prompt_time", "most_sequences"}) {
      const std::size_t q = *quantity(name);
      if (!audited_->solution.knows(q)) {
        diagnostics.add(without_place(
            fmt::format("{} is not determined, so no request can be answered", relations.quantities[q].name),
            {"`llm`, `chip`, `format` and the plan say everything that is needed"}));
        return false;
      }
      roots.push_back(relations.quantities[q].symbol);
    }
    program_ = compile(relations, audited_->solution, roots);
    return program_.has_value();
  }

  std::vector<std::array<double, 3>> work_out(const std::vector<LawPoint>& points) const {
    std::vector<std::array<double, 3>> values(points.size());
    SpaceAxis axis;
    axis.size = points.size();
    const auto gives = [&](std::string_view name, double LawPoint::*field) {
      const std::size_t q = *quantity(name);
      if (program_->input_of(q))
        axis.gives.push_back({q, [&points, field](std::size_t i) { return points[i].*field; }});
    };
    gives("sequences", &LawPoint::sequences);
    gives("context", &LawPoint::context);
    gives("fresh_per_request", &LawPoint::tokens);
    const std::size_t looks = *quantity("looks");
    // Fresh tokens look at the cached ones as well: an input of both squared, over the fresh ones.
    if (program_->input_of(looks))
      axis.gives.push_back({looks, [&points](std::size_t i) { return points[i].tokens + 2 * points[i].cached; }});
    const Space space(*program_, {}, {}, {axis}, [&](std::size_t q) { return audited_->solution.found[q].value; });
    LawReader reader(values);
    space.read(reader, 1);
    return values;
  }

  // Steps are linear in contexts, beyond the windows that some layers have.
  void tabulate_steps(StepLaw& law) const {
    constexpr double nobody = 1e-9;
    const double shorter = limits_.mean_context, longer = 2 * limits_.mean_context;
    std::vector<LawPoint> points;
    for (double b = 0; b <= law.most_sequences; ++b)
      for (const double context : {shorter, longer})
        points.push_back({std::max(b, nobody), context, limits_.longest_input, cached_});
    const std::vector<std::array<double, 3>> times = work_out(points);
    for (std::size_t i = 0; i < points.size(); i += 2) {
      const double by_token = (times[i + 1][0] - times[i][0]) / (longer - shorter);
      law.base.push_back(times[i][0] - by_token * shorter);
      law.slope.push_back(i == 0 ? 0 : by_token / points[i].sequences);
    }
  }

  void tabulate_prompts(StepLaw& law) const {
    constexpr double most_rows = 256, most_columns = 64;
    law.token_step = std::max(32.0, limits_.longest_input / most_rows);
    law.sequence_step = std::max(8.0, law.most_sequences / most_columns);
    const auto count = [](double most, double step) { return static_cast<std::size_t>(std::ceil(most / step)) + 2; };
    const std::size_t rows = count(limits_.longest_input, law.token_step),
                      columns = count(law.most_sequences, law.sequence_step);
    std::vector<LawPoint> points;
    for (std::size_t i = 0; i < rows; ++i)
      for (std::size_t j = 0; j < columns; ++j)
        points.push_back({std::max(1e-9, static_cast<double>(j) * law.sequence_step), limits_.mean_context,
                          std::max(1.0, static_cast<double>(i) * law.token_step), cached_});
    const std::vector<std::array<double, 3>> times = work_out(points);
    law.added.assign(rows, std::vector<double>(columns));
    for (std::size_t p = 0; p < points.size(); ++p) law.added[p / columns][p % columns] = times[p][1];
    tabulate_looking_back(law);
  }

  // Attention inside a prompt grows with what it looks back at, whoever else is in the step.
  void tabulate_looking_back(StepLaw& law) const {
    const double further = limits_.mean_context;
    std::vector<LawPoint> points;
    for (std::size_t i = 0; i < law.added.size(); ++i)
      for (const double cached : {cached_, cached_ + further})
        points.push_back({1, limits_.mean_context, std::max(1.0, static_cast<double>(i) * law.token_step), cached});
    const std::vector<std::array<double, 3>> times = work_out(points);
    for (std::size_t i = 0; i < points.size(); i += 2)
      law.look_back.push_back((times[i + 1][1] - times[i][1]) / further);
  }

  const std::shared_ptr<const Scenario>& scenario_;
  std::string part_;
  LawLimits limits_;
  double cached_ = 0;  // tokens of each input
  std::unique_ptr<AuditedVariant> audited_;
  std::optional<Program> program_;
};

}  // namespace

std::optional<StepLaw> step_law(const std::shared_ptr<const Scenario>& scenario, const std::string& part,
                                const LawLimits& limits, Diagnostics& diagnostics) {
  return LawTables(scenario, part, limits).law(diagnostics);
}

}  // namespace costcurve
