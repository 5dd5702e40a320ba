#include "solve/entangled.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace costcurve {

Entangled::Entangled(const Relations& relations, const OpenEquations& open, Use use)
    : relations_(relations),
      open_(open),
      use_(use),
      state_(open.size(), State::out),
      own_(open.size(), none),
      loose_by_(relations.quantities.size(), none),
      uses_(relations.quantities.size(), 0),
      is_changed_(open.size(), false) {}

bool Entangled::is_wanted(std::size_t e, const Solution& solution) const {
  return open_.is_usable(e, use_) && !relations_.equations[e].only_forward && !open_.waits_to_be_told(e, solution);
}

void Entangled::mark_changed(std::size_t e) {
  if (is_changed_[e]) return;
  is_changed_[e] = true;
  changed_.push_back(e);
}

void Entangled::mark_changed(const std::vector<OpenEquation>& equations) {
  for (const OpenEquation& one : equations) mark_changed(one.equation);
}

void Entangled::catch_up(const Solution& solution) {
  if (!std::exchange(has_begun_, true))
    for (std::size_t e = 0; e < open_.size(); ++e) look_at(e, solution);
  for (; seen_ < open_.changes().size(); ++seen_) look_at(open_.changes()[seen_], solution);
  loosen(solution);
}

void Entangled::look_at(std::size_t e, const Solution& solution) {
  const bool is_wanted_now = is_wanted(e, solution);
  if (state_[e] == State::entangled) {
    if (is_wanted_now)
      mark_changed(e);
    else
      leave(e, solution);
    return;
  }
  if (state_[e] == State::loose) {
    if (is_wanted_now && !solution.knows(own_[e]) && open_.unknowns(e) > 1) return;
    loose_by_[own_[e]] = none;
    state_[e] = State::out;
  }
  if (is_wanted_now) returning_.push_back(e);
  entangle(solution);
}

// The unknowns of an equation that returns are no longer others' own.
void Entangled::entangle(const Solution& solution) {
  while (!returning_.empty()) {
    const std::size_t e = returning_.back();
    returning_.pop_back();
    state_[e] = State::entangled;
    mark_changed(e);
    shrinking_.push_back(e);
    for (const std::size_t q : open_.quantities_of(e)) {
      if (solution.knows(q)) continue;
      ++uses_[q];
      if (loose_by_[q] != none) returning_.push_back(std::exchange(loose_by_[q], none));
    }
  }
}

void Entangled::leave(std::size_t e, const Solution& solution) {
  state_[e] = State::out;
  count_less(e, solution);
}

void Entangled::count_less(std::size_t e, const Solution& solution) {
  for (const std::size_t q : open_.quantities_of(e)) {
    if (solution.knows(q) || --uses_[q] != 1) continue;
    const auto& with = open_.with(q);
    shrinking_.push_back(
        *std::find_if(with.begin(), with.end(), [&](std::size_t other) { return state_[other] == State::entangled; }));
  }
}

void Entangled::loosen(const Solution& solution) {
  while (!shrinking_.empty()) {
    const std::size_t e = shrinking_.back();
    shrinking_.pop_back();
    if (state_[e] != State::entangled || open_.unknowns(e) == 1) continue;
    const auto& quantities = open_.quantities_of(e);
    const auto own = std::find_if(quantities.begin(), quantities.end(),
                                  [&](std::size_t q) { return !solution.knows(q) && uses_[q] == 1; });
    if (own == quantities.end()) continue;
    state_[e] = State::loose;
    own_[e] = *own;
    loose_by_[*own] = e;
    count_less(e, solution);
  }
}

std::vector<std::size_t> Entangled::component_of(std::size_t equation, const Solution& solution) {
  std::vector<std::size_t> equations = {equation};
  std::unordered_set<std::size_t> reached(equations.begin(), equations.end());
  for (std::size_t i = 0; i < equations.size(); ++i) {
    is_changed_[equations[i]] = false;
    for (const std::size_t q : open_.quantities_of(equations[i])) {
      if (solution.knows(q)) continue;
      for (const std::size_t e : open_.with(q))
        if (state_[e] == State::entangled && reached.insert(e).second) equations.push_back(e);
    }
  }
  return equations;
}

std::vector<OpenEquation> Entangled::next_changed(const Solution& solution) {
  catch_up(solution);
  while (next_ < changed_.size() && (!is_changed_[changed_[next_]] || state_[changed_[next_]] != State::entangled))
    is_changed_[changed_[next_++]] = false;
  std::vector<OpenEquation> component;
  if (next_ == changed_.size()) return component;
  std::vector<std::size_t> equations = component_of(changed_[next_++], solution);
  std::sort(equations.begin(), equations.end(),
            [&](std::size_t a, std::size_t b) { return open_.order_of(a) < open_.order_of(b); });
  for (const std::size_t e : equations) {
    OpenEquation& one = component.emplace_back();
    one.equation = e;
    for (const std::size_t q : open_.quantities_of(e))
      if (!solution.knows(q)) one.unknowns.push_back(q);
    std::sort(one.unknowns.begin(), one.unknowns.end(), [&](std::size_t a, std::size_t b) {
      return relations_.quantities[a].name < relations_.quantities[b].name;
    });
  }
  return component;
}

}  // namespace costcurve
