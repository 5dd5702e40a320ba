#include "serve/step_law.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "program/space.h"

namespace costcurve {

namespace {

// What is read at each place of the tables.
enum LawFigure : std::uint8_t { interval, prompt, cache, memory, law_figures };
using LawFigures = std::array<double, law_figures>;
constexpr std::array<std::string_view, law_figures> figure_names = {"decode_interval", "prompt_time", "check_cache",
                                                                    "sequence_memory"};

// A place in the tables.
struct LawPoint {
  double sequences, context, tokens;
  double cached = 0;  // that the tokens look back at
};

class LawReader final : public StripReader {
 public:
  explicit LawReader(std::vector<LawFigures>& values) : values_(values) {}
  std::unique_ptr<StripReader> another() const override { return std::make_unique<LawReader>(values_); }
  void read(const PointStrip& strip) override {
    for (std::size_t o = 0; o < strip.outputs.size(); ++o)
      for (std::size_t i = 0; i < strip.count; ++i) values_[strip.points[i]][o] = strip.outputs[o][i];
  }
  void join(StripReader&) override {}

 private:
  std::vector<LawFigures>& values_;
};

// The requests that a law is for.
struct LawRequests {
  double mean_context = 1, longest_input = 1, most_cached = 0;
};

class LawTables {
 public:
  LawTables(const std::shared_ptr<const Scenario>& scenario, std::string part,
            const std::vector<TracedRequest>& requests)
      : scenario_(scenario), part_(std::move(part)), requests_(requests) {}

  std::optional<StepLaw> law(Diagnostics& diagnostics) {
    if (!compile_steps(diagnostics)) return std::nullopt;
    StepLaw law;
    law.budget = known("budget", law.budget);
    law.prompts_alone = known("prompts", 0) != 0;
    law.cached_tokens = cached_;
    law.stages = known("pipeline", law.stages);
    law.stages_are_full = quantity("request_rate").has_value();
    law.longest = known("longest_context", law.longest);
    law.replicas = known("replicas", 1);
    law.replica_memory = std::max(0.0, known("free_memory", 0));
    tabulate_contexts(law);
    read_those_answered(law);
    const double smallest = law.memory.at(least_context);
    law.most_sequences =
        std::max(1.0, std::floor(law.replicas * std::min(most_of_a_replica, law.replica_memory / smallest)));
    tabulate_steps(law);
    tabulate_prompts(law);
    if (is_whole(law)) return law;
    diagnostics.add(without_place(fmt::format("the steps of `{}` come to no number", part_),
                                  {"`costcurve run` shows what they rest on"}));
    return std::nullopt;
  }

 private:
  static constexpr double most_of_a_replica = 2048, least_context = 32, nobody = 1e-9;
  static constexpr int closely = 8, loosely = 4;  // places to a doubling

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
    return finite(law.base) && finite(law.slope) && finite(law.looks.values()) && finite(law.memory.values()) &&
           finite(law.added.values()) && finite(law.look_back.values());
  }

