#include "answer/edited.h"

#include <fmt/format.h>

#include "answer/asked.h"
#include "answer/cases.h"
#include "answer/diff_words.h"
#include "compare/difference.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

constexpr int most = 3;  // quantities that are told

std::unique_ptr<AuditedVariant> audited_text(const std::string& path, Library& library) {
  Diagnostics unheard = Diagnostics::unheard();
  if (!library.open_catalog(unheard)) return nullptr;
  const std::shared_ptr<const Scenario> scenario = bound({path, "", {}, {}}, library, unheard);
  return scenario && unheard.empty() ? audit(scenario, scenario->givens, Judged::no_claims) : nullptr;
}

std::string how_much(const QuantityDifference& found) {
  const bool in_shares = found.a > 0 && found.b > 0 && !found.shown.dimension.is_point();
  return in_shares ? share_changed(found.a, found.b) : difference_text(found.difference, found.shown);
}

std::string sentence_of(const QuantityDifference& found) {
  const std::string because = what_puts_most(found);
  return fmt::format("{} is {}, was {}: {}{}", found.quantity, amount_text(found.b, found.shown, 4),
                     amount_text(found.a, found.shown, 4), how_much(found),
                     because.empty() ? "" : ", because of " + because);
}

}  // namespace

std::string what_has_changed(const std::string& scenario, Library& before_it, Library& now) {
  const std::unique_ptr<AuditedVariant> before = audited_text(scenario, before_it), after = audited_text(scenario, now);
  if (!before || !after) return {};
  std::string text;
  int told = 0;
  for (const std::size_t q : answered_quantities(*after)) {
    const Quantity& quantity = after->scenario.relations->quantities[q];
    const std::optional<std::size_t> was = before->scenario.quantity(quantity.name);
    const bool is_alike = was && before->solution.knows(*was) && after->solution.knows(q) &&
                          before->scenario.relations->quantities[*was].dimension == quantity.dimension;
    if (!is_alike || before->solution.found[*was].value == after->solution.found[q].value) continue;
    if (told++ == most) break;
    text += (text.empty() ? "" : "; ") + sentence_of(difference_of(*before, *after, *was, q));
  }
  return text;
}

std::string what_it_comes_to(const std::string& scenario, Library& library) {
  const std::unique_ptr<AuditedVariant> audited = audited_text(scenario, library);
  std::string text;
  int told = 0;
  for (const std::size_t q : audited ? answered_quantities(*audited) : std::vector<std::size_t>()) {
    if (!audited->solution.knows(q)) continue;
    if (told++ == most) break;
    const Quantity& quantity = audited->scenario.relations->quantities[q];
    text += fmt::format("{}{} is {}", text.empty() ? "" : "; ", quantity.name,
                        amount_text(audited->solution.found[q].value, quantity.shown, 4));
  }
  return text;
}

}  // namespace costcurve
