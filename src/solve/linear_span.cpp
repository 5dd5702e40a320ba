#include "solve/linear_span.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "solve/linear_elimination.h"
#include "solve/linear_formula.h"

namespace costcurve {

namespace {

constexpr std::size_t most_equations_behind = 128;  // of those behind one quantity

// Linear equations that hang together by their unknowns, in an order that does not depend on the writing.
class LinearComponent {
 public:
  LinearComponent(std::size_t first, const Relations& relations, const Solution& solution, const OpenEquations& open,
                  Use use, std::unordered_set<std::size_t>& seen)
      : relations_(relations), solution_(solution), open_(open), use_(use) {
    reach(first, seen);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const LinearRow row = rows[i];
      for (const auto& [q, coefficient] : row.coefficients)
        for (const std::size_t e : open.with(q)) reach(e, seen);
    }
    std::sort(rows.begin(), rows.end(), [&](const LinearRow& a, const LinearRow& b) {
      return open.order_of(a.equation) < open.order_of(b.equation);
    });
    leave_out_what_helps_nobody();
  }

  std::vector<LinearRow> rows;

 private:
  void reach(std::size_t e, std::unordered_set<std::size_t>& seen) {
    if (!open_.is_open(e, use_) || open_.unknowns(e) < 2 || !seen.insert(e).second) return;
    if (std::optional<LinearRow> row = linear_row(relations_, solution_, e)) rows.push_back(std::move(*row));
  }

  // Two unknowns that no other equation holds, or one that it does not say and is only read forward for.
  void leave_out_what_helps_nobody() {
    std::unordered_map<std::size_t, std::size_t> uses;
    std::unordered_map<std::size_t, std::vector<std::size_t>> with;
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (const auto& [q, coefficient] : rows[i].coefficients) {
        ++uses[q];
        with[q].push_back(i);
      }
    std::vector<bool> is_out(rows.size(), false);
    std::vector<std::size_t> open(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) open[i] = rows.size() - 1 - i;
    while (!open.empty()) {
      const std::size_t place = open.back();
      open.pop_back();
      if (is_out[place] || is_of_use(rows[place], uses)) continue;
      is_out[place] = true;
      for (const auto& [q, coefficient] : rows[place].coefficients)
        if (--uses[q] == 1)
          for (const std::size_t other : with[q])
            if (!is_out[other]) open.push_back(other);
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (!is_out[i]) {
        if (kept != i) rows[kept] = std::move(rows[i]);
        ++kept;
      }
    rows.resize(kept);
  }

  bool is_of_use(const LinearRow& row, const std::unordered_map<std::size_t, std::size_t>& uses) const {
    const Equation& equation = relations_.equations[row.equation];
    std::size_t own = 0;
    bool says_its_own = false;
    for (const auto& [q, coefficient] : row.coefficients) {
      if (uses.at(q) != 1) continue;
      ++own;
      says_its_own = says_its_own || says(relations_, equation, q);
    }
    // One that nobody sees says nothing else but itself.
    const Node& left = relations_.graph[equation.left];
    const bool is_inner = left.operation == Operation::symbol && relations_.quantities[left.quantity()].inner;
    return own < 2 && (!equation.only_forward || is_inner || says_its_own);
  }

  const Relations& relations_;
  const Solution& solution_;
  const OpenEquations& open_;
  Use use_;
};

// The rows around a quantity, nearest first.
std::vector<LinearRow> rows_around(std::size_t quantity, const std::vector<LinearRow>& all,
                                   const std::unordered_map<std::size_t, std::vector<std::size_t>>& with,
                                   std::size_t most) {
  std::vector<std::size_t> places, unknowns = {quantity};
  std::unordered_set<std::size_t> seen = {quantity}, taken;
  for (std::size_t i = 0; i < unknowns.size() && places.size() < most; ++i)
    for (const std::size_t place : with.at(unknowns[i])) {
      if (places.size() == most || !taken.insert(place).second) continue;
      places.push_back(place);
      for (const auto& [q, coefficient] : all[place].coefficients)
        if (seen.insert(q).second) unknowns.push_back(q);
    }
  std::sort(places.begin(), places.end());
  std::vector<LinearRow> rows;
  for (const std::size_t place : places) rows.push_back(all[place]);
  return rows;
}

class LinearSearch {
 public:
  LinearSearch(const Relations& relations, Solution& solution, const std::vector<LinearRow>& rows)
      : relations_(relations), solution_(solution), rows_(rows) {
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (const auto& [q, coefficient] : rows[i].coefficients) {
        if (with_[q].empty()) unknowns_.push_back(q);
        with_[q].push_back(i);
      }
  }

