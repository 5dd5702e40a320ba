#include "answer/serve_trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "answer/cases.h"
#include "answer/named_text.h"
#include "answer/possible_plans.h"
#include "answer/serve.h"
#include "audit/beliefs.h"
#include "quantity/print.h"
#include "serve/drawn_requests.h"
#include "serve/part_alone.h"
#include "serve/step_law.h"
#include "serve/trace.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// Of the finite ones; they are put in order on the way.
SpreadOut spread_of(std::vector<double> values) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  SpreadOut spread;
  if (values.empty()) return spread;
  spread.mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  std::size_t q = 0;
  for (const double share : {0.5, 0.9, 0.99}) {
    // The least that so large a share of them is not above: of two requests 90 % are both.
    const double rank = std::ceil(share * static_cast<double>(values.size()) - 1e-9);
    const auto place = static_cast<std::ptrdiff_t>(std::max(rank, 1.0)) - 1;
    std::nth_element(values.begin(), values.begin() + place, values.end());
    spread.quantiles[q++] = values[static_cast<std::size_t>(place)];
  }
  return spread;
}

struct Moments {
  double mean = 0, cv2 = 0;
};
template <class Value>
Moments moments(std::size_t count, Value value) {
  Moments found;
  if (count == 0) return found;
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < count; ++i) sum += value(i);
  found.mean = sum / static_cast<double>(count);
  for (std::size_t i = 0; i < count; ++i) squares += (value(i) - found.mean) * (value(i) - found.mean);
  if (found.mean > 0) found.cv2 = squares / static_cast<double>(count) / (found.mean * found.mean);
  return found;
}

class TraceServer {
 public:
  TraceServer(const Question& question, Library& library, Diagnostics& diagnostics)
      : question_(question), library_(library), diagnostics_(diagnostics) {}

  ServedTrace run() {
    if (!is_asked_whole() || !read_scenario()) return {};
    audited_ = audit(scenario_, scenario_->givens, Judged::no_claims);
    refuse_impossible_plans(*audited_, diagnostics_);
    if (!good()) return {};
    if (question_.options.has(Option::requests) ? !draw_requests() : !read_requests()) return {};
    settle_prefixes();
    const std::optional<StepLaw> law = step_law(served_alone(), served_.part, requests_, diagnostics_);
    if (!law) return {};
    measure_requests(*law);
    served_.longest = law->longest;
    served_.cached = law->cached_tokens;
    served_.first_limit = known("first_token_limit");
    served_.token_limit = known("time_per_token_limit");
    served_.chips = known("chips").value_or(1);
    if (!most_are_answered(*law)) return {};
    refuse_limits_below_the_floor(*law);
    if (good()) find_copies(*law);
    return std::move(served_);
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
    if (good()) scenario_ = bound(which, library_, diagnostics_);
    if (!good()) return false;
    served_.scenario = which.file;
    served_.about = about(*scenario_);
    std::vector<std::string> parts;
    for (const Part& part : scenario_->parts)
      if (part.sheet && (part.sheet->name == "serving" || part.sheet->name == "serving_queue"))
        parts.push_back(part.name);
    const bool is_named = question_.words.size() > 1;
    const std::string asked = is_named ? question_.words[1] : parts.empty() ? "" : parts.front();
    if (std::find(parts.begin(), parts.end(), asked) == parts.end() || (!is_named && parts.size() > 1))
      wrong("which part answers the requests is not said",
            {parts.empty() ? "`costcurve new serving` prints one to start from"
                           : "name one behind the scenario: " + listed(parts, "or")});
    served_.part = asked;
    return good();
  }

  bool has_arrivals() const { return scenario_->part(served_.part)->sheet->name == "serving_queue"; }

  // How many are answered at once is what comes out, where requests arrive.
  std::shared_ptr<const Scenario> served_alone() const {
    const std::shared_ptr<const Scenario> alone = part_alone(scenario_, served_.part);
    return has_arrivals() ? without_saying(alone, *alone->quantity(served_.part + ".sequences")) : alone;
  }

  bool read_requests() {
    served_.trace = question_.options.text(Option::trace);
    const SourcePointer source =
        read_named_text(served_.trace, "the trace " + served_.trace, most_bytes,
                        "it is longer than 2 GB: cut it, a day of it will do", library_, diagnostics_);
    if (!source) return false;
    const double longest = known("longest_context").value_or(std::numeric_limits<double>::infinity());
    if (std::optional<Trace> read = read_trace(source, longest, diagnostics_)) {
      requests_ = std::move(read->requests);
      served_.times = read->times;
      served_.block = read->block;
      served_.ids = read->ids;
    }
    return good();
  }

