#include "answer/since.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "answer/amount_data.h"
#include "answer/diff_words.h"
#include "numeric/stable_order.h"
#include "quantity/pace.h"
#include "quantity/print.h"
#include "text/expression.h"
#include "text/listing.h"

namespace costcurve {

const EarlierAnswer* Earlier::to(const std::string& scenario, bool alone) const {
  const auto found = std::find_if(answers.begin(), answers.end(),
                                  [&](const EarlierAnswer& answer) { return answer.scenario == scenario; });
  if (found != answers.end()) return &*found;
  return alone && answers.size() == 1 ? &answers.front() : nullptr;
}

namespace {

class Comparer {
 public:
  explicit Comparer(const Units& units) : units_(units) {}

  /// "was $294,672", or nothing where the value is the same.
  std::string was(const EarlierValue& earlier, double now, const ShownUnit& unit) const {
    const bool is_text = unit.dimension.is_point() || unit.words;
    if (is_text || !earlier.text.empty()) {
      const std::string text = is_text ? amount_text(now, unit) : std::string();
      return earlier.text == text && earlier.unit == plain_unit(unit) ? "" : "was " + spelled(earlier);
    }
    const bool same_unit = earlier.unit == plain_unit(unit);
    if (!earlier.number) return std::isfinite(now) ? "was not finite" : "";
    if (same_unit)
      return std::isfinite(now) && twelve_digits(in_unit(now, unit)) == twelve_digits(*earlier.number)
                 ? ""
                 : "was " + spelled(earlier);
    const std::optional<ShownUnit> before = known(earlier.unit, unit.dimension);
    if (!before) return fmt::format("was {}, which is another kind of quantity", spelled(earlier));
    const double value = from_unit(*earlier.number, *before);
    const bool alike = std::abs(value - now) <= 1e-11 * std::max(std::abs(value), std::abs(now));
    const std::string before_text = spelled(earlier), text = amount_text(value, unit);
    if (before_text == text) return alike ? "" : "was " + text;  // "B token" and "token" are printed alike
    return fmt::format("was {}{}", before_text, alike ? ": the same in another unit" : " or " + text);
  }

  /// "range was 292.6 k to 296.7 k", or nothing.
  std::string range_was(const EarlierQuantity& earlier, Interval now, const ShownUnit& unit) const {
    if (!earlier.low || !earlier.high || !now.is_finite() || unit.dimension.is_point() || unit.words ||
        earlier.value.unit != plain_unit(unit))
      return {};
    const double low = twelve_digits(in_unit(now.low, unit)), high = twelve_digits(in_unit(now.high, unit));
    if (low == twelve_digits(*earlier.low) && high == twelve_digits(*earlier.high)) return {};
    if (*earlier.low == *earlier.high) return "was exact";
    return "range was " + range_text(from_unit(*earlier.low, unit), from_unit(*earlier.high, unit), unit);
  }

  /// In base units; nothing where it was no number of that kind.
  std::optional<double> number(const EarlierValue& value, const ShownUnit& unit) const {
    if (!value.number || unit.dimension.is_point() || unit.words) return std::nullopt;
    const std::optional<ShownUnit> before = value.unit == plain_unit(unit) ? unit : known(value.unit, unit.dimension);
    return before ? std::optional(from_unit(*value.number, *before)) : std::nullopt;
  }

  std::string spelled(const EarlierValue& value) const {
    if (!value.text.empty()) return value.text;
    if (!value.number) return "not finite";
    if (const std::optional<ShownUnit> unit = parsed(value.unit))
      return amount_text(from_unit(*value.number, *unit), *unit);
    return number_text(*value.number) + (value.unit.empty() ? "" : " " + value.unit);
  }

 private:
  std::optional<ShownUnit> parsed(const std::string& text) const {
    if (text.empty()) return ShownUnit{};
    if (text == "date" || text == "word") return std::nullopt;
    Diagnostics unheard = Diagnostics::unheard();
    std::optional<ShownUnit> unit = parse_units(built_in(text), units_, unheard);
    if (unit && text == "x/year") unit->dimension = Dimension(Base::time, -1);
    return unit;
  }
  std::optional<ShownUnit> known(const std::string& text, const Dimension& dimension) const {
    std::optional<ShownUnit> unit = parsed(text);
    return unit && unit->dimension == dimension ? unit : std::nullopt;
  }

