#include "plan/legality.h"

#include <fmt/format.h>

#include <algorithm>
#include <climits>
#include <cmath>
#include <numeric>
#include <set>

#include "numeric/stable_order.h"

namespace costcurve {

namespace {

class PlanCheck {
 public:
  PlanCheck(const PlanShape& shape, const PlanRules& rules)
      : shape_(shape), space_(rules.space), balanced_(rules.balanced) {}

  std::vector<PlanMistake> run() {
    product();
    splits();
    experts();
    batch();
    return std::move(mistakes_);
  }

 private:
  // Of what a problem rests on the degree to be changed stands first.
  template <class... Values>
  void wrong(std::vector<Degree> rests_on, fmt::format_string<Values...> problem, Values&&... values) {
    const Degree degree = rests_on.front();
    mistakes_.push_back({degree, std::move(rests_on), fmt::format(problem, std::forward<Values>(values)...)});
  }

  void product() {
    const long long t = shape_[Degree::tensor], p = shape_[Degree::pipeline], c = shape_[Degree::context],
                    d = shape_[Degree::data];
    if (t * p * c * d == space_.chips) return;
    wrong({Degree::data, Degree::tensor, Degree::pipeline, Degree::context},
          "tensor × pipeline × context × data is {} × {} × {} × {} = {}, and there are {} chips", t, p, c, d,
          t * p * c * d, space_.chips);
  }

  void splits() {
    const long long t = shape_[Degree::tensor], p = shape_[Degree::pipeline], c = shape_[Degree::context];
    if (!divides(t, space_.heads))
      wrong({Degree::tensor}, "{} heads cannot be shared by {} chips", space_.heads, t);
    else if (!divides(t, space_.kv_heads) && !divides(space_.kv_heads, t))
      wrong({Degree::tensor}, "{} KV heads cannot be shared by {} chips", space_.kv_heads, t);
    if (p > space_.layers)
      wrong({Degree::pipeline}, "there are more stages, {}, than layers, {}", p, space_.layers);
    else if (!balanced_ && !divides(p, space_.layers))
      wrong({Degree::pipeline}, "{} layers do not divide over {} stages; with balanced = \"yes\" the ends have fewer",
            space_.layers, p);
    if (!divides(2 * c, space_.sequence) && c > 1)
      wrong({Degree::context}, "a sequence of {} tokens cannot be cut into {} equal parts", space_.sequence, 2 * c);
    const long long v = shape_[Degree::interleave], of_stage = (space_.layers + p - 1) / p;
    // Layers that do not divide over the stages have a layout of their own, and chunks of one more or less.
    const bool is_uneven = balanced_ && !divides(p, space_.layers);
    if (v > 1 && p == 1)
      wrong({Degree::interleave, Degree::pipeline},
            "{} chunks of layers take turns with those of other stages, and "
            "there is one stage",
            v);
    else if (is_uneven ? v > of_stage : !divides(v, of_stage))
      wrong({Degree::interleave, Degree::pipeline}, "{} layers of a stage do not divide into {} chunks", of_stage, v);
  }

  void experts() {
    const long long e = shape_[Degree::expert_parallel];
    if (e == 1) return;
    const long long ranks = shape_[Degree::tensor] * shape_[Degree::context] * shape_[Degree::data];
    if (space_.experts == 0)
      wrong({Degree::expert_parallel}, "the model has no experts to share");
    else if (!divides(e, space_.experts))
      wrong({Degree::expert_parallel}, "{} experts cannot be shared by {} chips", space_.experts, e);
    else if (!divides(e, ranks))
      wrong({Degree::expert_parallel, Degree::tensor, Degree::context, Degree::data},
            "{} chips share a layer (tensor × context × data), which {} do not divide", ranks, e);
  }

  void batch() {
    const long long d = shape_[Degree::data], b = shape_[Degree::microbatch];
    if (!divides(d, space_.batch))
      return wrong({Degree::data}, "a batch of {} sequences cannot be shared by {} replicas", space_.batch, d);
    const long long share = space_.batch / d;
    if (!divides(b, share))
      return wrong({Degree::microbatch, Degree::data}, "a replica's {} sequences do not divide into microbatches of {}",
                   share, b);
    const long long p = shape_[Degree::pipeline], v = shape_[Degree::interleave];
    if (v > 1 && !divides(p, share / b))
      wrong({Degree::interleave, Degree::pipeline, Degree::data, Degree::microbatch},
            "interleaved stages take microbatches in rounds of {}, and there are {}", p, share / b);
  }

