#pragma once
// What chips send to each other takes: the two forms of every transfer.

#include "sheets/rates.h"

namespace costcurve {

/// Links within a domain (a server, a rack), a network between domains, and what a collective carries over them.
struct Network {
  ChipBandwidth link_bandwidth, network_bandwidth;
  Ratio domain, link_share, network_share, contention;
  Time start, hop;

  ByteRate link_rate, net_rate;
};

void quantities(Network& network, Table& table);
void equations(Network& network, System& system);

/// Reduce-scatter or all-gather of `size` over `ranks` that sit `stride` apart, in so many calls: inside the domain by
/// link, then each rank its part across the network. An all-reduce is two of them.
Time ring(const Network& network, const Information& size, const Ratio& ranks, const Ratio& stride, const Ratio& calls,
          System& system);

/// What a transfer adds to the work that may cover it: all of itself, or, `overlapped` (1 or 0), the matrix units and
/// the bandwidth that it still takes from the work, and what is longer than its cover.
Time exposed(const Network& network, const Time& transfer, const Time& cover, const Ratio& overlapped, System& system);

}  // namespace costcurve
