#include "answer/serve_trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "answer/serve.h"
#include "answer/serve_trace_question.h"
#include "quantity/print.h"
#include "serve/part_alone.h"
#include "serve/step_law.h"
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
  TraceServer(const AskedTrace& asked, Diagnostics& diagnostics)
      : asked_(asked), diagnostics_(diagnostics), served_(asked.told) {}

  ServedTrace run() {
    const std::optional<StepLaw> law = step_law(served_alone(), served_.part, asked_.requests, diagnostics_);
    if (!law) return {};
    measure_requests(*law);
    served_.longest = law->longest;
    served_.cached = law->cached_tokens;
    served_.first_limit = asked_.known("first_token_limit");
    served_.token_limit = asked_.known("time_per_token_limit");
    served_.chips = asked_.known("chips").value_or(1);
    if (!most_are_answered(*law)) return {};
    refuse_limits_below_the_floor(*law);
    if (!good()) return {};
    find_copies(*law);
    add_formula();
    return std::move(served_);
  }

 private:
  bool good() const { return diagnostics_.empty(); }
  bool wrong(std::string problem, std::vector<std::string> notes) {
    diagnostics_.add(without_place(std::move(problem), std::move(notes)));
    return false;
  }

  // How many are answered at once is what comes out, where requests arrive.
  std::shared_ptr<const Scenario> served_alone() const {
    const std::shared_ptr<const Scenario> alone = part_alone(asked_.scenario, served_.part);
    return asked_.has_arrivals() ? without_saying(alone, *alone->quantity(served_.part + ".sequences")) : alone;
  }

  // Lengths are those of the requests that are answered: what is left out says nothing of the others.
  void measure_requests(const StepLaw& law) {
    served_.requests = asked_.requests.size();
    std::vector<TracedRequest> answered;
    for (const TracedRequest& each : asked_.requests)
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
                  gaps = moments(asked_.requests.size() - 1, [&](std::size_t i) {
                    return asked_.requests[i + 1].arrival - asked_.requests[i].arrival;
                  });
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
    for (const TracedRequest& each : asked_.requests) {
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
      for (const std::string_view name : terms_of_token) {
        const std::size_t q = *alone->quantity(served_.part + "." + std::string(name));
        numbers.push_back(one->solution.knows(q) ? std::optional(one->solution.found[q].value) : std::nullopt);
      }
      for (const ServedTerm& term : served_terms(numbers))
        if (terms.size() < 3 && term.name != prompts_of_others)
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

  // What the part's sheet says of a first token, with the means of these requests for its own.
  void add_formula() {
    const std::shared_ptr<const Scenario> alone = part_alone(asked_.scenario, served_.part);
    Values values;
    const auto give = [&](std::string_view name, double value) {
      const std::optional<std::size_t> q = alone->quantity(served_.part + "." + std::string(name));
      if (q && value > 0) values.emplace_back(*q, value);
    };
    give("input_per_request", served_.mean_input);
    give("output_per_request", served_.mean_output);
    if (served_.clients > 0) give("concurrency", served_.clients);
    if (served_.clients == 0 && !asked_.has_arrivals()) return;
    give("request_rate", served_.rate);
    give("deployments", served_.copies);
    const auto solved = solved_with(alone, values);
    const std::size_t q = *alone->quantity(served_.part + ".first_token");
    if (solved->solution.knows(q) && std::isfinite(solved->solution.found[q].value))
      served_.formula_first_token = solved->solution.found[q].value;
  }

  std::optional<double> stated_copies() const {
    const std::optional<std::size_t> q = asked_.scenario->quantity(served_.part + ".deployments");
    return q && asked_.scenario->givens.stated(*q) ? asked_.known("deployments") : std::nullopt;
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
    if (served_.copies != copies) answer_with(law, copies);
    served_.are_fewest = true;
  }

  // Of arrivals that no queue can hold each quarter waits longer than the one before, the last at least twice as long
  // as the second.
  static bool do_waits_grow(const std::vector<double>& waits) {
    constexpr std::size_t quarters = 4, enough = 200;
    if (waits.size() < enough) return false;
    std::array<double, quarters> mean{};
    for (std::size_t quarter = 0; quarter < quarters; ++quarter) {
      double sum = 0, count = 0;
      for (std::size_t i = quarter * waits.size() / quarters; i < (quarter + 1) * waits.size() / quarters; ++i)
        if (std::isfinite(waits[i])) sum += waits[i], ++count;
      mean[quarter] = count > 0 ? sum / count : 0;
    }
    return std::is_sorted(mean.begin(), mean.end()) && mean[3] >= 2 * mean[1];
  }

  void answer_with(const StepLaw& law, double copies) {
    const auto count = static_cast<std::size_t>(copies);
    std::vector<double> first, token, latency;
    double duration = 0, busy = 0, sequences = 0, output = 0, good_output = 0;
    std::size_t good = 0;
    bool waits_grow = served_.clients == 0;
    for (std::size_t c = 0; c < count; ++c) {
      std::vector<TracedRequest> share;
      for (std::size_t i = c; i < asked_.requests.size(); i += count) share.push_back(asked_.requests[i]);
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
      waits_grow = waits_grow && do_waits_grow(served.first_token);
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
    served_.good_share = static_cast<double>(good) / static_cast<double>(asked_.requests.size());
    const auto rate = [&](double of) { return duration > 0 ? of / duration : 0; };
    served_.output_rate = rate(output);
    served_.good_output_rate = rate(good_output);
    served_.good_rate = rate(static_cast<double>(good));
    served_.answered_rate = rate(static_cast<double>(asked_.requests.size()));
    served_.waits_grow = waits_grow;
    if (served_.clients > 0) served_.rate = rate(static_cast<double>(asked_.requests.size()));
    served_.busy = busy;
    served_.mean_sequences = sequences;
    add_costs();
  }

  void add_costs() {
    const double chips = served_.chips * served_.copies;
    // Of a deployment, idle hours included.
    if (const std::optional<double> money = asked_.known("money_rate")) {
      if (served_.output_rate > 0) served_.cost_per_output_token = *money * served_.copies / served_.output_rate;
      if (served_.good_output_rate > 0)
        served_.cost_per_good_token = *money * served_.copies / served_.good_output_rate;
    }
    const std::optional<double> power = asked_.known("power"), server = asked_.known("server_power");
    if (power && server && served_.output_rate > 0)
      served_.energy_per_output_token = chips * *power * *server / served_.output_rate;
  }

  static constexpr double never = std::numeric_limits<double>::infinity();

  const AskedTrace& asked_;
  Diagnostics& diagnostics_;
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
  const std::optional<AskedTrace> asked = asked_trace(question, library, mistakes);
  if (!asked) return wrong_answer(mistakes);
  const auto served = std::make_shared<const ServedTrace>(TraceServer(*asked, mistakes).run());
  if (!mistakes.empty()) return wrong_answer(mistakes);
  Answer answer;
  answer.document = [served] { return told_about(served->about, traced_document(*served)); };
  answer.data = {[served] { return data_of(*served); }};
  return answer;
}

}  // namespace costcurve
