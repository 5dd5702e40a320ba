// What is asked of a planner: what is best, by when, which share of the work, and how many chips.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/whole_number.h"
#include "planner/planner.h"
#include "quantity/digits.h"
#include "quantity/print.h"
#include "scenario/axis.h"
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
  else if (node && !(scratch.constant_value(*node) > 0))
    diagnostics_.add(mistake_at(text.place(), "a deadline is a time above nought", "--within '60 days'"));
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

namespace {

// "8,16" with a blank behind its comma; nothing where all commas stand between thousands, or have one.
std::string with_blanks(const std::string& text) {
  const auto digits_from = [&](std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - at;
  };
  std::string blanks;
  for (std::size_t at = 0; at < text.size(); ++at) {
    blanks += text[at];
    const std::size_t behind = text[at] == ',' ? digits_from(at + 1) : 0;
    if (behind > 0 && behind != 3) blanks += ' ';
  }
  return blanks == text ? "" : blanks;
}

}  // namespace

// "chips = 64, 128" or "run.chips = 64 .. 256 step 64": `chips` alone is the part's.
void Planner::take_chips(const std::string& text, long long most) {
  constexpr double most_numbers = 1e5;
  const std::string whole_key = part_->name + ".chips", example = "--over 'chips = 64, 128, 256'";
  const std::size_t begin = text.find_first_not_of(' ');
  const bool is_short = begin != std::string::npos && text.compare(begin, 5, "chips") == 0 &&
                        text.find_first_not_of(' ', begin + 5) == text.find('=');
  if (const std::string blanks = with_blanks(text); !blanks.empty())
    return wrong("a comma without a blank stands between thousands: 1,024", {"--over '" + blanks + "'"});
  const std::optional<SweptAxis> axis =
      read_axis(is_short ? part_->name + "." + text.substr(begin) : text, *base_, diagnostics_);
  if (!axis) return;
  if (axis->key != whole_key)
    return diagnostics_.add(mistake_at(axis->key_text.place(), "--over names numbers of chips here, and nothing else",
                                       example + "; `costcurve sweep` takes other quantities"));
  if (axis->points > most_numbers) return wrong("these are too many numbers of chips", {example});
  for (std::size_t i = 0; i < axis->size(); ++i) {
    const double chips = axis->value(i);
    if (chips != std::floor(chips) || chips < 1 || chips > static_cast<double>(most))
      return diagnostics_.add(
          mistake_at(axis->values_text.place(), fmt::format("{} is no number of chips", axis->text(i)), example));
    chips_.push_back(static_cast<long long>(chips));
  }
}

// How many chips: what is stated; with --best money or chips several numbers.
bool Planner::read_chips() {
  constexpr long long most = 1 << 17;
  if (question_.options.has(Option::over)) {
    for (const std::string& text : question_.options.texts(Option::over)) take_chips(text, most);
    if (chips_.empty() && good()) wrong("--over names numbers of chips here", {"--over 'chips = 64, 128, 256'"});
  } else if (const GivenPointer& given = base_->givens.stated(number("chips"))) {
    if (const auto chips = whole(given->value, "chips")) chips_ = {*chips};
  } else if (is_stated("chips")) {
    const std::unique_ptr<AuditedVariant> audited = audit(base_, base_->givens, Judged::no_claims);
    if (const auto chips = whole(*audited, "chips")) chips_ = {*chips};
  } else if (const std::optional<long long> chips = chips_of_degrees()) {
    chips_ = {*chips};
  } else {
    choose_chips(most);
  }
  return good() && has_one_number();
}

// The degrees multiply to them; sequences that nobody splits are whole.
std::optional<long long> Planner::chips_of_degrees() const {
  long long product = 1;
  for (const Degree degree : {Degree::tensor, Degree::pipeline, Degree::data, Degree::context}) {
    const GivenPointer& given = base_->givens.stated(number(name_of(degree)));
    if (!given && degree != Degree::context) return std::nullopt;
    if (given) product *= std::llround(given->value);
  }
  return product;
}

void Planner::choose_chips(long long most) {
  constexpr long long most_for_money = 16384;
  if (table_.aim == PlanAim::time)
    return wrong("how many chips?",
                 {"chips = 1024 in the part; or --best chips for the fewest, --best money for the cheapest"});
  if (table_.aim == PlanAim::chips) return take_every_from(fewest_thinkable(), most);
  for (long long chips = 1; chips <= most_for_money; chips *= 2) chips_.push_back(chips);
  table_.tried = fmt::format("powers of two up to {} chips", count_text(static_cast<double>(most_for_money)));
}