  bool draw_requests() {
    const auto count = static_cast<std::size_t>(question_.options.number(Option::requests, 0));
    const std::uint64_t seed = question_.options.number(Option::seed, 1);
    const std::optional<double> rate = known("request_rate"), clients = known("concurrency");
    const DrawnLengths lengths = drawn_lengths(count, seed);
    if (!good()) return false;
    if (has_arrivals()) {
      if (!rate)
        return wrong(fmt::format("how many requests arrive at `{}` is not said", served_.part),
                     {"request_rate = \"2/s\""});
      const double cv2 = known("arrival_cv2").value_or(1);
      requests_ = drawn_requests(count, {*rate, cv2}, lengths, seed);
      served_.times = fmt::format("drawn (seed {}): {}", seed,
                                  cv2 == 1 ? std::string("independent of each other")
                                           : fmt::format("times between them with a squared coefficient of variation "
                                                         "of {}",
                                                         number_text(cv2, 3)));
      return true;
    }
    if (!clients)
      return wrong(fmt::format("how many clients ask `{}` is not said", served_.part),
                   {"concurrency = 64", "or the sheet `serving_queue`, whose requests arrive at a rate"});
    served_.clients = std::max(1.0, std::round(*clients));
    requests_ = drawn_requests(count, {}, lengths, seed);
    served_.times = fmt::format("each client asks again when it is answered; lengths drawn (seed {})", seed);
    return true;
  }

  // Whole tokens of what is believed of a request's lengths.
  DrawnLengths drawn_lengths(std::size_t count, std::uint64_t seed) {
    const Relations& relations = *scenario_->relations;
    std::vector<NodeId> roots;
    for (const char* const name : {"input_per_request", "output_per_request"}) {
      const std::size_t q = *scenario_->quantity(served_.part + "." + name);
      if (!audited_->solution.knows(q)) {
        wrong(fmt::format("{} is not said", relations.quantities[q].name), {fmt::format("{} = \"1024 token\"", name)});
        return {};
      }
      roots.push_back(relations.quantities[q].symbol);
    }
    const std::optional<Program> program = compile(relations, audited_->solution, roots);
    const std::vector<Distribution> beliefs = beliefs_of(*program, audited_->solution);
    const bool vary =
        std::any_of(beliefs.begin(), beliefs.end(), [](const Distribution& one) { return !one.is_point(); });
    SimulationOptions options;
    options.samples = vary ? count : 2;
    options.seed = seed;
    std::vector<std::vector<double>> drawn =
        sample_outputs(*program, input_names(*program, relations), beliefs, options);
    if (!vary)
      for (std::vector<double>& all : drawn) all.resize(1);
    if (const double cv2 = known("length_cv2").value_or(0); cv2 > 0 && !vary)
      drawn[0] = drawn_around(count, drawn[0][0], cv2, seed);
    for (std::vector<double>& all : drawn)
      for (double& tokens : all) tokens = std::max(1.0, std::round(tokens));
    return {std::move(drawn[0]), std::move(drawn[1])};
  }

  // What the scenario says is cached of each request rules over what the trace says of their prefixes.
  void settle_prefixes() {
    const std::optional<std::size_t> cached = scenario_->quantity(served_.part + ".cached_per_request");
    if (served_.block == 0 || !cached || !scenario_->givens.stated(*cached)) return;
    served_.block = 0;
    served_.ids = "`cached_per_request` says what is cached of each";
    for (TracedRequest& request : requests_) request.shared = 0;
  }

  // Lengths are those of the requests that are answered: what is left out says nothing of the others.
  void measure_requests(const StepLaw& law) {
    served_.requests = requests_.size();
    std::vector<TracedRequest> answered;
    for (const TracedRequest& each : requests_)
      if (!law.is_taken(each))
        ++served_.beyond_context;
      else if (!law.fits_alone(each))
        ++served_.too_long;
      else
        answered.push_back(each);
    const std::size_t count = answered.size();
    const Moments inputs = moments(count, [&](std::size_t i) { return answered[i].input; }),
                  outputs = moments(count, [&](std::size_t i) { return answered[i].output; }),
                  shared = moments(count, [&](std::size_t i) { return answered[i].shared; }),
                  gaps = moments(requests_.size() - 1,
                                 [&](std::size_t i) { return requests_[i + 1].arrival - requests_[i].arrival; });
    served_.mean_input = inputs.mean;
    served_.input_cv2 = inputs.cv2;
    served_.mean_output = outputs.mean;
    served_.arrival_cv2 = gaps.cv2;
    served_.rate = gaps.mean > 0 ? 1 / gaps.mean : 0;
    served_.shared = inputs.mean > 0 ? shared.mean / inputs.mean : 0;
  }

