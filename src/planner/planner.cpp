#include "planner/planner.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/asked.h"
#include "answer/possible_plans.h"
#include "answer/progress.h"
#include "numeric/machine.h"
#include "plan/specialise.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

constexpr double most_plans = 2e10;

constexpr std::array<Degree, degree_count> degrees = {
    Degree::tensor,     Degree::pipeline,   Degree::context, Degree::expert_parallel,
    Degree::microbatch, Degree::interleave, Degree::data};
constexpr std::array<PlanSwitch, switch_count> switches = {PlanSwitch::zero,           PlanSwitch::recompute,
                                                           PlanSwitch::offload,        PlanSwitch::sequence_parallel,
                                                           PlanSwitch::overlap_tensor, PlanSwitch::overlap};

bool is_of_the_shape(std::string_view name) {
  constexpr std::string_view counts[] = {"layers", "heads", "kv_heads", "experts"};
  return std::find(std::begin(counts), std::end(counts), name) != std::end(counts);
}

std::vector<std::string> parts_with_a_plan(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Part& part : scenario.parts)
    if (part.sheet && part.sheet->name == "parallel_training") names.push_back(part.name);
  return names;
}

}  // namespace

void Planner::wrong(std::string problem, std::vector<std::string> notes) {
  diagnostics_.add(without_place(std::move(problem), std::move(notes)));
}

PlanTable Planner::run() {
  if (read_scenario() && find_part() && states_no_outcome() && read_options() && read_chips()) search_all();
  return std::move(table_);
}

bool Planner::read_scenario() {
  base_ = bound(case_, library_, diagnostics_);
  table_.scenario = case_.file;
  table_.variant = case_.shown;
  if (!base_) return false;
  table_.about = about(*base_);
  table_.shown = quantities_to_show(question_, *base_, case_.file, diagnostics_);
  return good();
}

bool Planner::find_part() {
  const std::vector<std::string> parts = parts_with_a_plan(*base_);
  const std::string asked = question_.words.size() > 1 ? question_.words[1] : "";
  if (parts.empty())
    wrong("this scenario has no training plan", {"a part with sheet = \"parallel_training\" is one; `costcurve new "
                                                 "parallel_training` prints an example"});
  else if (asked.empty() && parts.size() > 1)
    wrong("which of the plans?",
          {fmt::format("costcurve plan {} {}", case_.file, parts.front()), "there are " + listed(parts)});
  else if (!asked.empty() && std::find(parts.begin(), parts.end(), asked) == parts.end())
    wrong(fmt::format("`{}` is no training plan", asked), {"the plans are " + listed(parts)});
  if (!good()) return false;
  part_ = base_->part(asked.empty() ? parts.front() : asked);
  table_.part = part_->name;
  for (const char* kind : {"chip", "llm"})
    if (const auto named = part_->attributes.find(kind); named != part_->attributes.end())
      (kind == std::string("chip") ? table_.chip : table_.llm) = named->second;
  for (const Degree degree : degrees)
    if (is_stated(name_of(degree))) table_.stated.emplace_back(name_of(degree));
  for (const PlanSwitch which : switches)
    if (is_stated(name_of(which))) table_.stated.emplace_back(name_of(which));
  return true;
}

std::size_t Planner::number(std::string_view name) const {
  return *base_->quantity(part_->name + "." + std::string(name));
}

bool Planner::is_stated(std::string_view name) const {
  const std::size_t q = number(name);
  if (base_->givens.stated(q)) return true;
  const std::vector<Equation>& equations = base_->relations->equations;
  return std::any_of(equations.begin(), equations.end(), [&](const Equation& equation) {
    return determines(equation) && stands_at_key(equation, base_->relations->quantities[q]);
  });
}

double Planner::known(const AuditedVariant& audited, std::string_view name) const {
  const Finding& finding = audited.solution.found[number(name)];
  return finding.status == Status::unknown ? std::nan("") : finding.value;
}

