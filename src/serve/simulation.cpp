#include "serve/simulation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace costcurve {

double StepLaw::prompt(const TracedRequest& request, double sequences) const {
  const double before = cached(request), tokens = request.input - before, time = added.at(tokens, sequences);
  if (look_back.empty() || before <= cached_tokens) return time;
  return time + look_back.at(tokens, before - cached_tokens);
}

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

class Deployed {
 public:
  Deployed(const StepLaw& law, const std::vector<TracedRequest>& requests) : law_(law), requests_(requests) {
    served_.first_token.assign(requests.size(), std::nan(""));
    served_.time_per_token = served_.latency = served_.first_token;
    arrived_.resize(requests.size());
    heap_.reserve(1024);
  }

  /// Requests arrive at their times.
  ServedRequests answer_arrivals() {
    const double first = requests_.empty() ? 0 : requests_.front().arrival;
    now_ = first;
    while (next_ < requests_.size() || is_busy()) {
      if (!is_busy()) now_ = std::max(now_, requests_[next_].arrival);
      while (next_ < requests_.size() && requests_[next_].arrival <= now_) {
        arrived_[next_] = requests_[next_].arrival;
        enter(next_++);
      }
      if (is_busy()) work(next_ < requests_.size() ? requests_[next_].arrival : never);
    }
    return finish(first);
  }

  /// So many clients ask in turn, each when it is answered.
  ServedRequests answer_clients(std::size_t clients) {
    // Clients that begin at once would move in step for ever: the first answers are cut to lengths that differ.
    for (std::size_t c = 0; c < clients && next_ < requests_.size(); ++c) {
      cut_.push_back(std::max(
          1.0, std::floor(requests_[next_].output * static_cast<double>(c + 1) / static_cast<double>(clients))));
      enter(next_++);
    }
    asks_again_ = true;
    while (is_busy()) work(never);
    return finish(0);
  }

 private:
  struct Running {
    std::uint64_t last_step;
    std::uint32_t request;
    friend bool operator<(const Running& a, const Running& b) {
      return a.last_step != b.last_step ? a.last_step > b.last_step : a.request > b.request;
    }
  };

  bool is_busy() const { return waiting_from_ < waiting_.size() || !heap_.empty(); }

  double output_of(std::size_t request) const {
    return request < cut_.size() ? cut_[request] : requests_[request].output;
  }

  // What an answer's first step looks at, and by how much each step makes it more.
  double looks_at_first(std::size_t request) const { return law_.looks.at(requests_[request].input + 1); }
  double growth_of(std::size_t request) const {
    const double input = requests_[request].input, output = output_of(request);
    return output > 1 ? (law_.looks.at(input + output) - looks_at_first(request)) / (output - 1) : 0;
  }

  void enter(std::size_t request) {
    const TracedRequest& asked = requests_[request];
    if (!law_.is_taken(asked)) {
      ++served_.beyond_context;
      return;
    }
    if (!law_.fits_alone(asked)) {
      ++served_.too_long;
      return;
    }
    waiting_.push_back(static_cast<std::uint32_t>(request));
  }

  bool can_take(std::size_t request) const {
    return static_cast<double>(heap_.size()) + 1 <= law_.most_sequences && heap_.size() + 1 < law_.base.size() &&
           held_ + law_.memory_of(requests_[request]) <= law_.replica_memory * law_.replicas;
  }

  void work(double next_arrival) {
    if (waiting_from_ < waiting_.size() && can_take(waiting_[waiting_from_]))
      take_in();
    else
      leap(waiting_from_ < waiting_.size() ? never : next_arrival);
  }

  // Steps with prompts: one, or as many as the longest prompt takes of a replica's budget. Those who are answered share
  // them, and leave when they are done. Replicas work side by side, so the prompts take their shares, and no less than
  // the longest takes on its own replica.
  void take_in() {
    taken_.clear();
    double tokens = 0, longest = 0, added = 0, longest_added = 0;
    const double budget = law_.budget * law_.replicas;
    const std::size_t running = heap_.size();
    while (waiting_from_ < waiting_.size() && can_take(waiting_[waiting_from_])) {
      const std::uint32_t request = waiting_[waiting_from_];
      const TracedRequest& asked = requests_[request];
      const double fresh = asked.input - law_.cached(asked);
      if (!taken_.empty() && tokens + fresh > budget) break;
      tokens += fresh;
      longest = std::max(longest, fresh);
      const double share = law_.prompt(asked, static_cast<double>(running));
      added += share;
      longest_added = std::max(longest_added, share * law_.replicas);
      held_ += law_.memory_of(asked);
      held_by_taken_ += law_.memory_of(asked);
      taken_.push_back(request);
      ++waiting_from_;
      heap_.push_back({0, request});  // counted; put in its place below
    }
    heap_.resize(running);
    forget_those_taken();
    const double chunks = std::max({1.0, std::ceil(tokens / budget), std::ceil(longest / law_.budget)});
    const double of_a_chunk = std::max(added, longest_added) / chunks;
    for (double chunk = 0; chunk < chunks; ++chunk) {
      const std::size_t answered = heap_.size();
      if (law_.prompts_alone || answered == 0) {
        // Alone, a prompt's own kernels are in what it adds; beside nobody they are those of an empty step.
        advance((law_.prompts_alone ? 0 : law_.step(0, 0)) / chunks + of_a_chunk, 0);
      } else {
        pass(law_.step(answered, looked_) + of_a_chunk, 1, answered);
        if (chunk + 1 < chunks) end_those_done();
      }
    }
    for (const std::uint32_t request : taken_) begin(request, static_cast<double>(running));
    held_by_taken_ = 0;
    end_those_done();
  }

