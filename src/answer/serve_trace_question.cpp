#include "answer/serve_trace_question.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "answer/cases.h"
#include "answer/named_text.h"
#include "answer/possible_plans.h"
#include "audit/beliefs.h"
#include "quantity/print.h"
#include "serve/drawn_requests.h"
#include "text/listing.h"

namespace costcurve {

namespace {

class TraceQuestion {
 public:
  TraceQuestion(const Question& question, Library& library, Diagnostics& diagnostics)
      : question_(question), library_(library), diagnostics_(diagnostics) {}

  std::optional<AskedTrace> run() {
    if (!is_asked_whole() || !read_scenario()) return std::nullopt;
    asked_.audited = audit(asked_.scenario, asked_.scenario->givens, Judged::no_claims);
    refuse_impossible_plans(*asked_.audited, diagnostics_);
    if (!good()) return std::nullopt;
    if (question_.options.has(Option::requests) ? !draw_requests() : !read_requests()) return std::nullopt;
    settle_prefixes();
    return std::move(asked_);
  }

 private:
  bool good() const { return diagnostics_.empty(); }
  bool wrong(std::string problem, std::vector<std::string> notes) {
    diagnostics_.add(without_place(std::move(problem), std::move(notes)));
    return false;
  }

  // Requests are answered by the part as it stands; what belongs to a search among deployments would go unheard.
  bool is_asked_whole() {
    const auto has = [&](Option option) { return question_.options.has(option); };
    const char* const one_by_one = has(Option::trace) ? "--trace" : "--requests";
    for (const auto& [option, remedy] : {std::pair{Option::over, "--set KEY=VALUE, one question for each value"},
                                         std::pair{Option::best, "`serve` without it looks for the best deployment"},
                                         std::pair{Option::show, "`run` shows what else follows for the part"}})
      if (has(option))
        return wrong(fmt::format("{} answers requests with the part as it stands, and takes no {}", one_by_one,
                                 row_of(option).name),
                     {remedy});
    if (has(Option::trace) && has(Option::requests))
      return wrong("requests are those of --trace, or drawn by --requests, not both", {"leave one of the two out"});
    if (has(Option::seed) && !has(Option::requests))
      return wrong("of a trace nothing is drawn", {"--seed belongs to --requests"});
    return true;
  }

  bool read_scenario() {
    const Case which{question_.file(), question_.variant(), overrides_of(question_, diagnostics_), {}};
    if (good()) asked_.scenario = bound(which, library_, diagnostics_);
    if (!good()) return false;
    asked_.told.scenario = which.file;
    asked_.told.about = about(*asked_.scenario);
    std::vector<std::string> parts;
    for (const Part& part : asked_.scenario->parts)
      if (part.sheet && (part.sheet->name == "serving" || part.sheet->name == "serving_queue"))
        parts.push_back(part.name);
    const bool is_named = question_.words.size() > 1;
    const std::string asked = is_named ? question_.words[1] : parts.empty() ? "" : parts.front();
    if (std::find(parts.begin(), parts.end(), asked) == parts.end() || (!is_named && parts.size() > 1))
      wrong("which part answers the requests is not said",
            {parts.empty() ? "`costcurve new serving` prints one to start from"
                           : "name one behind the scenario: " + listed(parts, "or")});
    asked_.told.part = asked;
    return good();
  }

  bool read_requests() {
    asked_.told.trace = question_.options.text(Option::trace);
    const SourcePointer source =
        read_named_text(asked_.told.trace, "the trace " + asked_.told.trace, most_bytes,
                        "it is longer than 2 GB: cut it, a day of it will do", library_, diagnostics_);
    if (!source) return false;
    const double longest = asked_.known("longest_context").value_or(std::numeric_limits<double>::infinity());
    if (std::optional<Trace> read = read_trace(source, longest, diagnostics_)) {
      asked_.requests = std::move(read->requests);
      asked_.told.times = read->times;
      asked_.told.block = read->block;
      asked_.told.ids = read->ids;
    }
    return good();
  }

