#pragma once
// Requests that nobody recorded: drawn from how often they arrive, how unevenly, and how long they are.

#include <vector>

#include "serve/simulation.h"

namespace costcurve {

/// How requests arrive: so many a second, and the squared coefficient of variation of the time between two. At 1 they
/// are independent of each other (a Poisson process), at 0 they come evenly, above 1 in bursts.
struct ArrivalProcess {
  double rate = 1;
  double cv2 = 1;
};

/// Tokens in and out; of each one for every request, or a single one for all.
struct DrawnLengths {
  std::vector<double> inputs, outputs;
};

/// So many requests, the same for one seed.
std::vector<TracedRequest> drawn_requests(std::size_t count, const ArrivalProcess& process, const DrawnLengths& lengths,
                                          std::uint64_t seed);

/// Numbers around a mean whose squared coefficient of variation is said, log-normal; the same for one seed.
std::vector<double> drawn_around(std::size_t count, double mean, double cv2, std::uint64_t seed);

}  // namespace costcurve
