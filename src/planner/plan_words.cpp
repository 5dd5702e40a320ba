#include <fmt/format.h>

#include <algorithm>

#include "answer/possible_plans.h"
#include "planner/plan.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

std::uint8_t word(const FoundPlan& plan, PlanSwitch which) {
  return plan.switches.words[static_cast<std::size_t>(which)];
}

std::string shape_words(const PlanShape& shape) {
  std::string words = fmt::format("TP{} PP{}", shape[Degree::tensor], shape[Degree::pipeline]);
  if (shape[Degree::context] > 1) words += fmt::format(" CP{}", shape[Degree::context]);
  words += fmt::format(" DP{}", shape[Degree::data]);
  if (shape[Degree::expert_parallel] > 1) words += fmt::format(" EP{}", shape[Degree::expert_parallel]);
  if (shape[Degree::interleave] > 1) words += fmt::format(" v{}", shape[Degree::interleave]);
  return words + fmt::format(" b{}", shape[Degree::microbatch]);
}

std::string amount(const PlannedRun& run, std::string_view name, int digits = 4) {
  const PlannedAmount* found = run.find(name);
  return found ? amount_text(found->value, found->shown, digits) : "not determined";
}

double value(const PlannedRun& run, std::string_view name) {
  const PlannedAmount* found = run.find(name);
  return found ? found->value : 0;
}

std::string gigabytes(double bytes) { return fmt::format("{:.1f} GB", bytes / 1e9); }

std::string range_of(const PlannedAmount& amount) {
  if (!amount.belief || !(amount.belief->p5 < amount.belief->p95)) return {};
  return fmt::format(" (90 %: {})", range_text(amount.belief->p5, amount.belief->p95, amount.shown, amount.value));
}

std::string range_of(const PlannedRun& run, std::string_view name) {
  const PlannedAmount* found = run.find(name);
  return found ? range_of(*found) : "";
}

Text mfu_words(const PlannedRun& run) {
  return fmt::format("of {} in bf16, with attention's whole square; {} with the causal half", amount(run, "peak"),
                     amount(run, "mfu_causal", 3));
}

std::string_view aim_words(PlanAim aim) {
  constexpr std::string_view words[] = {"The fastest", "The cheapest", "The smallest"};
  return words[static_cast<std::size_t>(aim)];
}

Lead lead_of(const PlanTable& table) {
  const PlannedRun& best = *table.best;
  Lead lead;
  const std::string among =
      table.shards > 1 ? fmt::format(" of shard {} of {}", table.shard + 1, table.shards) : std::string();
  lead.sentences.push_back(fmt::format("{} plan{} is {} on {} {}: a step takes {}, {}.", aim_words(table.aim), among,
                                       plan_words(best.plan), count_text(static_cast<double>(best.chips)),
                                       table.chip.empty() ? "chips" : table.chip, amount(best, "step"),
                                       gigabytes(best.plan.bytes) + " of " + gigabytes(table.memory)));
  if (best.find("duration"))
    lead.sentences.push_back(
        fmt::format("{} take {}{}{}.", amount(best, "tokens", 3), amount(best, "duration"), range_of(best, "duration"),
                    best.find("cost") ? " and cost " + amount(best, "cost") + range_of(best, "cost") : std::string()));
  return lead;
}

Entries::Entry entry(std::string name, std::string value, Text words = {}) {
  Entries::Entry made;
  made.name = std::move(name);
  made.value = Text::amount(std::move(value));
  made.words = std::move(words);
  return made;
}

