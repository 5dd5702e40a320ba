#include "compare/members.h"

#include <algorithm>

#include "audit/reasons.h"

namespace costcurve {

std::vector<Member> members_of(const Graph& graph, NodeId root, Listing::Kind kind) {
  std::vector<Member> all, open = {{root, false}};
  while (!open.empty()) {
    const Member member = open.back();
    open.pop_back();
    const Node& node = graph[member.node];
    if (is_leaf(node.operation) || row_of(node.operation).list->kind != kind) {
      all.push_back(member);
      continue;
    }
    const Operands<NodeId> operands = node.operands();
    for (std::size_t i = operands.size(); i-- > 0;) {
      const bool is_last = i + 1 == operands.size();
      open.push_back({operands[i], member.inverse != (is_last && takes_away(node.operation))});
    }
  }
  return all;
}

namespace {

using Match = std::pair<Member, Member>;

std::string text_of(const Side& side, const Member& member) {
  return (member.inverse ? "-" : "+") + formula_text(side.relations, side.solution.formulas, member.node, "");
}

void take_out(std::vector<Member>& members, const std::vector<bool>& taken) {
  std::size_t i = 0;
  std::erase_if(members, [&](const Member&) { return taken[i++]; });
}

void match_by_text(const Side& a, const Side& b, std::vector<Member>& left, std::vector<Member>& right,
                   std::vector<Match>& all) {
  std::multimap<std::string, std::size_t> texts;
  for (std::size_t j = 0; j < right.size(); ++j) texts.emplace(text_of(b, right[j]), j);
  std::vector<bool> left_taken(left.size(), false), right_taken(right.size(), false);
  for (std::size_t i = 0; i < left.size(); ++i) {
    const auto found = texts.find(text_of(a, left[i]));
    if (found == texts.end()) continue;
    all.emplace_back(left[i], right[found->second]);
    left_taken[i] = right_taken[found->second] = true;
    texts.erase(found);
  }
  take_out(left, left_taken);
  take_out(right, right_taken);
}

template <class Fits>
void match_only(std::vector<Member>& left, std::vector<Member>& right, std::vector<Match>& all, const Fits& fits) {
  std::vector<std::size_t> fit_left(left.size(), 0), fit_right(right.size(), 0);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < left.size(); ++i)
    for (std::size_t j = 0; j < right.size(); ++j) {
      if (left[i].inverse != right[j].inverse || !fits(left[i].node, right[j].node)) continue;
      pairs.emplace_back(i, j);
      ++fit_left[i];
      ++fit_right[j];
    }
  std::vector<bool> left_taken(left.size(), false), right_taken(right.size(), false);
  for (const auto& [i, j] : pairs) {
    if (fit_left[i] != 1 || fit_right[j] != 1) continue;
    all.emplace_back(left[i], right[j]);
    left_taken[i] = right_taken[j] = true;
  }
  take_out(left, left_taken);
  take_out(right, right_taken);
}

}  // namespace

std::vector<Match> matched_members(const Side& a, const Side& b, const Counterparts& counterparts,
                                   const Allowed& allowed, std::vector<Member>& left, std::vector<Member>& right) {
  constexpr std::size_t most_compared = 10000;
  const Graph &of_a = a.solution.formulas, &of_b = b.solution.formulas;
  // v3.cost and r1.cost, where v3 is in A only and r1 in B only. Asking does not pair them yet.
  const auto are_alike = [&](NodeId x, NodeId y) {
    if (of_a[x].operation != Operation::symbol || of_b[y].operation != Operation::symbol) return false;
    return allowed(of_a[x].quantity(), of_b[y].quantity()) &&
           counterparts.could_pair(of_a[x].quantity(), of_b[y].quantity());
  };
  const auto have_common = [&](NodeId x, NodeId y) {
    const std::vector<std::size_t> below_x = of_a.quantities_below(x), below_y = of_b.quantities_below(y);
    return std::any_of(below_x.begin(), below_x.end(), [&](std::size_t quantity) {
      const std::optional<std::size_t> other = counterparts.in_b(quantity);
      return other && std::binary_search(below_y.begin(), below_y.end(), *other);
    });
  };
  std::vector<Match> all;
  match_by_text(a, b, left, right, all);
  if (left.size() * right.size() > most_compared) return all;
  match_only(left, right, all, are_alike);
  match_only(left, right, all, have_common);
  match_only(left, right, all,
             [&](NodeId x, NodeId y) { return of_a[x].dimension.is_point() && of_b[y].dimension.is_point(); });
  match_only(left, right, all, [&](NodeId x, NodeId y) {
    return of_a[x].operation == Operation::constant && of_b[y].operation == Operation::constant;
  });
  return all;
}

}  // namespace costcurve