  // Those that follow from equations none of which another follows from.
  std::vector<Spanned> found() {
    std::vector<Spanned> all;
    const LinearElimination whole(relations_, rows_, LinearElimination::Remember::nothing);
    if (!whole.is_of_use()) return all;
    std::set<std::size_t> taken;
    for (const std::size_t q : unknowns_) {
      if (!whole.determines(q) || relations_.quantities[q].dimension.is_word()) continue;
      const std::vector<LinearRow> behind = fewest_behind(q);
      if (behind.empty() ||
          std::any_of(behind.begin(), behind.end(), [&](const LinearRow& row) { return taken.contains(row.equation); }))
        continue;
      if (std::optional<Spanned> spanned = follow(q, behind)) {
        for (const LinearRow& row : behind) taken.insert(row.equation);
        all.push_back(std::move(*spanned));
      }
    }
    return all;
  }

 private:
  std::vector<LinearRow> fewest_behind(std::size_t quantity) const {
    for (std::size_t most = 2; most <= most_equations_behind; most *= 2) {
      const std::vector<LinearRow> around = rows_around(quantity, rows_, with_, most);
      const LinearElimination elimination(relations_, around, LinearElimination::Remember::equations);
      if (elimination.is_of_use() && elimination.determines(quantity)) {
        std::vector<LinearRow> behind;
        for (const std::size_t place : elimination.behind(quantity)) behind.push_back(around[place]);
        return behind;
      }
      if (around.size() < most) break;
    }
    return {};
  }

  std::optional<Spanned> follow(std::size_t q, const std::vector<LinearRow>& behind) {
    const LinearElimination elimination(relations_, behind, LinearElimination::Remember::nothing);
    Combined combined;
    std::set<std::size_t> cancelled, nought;
    for (const LinearRow& row : behind) {
      combined.equations.push_back(row.equation);
      for (const auto& [other, coefficient] : row.coefficients) {
        if (other != q) cancelled.insert(other);
        if (elimination.is_free(other)) nought.insert(other);
      }
    }
    combined.cancelled.assign(cancelled.begin(), cancelled.end());
    const std::optional<std::size_t> used = used_up(q, behind);
    if (!used) return std::nullopt;
    const std::optional<NodeId> formula = linear_formula(relations_, solution_, combined.equations, nought, q);
    if (!formula) return std::nullopt;
    Spanned spanned{q, *used, {}};
    spanned.finding.status = Status::derived;
    spanned.finding.value = value_of(solution_, *formula);
    if (!std::isfinite(spanned.finding.value)) return std::nullopt;
    spanned.finding.formula = *formula;
    spanned.finding.natural = natural_interval(solution_, *formula);
    if (std::isnan(spanned.finding.natural.width())) spanned.finding.natural = Interval::everything();
    spanned.finding.equation = *used;
    for (const std::size_t e : combined.equations)
      if (relations_.equations[e].statement == Statement::estimate) spanned.finding.equation = e;
    spanned.finding.combined = std::make_shared<const Combined>(std::move(combined));
    return spanned;
  }

  // An equation that says the quantity, or else the last that holds it; none where none may say it.
  std::optional<std::size_t> used_up(std::size_t q, const std::vector<LinearRow>& behind) const {
    std::optional<std::size_t> used;
    for (const LinearRow& row : behind) {
      const Equation& equation = relations_.equations[row.equation];
      if (says(relations_, equation, q)) return row.equation;
      const bool holds = std::any_of(row.coefficients.begin(), row.coefficients.end(),
                                     [&](const auto& entry) { return entry.first == q; });
      if (holds && may_say(relations_, equation, q)) used = row.equation;
    }
    return used;
  }

  const Relations& relations_;
  Solution& solution_;
  const std::vector<LinearRow>& rows_;
  std::vector<std::size_t> unknowns_;
  std::unordered_map<std::size_t, std::vector<std::size_t>> with_;  // places of rows by unknown
};

}  // namespace

std::vector<Spanned> LinearSpan::found(Solution& solution, const OpenEquations& open, Use use) {
  std::vector<Spanned> all;
  std::unordered_set<std::size_t> seen;
  for (const std::size_t e : changed_[static_cast<std::size_t>(use)].next(open, use)) {
    if (seen.contains(e)) continue;
    const LinearComponent component(e, relations_, solution, open, use, seen);
    if (component.rows.size() < 2) continue;
    for (Spanned& one : LinearSearch(relations_, solution, component.rows).found()) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace costcurve
