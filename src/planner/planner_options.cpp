// What is asked of a planner: what is best, by when, which share of the work, and how many chips.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/whole_number.h"
#include "planner/planner.h"
#include "scenario/question.h"

namespace costcurve {

bool Planner::read_options() {
  read_aim();
  read_deadline();
  read_shard();
  return good();
}

void Planner::read_aim() {
  const std::string best = question_.options.text(Option::best, "time");
  constexpr std::array<std::string_view, 3> aims = {"time", "money", "chips"};
  const auto aim = std::find(aims.begin(), aims.end(), best);
  if (aim == aims.end())
    wrong(fmt::format("`{}` is nothing that a plan can be best at", best),
          {"--best time, --best money or --best chips"});
  else
    table_.aim = static_cast<PlanAim>(aim - aims.begin());
  table_.exhaustive = question_.options.has(Option::every);
}

void Planner::read_deadline() {
  table_.deadline = question_.options.text(Option::within);
  if (table_.deadline.empty()) return;
  auto source = std::make_shared<Source>();
  source->name = "--within";
  source->text = table_.deadline;
  const Excerpt text{source, 0, source->text.size(), source->text, false};
  Graph scratch;
  const std::optional<NodeId> node = bind(text, *base_, scratch, diagnostics_);
  if (node && scratch[*node].dimension != Dimension(Base::time))
    diagnostics_.add(mistake_at(text.place(), "a deadline is a time", "--within '60 days'"));
  else if (node)
    deadline_ = scratch.constant_value(*node);
}

void Planner::read_shard() {
  if (!question_.options.has(Option::shard)) return;
  const std::string text = question_.options.text(Option::shard);
  const std::size_t slash = text.find('/');
  const auto k = whole_number(text.substr(0, slash), 1, 1e9),
             n = slash == std::string::npos ? std::nullopt : whole_number(text.substr(slash + 1), 1, 1e9);
  if (!k || !n || *k > *n) return wrong(fmt::format("`{}` is no shard", text), {"--shard 1/8 is the first of eight"});
  table_.shard = static_cast<std::size_t>(*k - 1);
  table_.shards = static_cast<std::size_t>(*n);
}

// "chips = 64, 128": each number once its blanks are gone.
void Planner::take_chips(const std::string& text, long long most) {
  const std::size_t equals = text.find('=');
  for (std::size_t at = equals + 1; equals != std::string::npos && at < text.size();) {
    const std::size_t comma = std::min(text.find(", ", at), text.size());
    std::string number = text.substr(at, comma - at);
    std::erase_if(number, [](char c) { return c == ' ' || c == ','; });
    if (const auto chips = whole_number(number, 1, static_cast<double>(most)))
      chips_.push_back(static_cast<long long>(*chips));
    else
      wrong(fmt::format("`{}` is no number of chips", number), {});
    at = comma + 2;
  }
}

// How many chips: what is stated; with --best money or chips numbers of whole domains.
bool Planner::read_chips() {
  constexpr long long most = 1 << 17;
  if (question_.options.has(Option::over)) {
    for (const std::string& text : question_.options.texts(Option::over)) take_chips(text, most);
    if (chips_.empty() && good()) wrong("--over names numbers of chips here", {"--over 'chips = 64, 128, 256'"});
    return good();
  }
  if (is_stated("chips")) {
    const std::unique_ptr<AuditedVariant> audited = audit(base_, base_->givens, Judged::no_claims);
    if (const auto chips = whole(*audited, "chips")) chips_ = {*chips};
    return good();
  }
  if (table_.aim == PlanAim::time) {
    wrong("how many chips?",
          {"chips = 1024 in the part; or --best chips for the fewest, --best money for the cheapest"});
    return false;
  }
  if (table_.aim == PlanAim::money)
    for (long long chips = 1; chips <= 16384; chips *= 2) chips_.push_back(chips);
  else
    chips_ = chips_from(fewest_thinkable(), most);
  return true;
}

// A part of a domain, then whole domains.
std::vector<long long> Planner::chips_from(const Fewest& fewest, long long most) {
  std::vector<long long> numbers;
  for (long long chips = 1; chips < fewest.domain; chips *= 2)
    if (static_cast<double>(chips) >= fewest.chips) numbers.push_back(chips);
  const auto first = static_cast<long long>(std::ceil(fewest.chips / static_cast<double>(fewest.domain)));
  for (long long domains = std::max(1LL, first); domains * fewest.domain <= most; ++domains)
    numbers.push_back(domains * fewest.domain);
  return numbers;
}

// Fewer cannot hold the weights, nor meet the deadline if every matmul ran at its ceiling and nothing else took time.
Planner::Fewest Planner::fewest_thinkable() const {
  const std::unique_ptr<AuditedVariant> audited = audited_with(base_, values_of(8, first_shape(8), usual_switches()));
  const auto value = [&](const char* name) {
    const double number = known(*audited, name);
    return std::isnan(number) ? 0.0 : number;
  };
  constexpr double bytes_of_weight = 2, passes = 3;
  const double of_memory = value("memory") > 0 ? bytes_of_weight * value("parameters") / value("memory") : 1;
  const double work = passes * value("linear_flop") * value("tokens");
  const double of_time = deadline_ && value("matmul_rate") > 0 ? work / (value("matmul_rate") * *deadline_) : 1;
  return {std::max({1.0, of_memory, of_time}), std::max(1LL, std::llround(value("domain")))};
}

}  // namespace costcurve