  const PlanShape& shape_;
  const ShapeSpace& space_;
  bool balanced_;
  std::vector<PlanMistake> mistakes_;
};

// The plan with one degree changed, and what follows from it; nothing where that is none.
std::optional<PlanShape> changed(PlanShape shape, PlanRules rules, Degree degree, long long number) {
  shape[degree] = number;
  const long long other = shape[Degree::tensor] * shape[Degree::pipeline] * shape[Degree::context];
  if (rules.data_follows) {
    if (degree == Degree::data || !divides(other, rules.space.chips)) return std::nullopt;
    shape[Degree::data] = rules.space.chips / other;
  }
  if (rules.chips_follow) rules.space.chips = other * shape[Degree::data];
  return mistakes_of(shape, rules).empty() ? std::optional(shape) : std::nullopt;
}

std::vector<long long> up_to(long long most) {
  std::vector<long long> numbers(static_cast<std::size_t>(std::clamp(most, 0LL, 10'000LL)));
  std::iota(numbers.begin(), numbers.end(), 1LL);
  return numbers;
}

std::vector<long long> candidates_for(Degree degree, const PlanShape& shape, const PlanRules& rules) {
  const ShapeSpace& space = rules.space;
  const auto of = [](long long number) { return number > 0 ? divisors(number) : std::vector<long long>{1}; };
  switch (degree) {
    case Degree::tensor: return of(space.heads);
    case Degree::pipeline: return rules.balanced ? up_to(space.layers) : of(space.layers);
    case Degree::context: return of(space.sequence / 2);
    case Degree::expert_parallel: return of(space.experts);
    case Degree::microbatch: return of(space.batch / std::max(shape[Degree::data], 1LL));
    case Degree::interleave: return of(space.layers);
    case Degree::data: break;
  }
  return of(space.batch);
}

// How many degrees differ, and by what factor all together.
std::pair<int, double> distance(const PlanShape& a, const PlanShape& b, bool data_follows) {
  int differ = 0;
  double factor = 0;
  for (std::size_t d = 0; d < degree_count; ++d) {
    const bool follows = data_follows && static_cast<Degree>(d) == Degree::data;
    if (follows) continue;
    differ += a.degrees[d] != b.degrees[d] ? 1 : 0;
    factor += std::abs(std::log(static_cast<double>(a.degrees[d]) / static_cast<double>(b.degrees[d])));
  }
  return {differ, factor};
}

// Numbers that nobody looks for may be nearer than those that a search does: a pipeline of 16 for 61 layers.
std::string nearest_by_one_change(const PlanShape& shape, const PlanRules& rules) {
  std::string nearest;
  double least = HUGE_VAL;
  for (std::size_t d = 0; d < degree_count; ++d) {
    const auto degree = static_cast<Degree>(d);
    for (const long long number : candidates_for(degree, shape, rules)) {
      const double factor = std::abs(std::log(static_cast<double>(number) / static_cast<double>(shape[degree])));
      if (number == shape[degree] || factor >= least || !changed(shape, rules, degree, number)) continue;
      least = factor;
      nearest = would_do(name_of(degree), {number});
    }
  }
  return nearest;
}

}  // namespace

std::vector<long long> chips_that_would_do(PlanShape shape, PlanRules rules) {
  const long long of_a_replica = shape[Degree::tensor] * shape[Degree::pipeline] * shape[Degree::context];
  std::vector<long long> numbers;
  for (const long long data : divisors(rules.space.batch)) {
    shape[Degree::data] = data;
    rules.space.chips = of_a_replica * data;
    if (mistakes_of(shape, rules).empty()) numbers.push_back(rules.space.chips);
  }
  return numbers;
}

namespace {

// Every product of degrees that may be: some of them have no plan.
std::set<long long> products_of_degrees(const ShapeSpace& space) {
  const auto numbers = [&](Degree degree, std::vector<long long> candidates) {
    const std::optional<long long>& stated = space.stated[static_cast<std::size_t>(degree)];
    return stated ? std::vector<long long>{*stated} : candidates;
  };
  std::vector<long long> stages;
  for (const long long layers : {space.layers, space.layers + 1, space.layers + 2})
    for (const long long p : divisors(layers))
      if (p <= space.layers && (space.may_balance || layers == space.layers)) stages.push_back(p);
  std::set<long long> products;
  for (const long long t : numbers(Degree::tensor, divisors(space.heads)))
    for (const long long p : numbers(Degree::pipeline, stages))
      for (const long long c : numbers(Degree::context, {1, 2, 4, 8, 16}))
        for (const long long d : numbers(Degree::data, divisors(space.batch))) products.insert(t * p * c * d);
  return products;
}

}  // namespace

std::vector<long long> chips_with_a_plan(ShapeSpace space) {
  constexpr int most_tried = 1000;
  const std::set<long long> products = products_of_degrees(space);
  const long long chips = space.chips;
  std::vector<long long> found;
  const auto has_a_plan = [&](long long number) {
    space.chips = number;
    return has_shapes(space);
  };
  int tried = 0;
  for (auto below = products.lower_bound(chips); below != products.begin() && tried < most_tried; ++tried)
    if (has_a_plan(*--below)) {
      found.push_back(*below);
      break;
    }
  tried = 0;
  for (auto above = products.upper_bound(chips); above != products.end() && tried < most_tried; ++above, ++tried)
    if (has_a_plan(*above)) {
      found.push_back(*above);
      break;
    }
  return found;
}

std::vector<long long> batches_that_would_do(const PlanShape& shape, PlanRules rules) {
  // Whole rounds of microbatches over all replicas, and of interleaved stages.
  const long long of_a_round = shape[Degree::data] * shape[Degree::microbatch] *
                               (shape[Degree::interleave] > 1 ? shape[Degree::pipeline] : 1),
                  rounds = rules.space.batch / of_a_round;
  std::vector<long long> numbers;
  for (const long long round : {rounds, rounds + 1}) {
    rules.space.batch = round * of_a_round;
    if (round > 0 && mistakes_of(shape, rules).empty()) numbers.push_back(rules.space.batch);
  }
  return numbers;
}

std::vector<PlanMistake> mistakes_of(const PlanShape& shape, const PlanRules& rules) {
  return PlanCheck(shape, rules).run();
}

std::string what_would_do(const PlanShape& shape, const PlanRules& rules, Degree degree) {
  std::vector<long long> numbers = candidates_for(degree, shape, rules);
  std::erase_if(numbers, [&](long long number) { return !changed(shape, rules, degree, number); });
  return numbers.empty() ? nearest_plan(shape, rules) : would_do(name_of(degree), nearest(numbers, shape[degree]));
}

namespace {

// Of the plans of a space that which is nearest; where there are too many to look at, of those whose microbatches and
// stages are not cut further.
std::optional<PlanShape> nearest_shape(const PlanShape& shape, PlanRules rules) {
  constexpr double few = 3e6;
  if (most_shapes_of(rules.space) > few)
    for (const Degree degree : {Degree::microbatch, Degree::interleave})
      rules.space.stated[static_cast<std::size_t>(degree)] = 1;
  std::optional<PlanShape> best;
  for_each_shape(rules.space, [&](const PlanShape& other) {
    const auto is_nearer = [&] {
      return !best || distance(shape, other, rules.data_follows) < distance(shape, *best, rules.data_follows);
    };
    if (is_nearer() && mistakes_of(other, rules).empty()) best = other;
  });
  return best;
}

std::string differences(const PlanShape& from, const PlanShape& to, bool data_follows, std::string text) {
  for (std::size_t d = 0; d < degree_count; ++d) {
    const auto degree = static_cast<Degree>(d);
    if (from.degrees[d] == to.degrees[d] || (data_follows && degree == Degree::data)) continue;
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", name_of(degree), to.degrees[d]);
  }
  return text.empty() ? text : text + " would do";
}

// Other numbers of chips each with the split that is nearest, of these the nearest.
std::string nearest_plan_of_other_chips(const PlanShape& shape, const PlanRules& rules) {
  std::string text;
  std::pair<int, double> least = {INT_MAX, HUGE_VAL};
  for (const long long chips : chips_with_a_plan(rules.space)) {
    PlanRules others = rules;
    others.space.chips = chips;
    const std::optional<PlanShape> split = nearest_shape(shape, others);
    if (!split || !(distance(shape, *split, rules.data_follows) < least)) continue;
    least = distance(shape, *split, rules.data_follows);
    text = differences(shape, *split, rules.data_follows,
                       rules.chips_follow ? std::string() : fmt::format("chips = {}", chips));
  }
  return text;
}

}  // namespace

std::string nearest_plan(const PlanShape& shape, PlanRules rules) {
  if (changed(shape, rules, Degree::tensor, shape[Degree::tensor])) return {};
  if (std::string one = nearest_by_one_change(shape, rules); !one.empty()) return one;
  rules.space.stated = {};
  if (has_shapes(rules.space)) {
    const std::optional<PlanShape> best = nearest_shape(shape, rules);
    return best ? differences(shape, *best, rules.data_follows, {}) : std::string();
  }
  const std::string others = nearest_plan_of_other_chips(shape, rules);
  return fmt::format("{}{} chips divides {} heads, {} layers and a batch of {}{}", no_split, rules.space.chips,
                     rules.space.heads, rules.space.layers, rules.space.batch, others.empty() ? "" : "; " + others);
}

std::vector<long long> nearest(std::vector<long long> candidates, long long to) {
  const auto distance = [&](long long candidate) {
    return std::abs(std::log(static_cast<double>(candidate) / static_cast<double>(std::max(to, 1LL))));
  };
  sort_stably(candidates, [&](long long a, long long b) { return distance(a) < distance(b); });
  candidates.resize(std::min<std::size_t>(candidates.size(), 2));
  std::sort(candidates.begin(), candidates.end());
  return candidates;
}

std::string would_do(std::string_view name, const std::vector<long long>& numbers) {
  if (numbers.empty()) return {};
  if (numbers.size() == 1) return fmt::format("{} = {} would do", name, numbers[0]);
  return fmt::format("{0} = {1} or {0} = {2} would do", name, numbers[0], numbers[1]);
}

}  // namespace costcurve
