#include "audit/reasons.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "audit/decided_formula.h"
#include "audit/worked_line.h"
#include "graph/formula_text.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// As it is called in its own part: "cost" for "r1.cost" in r1.
std::string name_within(const std::string& name, const std::string& part) {
  return !part.empty() && name.starts_with(part + ".") ? name.substr(part.size() + 1) : name;
}

LeafText named_leaf(const Relations& relations, const Graph& formulas, const std::string& part) {
  return [&relations, &formulas, &part](const Node& leaf) {
    if (leaf.operation == Operation::constant) return constant_text(formulas, leaf);
    return name_within(relations.quantities[leaf.quantity()].name, part);
  };
}

class Explainer {
 public:
  Explainer(const Relations& relations, const Solution& solution, const Units* units, Choices choices)
      : relations_(relations), solution_(solution), units_(units), choices_(choices) {}

  Reason reason(std::size_t q, int depth) {
    const Quantity& quantity = relations_.quantities[q];
    const Finding& finding = solution_.found[q];
    Reason made;
    made.name = quantity.name;
    made.meaning = quantity.meaning;
    if (finding.status != Status::unknown) made.amount = finding.value;
    made.shown = quantity.shown;
    if (finding.status == Status::given) given(made, finding, quantity);
    if (finding.status == Status::derived) derived(made, q, depth);
    return made;
  }

 private:
  void given(Reason& made, const Finding& finding, const Quantity& quantity) {
    const Given& stated = *finding.given;
    made.source = stated.source;
    made.where = stated.where;
    made.is_default = stated.rank == Rank::fallback;
    if (stated.rank == Rank::catalog) made.note = "catalog" + (stated.date.empty() ? "" : ", " + stated.date);
    if (stated.rank == Rank::fallback) made.note = "default";
    if (stated.assumed) made.note = "assumed";
    if (!stated.rounding.is_point())
      made.note = "quotation: " + range_text(stated.rounding.low, stated.rounding.high, quantity.shown);
    if (stated.is_belief) made.belief = stated.belief;
    if (stated.is_belief)
      made.note = (stated.distribution.is_bounded() ? "within " : "90 % range: ") +
                  range_text(stated.belief.low, stated.belief.high, quantity.shown);
    const auto add = [&](const std::string& remark) { made.note += (made.note.empty() ? "" : "; ") + remark; };
    if (!stated.note.empty()) add(stated.note);
    if (!units_) return;
    for (const Unit& currency : units_->currencies_in(stated.text))
      add(fmt::format("1 USD = {} {} ({})", number_text(1 / currency.factor), currency.symbol, currency.rate_date));
  }

  void derived(Reason& made, std::size_t q, int depth) {
    const Quantity& quantity = relations_.quantities[q];
    const Finding& finding = solution_.found[q];
    const Equation& equation = relations_.equations[finding.equation];
    made.sentence = equation.sentence;
    made.source = equation.source;
    made.is_numerical = solution_.formulas[finding.formula].operation == Operation::root;
    made.is_combined = finding.combined != nullptr;
    if (made.is_numerical || made.is_combined) made.sentence = sentences_of(finding, quantity.part);
    made.formula = formula_text(relations_, solution_.formulas, finding.formula, quantity.part);
    made.numbers = worked_line(relations_, solution_, q);
    made.formula_tree =
        formula_tree(solution_.formulas, finding.formula, named_leaf(relations_, solution_.formulas, quantity.part));
    made.numbers_tree = worked_tree(relations_, solution_, q);
    if (equation.statement == Statement::estimate) {
      made.note = "estimate" + (equation.left_out.empty() ? "" : ": leaves out " + equation.left_out.text());
      made.is_default = solution_.formulas.quantities_below(finding.formula).empty();
    }
    made.where = equation.where;
    if (!explained_.insert(q).second) {
      made.repeated = true;
      return;
    }
    std::vector<std::size_t> rests_on = solution_.formulas.quantities_below(finding.formula);
    // What a scenario states is told as it was written.
    const bool is_folded = choices_ != Choices::whole && equation.where.empty() && !made.is_numerical &&
                           !made.is_combined && fold(made, q, rests_on);
    if (!is_folded) {
      made.decided.clear();
      made.named.clear();
    }
    if (depth <= 0) return;
    for (const std::size_t below : rests_on) made.below.push_back(reason(below, depth - 1));
  }

  // Leaves of the formula what its choices come to, and names. False where it has none.
  bool fold(Reason& made, std::size_t q, std::vector<std::size_t>& rests_on) const {
    const DecidedFormula decided = decided_formula(solution_, q);
    const Named names = choices_ == Choices::folded_with_names ? Named::by_name : Named::written_out;
    if (names == Named::by_name) made.named = named_in(decided, q);
    if (decided.decided_by.empty() && made.named.empty()) return false;
    const std::string& part = relations_.quantities[q].part;
    const LeafText leaf = named_leaf(relations_, decided.graph, part);
    made.formula = written_formula(decided.graph, decided.node, leaf, names);
    made.formula_tree = formula_tree(decided.graph, decided.node, leaf, names);
    made.numbers = numbers_text(relations_, solution_, decided.graph, decided.node, names);
    made.numbers_tree = numbers_tree(relations_, solution_, decided.graph, decided.node, names);
    rests_on = decided.graph.quantities_below(decided.node);
    std::vector<std::string> by;
    for (const std::size_t other : decided.decided_by) {
      const Quantity& quantity = relations_.quantities[other];
      const std::string value = amount_text(solution_.found[other].value, quantity.shown);
      by.push_back(name_within(quantity.name, part) + (quantity.shown.words ? " \"" + value + "\"" : " " + value));
    }
    if (!by.empty()) made.decided = "with " + listed(by);
    if (!by.empty() && decided.noughts > 0)
      made.decided += fmt::format("; {} term{} 0", decided.noughts, decided.noughts == 1 ? " is" : "s are");
    return true;
  }

