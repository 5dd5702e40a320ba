#include "solve/solver.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "solve/blocks.h"
#include "solve/findings.h"
#include "solve/no_value.h"
#include "solve/rearrange.h"

namespace costcurve {

Solver::Solver(const Relations& relations, Use most)
    : relations_(relations),
      most_(most),
      open_(relations),
      span_(relations),
      linear_span_(relations),
      entangled_{Entangled(relations, open_, Use::identities), Entangled(relations, open_, Use::estimates_too)} {
  solution_.formulas = Graph::laid_over(relations.graph);
  solution_.found.resize(relations.quantities.size());
  for (std::size_t e = 0; e < open_.size(); ++e)
    if (open_.unknowns(e) == 1) propose(e);
}

void Solver::give(std::size_t quantity, const GivenPointer& given) { settle(quantity, finding_of(quantity, given)); }

void Solver::follow(Use use) {
  const auto takes_any = [&](Use of) { return take_candidate(of) || take_block(of) || take_span(of); };
  while (takes_any(Use::identities) || (use == Use::estimates_too && takes_any(use))) {
  }
}

void Solver::follow_to_the_end(Use use) {
  const auto takes_more = [&](Use of) { return take_linear_span(of) || take_at_one_size(of); };
  do {
    follow(use);
  } while (takes_more(Use::identities) || (use == Use::estimates_too && takes_more(use)));
}

bool Solver::take_candidate(Use use) {
  while (!queue_.empty()) {
    const Candidate& best = queue_.top();
    if (best.estimate && use == Use::identities) return false;
    Candidate taken = best;
    queue_.pop();
    if (knows(taken.quantity)) continue;
    open_.use(taken.equation);
    settle(taken.quantity, std::move(taken.finding));
    return true;
  }
  return false;
}

bool Solver::take_block(Use use) {
  Entangled& entangled = entangled_[static_cast<std::size_t>(use)];
  const auto solved = solve_smallest_block(relations_, solution_, open_, entangled, refused_);
  if (!solved) return false;
  for (const std::size_t e : solved->used) open_.use(e);
  for (std::size_t i = 0; i < solved->quantities.size(); ++i) settle(solved->quantities[i], solved->findings[i]);
  return true;
}

bool Solver::take_span(Use use) { return settle_all(span_.found(solution_, open_, use)); }

bool Solver::take_linear_span(Use use) { return settle_all(linear_span_.found(solution_, open_, use)); }

bool Solver::take_at_one_size(Use use) { return settle_all(span_.found_at_one_size(solution_, open_, use)); }

bool Solver::settle_all(std::vector<Spanned> all) {
  for (Spanned& one : all) {
    rest_on(solution_.formulas.quantities_below(one.finding.formula), solution_, one.finding);
    rest_on(one.finding.combined->noughts, solution_, one.finding);
    open_.use(one.used);
    settle(one.quantity, std::move(one.finding));
  }
  return !all.empty();
}

void Solver::settle(std::size_t quantity, Finding finding) {
  solution_.found[quantity] = std::move(finding);
  span_.fix(quantity, solution_);
  for (const std::size_t e : open_.settle(quantity)) propose(e);
}

void Solver::propose(std::size_t e) {
  const Equation& equation = relations_.equations[e];
  const bool is_estimate = equation.statement == Statement::estimate;
  if (!determines(equation) || (is_estimate && most_ == Use::identities)) return;
  const std::size_t quantity = open_.only_unknown(e, solution_);
  if (!may_say(relations_, equation, quantity)) return;
  if (!can_rearrange(relations_, equation, quantity)) return;
  std::optional<Finding> finding = finding_by(relations_, solution_, e, quantity);
  if (!finding) return refuse(e, quantity);
  if (!says(relations_, equation, quantity))
    if (const std::optional<std::size_t> nought = nought_by_default(solution_, finding->formula))
      return refuse_default(e, quantity, *nought);
  rest_on(open_.quantities_of(e), solution_, *finding);
  queue_.push({is_estimate, is_estimate ? equation.order : 0, relative_width(*finding), finding->givens,
               equation.sentence, relations_.quantities[quantity].name, quantity, e, std::move(*finding)});
}

void Solver::refuse(std::size_t e, std::size_t quantity) {
  open_.give_up(e);
  const Equation& equation = relations_.equations[e];
  const auto no_value = why_no_value(relations_, solution_, equation, quantity);
  if (no_value && equation.statement == Statement::equal) impossible_.push_back(e);
  const std::string why = no_value ? "no value does it, since " + *no_value
                                   : "it would divide by zero, overflow or take the logarithm of a negative number";
  refused_.push_back(
      {quantity,
       {e},
       relations_.quantities[quantity].name + " cannot be worked out from \"" + equation.sentence + "\": " + why});
}

void Solver::refuse_default(std::size_t e, std::size_t quantity, std::size_t nought) {
  open_.give_up(e);
  refused_.push_back(
      {quantity,
       {e},
       fmt::format("{} cannot be worked out from \"{}\": {} is 0 only where nothing else is said, and that "
                   "does not say which of its factors is",
                   relations_.quantities[quantity].name, relations_.equations[e].sentence,
                   relations_.quantities[nought].name),
       true});
}

// An expression that follows from what it is made of is known by that; a sum in it is wanted where that is.
void Solver::forget_what_its_parts_say() {
  std::vector<std::pair<std::size_t, NodeId>> wholes;
  for (const auto& [expression, whole] : relations_.asked) wholes.emplace_back(whole, expression);
  std::sort(wholes.rbegin(), wholes.rend());
  std::set<std::size_t> wanted;
  for (const auto& [whole, expression] : wholes) {
    if (!knows(whole)) continue;
    const std::vector<std::size_t> parts = relations_.graph.quantities_below(expression);
    if (!wanted.contains(whole) && std::all_of(parts.begin(), parts.end(), [&](std::size_t q) { return knows(q); })) {
      solution_.found[whole] = Finding{};
      continue;
    }
    for (const std::size_t below : solution_.formulas.quantities_below(solution_.found[whole].formula))
      wanted.insert(below);
  }
}

Solution Solver::finish() {
  for (std::size_t e = 0; e < open_.size(); ++e)
    if (!open_.is_used(e) && open_.unknowns(e) == 0) solution_.checks.push_back(e);
  for (const std::size_t e : impossible_)
    if (open_.unknowns(e) == 1) solution_.checks.push_back(e);
  for (Refused& refused : refused_)
    if (!knows(refused.quantity) && !relations_.quantities[refused.quantity].inner)
      solution_.refused.push_back(std::move(refused));
  forget_what_its_parts_say();
  return std::move(solution_);
}

}  // namespace costcurve