  // A few that are left out are told of; where they are half of all, what is left answers another question.
  bool most_are_answered(const StepLaw& law) {
    const std::size_t left_out = served_.too_long + served_.beyond_context;
    if (2 * left_out <= served_.requests) return true;
    std::vector<std::string> notes;
    if (served_.beyond_context > 0)
      notes.push_back(
          fmt::format("{} longer than the {} tokens that the model takes: an llm with a longer context, or "
                      "a trace without them",
                      count_text(static_cast<double>(served_.beyond_context)), count_text(served_.longest)));
    if (served_.too_long > 0)
      notes.push_back(law.replica_memory > 0
                          ? fmt::format("{} do not fit in memory alone: more chips, or a format of fewer bytes",
                                        count_text(static_cast<double>(served_.too_long)))
                          : std::string("the weights leave no memory for any: more chips, or a format of fewer bytes"));
    return wrong(
        fmt::format("{} of the {} requests can be answered",
                    left_out == served_.requests ? std::string("none")
                                                 : count_text(static_cast<double>(served_.requests - left_out)),
                    count_text(static_cast<double>(served_.requests))),
        notes);
  }

  // A limit that nobody would keep alone. `serve` without a trace looks for a plan that does.
  void refuse_limits_below_the_floor(const StepLaw& law) {
    double token = never, first = never;
    for (const TracedRequest& each : requests_) {
      if (!law.is_taken(each) || !law.fits_alone(each)) continue;
      first = std::min(first, (law.prompts_alone ? 0 : law.step(0, 0)) +
                                  (law.stages_are_full ? law.stages : 1) * law.prompt(each, 0));
      if (each.output > 1) token = std::min(token, law.step(1, law.looks.at(each.input + 1)));
    }
    const auto time = [](double seconds) { return seconds_text(seconds); };
    if (served_.token_limit && token < never && token > *served_.token_limit) {
      const std::shared_ptr<const Scenario> alone = served_alone();
      const auto one = solved_with(alone, {{*alone->quantity(served_.part + ".sequences"), 1.0}});
      std::vector<std::string> terms;
      std::vector<std::optional<double>> numbers;
      for (const std::string_view name : terms_of_token)
        numbers.push_back(known_in(*one, served_.part + "." + std::string(name)));
      for (const ServedTerm& term : served_terms(numbers))
        if (terms.size() < 3 && term.name != "prompts of others")
          terms.push_back(fmt::format("{} {}", term.name, time(term.time)));
      wrong(fmt::format("no request gets a token in {}: where nobody else is answered one takes {}",
                        time(*served_.token_limit), time(token)),
            {listed(terms), "a longer limit, a format of fewer bytes, more chips or chips of more bandwidth"});
    }
    if (served_.first_limit && first > *served_.first_limit)
      wrong(fmt::format("no request gets a first token in {}: where nobody else asks the shortest prompt takes {}",
                        time(*served_.first_limit), time(first)),
            {"a longer limit, a shorter prompt, more of it in the cache, or more or faster chips"});
  }

  static std::optional<double> known_in(const AuditedVariant& audited, const std::string& name) {
    const std::optional<std::size_t> q = audited.scenario.quantity(name);
    return q && audited.solution.knows(*q) ? std::optional(audited.solution.found[*q].value) : std::nullopt;
  }
  std::optional<double> known(const std::string& name) const { return known_in(*audited_, served_.part + "." + name); }

  std::optional<double> stated_copies() const {
    const std::optional<std::size_t> q = scenario_->quantity(served_.part + ".deployments");
    return q && scenario_->givens.stated(*q) ? known("deployments") : std::nullopt;
  }

