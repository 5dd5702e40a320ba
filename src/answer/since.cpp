#include "answer/since.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "program/bounds.h"
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

// As JSON keeps it.

std::string unit_word(const ShownUnit& unit) {
  if (unit.dimension.is_point()) return "date";
  if (unit.words) return "word";
  return unit.text == "halving" || unit.text == "doubling" ? "x/year" : unit.text;
}

class Comparer {
 public:
  explicit Comparer(const Scenario& scenario) : scenario_(scenario) {}

  /// "was $294,672", or nothing where the value is the same.
  std::string was(const EarlierValue& earlier, double now, const ShownUnit& unit) const {
    const bool is_text = unit.dimension.is_point() || unit.words;
    if (is_text || !earlier.text.empty()) {
      const std::string text = is_text ? amount_text(now, unit) : std::string();
      return earlier.text == text && earlier.unit == unit_word(unit) ? "" : "was " + spelled(earlier);
    }
    const bool same_unit = earlier.unit == unit_word(unit);
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
        earlier.value.unit != unit_word(unit))
      return {};
    const double low = twelve_digits(in_unit(now.low, unit)), high = twelve_digits(in_unit(now.high, unit));
    if (low == twelve_digits(*earlier.low) && high == twelve_digits(*earlier.high)) return {};
    if (*earlier.low == *earlier.high) return "was exact";
    return "range was " + range_text(from_unit(*earlier.low, unit), from_unit(*earlier.high, unit), unit);
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
    std::optional<ShownUnit> unit = parse_units(built_in(text), scenario_.units, unheard);
    if (unit && text == "x/year") unit->dimension = Dimension(Base::time, -1);
    return unit;
  }
  std::optional<ShownUnit> known(const std::string& text, const Dimension& dimension) const {
    std::optional<ShownUnit> unit = parsed(text);
    return unit && unit->dimension == dimension ? unit : std::nullopt;
  }

  const Scenario& scenario_;
};

void compare_quantities(const EarlierAnswer& answer, const AuditedVariant& audited, Changes& changes) {
  const Comparer comparer(audited.scenario);
  const Relations& relations = *audited.scenario.relations;
  for (std::size_t q = 0; q < relations.quantities.size(); ++q) {
    const Quantity& quantity = relations.quantities[q];
    if (quantity.inner || !audited.solution.knows(q)) continue;
    const auto earlier = answer.quantities.find(quantity.name);
    Change change;
    change.name = quantity.name;
    if (earlier == answer.quantities.end()) {
      change.is_new = true;
      change.was = "new";
    } else {
      change.earlier = earlier->second.value;
      change.was = comparer.was(earlier->second.value, audited.solution.found[q].value, quantity.shown);
      const std::optional<Program> program = compile(relations, audited.solution, {quantity.symbol});
      if (change.was.empty() && program)
        change.was = comparer.range_was(earlier->second, bounds(*program, belief_box(*program, audited.solution)).range,
                                        quantity.shown);
    }
    if (!change.was.empty()) changes.quantities.emplace(quantity.name, std::move(change));
  }
  for (const auto& [name, earlier] : answer.quantities) {
    const std::optional<std::size_t> q = audited.scenario.quantity(name);
    if (q && audited.solution.knows(*q)) continue;
    Change change;
    change.name = name;
    change.earlier = earlier.value;
    change.was =
        fmt::format("{} ({})", q ? "not determined any more" : "gone", "was " + comparer.spelled(earlier.value));
    changes.gone_quantities.push_back(std::move(change));
  }
}

bool same_claim(const EarlierClaim& earlier, const Claim& claim) {
  return earlier.says == claim.says && earlier.of == claim.of && earlier.than == claim.than &&
         earlier.variant == claim.variant;
}

Change compared(const EarlierClaim& earlier, const AuditedVariant& audited, const ClaimResult& result) {
  const Comparer comparer(audited.scenario);
  Change change;
  change.name = result.claim->says;
  change.earlier = earlier.computed;
  change.earlier_verdict = earlier.verdict;
  change.verdict = earlier.verdict != verdict_word(result.judgement.verdict);
  std::string value;
  const bool judged = result.judgement.verdict != Verdict::cited && earlier.verdict != verdict_word(Verdict::cited);
  const bool was_open = earlier.verdict == verdict_word(Verdict::not_determined),
             is_open = result.judgement.verdict == Verdict::not_determined;
  if (judged && !was_open && !is_open)
    value = comparer.was(earlier.computed, result.judgement.computed, shown_unit(audited.scenario, *result.claim));
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

void compare_claims(const EarlierAnswer& answer, const std::vector<std::unique_ptr<AuditedVariant>>& variants,
                    Changes& changes) {
  std::vector<bool> met(answer.claims.size(),
                        false);  // claims may repeat each other word for word: in their order then
  for (const auto& audited : variants)
    for (const ClaimResult& result : audited->claims) {
      std::size_t i = 0;
      while (i < answer.claims.size() && (met[i] || !same_claim(answer.claims[i], *result.claim))) ++i;
      if (i == answer.claims.size()) {
        Change change;
        change.name = result.claim->says;
        change.was = "new";
        change.is_new = true;
        changes.claims.emplace(result.claim, std::move(change));
        continue;
      }
      met[i] = true;
      Change change = compared(answer.claims[i], *audited, result);
      if (!change.was.empty()) changes.claims.emplace(result.claim, std::move(change));
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
                      const std::vector<std::unique_ptr<AuditedVariant>>& variants) {
  Changes changes;
  changes.file = earlier.file;
  if (answer.variant != variants.front()->scenario.variant)
    changes.variant = answer.variant.empty() ? "the scenario as it stands" : "variant " + answer.variant;
  if (answer.scenario != scenario) changes.scenario = answer.scenario;
  compare_quantities(answer, *variants.front(), changes);
  compare_claims(answer, variants, changes);
  return changes;
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
