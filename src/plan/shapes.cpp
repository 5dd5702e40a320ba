#include "plan/shapes.h"

#include <algorithm>
#include <map>

namespace costcurve {

std::string_view name_of(Degree degree) {
  constexpr std::array<std::string_view, degree_count> names = {
      "tensor", "pipeline", "context", "expert_parallel", "microbatch", "interleave", "data"};
  return names[static_cast<std::size_t>(degree)];
}

std::vector<long long> divisors(long long number) {
  std::vector<long long> all = {1};
  const auto multiply = [&](long long prime) {
    const std::vector<long long> before = all;
    for (long long power = prime; number % prime == 0; power *= prime, number /= prime)
      for (const long long divisor : before) all.push_back(divisor * power);
  };
  if (number < 1) return {};
  for (long long prime = 2; prime * prime <= number; ++prime) multiply(prime);
  if (number > 1) multiply(number);
  std::sort(all.begin(), all.end());
  return all;
}

namespace {

long long rounded_up(long long number, long long divisor) { return (number + divisor - 1) / divisor; }

/// One degree after the other: each from what those before it leave.
class ShapeWalk {
 public:
  ShapeWalk(const ShapeSpace& space, const std::function<void(const PlanShape&)>& call,
            const std::function<bool(const PlanShape&)>& skips)
      : space_(space), call_(call), skips_(skips) {}

  void walk() {
    const auto shares_heads = [&](long long t) {
      return divides(t, space_.heads) && (divides(t, space_.kv_heads) || divides(space_.kv_heads, t));
    };
    for (const long long tensor : choices(Degree::tensor, divisors(space_.chips), shares_heads,
                                          [&](long long t) { return t <= 2 * space_.domain; })) {
      shape_[Degree::tensor] = tensor;
      if (divides(tensor, space_.chips)) pipelines(space_.chips / tensor);
    }
  }

 private:
  using Allows = std::function<bool(long long)>;

  // Of what is stated, else of some candidates that are worth a look, what is possible.
  std::vector<long long> choices(Degree degree, std::vector<long long> candidates, const Allows& is_possible,
                                 const Allows& is_worth_a_look = {}) const {
    const auto& stated = space_.stated[static_cast<std::size_t>(degree)];
    if (stated) candidates = {*stated};
    std::erase_if(candidates, [&](long long candidate) {
      return !is_possible(candidate) || (!stated && is_worth_a_look && !is_worth_a_look(candidate));
    });
    return candidates;
  }

  void pipelines(long long chips) {
    const auto fills_stages = [&](long long p) {
      return p <= space_.layers && (space_.may_balance || divides(p, space_.layers));
    };
    for (const long long pipeline : choices(Degree::pipeline, divisors(chips), fills_stages, [&](long long p) {
           return divides(p, space_.layers) || divides(p, space_.layers + 1) || divides(p, space_.layers + 2);
         })) {
      shape_[Degree::pipeline] = pipeline;
      if (divides(pipeline, chips)) contexts(chips / pipeline);
    }
  }

  void contexts(long long chips) {
    for (const long long context : choices(Degree::context, {1, 2, 4, 8, 16},
                                           [&](long long c) { return c == 1 || divides(2 * c, space_.sequence); })) {
      const long long data = chips / context;
      const auto& stated = space_.stated[static_cast<std::size_t>(Degree::data)];
      if (!divides(context, chips) || !divides(data, space_.batch) || (stated && *stated != data)) continue;
      shape_[Degree::context] = context;
      shape_[Degree::data] = data;
      experts();
    }
  }

  void experts() {
    const long long sharing = shape_[Degree::data] * shape_[Degree::context] * shape_[Degree::tensor];
    const std::vector<long long> of_experts = space_.experts > 0 ? divisors(space_.experts) : std::vector<long long>{1};
    for (const long long expert : choices(Degree::expert_parallel, of_experts, [&](long long e) {
           return e == 1 || (space_.experts > 0 && divides(e, space_.experts) && divides(e, sharing));
         })) {
      shape_[Degree::expert_parallel] = expert;
      shape_[Degree::microbatch] = shape_[Degree::interleave] = 1;
      if (!skips_ || !skips_(shape_)) microbatches();
    }
  }

