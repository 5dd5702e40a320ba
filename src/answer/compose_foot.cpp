#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "answer/compose.h"
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

std::string missing_text(const AuditedVariant& audited, std::size_t q) {
  const Relations& relations = audited.scenario.relations;
  const Missing missing = what_is_missing(relations, audited.solution, q);
  const std::string& name = relations.quantities[q].name;
  const std::string& part = relations.quantities[q].part;
  if (!missing.together.empty())
    return fmt::format("{} is not determined: {}", name, why_refused(audited.solution, relations, missing.together));
  if (missing.sets.empty())
    return fmt::format("{} is not determined: no equation leads to it from what is given", name);
  std::vector<std::string> options;
  for (const auto& set : missing.sets) options.push_back(names_of(relations, set, part));
  return fmt::format("{} is not determined: give {}", name, listed(options, "or"));
}

void missing_of_claims(const AuditedVariant& audited, Report& report) {
  const Relations& relations = audited.scenario.relations;
  std::vector<std::size_t> wanted;
  for (std::size_t q = 0; q < relations.quantities.size(); ++q)
    if (relations.quantities[q].asked && !audited.solution.knows(q)) wanted.push_back(q);
  for (const ClaimResult& result : audited.claims) {
    if (result.judgement.verdict != Verdict::not_determined) continue;
    for (const std::size_t q : relations.graph.quantities_below(result.claim->node))
      if (!audited.solution.knows(q)) wanted.push_back(q);
  }
  std::set<std::size_t> told;
  for (const std::size_t q : wanted) {
    if (!told.insert(q).second) continue;
    std::string text = missing_text(audited, q);
    // What is held by the same equations is not explained twice.
    const std::size_t reason = text.find(": ");
    const bool said = reason != std::string::npos && text.size() > reason + 40 &&
                      std::any_of(report.missing.begin(), report.missing.end(),
                                  [&](const std::string& other) { return other.ends_with(text.substr(reason)); });
    if (said) text = text.substr(0, reason) + " either";
    if (std::find(report.missing.begin(), report.missing.end(), text) == report.missing.end())
      report.missing.push_back(text);
  }
}

void describe_conflicts(const AuditedVariant& audited, Report& report) {
  const Relations& relations = audited.scenario.relations;
  for (const Conflict& conflict : audited.conflicts) {
    std::vector<std::string> givens;
    for (const std::size_t q : conflict.givens) {
      const Given& given = *relations.quantities[q].given;
      givens.push_back(fmt::format("{} = {}{}", relations.quantities[q].name, given.text,
                                   given.where.empty() ? "" : " (" + given.where + ")"));
    }
    std::string text = fmt::format("these cannot all be true: {}", listed(givens));
    if (!conflict.dependents.empty())
      text +=
          fmt::format("; in dispute with them: {}",
                      conflict.dependents.size() > 6 ? fmt::format("{} derived quantities", conflict.dependents.size())
                                                     : names_of(relations, conflict.dependents, ""));
    report.conflicts.push_back(text);
  }
}

namespace {

// What these quantities rest on, and they themselves.
std::set<std::size_t> behind(const AuditedVariant& audited, std::vector<std::size_t> open) {
  std::set<std::size_t> all;
  while (!open.empty()) {
    const std::size_t q = open.back();
    open.pop_back();
    if (!all.insert(q).second || audited.solution.found[q].status != Status::derived) continue;
    for (const std::size_t below : audited.scenario.relations.graph.quantities_below(audited.solution.found[q].formula))
      open.push_back(below);
  }
  return all;
}

// Everything that the judged claims rest on; all quantities where nothing is claimed.
std::set<std::size_t> relied_on(const AuditedVariant& audited, Detail detail) {
  const Relations& relations = audited.scenario.relations;
  std::vector<std::size_t> open;
  for (const ClaimResult& result : audited.claims)
    if (result.claim->node != no_node)
      for (const std::size_t q : relations.graph.quantities_below(result.claim->node)) open.push_back(q);
  if (detail == Detail::everything || open.empty())
    for (std::size_t q = 0; q < relations.quantities.size(); ++q) open.push_back(q);
  return behind(audited, std::move(open));
}

// One line of the foot: texts in the order they came up, each with the parts it holds for.
class FootLine {
 public:
  void add(const std::string& text, const std::string& part) {
    auto& parts = parts_[text];
    if (parts.empty()) order_.push_back(text);
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
  }
  std::string text() const {
    std::string out;
    for (const std::string& one : order_) {
      const auto& parts = parts_.at(one);
      const bool own = parts.size() == 1 && parts.front() == "assume";
      out += (out.empty() ? "" : "; ") + one;
      if (!own) out += parts.size() > 3 ? fmt::format(" ({} parts)", parts.size()) : " in " + listed(parts);
    }
    return out;
  }

 private:
  std::map<std::string, std::vector<std::string>> parts_;
  std::vector<std::string> order_;
};

std::vector<FootNote> foot_on(const AuditedVariant& audited, const std::set<std::size_t>& quantities) {
  const Relations& relations = audited.scenario.relations;
  FootLine assumed, catalog, defaults, estimates;
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
  std::vector<FootNote> all;
  for (const auto& [heading, line] : {std::pair<std::string, const FootLine*>{"assumed", &assumed},
                                      {"estimated", &estimates},
                                      {"by default", &defaults},
                                      {"from the catalog", &catalog}})
    if (const std::string text = line->text(); !text.empty()) all.push_back({heading, text});
  return all;
}

}  // namespace

void list_assumptions(const AuditedVariant& audited, Detail detail, Report& report) {
  for (FootNote& note : foot_on(audited, relied_on(audited, detail))) report.foot.push_back(std::move(note));
}

std::vector<FootNote> assumptions_behind(const AuditedVariant& audited, const std::vector<std::size_t>& quantities,
                                         const std::vector<std::size_t>& except) {
  std::set<std::size_t> all = behind(audited, quantities);
  for (const std::size_t q : except) all.erase(q);
  return foot_on(audited, all);
}

void note_overridden(const AuditedVariant& audited, Report& report) {
  const Relations& relations = audited.scenario.relations;
  for (const Overridden& overridden : audited.solution.overridden) {
    const Quantity& quantity = relations.quantities[overridden.quantity];
    const double yours = audited.solution.found[overridden.quantity].value;
    if (std::abs(yours - overridden.offer->value) <= 1e-9 * std::abs(yours)) continue;
    report.notes.push_back(fmt::format("{}: catalog {}; your numbers {} {}", quantity.name,
                                       amount_text(overridden.offer->value, quantity.shown),
                                       quantity.given ? "say" : "imply", amount_text(yours, quantity.shown)));
  }
  for (const std::string& withdrawn : audited.withdrawn) report.notes.push_back(withdrawn);
  for (const Refused& refused : audited.solution.refused) {
    const bool said = std::any_of(report.missing.begin(), report.missing.end(),
                                  [&](const std::string& text) { return text.ends_with(refused.why); });
    if (!said) report.notes.push_back(refused.why);
  }
}

}  // namespace costcurve
