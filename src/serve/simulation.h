#pragma once
// Requests in time: what each waits for, where means do not say.
//
// A deployment works in steps. A step gives a token to every sequence that is being answered, and takes in prompts from
// the queue, first come first served, as many as the budget and the memory hold. How long a step takes is the step law
// of the equations, worked out into tables once, so a formula and a simulation cannot disagree about a step.
//
// While nobody arrives and nobody is done, steps are alike but for the contexts, which grow by a token each: they are
// made in one leap, so a request costs two or three leaps and not hundreds of steps.
//
// Left out: preemption (a request takes the memory of its whole answer when it begins), drafts, and that the prefix
// cache forgets: what an earlier request left is found, and takes no memory of its own.

#include <algorithm>
#include <cstdint>
#include <vector>

namespace costcurve {

struct TracedRequest {
  double arrival = 0;  // seconds from the first on, ascending
  double input = 0;
  double output = 1;
  double shared = 0;  // of the input, what an earlier request began with too: it is in the prefix cache
};

/// How long steps take, by how many sequences and by the sum of their contexts; and prompts, by their tokens.
struct StepLaw {
  /// A step of B sequences takes base[B] + slope[B] * (sum of their contexts).
  std::vector<double> base, slope;  // from no sequence to the most
  /// A prompt of i * token_step tokens beside j * sequence_step sequences lengthens it by added[i][j].
  double token_step = 64, sequence_step = 64;
  std::vector<std::vector<double>> added;
  /// What each token that a prompt of i * token_step tokens looks back at beyond `cached_tokens` adds to that.
  std::vector<double> look_back;
  double cached_tokens = 0;    // of an input, what is in the prefix cache and not computed
  double longest = 1e18;       // tokens of a sequence that the model takes
  double cache_tokens = 0;     // tokens whose keys and values fit, over all replicas
  double most_sequences = 0;   // that an engine takes at once
  double budget = 8192;        // tokens of prompts in one step
  bool prompts_alone = false;  // a step takes in prompts or decodes
  double stages = 1;           // that a prompt passes one after the other

  double step(std::size_t sequences, double contexts) const { return base[sequences] + slope[sequences] * contexts; }
  /// Of an input, what need not be computed: its last token at least has to be.
  double cached(const TracedRequest& request) const {
    return std::min(std::max(cached_tokens, request.shared), request.input - 1);
  }
  double prompt(const TracedRequest& request, double sequences) const;
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