  // In the order in which they are written, those within others left out.
  std::vector<NamedReason> named_in(const DecidedFormula& decided, std::size_t q) const {
    const Quantity& quantity = relations_.quantities[q];
    const LeafText leaf = named_leaf(relations_, decided.graph, quantity.part);
    std::vector<NamedReason> found;
    std::vector<NodeId> open = {decided.node};
    while (!open.empty()) {
      const NodeId id = open.back();
      open.pop_back();
      const Node& node = decided.graph[id];
      if (const NamedExpression* named = decided.graph.named(id)) {
        const bool is_shown_alike = node.dimension == quantity.shown.dimension;
        NamedReason reason{written_formula(decided.graph, id, leaf, Named::by_name),
                           is_shown_alike ? amount_text(decided.named.at(id), quantity.shown) : "",
                           std::string(named->sentence)};
        if (std::none_of(found.begin(), found.end(), [&](const NamedReason& same) { return same.text == reason.text; }))
          found.push_back(std::move(reason));
        continue;
      }
      const Operands<NodeId> operands = node.operands();
      for (std::size_t i = operands.size(); i-- > 0;) open.push_back(operands[i]);
    }
    return found;
  }

  std::string sentences_of(const Finding& finding, const std::string& part) const {
    std::string sentences;
    for (const std::size_t e : equations_behind(solution_, finding))
      sentences += (sentences.empty() ? "" : "; ") + relations_.equations[e].sentence;
    if (!finding.combined) return sentences;
    std::vector<std::string> cancelled;
    for (const std::size_t q : finding.combined->cancelled)
      cancelled.push_back(name_within(relations_.quantities[q].name, part));
    std::vector<std::string> noughts;
    for (const std::size_t q : finding.combined->noughts)
      noughts.push_back(name_within(relations_.quantities[q].name, part));
    const std::string is_nought =
        noughts.empty() ? "" : fmt::format("; {} {} 0", listed(noughts), noughts.size() == 1 ? "is" : "are");
    return fmt::format("{} {} in: {}{}", listed(cancelled), cancelled.size() == 1 ? "cancels" : "cancel", sentences,
                       is_nought);
  }

  const Relations& relations_;
  const Solution& solution_;
  const Units* units_;
  Choices choices_;
  std::set<std::size_t> explained_;
};

}  // namespace

std::string formula_text(const Relations& relations, const Graph& formulas, NodeId node, const std::string& part) {
  return written_formula(formulas, node, named_leaf(relations, formulas, part));
}

std::string value_text(const Reason& reason) {
  if (!reason.amount) return "not determined";
  if (!reason.belief || !(reason.belief->low < reason.belief->high)) return amount_text(*reason.amount, reason.shown);
  const RangedText text = ranged_text(*reason.amount, reason.belief->low, reason.belief->high, reason.shown);
  const bool is_said = reason.formula.empty();  // of what is given the note says its range
  return is_said ? text.value : fmt::format("{} (90 %: {})", text.value, text.range);
}

Reason explain(const Relations& relations, const Solution& solution, std::size_t quantity, int depth,
               const Units* units, Choices choices) {
  return Explainer(relations, solution, units, choices).reason(quantity, depth);
}

std::vector<Reason> explain(const Relations& relations, const Solution& solution,
                            const std::vector<std::size_t>& quantities, int depth, const Units* units) {
  Explainer explainer(relations, solution, units, Choices::whole);
  std::vector<Reason> reasons;
  for (const std::size_t q : quantities) reasons.push_back(explainer.reason(q, depth));
  return reasons;
}

namespace {

// Where each quantity is explained in full.
void index_reasons(const Reason& reason, std::map<std::string, const Reason*>& index) {
  if (!reason.repeated) index[reason.name] = &reason;
  for (const Reason& below : reason.below) index_reasons(below, index);
}

// Compares two explanations, quantity by quantity: what is said of one, and all that stands below it.
class SameReasons {
 public:
  SameReasons(const Reason& one, const Reason& other) {
    index_reasons(one, one_);
    index_reasons(other, other_);
  }
  bool same(const std::string& name) {
    if (const auto known = same_.find(name); known != same_.end()) return known->second;
    const auto one = one_.find(name), other = other_.find(name);
    const bool is_same = one != one_.end() && other != other_.end() && says_same(*one->second, *other->second) &&
                         std::all_of(one->second->below.begin(), one->second->below.end(),
                                     [&](const Reason& below) { return same(below.name); });
    return same_[name] = is_same;
  }

 private:
  static bool says_same(const Reason& one, const Reason& other) {
    const auto said = [](const Reason& x) { return std::tie(x.formula, x.numbers, x.source, x.where, x.note); };
    return said(one) == said(other) && value_text(one) == value_text(other) &&
           std::equal(one.below.begin(), one.below.end(), other.below.begin(), other.below.end(),
                      [](const Reason& a, const Reason& b) { return a.name == b.name; });
  }

  std::map<std::string, const Reason*> one_, other_;
  std::map<std::string, bool> same_;
};

void fold(Reason& reason, SameReasons& reasons, const std::string& name) {
  if (reasons.same(reason.name)) {
    reason.as_in = name;
    reason.below.clear();
  }
  for (Reason& below : reason.below) fold(below, reasons, name);
}

}  // namespace

void fold_what_is_same(Reason& reason, const Reason& first, const std::string& name) {
  const Reason whole = reason;  // is compared while `reason` is folded
  SameReasons reasons(whole, first);
  fold(reason, reasons, name);
}

}  // namespace costcurve