  // A prompt's share of a step is that of one stage: it passes as many as others fill.
  void begin(std::uint32_t request, double running) {
    const double filled = law_.stages_are_full ? law_.stages : std::max(1.0, std::min(law_.stages, running));
    const double further = filled > 1 ? (filled - 1) * law_.prompt(requests_[request], running) : 0;
    served_.first_token[request] = now_ - arrived_[request] + further;
    const auto left = static_cast<std::uint64_t>(output_of(request)) - 1;
    looked_ += looks_at_first(request);
    growth_ += growth_of(request);
    heap_.push_back({step_ + left, request});
    std::push_heap(heap_.begin(), heap_.end());
  }

  // Steps without prompts, up to the next that is done or arrives.
  void leap(double next_arrival) {
    const std::size_t running = heap_.size();
    const double slope = law_.slope[running], first = law_.step(running, looked_);
    auto steps = std::max<std::uint64_t>(1, heap_.front().last_step - step_);
    // k steps take k first + slope growth k (k - 1) / 2.
    const double curve = slope * growth_ / 2;
    if (next_arrival < never) {
      const double until = std::max(0.0, next_arrival - now_), line = first - curve;
      const double k = curve > 0 ? (std::sqrt(line * line + 4 * curve * until) - line) / (2 * curve) : until / first;
      steps = std::min(steps, std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(k))));
    }
    const double k = static_cast<double>(steps);
    pass(k * first + curve * k * (k - 1), steps, running);
    end_those_done();
  }

  // So many steps of all that run.
  void pass(double time, std::uint64_t steps, std::size_t running) {
    step_ += steps;
    served_.steps += steps;
    looked_ += growth_ * static_cast<double>(steps);
    advance(time, running);
  }

  void advance(double time, std::size_t running) {
    now_ += time;
    worked_ += time;
    sequences_time_ += time * static_cast<double>(running);
  }

  void end_those_done() {
    while (!heap_.empty() && heap_.front().last_step <= step_) {
      const std::uint32_t request = heap_.front().request;
      std::pop_heap(heap_.begin(), heap_.end());
      heap_.pop_back();
      const double output = output_of(request);
      const double latency = now_ - arrived_[request];
      served_.latency[request] = latency;
      if (output > 1) served_.time_per_token[request] = (latency - served_.first_token[request]) / (output - 1);
      looked_ -= law_.looks.at(requests_[request].input + output);
      growth_ -= growth_of(request);
      held_ -= law_.memory_of(requests_[request]);
      if (asks_again_ && next_ < requests_.size()) {
        arrived_[next_] = now_;
        enter(next_++);
      }
    }
    if (!heap_.empty()) return;
    looked_ = growth_ = 0;  // what rounding left
    held_ = held_by_taken_;
  }

  void forget_those_taken() {
    constexpr std::size_t worth_moving = 4096;
    if (waiting_from_ < worth_moving) return;
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(waiting_from_));
    waiting_from_ = 0;
  }

  ServedRequests finish(double first) {
    served_.duration = now_ - first;
    served_.busy = served_.duration > 0 ? worked_ / served_.duration : 0;
    served_.mean_sequences = worked_ > 0 ? sequences_time_ / worked_ : 0;
    return std::move(served_);
  }

  const StepLaw& law_;
  const std::vector<TracedRequest>& requests_;
  ServedRequests served_;
  std::vector<double> arrived_;
  std::vector<double> cut_;  // answers of the first clients
  std::vector<std::uint32_t> waiting_, taken_;
  std::size_t waiting_from_ = 0, next_ = 0;
  std::vector<Running> heap_;
  std::uint64_t step_ = 0;
  double now_ = 0, held_ = 0, worked_ = 0, sequences_time_ = 0;
  double held_by_taken_ = 0;        // of that, by those whose prompts are taken in
  double looked_ = 0, growth_ = 0;  // what all who are answered look at, and by how much a step makes it more
  bool asks_again_ = false;
};

}  // namespace

ServedRequests simulate(const StepLaw& law, const std::vector<TracedRequest>& requests) {
  return Deployed(law, requests).answer_arrivals();
}

ServedRequests simulate_clients(const StepLaw& law, std::size_t clients, const std::vector<TracedRequest>& requests) {
  return Deployed(law, requests).answer_clients(clients);
}

}  // namespace costcurve
