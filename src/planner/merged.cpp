// What shards found, read back from their answers in JSON and joined: as one search would have it.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "imports/json.h"
#include "planner/planner.h"

namespace costcurve {

namespace {

using imports::JsonDocument;
using imports::JsonValue;

constexpr std::size_t most_bytes = 64U << 20U;

std::optional<double> number_at(const JsonValue& object, std::string_view name) {
  const JsonValue* value = object.find(name);
  return value && value->is(JsonValue::Kind::number) ? std::optional(value->number) : std::nullopt;
}

// Whole and within what a degree or a switch may be.
std::optional<long long> count_at(const JsonValue& object, std::string_view name, double least, double most) {
  const std::optional<double> number = number_at(object, name);
  if (!number || *number != std::floor(*number) || *number < least || *number > most) return std::nullopt;
  return static_cast<long long>(*number);
}

std::optional<FoundPlan> plan_in(const JsonValue& object) {
  FoundPlan plan;
  for (std::size_t d = 0; d < degree_count; ++d) {
    const auto degree = count_at(object, name_of(static_cast<Degree>(d)), 1, 1e9);
    if (!degree) return std::nullopt;
    plan.shape.degrees[d] = *degree;
  }
  for (std::size_t s = 0; s < switch_count; ++s) {
    const auto which = static_cast<PlanSwitch>(s);
    const JsonValue* const word = object.find(name_of(which));
    const auto place = word && word->is(JsonValue::Kind::text) ? place_of(which, word->text) : std::nullopt;
    if (!place) return std::nullopt;
    plan.switches.words[s] = *place;
  }
  const std::optional<double> step = number_at(object, "step"), bytes = number_at(object, "bytes");
  if (!step || !bytes || !(*step > 0) || !(*bytes > 0)) return std::nullopt;
  plan.step = *step;
  plan.bytes = *bytes;
  return plan;
}

std::optional<std::vector<FoundPlan>> plans_at(const JsonValue& object, std::string_view name) {
  const JsonValue* list = object.find(name);
  if (!list || !list->is(JsonValue::Kind::list)) return std::nullopt;
  std::vector<FoundPlan> plans;
  for (const JsonValue& element : list->elements) {
    const std::optional<FoundPlan> plan = plan_in(element);
    if (!plan) return std::nullopt;
    plans.push_back(*plan);
  }
  return plans;
}

}  // namespace

std::optional<MergedShard> read_shard_answer(const SourcePointer& source, Diagnostics& diagnostics) {
  const std::optional<JsonDocument> document = imports::parse_json(source, diagnostics);
  if (!document) return std::nullopt;
  const JsonValue& root = document->root;
  const auto shard = count_at(root, "shard", 1, 1e9), shards = count_at(root, "shards", 1, 1e9);
  auto by_split = plans_at(root, "by_split"), front = plans_at(root, "front");
  const std::optional<double> plans = number_at(root, "plans"), worked_out = number_at(root, "worked_out"),
                              fits = number_at(root, "fits"), chips = number_at(root, "chips");
  const JsonValue* const question = root.find("question");
  if (!shard || !shards || *shard > *shards || !by_split || !front || !plans || !worked_out || !fits || !chips ||
      !question || !question->is(JsonValue::Kind::text)) {
    diagnostics.add(without_place(fmt::format("{} is no shard of a plan", source->name),
                                  {"costcurve plan mine.toml --shard 1/8 --format json > 1.json writes one"}));
    return std::nullopt;
  }
  MergedShard merged;
  merged.shard = static_cast<std::size_t>(*shard - 1);
  merged.shards = static_cast<std::size_t>(*shards);
  merged.chips = std::llround(*chips);
  merged.question = question->text;
  merged.found.by_shape = std::move(*by_split);
  merged.found.front = std::move(*front);
  merged.found.plans = *plans;
  merged.found.worked_out = *worked_out;
  merged.found.fits = *fits;
  if (const JsonValue* smallest = root.find("smallest")) merged.found.smallest = plan_in(*smallest);
  return merged;
}

namespace {

// Fowler, Noll and Vo: not against malice, but against the wrong folder.
std::string fingerprint_of(const std::string& text) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return fmt::format("{:016x}", hash);
}

}  // namespace

// Of all that is given to the plan, and of the space that is gone through.
std::string Planner::fingerprint() const {
  std::string text = fmt::format("{} {} {} {}\n", static_cast<int>(table_.aim), table_.exhaustive, table_.deadline,
                                 fmt::join(table_.stated, " "));
  for (const std::size_t q : part_->quantities)
    if (const Finding& finding = audited_->solution.found[q]; finding.given && finding.status != Status::unknown)
      text +=
          fmt::format("{} {:.17g}\n", base_->relations->quantities[q].name.substr(part_->name.size()), finding.value);
  return fingerprint_of(text);
}

// The answers that are named, and of a folder all of them.
std::vector<std::string> Planner::answers_to_merge() const {
  std::vector<std::string> paths;
  for (const std::string& named : question_.options.texts(Option::merge)) {
    if (library_.files().kind(named) != PathKind::folder) {
      paths.push_back(named);
      continue;
    }
    for (const std::string& name : library_.files().list(named))
      if (name.ends_with(".json")) paths.push_back(named + "/" + name);
  }
  return paths;
}

std::optional<FoundPlans> Planner::merged(long long chips) {
  std::vector<FoundPlans> shards;
  std::set<std::size_t> seen;
  std::size_t count = 0;
  for (const std::string& path : answers_to_merge()) {
    const std::variant<std::string, Unread> text = library_.files().read(path, most_bytes);
    if (std::holds_alternative<Unread>(text)) {
      wrong(fmt::format("{} cannot be read", path), {"--merge names the answers of shards, or a folder of them"});
      continue;
    }
    auto source = std::make_shared<Source>();
    source->name = path;
    source->text = std::get<std::string>(text);
    std::optional<MergedShard> shard = read_shard_answer(source, diagnostics_);
    if (!shard) continue;
    count = std::max(count, shard->shards);
    if (shard->chips != chips)
      wrong(fmt::format("{} is of {} chips, and the scenario of {}", path, shard->chips, chips),
            {"shards of one scenario are merged, with the same --set"});
    else if (shard->question != table_.question)
      wrong(fmt::format("{} answers another question: what is given there, or what is searched, differs", path),
            {"shards of one scenario are merged, with the same --set, --every, --best and --within"});
    else if (shard->shards != count || !seen.insert(shard->shard).second)
      wrong(fmt::format("{} is shard {} of {}", path, shard->shard + 1, shard->shards),
            {"each shard of one division is merged once"});
    else
      shards.push_back(std::move(shard->found));
  }
  if (good() && seen.size() != count) {
    std::vector<std::string> lacking;
    for (std::size_t k = 0; k < count && lacking.size() < 8; ++k)
      if (!seen.contains(k)) lacking.push_back(fmt::format("{}/{}", k + 1, count));
    wrong(fmt::format("{} of {} shards are there", seen.size(), count),
          {fmt::format("missing: {}", fmt::join(lacking, ", "))});
  }
  if (!good()) return std::nullopt;
  return joined(std::move(shards));
}

}  // namespace costcurve