  // What varies from place to place is given; requests say how long they are themselves.
  bool compile_steps(Diagnostics& diagnostics) {
    constexpr double some_tokens = 1024;
    Values values;
    const auto give = [&](std::string_view name, double value) { values.emplace_back(*quantity(name), value); };
    give("sequences", 1);
    give("context", some_tokens);
    give("fresh_per_request", some_tokens);
    give("looks", some_tokens);
    // What is cached is read where requests are as the scenario says.
    audited_ = audited_with(scenario_, {});
    cached_ = known("cached_per_request", 0);
    audited_ = audited_with(scenario_, values);
    const Relations& relations = *scenario_->relations;
    std::vector<NodeId> roots;
    for (const std::string_view name : figure_names) {
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

  std::vector<LawFigures> work_out(const std::vector<LawPoint>& points) const {
    std::vector<LawFigures> values(points.size());
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

  // What one sequence looks at and keeps: lines of its tokens, which bend where windows end.
  void tabulate_contexts(StepLaw& law) const {
    double longest = 2;
    for (const TracedRequest& request : requests_)
      if (law.is_taken(request)) longest = std::max(longest, request.input + request.output);
    std::vector<double> places = growing_places(longest, loosely);
    for (const std::string_view bend : {"window", "sparse_top"})
      if (const double place = known(bend, 0); place > 1) places.push_back(place);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::vector<LawPoint> points;
    for (const double context : places) points.push_back({1, context, 1, cached_});
    std::vector<double> looked, kept;
    for (const LawFigures& figures : work_out(points)) {
      looked.push_back(figures[cache]);
      kept.push_back(figures[memory]);
    }
    law.looks = {places, std::move(looked)};
    law.memory = {places, std::move(kept)};
  }

  void read_those_answered(const StepLaw& law) {
    double count = 0, contexts = 0;
    for (const TracedRequest& request : requests_) {
      if (!law.is_taken(request) || !law.fits_alone(request)) continue;
      ++count;
      contexts += request.input + request.output / 2;
      answered_.longest_input = std::max(answered_.longest_input, request.input);
      answered_.most_cached = std::max(answered_.most_cached, law.cached(request) - cached_);
    }
    if (count > 0) answered_.mean_context = std::max(2.0, contexts / count);
  }

  // A step is a line of what its sequences look at; of two batches in turn one that is right at the mean context.
  void tabulate_steps(StepLaw& law) const {
    const double shorter = 1, longer = std::max(2.0, answered_.mean_context);
    std::vector<LawPoint> points;
    for (double b = 0; b <= law.most_sequences; ++b)
      for (const double context : {shorter, longer}) points.push_back({std::max(b, nobody), context, 1, cached_});
    const std::vector<LawFigures> figures = work_out(points);
    const double less = law.looks.at(shorter), more = law.looks.at(longer);
    for (std::size_t i = 0; i < points.size(); i += 2) {
      const double by_look = more > less ? (figures[i + 1][interval] - figures[i][interval]) / (more - less) : 0;
      law.base.push_back(figures[i][interval] - by_look * less);
      law.slope.push_back(i == 0 ? 0 : by_look / points[i].sequences);
    }
  }

  void tabulate_prompts(StepLaw& law) const {
    const std::vector<double> rows = growing_places(answered_.longest_input, closely);
    std::vector<double> columns = growing_places(law.most_sequences, closely);
    columns.insert(columns.begin(), nobody);
    std::vector<LawPoint> points;
    for (const double tokens : rows)
      for (const double sequences : columns) points.push_back({sequences, answered_.mean_context, tokens, cached_});
    std::vector<double> times;
    for (const LawFigures& figures : work_out(points)) times.push_back(figures[prompt]);
    law.added = {rows, columns, std::move(times)};
    if (answered_.most_cached > 0) tabulate_looking_back(rows, law);
  }

  // Attention inside a prompt grows with what it looks back at, whoever else is in the step.
  void tabulate_looking_back(const std::vector<double>& rows, StepLaw& law) const {
    std::vector<double> columns = growing_places(answered_.most_cached, loosely);
    columns.insert(columns.begin(), 0);
    std::vector<LawPoint> points;
    for (const double tokens : rows)
      for (const double further : columns) points.push_back({1, answered_.mean_context, tokens, cached_ + further});
    const std::vector<LawFigures> figures = work_out(points);
    std::vector<double> times;
    for (std::size_t p = 0; p < points.size(); ++p)
      times.push_back(figures[p][prompt] - figures[p - p % columns.size()][prompt]);
    law.look_back = {rows, columns, std::move(times)};
  }

  const std::shared_ptr<const Scenario>& scenario_;
  std::string part_;
  const std::vector<TracedRequest>& requests_;
  LawRequests answered_;
  double cached_ = 0;  // tokens of each input
  std::unique_ptr<AuditedVariant> audited_;
  std::optional<Program> program_;
};

}  // namespace

std::optional<StepLaw> step_law(const std::shared_ptr<const Scenario>& scenario, const std::string& part,
                                const std::vector<TracedRequest>& requests, Diagnostics& diagnostics) {
  return LawTables(scenario, part, requests).law(diagnostics);
}

}  // namespace costcurve
