#pragma once
// Requests in time: what each waits for, where means do not say.
//
// A deployment works in steps. A step gives a token to every sequence that is being answered, and takes in prompts from
// the queue, first come first served, as many as the budget and the memory hold. How long a step takes is the step law
// of the equations, worked out into tables once, so a formula and a simulation cannot disagree about a step.
//
// While nobody arrives and nobody is done, steps are alike but for the contexts, which grow by a token each: they are
// made in one leap, so a request costs two or three leaps and not hundreds of steps. Over an answer what it looks at
// grows evenly: where layers have windows, from what its first step looks at to what its last one does.
//
// Left out: preemption (a request takes the memory of its whole answer when it begins), drafts, and that the prefix
// cache forgets: what an earlier request left is found, and takes no memory of its own.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "numeric/curve.h"

namespace costcurve {

struct TracedRequest {
  double arrival = 0;  // seconds from the first on, ascending
  double input = 0;
  double output = 1;
  double shared = 0;  // of the input, what an earlier request began with too: it is in the prefix cache
};

/// How long steps take, by how many sequences and what they look at; and prompts, by their tokens. What it says of one
/// request does not depend on which others there are.
struct StepLaw {
  /// A step of B sequences takes base[B] + slope[B] * (what each of them looks at, added up).
  std::vector<double> base, slope;  // from no sequence to the most
  Curve looks;                      // what a sequence of so many tokens looks at
  /// By how much a prompt of so many tokens lengthens a step, beside so many sequences: its share, where each replica
  /// takes in one. On its own replica it takes `replicas` times as long.
  Surface added;
  /// What looking back at so many cached tokens adds to that, by the tokens of a prompt; beyond `cached_tokens`.
  Surface look_back;
  double cached_tokens = 0;   // of an input, what is in the prefix cache and not computed
  double longest = 1e18;      // tokens of a sequence that the model takes
  Curve memory;               // that a sequence of so many tokens takes
  double replica_memory = 0;  // of one copy of attention, for all of its sequences
  double replicas = 1;
  double most_sequences = 0;     // that an engine takes at once
  double budget = 8192;          // tokens of prompts in one step, on each replica
  bool prompts_alone = false;    // a step takes in prompts or decodes
  double stages = 1;             // that a prompt passes one after the other
  bool stages_are_full = false;  // of prompts, whoever is there; else they fill as many as there are sequences

  double step(std::size_t sequences, double looked) const { return base[sequences] + slope[sequences] * looked; }
  /// Of an input, what need not be computed: its last token at least has to be.
  double cached(const TracedRequest& request) const {
    return std::min(std::max(cached_tokens, request.shared), request.input - 1);
  }
  /// By how much its prompt lengthens a step beside so many sequences, as its share.
  double prompt(const TracedRequest& request, double sequences) const;
  /// What a request takes of memory until its last token.
  double memory_of(const TracedRequest& request) const { return memory.at(request.input + request.output); }
  /// Whether the model takes one so long, and whether it fits where nobody else is.
  bool is_taken(const TracedRequest& request) const { return request.input + request.output <= longest; }
  bool fits_alone(const TracedRequest& request) const { return memory_of(request) <= replica_memory; }
};

/// What became of the requests, in the order of their arrival.
struct ServedRequests {
  std::vector<double> first_token;     // from arrival to the first token, in seconds
  std::vector<double> time_per_token;  // of the tokens after it; no number where the answer has one token
  std::vector<double> latency;         // from arrival to the last token
  double duration = 0;                 // from the first arrival to the last token
  double busy = 0;                     // share of it in which there was work
  double mean_sequences = 0;           // answered at once, over the time with work
  std::uint64_t steps = 0;
  std::uint64_t too_long = 0;        // requests that do not fit alone: they are not answered
  std::uint64_t beyond_context = 0;  // nor are those that are longer than the model takes
};

/// Requests that arrive as they do, whether the others are answered or not.
ServedRequests simulate(const StepLaw& law, const std::vector<TracedRequest>& requests);
/// Requests of so many clients, each of which asks again when it is answered; only lengths are read. Clients begin
/// spread over the time of one answer.
ServedRequests simulate_clients(const StepLaw& law, std::size_t clients, const std::vector<TracedRequest>& requests);

}  // namespace costcurve
