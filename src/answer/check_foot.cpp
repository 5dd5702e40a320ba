#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "answer/check_words.h"
#include "quantity/print.h"
#include "solve/undetermined.h"
#include "text/listing.h"

namespace costcurve {

std::string names_of(const Relations& relations, const std::vector<std::size_t>& quantities, const std::string& part) {
  std::vector<std::string> names;
  for (const std::size_t q : quantities) {
    const std::string& name = relations.quantities[q].name;
    names.push_back(!part.empty() && name.starts_with(part + ".") ? name.substr(part.size() + 1) : name);
  }
  return listed(names);
}

Undetermined undetermined(const AuditedVariant& audited, std::size_t q) {
  const Relations& relations = *audited.scenario.relations;
  const Missing missing = what_is_missing(relations, audited.solution, q);
  const std::string& name = relations.quantities[q].name;
  if (!missing.together.empty()) return {name, why_refused(audited.solution, relations, missing.together)};
  if (missing.sets.empty()) return {name, "no equation leads to it from what is given"};
  std::vector<std::string> options;
  for (const auto& set : missing.sets) options.push_back(names_of(relations, set, relations.quantities[q].part));
  return {name, "give " + listed(options, "or")};
}

std::vector<Undetermined> undetermined_of_claims(const AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<std::size_t> wanted;
  for (std::size_t q = 0; q < relations.quantities.size(); ++q)
    if (audited.asks_for(q) && !audited.solution.knows(q)) wanted.push_back(q);
  for (const ClaimResult& result : audited.claims) {
    if (result.judgement.verdict != Verdict::not_determined) continue;
    for (const std::size_t q : audited.solution.formulas.quantities_below(result.claim->node))
      if (!audited.solution.knows(q)) wanted.push_back(q);
  }
  std::set<std::size_t> told;
  std::vector<Undetermined> missing;
  for (const std::size_t q : wanted)
    if (told.insert(q).second) missing.push_back(undetermined(audited, q));
  return missing;
}

std::vector<std::string> missing_sentences(const std::vector<Undetermined>& undetermined) {
  constexpr std::size_t long_reason = 38;  // shorter ones are no burden to read again
  std::vector<std::string> sentences;
  std::set<std::string> reasons;
  for (const Undetermined& missing : undetermined) {
    // What is held by the same equations is not explained twice.
    const bool said = !reasons.insert(missing.reason).second && missing.reason.size() > long_reason;
    std::string sentence = said ? missing.name + " is not determined either" : missing.text();
    if (std::find(sentences.begin(), sentences.end(), sentence) == sentences.end())
      sentences.push_back(std::move(sentence));
  }
  return sentences;
}

std::vector<std::string> conflict_sentences(const AuditedVariant& audited) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<std::string> sentences;
  for (const Conflict& conflict : audited.conflicts) {
    std::vector<std::string> givens;
    for (const std::size_t q : conflict.givens) {
      const Given& given = *audited.givens.stated(q);
      givens.push_back(fmt::format("{} = {}{}", relations.quantities[q].name, given.text,
                                   given.where.empty() ? "" : " (" + given.where + ")"));
    }
    std::string text = fmt::format("these cannot all be true: {}", listed(givens));
    if (!conflict.dependents.empty())
      text +=
          fmt::format("; in dispute with them: {}",
                      conflict.dependents.size() > 6 ? fmt::format("{} derived quantities", conflict.dependents.size())
                                                     : names_of(relations, conflict.dependents, ""));
    sentences.push_back(std::move(text));
  }
  return sentences;
}

namespace {

// What these quantities rest on, and they themselves.
std::set<std::size_t> behind(const AuditedVariant& audited, std::vector<std::size_t> open) {
  std::set<std::size_t> all;
  while (!open.empty()) {
    const std::size_t q = open.back();
    open.pop_back();
    if (!all.insert(q).second || audited.solution.found[q].status != Status::derived) continue;
    for (const std::size_t below : audited.solution.formulas.quantities_below(audited.solution.found[q].formula))
      open.push_back(below);
  }
  return all;
}

// Everything that the judged claims rest on; all quantities where nothing is claimed.
std::set<std::size_t> relied_on(const AuditedVariant& audited, Detail detail) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<std::size_t> open;
  for (const ClaimResult& result : audited.claims)
    if (result.claim->node != no_node)
      for (const std::size_t q : audited.solution.formulas.quantities_below(result.claim->node)) open.push_back(q);
  if (detail == Detail::everything || open.empty())
    for (std::size_t q = 0; q < relations.quantities.size(); ++q) open.push_back(q);
  return behind(audited, std::move(open));
}