Entries amounts_of(const PlanTable& table) {
  const PlannedRun& best = *table.best;
  Entries entries;
  entries.heading = table.part;
  std::vector<Entries::Entry>& rows = entries.entries;
  rows.push_back(entry("step", amount(best, "step"), range_of(best, "step")));
  rows.push_back(entry("tokens", amount(best, "chip_token_rate"), "between failures"));
  rows.push_back(entry("MFU", amount(best, "mfu", 3), mfu_words(best)));
  rows.push_back(entry("memory", gigabytes(best.plan.bytes),
                       fmt::format("of {}; {} left", gigabytes(table.memory), amount(best, "headroom", 3))));
  if (best.find("goodput")) rows.push_back(entry("goodput", amount(best, "goodput", 3), range_of(best, "goodput")));
  if (best.find("duration")) rows.push_back(entry("duration", amount(best, "duration"), range_of(best, "duration")));
  if (best.find("cost")) rows.push_back(entry("cost", amount(best, "cost"), range_of(best, "cost")));
  if (best.find("cost_per_token"))
    rows.push_back(entry("cost per token", amount(best, "cost_per_token"), range_of(best, "cost_per_token")));
  if (best.find("energy")) rows.push_back(entry("energy", amount(best, "energy"), range_of(best, "energy")));
  for (const auto& [name, words] : {std::pair("left_out", "of the step: what no equation here knows"),
                                    std::pair("left_out_of_mixtures", "further, of a mixture")}) {
    const PlannedAmount* left_out = best.find(name);
    if (!left_out || !left_out->stated ||
        (name == std::string_view("left_out_of_mixtures") && value(best, "experts") == 0))
      continue;
    rows.push_back(
        entry("left out", amount_text(left_out->value, left_out->shown),
              fmt::format(" (90 %: {}) {}",
                          range_text(left_out->stated->low, left_out->stated->high, left_out->shown, left_out->value),
                          words)));
  }
  for (std::size_t i = 0; i < table.shown.size(); ++i)
    rows.push_back(best.shown[i] ? entry(table.shown[i], amount_text(best.shown[i]->value, best.shown[i]->shown),
                                         range_of(*best.shown[i]))
                                 : entry(table.shown[i], "not determined"));
  return entries;
}

Notes limits_of_step(const PlanTable& table) {
  constexpr std::size_t shown = 3;
  const PlannedRun& best = *table.best;
  const double step = value(best, "step");
  Notes notes;
  std::vector<std::string> terms;
  for (std::size_t t = 0; t < std::min(shown, best.terms.size()); ++t)
    terms.push_back(fmt::format("{} {}", best.terms[t].name, percent_text(best.terms[t].seconds / step, 2)));
  notes.notes.push_back({"what takes the step", fmt::format("{}", fmt::join(terms, ", ")), Tone::plain});
  if (table.second)
    notes.notes.push_back(
        {"the best of another split",
         fmt::format("{}: {}, {:.1f} % slower, {}", plan_words(table.second->plan), amount(*table.second, "step"),
                     100 * (table.second->plan.step / best.plan.step - 1), gigabytes(table.second->plan.bytes)),
         Tone::plain});
  notes.notes.push_back({"evidence", evidence_words(table.evidence), Tone::plain});
  notes.notes.push_back(
      {"searched",
       fmt::format("{} plans{}{}", count_text(table.plans),
                   table.worked_out < table.plans
                       ? fmt::format(", {} worked out: the others cannot be the best", count_text(table.worked_out))
                       : "",
                   table.shards > 1 ? fmt::format("; shard {} of {}", table.shard + 1, table.shards) : ""),
       Tone::dim});
  if (!table.tried.empty()) notes.notes.push_back({"tried", table.tried, Tone::dim});
  if (!table.stated.empty()) notes.notes.push_back({"kept as stated", listed(table.stated), Tone::dim});
  return notes;
}