  void microbatches() {
    const long long share = space_.batch / shape_[Degree::data], pipeline = shape_[Degree::pipeline],
                    of_stage = rounded_up(space_.layers, pipeline);
    const std::vector<long long> chunks = pipeline == 1 ? std::vector<long long>{1} : divisors(of_stage);
    for (const long long microbatch :
         choices(Degree::microbatch, divisors(share), [&](long long b) { return divides(b, share); }))
      for (const long long interleave : choices(Degree::interleave, chunks, [&](long long v) {
             return divides(v, of_stage) && (v == 1 || (pipeline > 1 && divides(pipeline, share / microbatch)));
           })) {
        shape_[Degree::microbatch] = microbatch;
        shape_[Degree::interleave] = interleave;
        call_(shape_);
      }
  }

  const ShapeSpace& space_;
  const std::function<void(const PlanShape&)>& call_;
  const std::function<bool(const PlanShape&)>& skips_;
  PlanShape shape_;
};

}  // namespace

void for_each_shape(const ShapeSpace& space, const std::function<void(const PlanShape&)>& call,
                    const std::function<bool(const PlanShape&)>& skips) {
  ShapeWalk(space, call, skips).walk();
}

std::vector<PlanShape> shapes_of(const ShapeSpace& space, const std::function<bool(const PlanShape&)>& skips) {
  std::vector<PlanShape> shapes;
  for_each_shape(
      space, [&](const PlanShape& shape) { shapes.push_back(shape); }, skips);
  return shapes;
}

bool has_shapes(const ShapeSpace& space) {
  bool found = false;
  for_each_shape(
      space, [&](const PlanShape&) { found = true; }, [&](const PlanShape&) { return found; });
  return found;
}

double most_shapes_of(const ShapeSpace& space) {
  double most = 0;
  std::map<long long, double> divisors_of;
  const auto count = [&](long long number) {
    const auto [place, is_new] = divisors_of.try_emplace(number, 0);
    if (is_new) place->second = static_cast<double>(divisors(number).size());
    return place->second;
  };
  for_each_shape(
      space, [](const PlanShape&) {},
      [&](const PlanShape& shape) {
        const long long pipeline = shape[Degree::pipeline];
        most +=
            count(space.batch / shape[Degree::data]) * (pipeline == 1 ? 1 : count(rounded_up(space.layers, pipeline)));
        return true;
      });
  return most;
}

bool has_replicas(const PlanShape& shape, const ShapeSpace& space) {
  const long long same = shape[Degree::data] * shape[Degree::context];
  return same > 1 || (space.experts > 0 && same * shape[Degree::tensor] > shape[Degree::expert_parallel]);
}

double plans_of(const PlanShape& shape, const ShapeSpace& space, const StatedSwitches& stated) {
  const bool replicas = has_replicas(shape, space), shares = shape[Degree::tensor] > 1;
  double plans = 1;
  const auto choose = [&](PlanSwitch which, double words, bool means_something) {
    if (means_something && !stated[static_cast<std::size_t>(which)]) plans *= words;
  };
  choose(PlanSwitch::zero, 4, replicas);
  choose(PlanSwitch::recompute, 4, true);
  choose(PlanSwitch::offload, 4, true);
  choose(PlanSwitch::sequence_parallel, 2, shares);
  choose(PlanSwitch::overlap_tensor, 2, shares);
  choose(PlanSwitch::overlap, 2, replicas || shape[Degree::interleave] > 1);
  return plans;
}

double plans_of(const ShapeSpace& space, const StatedSwitches& stated) {
  double plans = 0;
  for_each_shape(space, [&](const PlanShape& shape) { plans += plans_of(shape, space, stated); });
  return plans;
}

double calculon_plans(long long chips, long long layers, long long hidden, long long heads, long long sequence,
                      long long batch) {
  // Recomputation (full, attention, none) with ways to send between chips that share matrices and offloaded
  // activations: 3 + 8 + 8.
  constexpr double recompute_and_sending = 19, offloads = 2 * 2;
  double plans = 0;
  for (const long long t : divisors(chips)) {
    if (!divides(t, hidden) || !divides(t, heads)) continue;
    for (const long long p : divisors(chips / t)) {
      if (p > layers || !divides(p, layers)) continue;
      const long long d = chips / (t * p), most = batch / d;
      if (most == 0) continue;
      double microbatches = 0;
      for (const long long b : divisors(most)) microbatches += divides(t, b * sequence) ? 1 : 0;
      const double chunks = p == 1 ? 1 : static_cast<double>(divisors(layers / p).size());
      const double of_data = d > 1 ? 2 * 2 * 2 : 1, of_tensor = t > 1 ? 3 * 2 : 1, of_pipeline = p > 1 ? 2 : 1;
      plans += microbatches * chunks * recompute_and_sending * offloads * of_data * of_tensor * of_pipeline;
    }
  }
  return plans;
}

}  // namespace costcurve
