#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "answer/asked.h"
#include "answer/checked.h"
#include "audit/beliefs.h"
#include "audit/reasons.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// What these quantities rest on, and they themselves.
std::set<std::size_t> behind(const AuditedVariant& audited, std::vector<std::size_t> open) {
  std::set<std::size_t> all;
  while (!open.empty()) {
    const std::size_t q = open.back();
    open.pop_back();
    if (!all.insert(q).second || audited.solution.found[q].status != Status::derived) continue;
    const Finding& finding = audited.solution.found[q];
    for (const std::size_t below : audited.solution.formulas.quantities_below(finding.formula)) open.push_back(below);
    if (finding.combined) open.insert(open.end(), finding.combined->noughts.begin(), finding.combined->noughts.end());
  }
  return all;
}

// Everything that the answer and the judged claims rest on; all quantities where there are none.
std::set<std::size_t> relied_on(const AuditedVariant& audited, const Wanted& wanted) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<std::size_t> open = answered_quantities(audited);
  if (!audited.claims.empty() && !says_what_is_asked(audited)) open.clear();
  for (const ClaimResult& result : audited.claims)
    if (result.claim->node != no_node)
      for (const std::size_t q : quantities_in(relations, audited.solution, result.claim->node)) open.push_back(q);
  const bool everything = wanted.detail == Detail::everything && wanted.as.telling == Telling::whole;
  if (everything || open.empty())
    for (std::size_t q = 0; q < relations.quantities.size(); ++q) open.push_back(q);
  return behind(audited, std::move(open));
}

// Statements in the order they came up, each with the parts it holds for.
class Statements {
 public:
  void add(Taken::Statement statement, const std::string& part) {
    auto same = std::find_if(all_.begin(), all_.end(), [&](const auto& other) { return other.text == statement.text; });
    if (same == all_.end()) same = all_.insert(all_.end(), std::move(statement));
    if (std::find(same->parts.begin(), same->parts.end(), part) == same->parts.end()) same->parts.push_back(part);
  }
  void add(const std::string& statement, const std::string& part) { add({statement, statement, {}, {}, {}}, part); }
  const std::vector<Taken::Statement>& all() const { return all_; }

 private:
  std::vector<Taken::Statement> all_;
};

// A range may say more than the quantity allows: what lies beyond is not drawn.
void add_cut(const Relations& relations, const Solution& solution, std::size_t q, Statements& cut) {
  constexpr double worth_telling = 0.01, trifle = 0.001;
  const Quantity& quantity = relations.quantities[q];
  const Distribution& belief = solution.found[q].given->distribution;
  if (belief.share_outside() < worth_telling) return;
  const Interval possible = possible_values(relations, q);
  const std::string bound = belief.from > trifle ? "below " + amount_text(possible.low, quantity.shown) : "";
  const std::string other = belief.to < 1 - trifle ? "above " + amount_text(possible.high, quantity.shown) : "";
  cut.add(fmt::format("{} is never {}{}{}, so {} of what its range says is left out", last_word(quantity.name), bound,
                      bound.empty() || other.empty() ? "" : " nor ", other, percent_text(belief.share_outside(), 2)),
          quantity.part);
}

}  // namespace

// What is written in another currency was converted, by the rate of a day or a year that nobody may have meant.
std::vector<std::string> exchange_rates_of(const AuditedVariant& audited, const std::set<std::size_t>& quantities) {
  const Relations& relations = *audited.scenario.relations;
  std::string written;
  for (const std::size_t q : quantities) {
    const Finding& finding = audited.solution.found[q];
    if (finding.status == Status::given)
      written += finding.given->text + "; ";
    else if (finding.status == Status::derived && !relations.equations[finding.equation].where.empty())
      written += formula_text(relations, audited.solution.formulas, finding.formula, "") + "; ";
  }
  for (const ClaimResult& result : audited.claims) written += result.claim->stated.shown.text + "; ";
  std::vector<std::string> rates;
  for (const Unit& currency : audited.scenario.units.currencies_in(written))
    rates.push_back(
        fmt::format("1 USD = {} {} ({})", number_text(1 / currency.factor), currency.symbol, currency.rate_date));
  return rates;
}