  const Units& units_;
};

Change compared(const EarlierQuantity& earlier, const CheckedQuantity& quantity, const Comparer& comparer) {
  Change change;
  change.name = quantity.name;
  change.earlier = earlier.value;
  change.before = comparer.number(earlier.value, quantity.shown);
  change.was = comparer.was(earlier.value, quantity.value, quantity.shown);
  if (change.was.empty()) change.was = comparer.range_was(earlier, quantity.range, quantity.shown);
  return change;
}

Change new_change(const std::string& name) {
  Change change;
  change.name = name;
  change.is_new = true;
  change.was = "new";
  return change;
}

void compare_quantities(const EarlierAnswer& answer, const Checked& checked, const Comparer& comparer,
                        Changes& changes) {
  for (const CheckedQuantity& quantity : checked.quantities) {
    if (!quantity.known) continue;
    const auto earlier = answer.quantities.find(quantity.name);
    Change change =
        earlier == answer.quantities.end() ? new_change(quantity.name) : compared(earlier->second, quantity, comparer);
    if (!change.was.empty()) changes.quantities.emplace(quantity.name, std::move(change));
  }
  for (const auto& [name, earlier] : answer.quantities) {
    const CheckedQuantity* quantity = checked.quantity(name);
    if (quantity && quantity->known) continue;
    Change change;
    change.name = name;
    change.earlier = earlier.value;
    change.was =
        fmt::format("{} ({})", quantity ? "not determined any more" : "gone", "was " + comparer.spelled(earlier.value));
    changes.gone_quantities.push_back(std::move(change));
  }
}

bool same_claim(const EarlierClaim& earlier, const CheckedClaim& claim) {
  return earlier.says == claim.says && earlier.of == claim.of && earlier.than == claim.than &&
         earlier.variant == claim.variant;
}

Change compared(const EarlierClaim& earlier, const CheckedClaim& claim, const Comparer& comparer) {
  const Verdict verdict = claim.judgement.verdict;
  Change change;
  change.name = claim.says;
  change.earlier = earlier.computed;
  change.earlier_verdict = earlier.verdict;
  change.verdict = earlier.verdict != verdict_word(verdict);
  std::string value;
  const bool judged = verdict != Verdict::cited && earlier.verdict != verdict_word(Verdict::cited);
  const bool was_open = earlier.verdict == verdict_word(Verdict::not_determined),
             is_open = verdict == Verdict::not_determined;
  if (judged && !was_open && !is_open)
    value = comparer.was(earlier.computed, claim.judgement.computed, claim.shown);
  else if (judged && !was_open)
    value = "was " + comparer.spelled(earlier.computed);
  if (change.verdict)
    change.was = fmt::format("was: {}{}", earlier.verdict,
                             value.empty()               ? ""
                             : value.starts_with("was ") ? ", " + value.substr(4)
                                                         : "");
  else
    change.was = value;
  return change;
}

void compare_claims(const EarlierAnswer& answer, const CheckedCases& cases, const Comparer& comparer,
                    Changes& changes) {
  // Claims may repeat each other word for word: in their order then.
  std::vector<bool> met(answer.claims.size(), false);
  std::size_t place = 0;
  for (const Checked& checked : cases)
    for (const CheckedClaim& claim : checked.claims) {
      std::size_t i = 0;
      while (i < met.size() && (met[i] || !same_claim(answer.claims[i], claim))) ++i;
      Change change = i == met.size() ? new_change(claim.says) : compared(answer.claims[i], claim, comparer);
      if (i < met.size()) met[i] = true;
      if (!change.was.empty()) changes.claims.emplace(place, std::move(change));
      ++place;
    }
  for (std::size_t i = 0; i < met.size(); ++i) {
    if (met[i]) continue;
    Change change;
    change.name = answer.claims[i].says;
    change.earlier_verdict = answer.claims[i].verdict;
    change.earlier = answer.claims[i].computed;
    change.was = fmt::format("gone (was: {})", answer.claims[i].verdict);
    changes.gone_claims.push_back(std::move(change));
  }
}

std::string number_of(std::size_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

Changes changes_since(const Earlier& earlier, const EarlierAnswer& answer, const std::string& scenario,
                      const CheckedCases& cases, const Units& units) {
  Changes changes;
  changes.file = earlier.file;
  if (answer.variant != cases.front().variant)
    changes.variant = answer.variant.empty() ? "the scenario as it stands" : "variant " + answer.variant;
  if (answer.scenario != scenario) changes.scenario = answer.scenario;
  const Comparer comparer(units);
  compare_quantities(answer, cases.front(), comparer, changes);
  compare_claims(answer, cases, comparer, changes);
  return changes;
}

namespace {

// "total.cost was $294,672 and is $442,008"
std::string was_and_is(const CheckedQuantity& quantity, double before) {
  return fmt::format("{} was {} and is {}", quantity.name, amount_text(before, quantity.shown),
                     amount_text(quantity.value, quantity.shown));
}

bool is_put_in(const Origin& origin) {
  return origin.way == Origin::Way::given || origin.way == Origin::Way::assumed || origin.way == Origin::Way::set ||
         origin.way == Origin::Way::catalog;
}

// What moved the answers most first.
std::vector<std::string> causes_of(const Changes& changes, const Checked& checked) {
  std::vector<const Change*> causes;
  for (const auto& [name, change] : changes.quantities)
    if (const CheckedQuantity* quantity = checked.quantity(name);
        quantity && change.weight > 0 && *change.before != quantity->value && is_put_in(quantity->origin))
      causes.push_back(&change);
  sort_stably(causes, [](const Change* a, const Change* b) { return a->weight > b->weight; });
  std::vector<std::string> texts;
  for (const Change* cause : causes) texts.push_back(was_and_is(*checked.quantity(cause->name), *cause->before));
  return texts;
}

void cut_to(std::size_t most, const char* more, std::vector<std::string>& texts) {
  if (texts.size() <= most) return;
  const std::size_t left = texts.size() - most;
  texts.resize(most);
  texts.push_back(fmt::format("{} {}", left, more));
}

}  // namespace

std::string answer_since(const Changes& changes, const Checked& checked) {
  constexpr std::size_t most_answers = 2, most_causes = 2;
  std::vector<std::string> answers;
  for (const std::string& name : checked.headlines) {
    const auto change = changes.quantities.find(name);
    const CheckedQuantity* quantity = checked.quantity(name);
    if (change == changes.quantities.end() || !quantity || !quantity->known || !change->second.before) continue;
    const double before = *change->second.before;
    if (before == quantity->value) continue;
    answers.push_back(was_and_is(*quantity, before) + (before > 0 && quantity->value > 0 && !is_pace(quantity->shown)
                                                           ? ", " + share_changed(before, quantity->value)
                                                           : ""));
  }
  if (answers.empty()) return {};
  std::vector<std::string> causes = causes_of(changes, checked);
  cut_to(most_answers, answers.size() == most_answers + 1 ? "more answer changed" : "more answers changed", answers);
  cut_to(most_causes, "more", causes);
  return fmt::format("{}{}.", fmt::join(answers, "; "), causes.empty() ? "" : ": " + listed(causes));
}

std::string changes_sentence(const Changes& changes) {
  std::vector<std::string> of;
  if (!changes.scenario.empty()) of.push_back(changes.scenario);
  if (!changes.variant.empty()) of.push_back(changes.variant);
  const std::string file = changes.file + (of.empty() ? "" : fmt::format(" (an answer to {})", listed(of)));
  if (changes.empty()) return fmt::format("Nothing changed since {}.", file);
  const auto is_new = [](const auto& entry) { return entry.second.is_new; };
  const auto verdict = [](const auto& entry) { return entry.second.verdict; };
  const auto count = [](const auto& entries, const auto& predicate) {
    return static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), predicate));
  };
  const std::size_t new_quantities = count(changes.quantities, is_new), new_claims = count(changes.claims, is_new),
                    verdicts = count(changes.claims, verdict);
  const std::size_t values = changes.claims.size() - new_claims - verdicts,
                    quantities = changes.quantities.size() - new_quantities;
  std::vector<std::string> changed, others;
  if (quantities > 0) changed.push_back(number_of(quantities, "quantity", "quantities"));
  if (verdicts > 0) changed.push_back(number_of(verdicts, "verdict", "verdicts"));
  if (changed.empty() && values > 0) changed.push_back(number_of(values, "claim's value", "claims' values"));
  if (!changed.empty()) others.push_back(listed(changed) + " changed");
  const auto add = [&](std::size_t of_quantities, std::size_t of_claims, const char* what) {
    std::vector<std::string> parts;
    if (of_quantities > 0) parts.push_back(number_of(of_quantities, "quantity", "quantities"));
    if (of_claims > 0) parts.push_back(number_of(of_claims, "claim", "claims"));
    if (!parts.empty())
      others.push_back(fmt::format("{} {} {}", listed(parts), of_quantities + of_claims == 1 ? "is" : "are", what));
  };
  add(new_quantities, new_claims, "new");
  add(changes.gone_quantities.size(), changes.gone_claims.size(), "gone");
  return fmt::format("Since {}: {}.", file, listed(others));
}

}  // namespace costcurve