  bool draw_requests() {
    const auto count = static_cast<std::size_t>(question_.options.number(Option::requests, 0));
    const std::uint64_t seed = question_.options.number(Option::seed, 1);
    const std::optional<double> rate = asked_.known("request_rate"), clients = asked_.known("concurrency");
    const DrawnLengths lengths = drawn_lengths(count, seed);
    if (!good()) return false;
    if (asked_.has_arrivals()) {
      if (!rate)
        return wrong(fmt::format("how many requests arrive at `{}` is not said", asked_.told.part),
                     {"request_rate = \"2/s\""});
      const double cv2 = asked_.known("arrival_cv2").value_or(1);
      asked_.requests = drawn_requests(count, {*rate, cv2}, lengths, seed);
      asked_.told.times =
          fmt::format("drawn (seed {}): {}", seed,
                      cv2 == 1 ? std::string("independent of each other")
                               : fmt::format("times between them with a squared coefficient of variation "
                                             "of {}",
                                             number_text(cv2, 3)));
      return true;
    }
    if (!clients)
      return wrong(fmt::format("how many clients ask `{}` is not said", asked_.told.part),
                   {"concurrency = 64", "or the sheet `serving_queue`, whose requests arrive at a rate"});
    asked_.told.clients = std::max(1.0, std::round(*clients));
    asked_.requests = drawn_requests(count, {}, lengths, seed);
    asked_.told.times = fmt::format("each client asks again when it is answered; lengths drawn (seed {})", seed);
    return true;
  }

  // Whole tokens of what is believed of a request's lengths.
  DrawnLengths drawn_lengths(std::size_t count, std::uint64_t seed) {
    const Relations& relations = *asked_.scenario->relations;
    std::vector<NodeId> roots;
    for (const char* const name : {"input_per_request", "output_per_request"}) {
      const std::size_t q = *asked_.scenario->quantity(asked_.told.part + "." + name);
      if (!asked_.audited->solution.knows(q)) {
        wrong(fmt::format("{} is not said", relations.quantities[q].name), {fmt::format("{} = \"1024 token\"", name)});
        return {};
      }
      roots.push_back(relations.quantities[q].symbol);
    }
    const std::optional<Program> program = compile(relations, asked_.audited->solution, roots);
    const std::vector<Distribution> beliefs = beliefs_of(*program, asked_.audited->solution);
    const bool vary =
        std::any_of(beliefs.begin(), beliefs.end(), [](const Distribution& one) { return !one.is_point(); });
    SimulationOptions options;
    options.samples = vary ? count : 2;
    options.seed = seed;
    std::vector<std::vector<double>> drawn =
        sample_outputs(*program, input_names(*program, relations), beliefs, options);
    if (!vary)
      for (std::vector<double>& all : drawn) all.resize(1);
    if (const double cv2 = asked_.known("length_cv2").value_or(0); cv2 > 0 && !vary)
      drawn[0] = drawn_around(count, drawn[0][0], cv2, seed);
    for (std::vector<double>& all : drawn)
      for (double& tokens : all) tokens = std::max(1.0, std::round(tokens));
    return {std::move(drawn[0]), std::move(drawn[1])};
  }

  // What the scenario says is cached of each request rules over what the trace says of their prefixes.
  void settle_prefixes() {
    const std::optional<std::size_t> cached = asked_.scenario->quantity(asked_.told.part + ".cached_per_request");
    if (asked_.told.block == 0 || !cached || !asked_.scenario->givens.stated(*cached)) return;
    asked_.told.block = 0;
    asked_.told.ids = "`cached_per_request` says what is cached of each";
    for (TracedRequest& request : asked_.requests) request.shared = 0;
  }

  static constexpr std::size_t most_bytes = 2'000'000'000;

  const Question& question_;
  Library& library_;
  Diagnostics& diagnostics_;
  AskedTrace asked_;
};

}  // namespace

std::optional<double> AskedTrace::known(const std::string& name) const {
  const std::optional<std::size_t> q = scenario->quantity(told.part + "." + name);
  return q && audited->solution.knows(*q) ? std::optional(audited->solution.found[*q].value) : std::nullopt;
}

std::optional<AskedTrace> asked_trace(const Question& question, Library& library, Diagnostics& diagnostics) {
  return TraceQuestion(question, library, diagnostics).run();
}

}  // namespace costcurve