Grid front_of(const PlanTable& table) {
  Grid grid;
  grid.heading = "no other plan is as fast with less memory";
  if (table.front.size() < table.found.front.size())
    grid.below.push_back({{},
                          fmt::format("{} of {} shown, spread over their memory; `--format json` has all",
                                      table.front.size(), table.found.front.size())});
  grid.columns = {{"plan"}, {"step", Grid::Align::right}, {"memory", Grid::Align::right}};
  // Of one number of chips dollars go as the step does.
  const PlannedAmount* cost = table.best->find("cost");
  if (cost) grid.columns.push_back({"cost", Grid::Align::right});
  for (const std::string& name : table.shown) grid.columns.push_back({name, Grid::Align::right});
  for (const PlannedRun& run : table.front) {
    const FoundPlan& plan = run.plan;
    Grid::Row row;
    row.cells = {{plan_words(plan)}, {fmt::format("{:.4g} s", plan.step)}, {gigabytes(plan.bytes)}};
    if (cost)
      row.cells.push_back({Text::amount(amount_text(cost->value * plan.step / table.best->plan.step, cost->shown, 4))});
    for (const std::optional<PlannedAmount>& shown : run.shown)
      row.cells.push_back({shown ? Text::amount(amount_text(shown->value, shown->shown, 4)) : Text()});
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

Grid chips_of(const PlanTable& table) {
  Grid grid;
  grid.heading = "no other number of chips that was tried is as fast for less";
  grid.columns = {
      {"chips", Grid::Align::right}, {"plan"}, {"step", Grid::Align::right}, {"memory", Grid::Align::right}};
  const bool has_duration = table.best->find("duration"), has_cost = table.best->find("cost");
  if (has_duration) grid.columns.push_back({"duration", Grid::Align::right});
  if (has_cost) grid.columns.push_back({"cost", Grid::Align::right});
  for (const PlannedRun& run : table.by_chips) {
    Grid::Row row;
    row.cells = {{Text::amount(count_text(static_cast<double>(run.chips)))},
                 {plan_words(run.plan)},
                 {fmt::format("{:.4g} s", run.plan.step)},
                 {gigabytes(run.plan.bytes)}};
    if (has_duration) row.cells.push_back({Text::amount(amount(run, "duration"))});
    if (has_cost) row.cells.push_back({Text::amount(amount(run, "cost"))});
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

Document nothing_fits(const PlanTable& table) {
  Lead lead;
  if (table.fastest) {
    const PlannedRun& fastest = *table.fastest;
    lead.sentences.push_back(fmt::format(
        "No plan takes {} or less: the fastest that fits is {} on {} chips, {}.", table.deadline,
        plan_words(fastest.plan), count_text(static_cast<double>(fastest.chips)), amount(fastest, "duration", 3)));
  } else if (table.second) {
    const FoundPlan& plan = table.second->plan;
    lead.sentences.push_back(fmt::format("No plan fits{}: the smallest is {} on {} chips, with {} of {}.",
                                         table.deadline.empty() ? "" : " and meets the deadline", plan_words(plan),
                                         count_text(static_cast<double>(table.second->chips)), gigabytes(plan.bytes),
                                         gigabytes(table.memory)));
    if (plan.bytes > table.most_bytes)
      lead.below.push_back(
          {{},
           fmt::format("{} too much, for the runtime needs {} of a chip", gigabytes(plan.bytes - table.most_bytes),
                       gigabytes(table.memory - table.most_bytes)),
           Tone::plain});
    for (const std::string& change : table.would_fit) lead.below.push_back({"would fit", change, Tone::plain});
  } else {
    lead.sentences.emplace_back("No plan meets the deadline.");
  }
  if (!table.tried.empty()) lead.below.push_back({"tried", table.tried, Tone::dim});
  return {"plan", {std::move(lead)}};
}

}  // namespace

std::string plan_words(const FoundPlan& plan) {
  constexpr std::string_view recompute[] = {"nothing recomputed", "selective recomputation", "light recomputation",
                                            "full recomputation"};
  constexpr std::string_view offload[] = {"", ", optimizer offloaded", ", activations offloaded",
                                          ", optimizer and activations offloaded"};
  std::string words =
      fmt::format("{}, ZeRO-{}, {}{}", shape_words(plan.shape), word(plan, PlanSwitch::zero),
                  recompute[word(plan, PlanSwitch::recompute)], offload[word(plan, PlanSwitch::offload)]);
  const bool shares = plan.shape[Degree::tensor] > 1;
  if (shares && word(plan, PlanSwitch::sequence_parallel) == 1) words += ", no sequence parallelism";
  if (shares && word(plan, PlanSwitch::overlap_tensor) == 1) words += ", matrices' transfers not overlapped";
  if (word(plan, PlanSwitch::overlap) == 1) words += ", nothing overlapped";
  return words;
}

Document plan_document(const PlanTable& table) {
  if (!table.best) return nothing_fits(table);
  std::vector<Piece> pieces;
  pieces.emplace_back(lead_of(table));
  pieces.emplace_back(amounts_of(table));
  pieces.emplace_back(limits_of_step(table));
  if (table.by_chips.size() > 1) pieces.emplace_back(chips_of(table));
  if (table.front.size() > 1) pieces.emplace_back(front_of(table));
  return {"plan", std::move(pieces)};
}

}  // namespace costcurve
