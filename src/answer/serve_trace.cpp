#include "answer/serve_trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "answer/cases.h"
#include "answer/named_text.h"
#include "answer/possible_plans.h"
#include "quantity/print.h"
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
    if (!read_scenario() || !read_requests()) return {};
    audited_ = audit(scenario_, scenario_->givens, Judged::no_claims);
    refuse_impossible_plans(*audited_, diagnostics_);
    if (!diagnostics_.empty()) return {};
    settle_prefixes();
    measure_requests();
    LawLimits limits{served_.mean_input + served_.mean_output / 2, longest_input()};
    const std::optional<StepLaw> law = step_law(scenario_, served_.part, limits, diagnostics_);
    if (!law) return {};
    served_.longest = law->longest;
    served_.cached = law->cached_tokens;
    served_.first_limit = known("first_token_limit");
    served_.token_limit = known("time_per_token_limit");
    served_.chips = known("chips").value_or(1);
    find_copies(*law);
    if (served_.too_long + served_.beyond_context == served_.requests) report_none_answered();
    return std::move(served_);
  }

 private:
  bool read_scenario() {
    const Case which{question_.file(), question_.variant(), overrides_of(question_, diagnostics_), {}};
    if (diagnostics_.empty()) scenario_ = bound(which, library_, diagnostics_);
    if (!diagnostics_.empty()) return false;
    served_.scenario = which.file;
    served_.about = about(*scenario_);
    std::vector<std::string> parts;
    for (const Part& part : scenario_->parts)
      if (part.sheet && part.sheet->name == "serving") parts.push_back(part.name);
    const std::string asked = question_.words.size() > 1 ? question_.words[1] : parts.empty() ? "" : parts.front();
    if (std::find(parts.begin(), parts.end(), asked) == parts.end() || (question_.words.size() < 2 && parts.size() > 1))
      diagnostics_.add(without_place("which part answers the requests is not said",
                                     {parts.empty() ? "`costcurve new serving` prints one to start from"
                                                    : "name one behind the scenario: " + listed(parts, "or")}));
    served_.part = asked;
    return diagnostics_.empty();
  }

  bool read_requests() {
    served_.trace = question_.options.text(Option::trace);
    const SourcePointer source =
        read_named_text(served_.trace, "the trace " + served_.trace, most_bytes,
                        "it is longer than 2 GB: cut it, a day of it will do", library_, diagnostics_);
    if (!source) return false;
    if (std::optional<Trace> read = read_trace(source, diagnostics_)) {
      requests_ = std::move(read->requests);
      served_.times = read->times;
      served_.block = read->block;
      served_.ids = read->ids;
    }
    return diagnostics_.empty();
  }

  // What the scenario says is cached of each request rules over what the trace says of their prefixes.
  void settle_prefixes() {
    const std::optional<std::size_t> cached = scenario_->quantity(served_.part + ".cached_per_request");
    if (served_.block == 0 || !cached || !scenario_->givens.stated(*cached)) return;
    served_.block = 0;
    served_.ids = "`cached_per_request` says what is cached of each";
    for (TracedRequest& request : requests_) request.shared = 0;
  }

  void measure_requests() {
    const std::size_t count = requests_.size();
    served_.requests = count;
    const Moments inputs = moments(count, [&](std::size_t i) { return requests_[i].input; }),
                  outputs = moments(count, [&](std::size_t i) { return requests_[i].output; }),
                  gaps = moments(count - 1,
                                 [&](std::size_t i) { return requests_[i + 1].arrival - requests_[i].arrival; });
    served_.mean_input = inputs.mean;
    served_.input_cv2 = inputs.cv2;
    served_.mean_output = outputs.mean;
    served_.arrival_cv2 = gaps.cv2;
    served_.rate = gaps.mean > 0 ? 1 / gaps.mean : 0;
    const Moments shared = moments(count, [&](std::size_t i) { return requests_[i].shared; });
    served_.shared = shared.mean / inputs.mean;
  }

  double longest_input() const {
    double longest = 1;
    for (const TracedRequest& request : requests_) longest = std::max(longest, request.input);
    return longest;
  }

  void report_none_answered() {
    std::vector<std::string> notes;
    if (served_.beyond_context > 0)
      notes.push_back(fmt::format("{} are longer than the {} tokens that the model takes", served_.beyond_context,
                                  count_text(served_.longest)));
    if (served_.too_long > 0)
      notes.push_back(fmt::format("{} do not fit in memory alone: more chips, or a format of fewer bytes, would do",
                                  served_.too_long));
    diagnostics_.add(without_place(fmt::format("none of the {} requests can be answered", served_.requests), notes));
  }

  std::optional<double> known(const std::string& name) const {
    const std::optional<std::size_t> q = scenario_->quantity(served_.part + "." + name);
    if (!q || !audited_->solution.knows(*q)) return std::nullopt;
    return audited_->solution.found[*q].value;
  }

  // Where limits of time are said, the fewest deployments with which nine in ten requests keep them.
  void find_copies(const StepLaw& law) {
    constexpr double wanted = 0.9, most = 4096;
    double copies = 1;
    answer_with(law, copies);
    if (!served_.first_limit && !served_.token_limit) return;
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
    std::size_t good = 0, too_long = 0, beyond_context = 0;
    for (std::size_t c = 0; c < count; ++c) {
      std::vector<TracedRequest> share;
      for (std::size_t i = c; i < requests_.size(); i += count) share.push_back(requests_[i]);
      const ServedRequests served = simulate(law, share);
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
      too_long += served.too_long;
      beyond_context += served.beyond_context;
    }
    served_.copies = copies;
    served_.first_token = spread_of(std::move(first));
    served_.time_per_token = spread_of(std::move(token));
    served_.latency = spread_of(std::move(latency));
    served_.good_share = static_cast<double>(good) / static_cast<double>(requests_.size());
    served_.output_rate = duration > 0 ? output / duration : 0;
    served_.good_output_rate = duration > 0 ? good_output / duration : 0;
    served_.busy = busy;
    served_.mean_sequences = sequences;
    served_.too_long = too_long;
    served_.beyond_context = beyond_context;
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

  const Question& question_;
  Library& library_;
  Diagnostics& diagnostics_;
  std::shared_ptr<const Scenario> scenario_;
  std::unique_ptr<AuditedVariant> audited_;
  std::vector<TracedRequest> requests_;
  ServedTrace served_;
};

}  // namespace

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