// Around the cheapest of the powers of two sixteenths of it: whoever has time takes no more chips than meet the
// deadline.
void Planner::take_around_cheapest() {
  constexpr long long parts = 16;
  if (table_.aim != PlanAim::money || table_.tried.empty() || is_refined_ || !table_.best) return;
  is_refined_ = true;
  const long long best = table_.best->chips, step = std::max(1LL, best / parts);
  for (long long chips = std::max(1LL, best / 2) + step; chips < 2 * best; chips += step)
    if (std::find(chips_.begin(), chips_.end(), chips) == chips_.end()) chips_.push_back(chips);
  table_.tried +=
      fmt::format(", and around {} every {}; --over 'chips = 96, 120' tries others",
                  count_text(static_cast<double>(best)), step == 1 ? "one" : count_text(static_cast<double>(step)));
}

// What one shard finds says nothing of which number of chips the others would have stopped at.
bool Planner::has_one_number() {
  const bool shares = question_.options.has(Option::shard) || question_.options.has(Option::merge);
  if (!shares || chips_.size() == 1) return true;
  wrong(fmt::format("a shard is a part of the plans of one number of chips, and here are {}", chips_.size()),
        {fmt::format("--set {}.chips=1024, and one division into shards for each number", part_->name)});
  return false;
}

// Every number as long as that is quickly done, then whole domains.
void Planner::take_every_from(const Fewest& fewest, long long most) {
  constexpr long long always = 1024;
  if (fewest.chips > static_cast<double>(most))
    return wrong(
        fmt::format("if every matmul ran at its ceiling, {} would take {} chips, and at most {} are looked at",
                    table_.deadline, count_text(std::ceil(fewest.chips)), count_text(static_cast<double>(most))),
        {"a later --within, or fewer tokens"});
  const auto first = static_cast<long long>(std::ceil(fewest.chips));
  const long long last = first + always;
  for (long long chips = first; chips <= std::min(last, most); ++chips) chips_.push_back(chips);
  for (long long domains = last / fewest.domain + 1; domains * fewest.domain <= most; ++domains)
    chips_.push_back(domains * fewest.domain);
  every_until_ = last;
  table_.tried = "none";
}

void Planner::tell_tried(long long last) {
  const auto count = [](long long chips) { return count_text(static_cast<double>(chips)); };
  table_.tried =
      fmt::format("every number of chips from {} to {}", count(chips_.front()), count(std::min(last, every_until_)));
  if (last > every_until_) table_.tried += fmt::format(", then whole domains to {}", count(last));
}

// Fewer cannot hold the weights in whichever way they are split, nor meet the deadline if matmuls with weights ran at
// their ceiling and nothing else took time. Where layers are of two kinds a stage may have either.
Planner::Fewest Planner::fewest_thinkable() const {
  const std::unique_ptr<AuditedVariant> audited = audited_with(base_, values_of(8, first_shape(8), usual_switches()));
  const auto value = [&](const char* name) {
    const double number = known(*audited, name);
    return std::isnan(number) ? 0.0 : number;
  };
  const double plain = value("plain_layers"), mixture = value("mixture_layers"), expert = value("expert_parameters"),
               resident = value("shared_parameters") + value("router_parameters");
  const auto of_layers = [&](double of_mixture) {
    const double least = mixture == 0 ? value("ffn_parameters")
                         : plain == 0 ? of_mixture
                                      : std::min(value("ffn_parameters"), of_mixture);
    return value("layers") * (value("mixer_parameters") + least);
  };
  const double is_yes = 0, bytes_of_weight = 2, flop = 2, passes = value("frozen") == is_yes ? 2 : 3,
               rounding = 1 - 1e-9;
  const double held = of_layers(resident) + mixture * value("experts") * expert + value("vocabulary_parameters");
  const double memory = value("memory") * (1 - value("reserved"));
  const double worked = of_layers(resident + value("experts_per_token") * expert);
  const double of_mixtures = mixture > 0 ? value("left_out_of_mixtures") : 1;
  const double work = passes * flop * worked * value("tokens") * value("left_out") * of_mixtures;
  const double rate = std::max(value("matmul16"), value("matmul_rate")) * std::max(1.0, value("grouped_share"));
  const double of_memory = memory > 0 ? bytes_of_weight * held / memory : 1;
  const double of_time = deadline_ && rate > 0 ? work / (rate * *deadline_) : 1;
  return {rounding * std::max({1.0, of_memory, of_time}), std::max(1LL, std::llround(value("domain")))};
}

}  // namespace costcurve