std::optional<long long> Planner::whole(const AuditedVariant& audited, std::string_view name) {
  const double value = known(audited, name);
  if (std::isnan(value)) {
    wrong(fmt::format("`{}.{}` is not determined", part_->name, name),
          is_of_the_shape(name) && !table_.llm.empty() ? what_says_a_shape(part_->name)
          : table_.llm.empty()
              ? std::vector<std::string>{"llm = \"Llama-3.1-70B\" brings the shape of a model"}
              : std::vector<std::string>{fmt::format("`costcurve run {}` says what would determine it", case_.file)});
    return std::nullopt;
  }
  return whole(value, name);
}

std::optional<long long> Planner::whole(double value, std::string_view name) {
  constexpr double most = 1e12;
  if (std::abs(value - std::round(value)) > 1e-9 || value < 0) {
    wrong(fmt::format("`{}.{}` is {:g}, and a plan needs a whole number", part_->name, name, value), {});
    return std::nullopt;
  }
  if (value > most) {
    wrong(fmt::format("`{}.{}` is {:g}, and plans are looked for up to {:g}", part_->name, name, value, most),
          {name == "batch" ? "a batch is counted in sequences, not in tokens: published runs have 64 to 16,384"
                           : fmt::format("--set {}.{}={:g} is the most", part_->name, name, most)});
    return std::nullopt;
  }
  return std::llround(value);
}

// A shape that keeps to what is stated and to the number of chips: what is left of them goes to the first degree that
// is free.
PlanShape Planner::first_shape(long long chips) const {
  PlanShape shape;
  shape.degrees.fill(1);
  long long product = 1;
  for (const Degree degree : degrees)
    if (const GivenPointer& given = base_->givens.stated(number(name_of(degree)))) {
      shape[degree] = std::llround(given->value);
      if (degree != Degree::expert_parallel && degree != Degree::microbatch && degree != Degree::interleave)
        product *= shape[degree];
    }
  for (const Degree free : {Degree::data, Degree::pipeline, Degree::tensor, Degree::context})
    if (!is_stated(name_of(free)) && product > 0 && chips % product == 0) {
      shape[free] = chips / product;
      break;
    }
  return shape;
}

// Yes and no are the places 0 and 1 of their lists.
Values Planner::values_of(long long chips, const PlanShape& shape, const PlanSwitches& chosen) const {
  Values values = {{number("chips"), static_cast<double>(chips)}};
  for (const Degree degree : degrees) values.emplace_back(number(name_of(degree)), static_cast<double>(shape[degree]));
  for (std::size_t s = 0; s < switch_count; ++s)
    if (!is_stated(name_of(switches[s]))) values.emplace_back(number(name_of(switches[s])), chosen.words[s]);
  return values;
}

std::optional<ShapeSpace> Planner::space_for(const AuditedVariant& audited, long long chips) {
  ShapeSpace space;
  space.chips = chips;
  const std::array<std::pair<const char*, long long*>, 7> counts = {{{"batch", &space.batch},
                                                                     {"sequence", &space.sequence},
                                                                     {"layers", &space.layers},
                                                                     {"heads", &space.heads},
                                                                     {"kv_heads", &space.kv_heads},
                                                                     {"experts", &space.experts},
                                                                     {"domain", &space.domain}}};
  for (const auto& [name, place] : counts) {
    const auto count = whole(audited, name);
    if (!count) return std::nullopt;
    *place = *count;
  }
  for (std::size_t d = 0; d < degree_count; ++d)
    if (const GivenPointer& given = base_->givens.stated(number(name_of(degrees[d]))))
      space.stated[static_cast<std::size_t>(degrees[d])] = std::llround(given->value);
  space.may_balance = !is_stated("balanced") || known(audited, "balanced") == 0;
  return space;
}

