#include "plan/shapes.h"

#include <algorithm>

namespace costcurve {

std::string_view name_of(Degree degree) {
  constexpr std::array<std::string_view, degree_count> names = {
      "tensor", "pipeline", "context", "expert_parallel", "microbatch", "interleave", "data"};
  return names[static_cast<std::size_t>(degree)];
}

std::vector<long long> divisors(long long number) {
  std::vector<long long> low, high;
  for (long long d = 1; d * d <= number; ++d) {
    if (number % d != 0) continue;
    low.push_back(d);
    if (d * d != number) high.push_back(number / d);
  }
  low.insert(low.end(), high.rbegin(), high.rend());
  return low;
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
    for (const long long tensor : choices(Degree::tensor, divisors(space_.chips), [&](long long t) {
           const bool shares_heads =
               divides(t, space_.heads) && (divides(t, space_.kv_heads) || divides(space_.kv_heads, t));
           return shares_heads && t <= 2 * space_.domain;
         })) {
      shape_[Degree::tensor] = tensor;
      if (divides(tensor, space_.chips)) pipelines(space_.chips / tensor);
    }
  }

 private:
  // What is stated, else what is allowed of some candidates.
  std::vector<long long> choices(Degree degree, std::vector<long long> candidates,
                                 const std::function<bool(long long)>& allows) const {
    if (const auto& stated = space_.stated[static_cast<std::size_t>(degree)]) return {*stated};
    std::erase_if(candidates, [&](long long candidate) { return !allows(candidate); });
    return candidates;
  }

  void pipelines(long long chips) {
    for (const long long pipeline : choices(Degree::pipeline, divisors(chips), [&](long long p) {
           return p <= space_.layers &&
                  (divides(p, space_.layers) || divides(p, space_.layers + 1) || divides(p, space_.layers + 2));
         })) {
      shape_[Degree::pipeline] = pipeline;
      if (divides(pipeline, chips)) contexts(chips / pipeline);
    }
  }

  void contexts(long long chips) {
    for (const long long context :
         choices(Degree::context, {1, 2, 4, 8, 16}, [&](long long c) { return divides(2 * c, space_.sequence); })) {
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
    for (const long long expert :
         choices(Degree::expert_parallel, of_experts, [&](long long e) { return divides(e, sharing); })) {
      shape_[Degree::expert_parallel] = expert;
      shape_[Degree::microbatch] = shape_[Degree::interleave] = 1;
      if (!skips_ || !skips_(shape_)) microbatches();
    }
  }

  void microbatches() {
    const long long share = space_.batch / shape_[Degree::data], pipeline = shape_[Degree::pipeline];
    const std::vector<long long> of_stage =
        pipeline == 1 ? std::vector<long long>{1} : divisors(rounded_up(space_.layers, pipeline));
    for (const long long microbatch : choices(Degree::microbatch, divisors(share), [](long long) { return true; })) {
      if (!divides(microbatch, share)) continue;
      for (const long long interleave : choices(Degree::interleave, of_stage, [&](long long v) {
             return v == 1 || divides(pipeline, share / microbatch);
           })) {
        shape_[Degree::microbatch] = microbatch;
        shape_[Degree::interleave] = interleave;
        call_(shape_);
      }
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

bool has_replicas(const PlanShape& shape, const ShapeSpace& space) {
  const long long same = shape[Degree::data] * shape[Degree::context];
  return same > 1 || (space.experts > 0 && same * shape[Degree::tensor] > shape[Degree::expert_parallel]);
}

double plans_of(const PlanShape& shape, const ShapeSpace& space) {
  const bool replicas = has_replicas(shape, space);
  const double zero = replicas ? 4 : 1, recompute = 4, of_tensor = shape[Degree::tensor] > 1 ? 4 : 1,
               overlap = replicas || shape[Degree::interleave] > 1 ? 2 : 1, offload = 4;
  return zero * recompute * of_tensor * overlap * offload;
}

double plans_of(const ShapeSpace& space) {
  double plans = 0;
  for_each_shape(space, [&](const PlanShape& shape) { plans += plans_of(shape, space); });
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