  // Where limits of time are said, the fewest deployments with which nine in ten requests keep them.
  void find_copies(const StepLaw& law) {
    constexpr double wanted = 0.9, most = 4096;
    const std::optional<double> stated = stated_copies();
    double copies = std::max(1.0, std::round(stated.value_or(1)));
    answer_with(law, copies);
    if (stated || served_.clients > 0 || (!served_.first_limit && !served_.token_limit)) return;
    double too_few = 0;
    while (served_.good_share < wanted && copies < most) {
      too_few = copies;
      answer_with(law, copies *= 2);
    }
    if (served_.good_share < wanted) return answer_with(law, 1);
    for (double enough = copies; enough - too_few > 1;) {
      const double between = std::floor((enough + too_few) / 2);
      answer_with(law, between);
      (served_.good_share < wanted ? too_few : enough) = between;
      copies = enough;
    }
    answer_with(law, copies);
  }

  void answer_with(const StepLaw& law, double copies) {
    const auto count = static_cast<std::size_t>(copies);
    std::vector<double> first, token, latency;
    double duration = 0, busy = 0, sequences = 0, output = 0, good_output = 0;
    std::size_t good = 0;
    for (std::size_t c = 0; c < count; ++c) {
      std::vector<TracedRequest> share;
      for (std::size_t i = c; i < requests_.size(); i += count) share.push_back(requests_[i]);
      const ServedRequests served = served_.clients > 0
                                        ? simulate_clients(law, static_cast<std::size_t>(served_.clients), share)
                                        : simulate(law, share);
      for (std::size_t i = 0; i < share.size(); ++i) {
        if (!std::isfinite(served.latency[i])) continue;
        output += share[i].output;
        const bool keeps = !(served_.first_limit && served.first_token[i] > *served_.first_limit) &&
                           !(served_.token_limit && served.time_per_token[i] > *served_.token_limit);
        if (!keeps) continue;
        ++good;
        good_output += share[i].output;
      }
      first.insert(first.end(), served.first_token.begin(), served.first_token.end());
      token.insert(token.end(), served.time_per_token.begin(), served.time_per_token.end());
      latency.insert(latency.end(), served.latency.begin(), served.latency.end());
      duration = std::max(duration, served.duration);
      busy += served.busy / copies;
      sequences += served.mean_sequences / copies;
    }
    served_.copies = copies;
    served_.first_token = spread_of(std::move(first));
    served_.time_per_token = spread_of(std::move(token));
    served_.latency = spread_of(std::move(latency));
    served_.good_share = static_cast<double>(good) / static_cast<double>(requests_.size());
    const auto rate = [&](double of) { return duration > 0 ? of / duration : 0; };
    served_.output_rate = rate(output);
    served_.good_output_rate = rate(good_output);
    served_.good_rate = rate(static_cast<double>(good));
    if (served_.clients > 0) served_.rate = rate(static_cast<double>(requests_.size()));
    served_.busy = busy;
    served_.mean_sequences = sequences;
    add_costs();
  }

  void add_costs() {
    const double chips = served_.chips * served_.copies;
    if (const std::optional<double> rent = known("rent")) {
      if (served_.output_rate > 0) served_.cost_per_output_token = *rent * chips / served_.output_rate;
      if (served_.good_output_rate > 0) served_.cost_per_good_token = *rent * chips / served_.good_output_rate;
    }
    const std::optional<double> power = known("power"), server = known("server_power");
    if (power && server && served_.output_rate > 0)
      served_.energy_per_output_token = chips * *power * *server / served_.output_rate;
  }

  static constexpr std::size_t most_bytes = 2'000'000'000;
  static constexpr double never = std::numeric_limits<double>::infinity();

  const Question& question_;
  Library& library_;
  Diagnostics& diagnostics_;
  std::shared_ptr<const Scenario> scenario_;
  std::unique_ptr<AuditedVariant> audited_;
  std::vector<TracedRequest> requests_;
  ServedTrace served_;
};

}  // namespace

std::string seconds_text(double value) {
  constexpr double minute = 60;
  if (value < 1) return fmt::format("{} ms", number_text(value * 1e3, 3));
  if (value < 100 * minute) return fmt::format("{} s", number_text(value, 3));
  return fmt::format("{} h", number_text(value / 3600, 3));
}

Answer serve_trace(const Question& question, Library& library) {
  Diagnostics mistakes;
  const auto served = std::make_shared<const ServedTrace>(TraceServer(question, library, mistakes).run());
  if (!mistakes.empty()) return wrong_answer(mistakes);
  Answer answer;
  answer.document = [served] { return told_about(served->about, traced_document(*served)); };
  answer.data = {[served] { return data_of(*served); }};
  return answer;
}

}  // namespace costcurve