namespace {

// A note of several remarks: "until 2025-08-20; 0.135 at night".
std::vector<std::string> items_of(const std::string& note) {
  std::vector<std::string> items;
  for (std::size_t at = 0; at < note.size();) {
    const std::size_t end = std::min(note.find("; ", at), note.size());
    items.push_back(note.substr(at, end - at));
    at = end + 2;
  }
  return items;
}

std::vector<std::string> doubts_about(const Given& given) {
  std::vector<std::string> doubts = given.caveats;
  doubts.insert(doubts.end(), given.conflicts.begin(), given.conflicts.end());
  return doubts;
}

std::vector<Taken> taken_in(const AuditedVariant& audited, const std::set<std::size_t>& quantities) {
  const Relations& relations = *audited.scenario.relations;
  Statements assumed, catalog, defaults, estimates, cut, left_behind;
  for (const LeftBehind& left : audited.scenario.left_behind)
    if (const GivenPointer& given = audited.givens.stated(left.quantity); given && quantities.contains(left.quantity))
      left_behind.add(fmt::format("{} {} was written for {}", last_word(relations.quantities[left.quantity].name),
                                  given->text, left.entry),
                      relations.quantities[left.quantity].part);
  for (const std::size_t q : quantities) {
    const Quantity& quantity = relations.quantities[q];
    const Finding& finding = audited.solution.found[q];
    const std::string name = last_word(quantity.name);
    if (finding.status == Status::given) {
      const Given& given = *finding.given;
      const std::string amount = amount_text(finding.value, quantity.shown);
      if (given.is_belief) add_cut(relations, audited.solution, q, cut);
      if (given.assumed || quantity.part == "assume")
        assumed.add(name + " " + (given.is_belief ? given.text : amount), quantity.part);
      else if (given.rank == Rank::catalog)
        catalog.add(
            {fmt::format("{} {} ({}{}{}{})", name, amount, given.where, given.date.empty() ? "" : ", " + given.date,
                         given.retrieved.empty() || given.retrieved == given.date ? "" : ", read " + given.retrieved,
                         given.note.empty() ? "" : "; " + given.note),
             name + " " + amount, given.date, name, items_of(given.note), doubts_about(given)},
            quantity.part);
      else if (given.rank == Rank::fallback)
        defaults.add({fmt::format("{} {} ({})", name, amount, given.source), name + " " + amount, {}, {}, {}},
                     quantity.part);
    } else if (finding.status == Status::derived &&
               relations.equations[finding.equation].statement == Statement::estimate) {
      const Equation& equation = relations.equations[finding.equation];
      estimates.add(
          {equation.sentence + (equation.left_out.empty() ? "" : " (" + equation.left_out.text() + " left out)"),
           equation.sentence,
           {},
           {},
           {}},
          quantity.part);
    }
  }
  std::vector<Taken> all;
  for (const auto& [way, statements] : {std::pair<std::string, const Statements*>{"assumed", &assumed},
                                        {"estimated", &estimates},
                                        {"by default", &defaults},
                                        {"from the catalog", &catalog},
                                        {"believed", &cut},
                                        {"not replaced", &left_behind}})
    if (!statements->all().empty()) all.push_back({way, statements->all()});
  return all;
}

}  // namespace

std::vector<Taken> taken_for_all(const AuditedVariant& audited, const Wanted& wanted) {
  const std::set<std::size_t> quantities = relied_on(audited, wanted);
  std::vector<Taken> taken = taken_in(audited, quantities);
  Taken rates{"exchange rates", {}};
  for (std::string& rate : exchange_rates_of(audited, quantities)) rates.statements.push_back({rate, rate, {}, {}, {}});
  if (!rates.statements.empty()) taken.push_back(std::move(rates));
  return taken;
}

std::vector<Taken> taken_for(const AuditedVariant& audited, const std::vector<std::size_t>& quantities,
                             const std::vector<std::size_t>& except) {
  std::set<std::size_t> all = behind(audited, quantities);
  for (const std::size_t q : except) all.erase(q);
  return taken_in(audited, all);
}

}  // namespace costcurve