// Statements in the order they came up, each with the parts it holds for.
class Statements {
 public:
  void add(const std::string& statement, const std::string& part) {
    auto& parts = parts_[statement];
    if (parts.empty()) order_.push_back(statement);
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> texts;
    for (const std::string& statement : order_) {
      const auto& parts = parts_.at(statement);
      const bool own = parts.size() == 1 && parts.front() == "assume";
      texts.push_back(statement + (own                ? ""
                                   : parts.size() > 3 ? fmt::format(" ({} parts)", parts.size())
                                                      : " in " + listed(parts)));
    }
    return texts;
  }

 private:
  std::map<std::string, std::vector<std::string>> parts_;
  std::vector<std::string> order_;
};

std::vector<Taken> taken_in(const AuditedVariant& audited, const std::set<std::size_t>& quantities) {
  const Relations& relations = *audited.scenario.relations;
  Statements assumed, catalog, defaults, estimates;
  for (const std::size_t q : quantities) {
    const Quantity& quantity = relations.quantities[q];
    const Finding& finding = audited.solution.found[q];
    const std::string name = last_word(quantity.name);
    const std::string amount = amount_text(finding.value, quantity.shown);
    if (finding.status == Status::given) {
      const Given& given = *finding.given;
      if (given.assumed || quantity.part == "assume")
        assumed.add(name + " " + (given.is_belief ? given.text : amount), quantity.part);
      else if (given.rank == Rank::catalog)
        catalog.add(fmt::format("{} {} ({}{})", name, amount, given.where, given.date.empty() ? "" : ", " + given.date),
                    quantity.part);
      else if (given.rank == Rank::fallback)
        defaults.add(fmt::format("{} {} ({})", name, amount, given.source), quantity.part);
    } else if (finding.status == Status::derived &&
               relations.equations[finding.equation].statement == Statement::estimate) {
      const Equation& equation = relations.equations[finding.equation];
      estimates.add(equation.sentence + (equation.gap.empty() ? "" : " (" + equation.gap + " left out)"),
                    quantity.part);
    }
  }
  std::vector<Taken> all;
  for (const auto& [way, statements] : {std::pair<std::string, const Statements*>{"assumed", &assumed},
                                        {"estimated", &estimates},
                                        {"by default", &defaults},
                                        {"from the catalog", &catalog}})
    if (std::vector<std::string> texts = statements->texts(); !texts.empty()) all.push_back({way, std::move(texts)});
  return all;
}

}  // namespace

Notes::Note Taken::note() const {
  std::string text;
  for (const std::string& statement : statements) text += (text.empty() ? "" : "; ") + statement;
  return {way, text, Tone::plain};
}

std::vector<Taken> taken_for_all(const AuditedVariant& audited, Detail detail) {
  return taken_in(audited, relied_on(audited, detail));
}

std::vector<Taken> taken_for(const AuditedVariant& audited, const std::vector<std::size_t>& quantities,
                             const std::vector<std::size_t>& except) {
  std::set<std::size_t> all = behind(audited, quantities);
  for (const std::size_t q : except) all.erase(q);
  return taken_in(audited, all);
}

std::vector<std::string> overruled_sentences(const AuditedVariant& audited,
                                             const std::vector<Undetermined>& undetermined) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<std::string> sentences;
  for (const Overridden& overridden : audited.solution.overridden) {
    const Quantity& quantity = relations.quantities[overridden.quantity];
    const double yours = audited.solution.found[overridden.quantity].value;
    if (std::abs(yours - overridden.offer->value) <= 1e-9 * std::abs(yours)) continue;
    sentences.push_back(fmt::format(
        "{}: catalog {}; your numbers {} {}", quantity.name, amount_text(overridden.offer->value, quantity.shown),
        audited.givens.stated(overridden.quantity) ? "say" : "imply", amount_text(yours, quantity.shown)));
  }
  for (const std::string& withdrawn : audited.withdrawn) sentences.push_back(withdrawn);
  for (const Refused& refused : audited.solution.refused) {
    const bool said = std::any_of(undetermined.begin(), undetermined.end(),
                                  [&](const Undetermined& missing) { return missing.reason == refused.why; });
    if (!said) sentences.push_back(refused.why);
  }
  return sentences;
}

}  // namespace costcurve