std::optional<PlanProgram> Planner::program_for(const AuditedVariant& audited, const ShapeSpace& space) const {
  const std::vector<Quantity>& quantities = audited.scenario.relations->quantities;
  const auto compiled = compile(*audited.scenario.relations, audited.solution,
                                {quantities[number("step")].symbol, quantities[number("bytes")].symbol});
  if (!compiled) return std::nullopt;
  PlanProgram program;
  for (std::size_t d = 0; d < degree_count; ++d) program.degrees[d] = number(name_of(static_cast<Degree>(d)));
  for (std::size_t s = 0; s < switch_count; ++s) {
    program.switches[s] = number(name_of(switches[s]));
    if (is_stated(name_of(switches[s])))
      program.stated[s] = static_cast<std::uint8_t>(audited.solution.found[program.switches[s]].value);
  }
  if (!is_stated("balanced")) program.balanced = number("balanced");
  program.chips = number("chips");
  program.has_usual_gradients = are_usual_gradients(known(audited, "gradient_bytes"));
  program.layers = space.layers;
  program.most_bytes = known(audited, "memory") * (1 - known(audited, "reserved"));
  const auto is_searched = [&](std::size_t q) {
    return std::find(program.degrees.begin(), program.degrees.end(), q) != program.degrees.end() ||
           std::find(program.switches.begin(), program.switches.end(), q) != program.switches.end() ||
           q == program.balanced || q == program.chips;
  };
  program.program = specialised(*compiled, [&](std::size_t q) -> std::optional<double> {
    if (is_searched(q)) return std::nullopt;
    return audited.solution.found[q].value;
  });
  return program;
}

// True where another number of chips would make it another number.
bool Planner::depends_on_chips(const AuditedVariant& audited, std::string_view name) const {
  const std::vector<std::size_t> behind = givens_behind(*audited.scenario.relations, audited.solution, number(name));
  return std::find(behind.begin(), behind.end(), number("chips")) != behind.end();
}

// No step of a run that meets the deadline is longer, for a failure makes a run no shorter.
double Planner::slowest_step(const AuditedVariant& audited) const {
  const double tokens = deadline_ ? known(audited, "tokens") : std::nan("");
  if (!(tokens > 0)) return HUGE_VAL;
  return *deadline_ * known(audited, "batch") * known(audited, "sequence") / tokens * (1 + 1e-9);
}

// What a search needs, from the scenario with one number of chips; for others anew where something depends on it.
bool Planner::prepare(long long chips) {
  if (is_for_all_chips_) {
    space_->chips = chips;
    return true;
  }
  audited_ = audited_with(base_, values_of(chips, first_shape(chips), usual_switches()));
  space_ = space_for(*audited_, chips);
  if (!space_ || !has_what_the_aim_needs(*audited_)) return false;
  std::optional<PlanProgram> program = program_for(*audited_, *space_);
  if (!program) {
    wrong(fmt::format("`{}.step` is not determined", part_->name),
          {fmt::format("`costcurve run {} --all` shows what is missing", case_.file)});
    return false;
  }
  table_.memory = known(*audited_, "memory");
  table_.most_bytes = program->most_bytes;
  most_step_ = slowest_step(*audited_);
  constexpr std::string_view fixed[] = {"batch",   "sequence", "layers", "heads",    "kv_heads",
                                        "experts", "domain",   "memory", "reserved", "tokens"};
  is_for_all_chips_ = std::none_of(std::begin(fixed), std::end(fixed),
                                   [&](std::string_view name) { return depends_on_chips(*audited_, name); });
  program_ = std::move(program);
  search_.emplace(*program_, table_.exhaustive);
  return true;
}

unsigned Planner::threads() const {
  return static_cast<unsigned>(question_.options.number(Option::threads, threads_of_machine()));
}

std::optional<FoundPlans> Planner::search(long long chips, const std::function<void(double)>& progress) {
  if (!prepare(chips)) return std::nullopt;
  table_.question = fingerprint();
  if (question_.options.has(Option::merge)) return merged(chips);
  PlanSearchOptions options;
  options.exhaustive = table_.exhaustive;
  options.front = chips_.size() == 1;
  options.most_step = chips_.size() > 1 ? most_step_ : HUGE_VAL;
  options.threads = threads();
  options.shard = table_.shard;
  options.shards = table_.shards;
  options.progress = progress;
  if (!few_enough(*space_)) return std::nullopt;
  FoundPlans found = search_->search(*space_, options);
  if (found.plans == 0 && chips_.size() == 1 && table_.shards == 1) {
    no_plan_at_all(chips, *space_);
    return std::nullopt;
  }
  return found;
}

