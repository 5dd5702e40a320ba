#include "plan/legality.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace costcurve {

namespace {

// The numbers that are nearest to one by their ratio, at most two of them.
std::vector<long long> nearest(std::vector<long long> candidates, long long to) {
  const auto distance = [&](long long candidate) {
    return std::abs(std::log(static_cast<double>(candidate) / static_cast<double>(std::max(to, 1LL))));
  };
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](long long a, long long b) { return distance(a) < distance(b); });
  candidates.resize(std::min<std::size_t>(candidates.size(), 2));
  std::sort(candidates.begin(), candidates.end());
  return candidates;
}

std::string would_do(std::string_view name, const std::vector<long long>& numbers) {
  if (numbers.empty()) return fmt::format("no {} would do beside the others", name);
  if (numbers.size() == 1) return fmt::format("{} = {} would do", name, numbers[0]);
  return fmt::format("{0} = {1} or {0} = {2} would do", name, numbers[0], numbers[1]);
}

class PlanCheck {
 public:
  PlanCheck(const PlanShape& shape, const ShapeSpace& space, bool balanced)
      : shape_(shape), space_(space), balanced_(balanced) {}

  std::vector<PlanMistake> run() {
    product();
    splits();
    experts();
    batch();
    return std::move(mistakes_);
  }

 private:
  void wrong(Degree degree, std::string problem, const std::vector<long long>& would) {
    mistakes_.push_back({degree, std::move(problem), would_do(name_of(degree), nearest(would, shape_[degree]))});
  }

  static std::vector<long long> those(std::vector<long long> candidates, const std::function<bool(long long)>& allows) {
    std::erase_if(candidates, [&](long long candidate) { return !allows(candidate); });
    return candidates;
  }

  void product() {
    const long long t = shape_[Degree::tensor], p = shape_[Degree::pipeline], c = shape_[Degree::context],
                    d = shape_[Degree::data];
    if (t * p * c * d == space_.chips) return;
    wrong(Degree::data,
          fmt::format("tensor × pipeline × context × data is {} × {} × {} × {} = {}, and there are {} chips", t, p, c,
                      d, t * p * c * d, space_.chips),
          divides(t * p * c, space_.chips) ? std::vector<long long>{space_.chips / (t * p * c)}
                                           : std::vector<long long>{});
  }

  void splits() {
    const long long t = shape_[Degree::tensor], p = shape_[Degree::pipeline], c = shape_[Degree::context];
    const std::vector<long long> of_chips = divisors(space_.chips);
    const auto shares = [&](long long other) {
      return divides(other, space_.heads) && (divides(other, space_.kv_heads) || divides(space_.kv_heads, other));
    };
    if (!divides(t, space_.heads))
      wrong(Degree::tensor, fmt::format("{} heads cannot be shared by {} chips", space_.heads, t),
            those(of_chips, shares));
    else if (!shares(t))
      wrong(Degree::tensor, fmt::format("{} KV heads cannot be shared by {} chips", space_.kv_heads, t),
            those(of_chips, shares));
    if (p > space_.layers)
      wrong(Degree::pipeline, fmt::format("there are more stages, {}, than layers, {}", p, space_.layers),
            those(of_chips, [&](long long other) { return divides(other, space_.layers); }));
    else if (!balanced_ && !divides(p, space_.layers))
      wrong(Degree::pipeline,
            fmt::format("{} layers do not divide over {} stages; with balanced = \"yes\" the ends have fewer",
                        space_.layers, p),
            those(of_chips, [&](long long other) { return divides(other, space_.layers); }));
    if (!divides(2 * c, space_.sequence) && c > 1)
      wrong(Degree::context,
            fmt::format("a sequence of {} tokens cannot be cut into {} equal parts", space_.sequence, 2 * c),
            those(of_chips, [&](long long other) { return divides(2 * other, space_.sequence); }));
    const long long v = shape_[Degree::interleave], of_stage = (space_.layers + p - 1) / p;
    if (!divides(v, of_stage))
      wrong(Degree::interleave, fmt::format("{} layers of a stage do not divide into {} chunks", of_stage, v),
            divisors(of_stage));
  }

  void experts() {
    const long long e = shape_[Degree::expert_parallel];
    if (e == 1) return;
    const long long ranks = shape_[Degree::tensor] * shape_[Degree::context] * shape_[Degree::data];
    const auto allows = [&](long long other) { return divides(other, space_.experts) && divides(other, ranks); };
    if (space_.experts == 0)
      wrong(Degree::expert_parallel, "the model has no experts to share", {1});
    else if (!divides(e, space_.experts))
      wrong(Degree::expert_parallel, fmt::format("{} experts cannot be shared by {} chips", space_.experts, e),
            those(divisors(space_.experts), allows));
    else if (!divides(e, ranks))
      wrong(Degree::expert_parallel,
            fmt::format("{} chips share a layer (tensor × context × data), which {} do not divide", ranks, e),
            those(divisors(space_.experts), allows));
  }

  void batch() {
    const long long d = shape_[Degree::data], b = shape_[Degree::microbatch];
    if (!divides(d, space_.batch))
      return wrong(Degree::data,
                   fmt::format("a batch of {} sequences cannot be shared by {} replicas", space_.batch, d),
                   those(divisors(space_.chips), [&](long long other) { return divides(other, space_.batch); }));
    const long long share = space_.batch / d;
    if (!divides(b, share))
      return wrong(Degree::microbatch,
                   fmt::format("a replica's {} sequences do not divide into microbatches of {}", share, b),
                   divisors(share));
    const long long p = shape_[Degree::pipeline], v = shape_[Degree::interleave];
    if (v > 1 && !divides(p, share / b))
      wrong(Degree::interleave,
            fmt::format("interleaved stages take microbatches in rounds of {}, and there are {}", p, share / b), {1});
  }

  const PlanShape& shape_;
  const ShapeSpace& space_;
  bool balanced_;
  std::vector<PlanMistake> mistakes_;
};

}  // namespace

std::vector<PlanMistake> mistakes_of(const PlanShape& shape, const ShapeSpace& space, bool balanced) {
  return PlanCheck(shape, space, balanced).run();
}

}  // namespace costcurve
