#pragma once
// The answer of `serve`: of all the ways to deploy a model the best for money, for latency or for few chips.
//
//   serve.cpp         options, each searched, the best of each
//   serve_best.h      which is the best, and what holds it back
//   serve_none.cpp    why there is none
//   serve_words.cpp   what a person is told
//   serve_data.cpp    what a program is told

#include <optional>
#include <string>
#include <vector>

#include "answer/about.h"
#include "answer/asked.h"
#include "answer/question.h"
#include "serve/deployments.h"

namespace costcurve {

inline constexpr const char* prompts_of_others = "prompts of others";

/// A share of the time that a token takes.
struct ServedTerm {
  std::string name;
  double time = 0;
};

/// A plan that does not fit, and by how much of a chip's memory.
struct TooLarge {
  PlanChoice plan;
  double weights = 0;   // on a chip, in bytes
  double lacks = 0;     // of its memory, in bytes
  double free = 0;      // what the weights leave of it
  double sequence = 0;  // what one sequence takes of it, where the weights leave anything

  /// "TP4: weights take 203 GB/chip, 129 GB/chip too much".
  std::string text(const ShownUnit& memory) const;
};

/// One option: a part of the file, with what `--over` chose for it.
struct ServedOption {
  std::string name;  // "H100, 2.95 USD/chip/h"
  std::string part;
  std::vector<std::string> choices;  // one for each key
  std::optional<Deployment> best;    // keeps every limit
  std::optional<Deployment> staged;  // with stages, better by less than what the equations leave out
  std::optional<Deployment> other;   // the best of the other kind: prefill apart, or the same chips for both
  bool has_apart = false;            // prefill on chips of its own was looked at too
  std::optional<Deployment> slow;    // the best where every step is as long as the slowest measured ones
  std::vector<Deployment> plans;     // the best of each plan, the best first
  std::vector<Deployment> front;     // what no other beats for a user and for a chip
  std::vector<TooLarge> too_large;
  bool states_plan = false;           // its chips, or some of how they are used
  std::string no_plan;                // what is wrong with it, where it cannot be
  std::vector<std::string> broken;    // limits that the first deployment breaks, where none keeps all
  std::optional<Deployment> fastest;  // of those that fit, whatever the limits of time
  std::optional<Deployment> soonest;  // of those, the one whose first token comes soonest
  std::optional<Deployment> crowded;  // of those that keep up and hold too few, the one that holds most
  std::optional<PlanChoice> larger;   // holds a request where nothing that was looked at does
  std::vector<ServedTerm> terms;      // of a token's time at the best, or at the fastest; the longest first
  std::string held_back_by;           // what keeps the best from answering more at once
  std::optional<double> price_over_cost;
  std::optional<double> step_limit;    // what a token may take
  std::optional<double> first_limit;   // what a first token may take
  std::optional<double> cost_at_slow;  // of an output token
  std::vector<std::string> evidence;
  std::size_t worked_out = 0;
};

struct ServedOptions {
  std::string scenario;
  About about;
  std::vector<ShownBeside> shown;  // what else is asked for of each deployment
  bool has_arrivals = false;       // requests arrive at a rate
  Goal goal = Goal::cost;
  bool knows_cost = true;
  std::vector<std::string> keys;
  std::vector<ServedOption> options;  // those with an answer first, the best first
  std::array<ShownUnit, served_count> units;
};

/// The quantities of a part that say what a token's time is made of.
inline constexpr std::array<std::string_view, 12> terms_of_token = {
    "check_dense", "check_experts",  "check_cache",     "check_reduce",    "check_exchange", "check_fixed",
    "check_waits", "time_per_token", "decode_interval", "tokens_per_step", "drafts",         "draft_step"};
/// What a token's time is made of, the longest first, from what these come to: the terms of a step, and the prompts of
/// others.
std::vector<ServedTerm> served_terms(const std::vector<std::optional<double>>& values);

/// Of options none of which has an answer.
Diagnostic why_no_deployment(const ServedOptions& served);

Document served_document(const ServedOptions& served);
Data data_of(const ServedOptions& served);

}  // namespace costcurve