// Nothing is by a deadline, or cheapest, of which nobody can say how long it takes or what it costs.
bool Planner::has_what_the_aim_needs(const AuditedVariant& audited) {
  const auto lacks = [&](std::string_view name) { return std::isnan(known(audited, name)); };
  const auto say = [&](std::string_view name, std::string_view example) {
    return fmt::format("--set {0}.{1}='{2}', or {1} = \"{2}\" in the part", part_->name, name, example);
  };
  if (deadline_ && lacks("duration")) {
    if (lacks("tokens"))
      wrong("a deadline needs a number of tokens", {say("tokens", "15 T token")});
    else
      wrong(fmt::format("a deadline needs a duration, and `{}.duration` is not determined", part_->name),
            {fmt::format("`costcurve run {} --all` shows what is missing", case_.file)});
  }
  if (table_.aim == PlanAim::money && lacks("rent") && lacks("cost"))
    wrong("nothing is cheapest without the price of a chip", {say("rent", "2 USD/chip/h")});
  return good();
}

void Planner::take(long long chips, const FoundPlans& found) {
  table_.searched_chips = chips;
  table_.plans += found.plans;
  table_.worked_out += found.worked_out;
  if (found.smallest && (!smallest_ || found.smallest->bytes < smallest_->second.bytes))
    smallest_ = {chips, *found.smallest};
  const auto is_too_slow = [&](const PlannedRun& run) {
    if (!too_slow_ || time(run) < time(*too_slow_)) too_slow_ = run;
  };
  if (found.too_slow) is_too_slow(planned(chips, *found.too_slow, false));
  if (!found.best) return;
  const PlannedRun run = planned(chips, *found.best, chips_.size() == 1);
  if (!is_within(run)) return is_too_slow(run);
  if (table_.aim != PlanAim::chips && chips_.size() > 1) table_.by_chips.push_back(run);
  if (table_.best && objective(run) >= objective(*table_.best)) return;
  table_.best = run;
  table_.found = found;
}

void Planner::search_all() {
  ShownProgress progress(question_);
  const std::function<void(double)> show = progress.callback();
  for (std::size_t i = 0; i < chips_.size(); ++i) {
    const long long chips = chips_[i];
    const std::optional<FoundPlans> found = search(chips, [&](double share) {
      if (show) show((static_cast<double>(i) + share) / static_cast<double>(chips_.size()));
    });
    if (!found) return;
    take(chips, *found);
    if (!table_.tried.empty() && table_.aim == PlanAim::chips) tell_tried(chips);
    if (table_.aim == PlanAim::chips && table_.best) break;
    if (i + 1 == chips_.size()) take_around_cheapest();
    if (table_.worked_out > most_plans)
      return wrong(fmt::format("more than {} plans would have to be worked out", count_text(most_plans)),
                   {"state some degrees, or share the work: --shard 1/100"});
  }
  if (!table_.best) return nothing_fits();
  keep_unbeaten();
  const PlannedRun found = *table_.best;
  if (chips_.size() > 1) table_.best = planned(found.chips, found.plan, true);
  if (table_.found.by_shape.size() > 1) table_.second = planned(found.chips, table_.found.by_shape[1], false);
  tell_front(found.chips);
  tell_evidence(*table_.best);
}

// Not an error: an answer. The plan that comes nearest, and by how much it misses.
void Planner::nothing_fits() {
  if (table_.found.plans == 0 && table_.plans == 0) return no_number_has_a_plan();
  table_.fastest = too_slow_;
  if (too_slow_) return;
  if (!smallest_) return;
  table_.found.smallest = smallest_->second;
  table_.second = planned(smallest_->first, smallest_->second, false);
  if (smallest_->second.bytes > table_.most_bytes)
    table_.would_fit = what_would_fit(smallest_->first, smallest_->second);
}

}  // namespace costcurve
