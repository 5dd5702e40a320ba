#include "sheets/network.h"

namespace costcurve {

void quantities(Network& network, Table& table) {
  table.row("link_bandwidth", network.link_bandwidth, "GB/s/chip", "one way of what joins the chips of a domain")
      .from("chip.link_bandwidth");
  table.row("network_bandwidth", network.network_bandwidth, "GB/s/chip", "one way of a chip's network port")
      .from("chip.network_bandwidth");
  table.row("domain", network.domain, "", "chips that the link joins: a server, a rack, a slice")
      .from("chip.domain")
      .usually("8", "the usual server");
  const std::string_view calibrated = "calibrated on published runs, docs/training.md";
  table.row("link_share", network.link_share, "", "share of the link that a collective carries")
      .usually("0.78", calibrated)
      .between("0.62", "0.90");
  table.row("network_share", network.network_share, "", "share of the network port that a collective carries")
      .usually("0.64", calibrated)
      .between("0.50", "0.95");
  table.row("contention", network.contention, "", "what an overlapped transfer still costs, as a share of its time")
      .in(Domain::fraction)
      .usually("0.54", calibrated)
      .between("0.35", "0.90");
  table.row("start", network.start, "us", "start of one collective")
      .usually("20 us", "NCCL, an all-reduce of 1 MB over two to eight A100s: 44 to 92 us");
  table.row("hop", network.hop, "us", "one step of a ring")
      .usually("4 us", "NCCL, an all-reduce of 1 MB over two to eight A100s: 44 to 92 us");
  table.row("link_rate", network.link_rate, "GB/s", "what a collective carries between two chips of a domain");
  table.row("net_rate", network.net_rate, "GB/s", "what a collective carries out of one chip, across the network");
}

void equations(Network& network, System& system) {
  system.equal_forward("a collective carries a share of the link", network.link_rate,
                       on_one_chip(network.link_bandwidth, system) * network.link_share);
  system.equal_forward("a collective carries a share of the port", network.net_rate,
                       on_one_chip(network.network_bandwidth, system) * network.network_share);
}

Time ring(const Network& network, const Information& size, const Ratio& ranks, const Ratio& stride, const Ratio& calls,
          System& system) {
  const Ratio one = system.number(1);
  const Time none = system.constant<Time>(0, "0 s");
  const Ratio inside = min(ranks, max(network.domain / stride, one));
  const Ratio outside = ranks / inside;
  const Time within = size * (one - one / inside) / network.link_rate;
  const Time across = size / inside * (one - one / outside) / network.net_rate;
  const Time steps = calls * (network.start + network.hop * (ranks - one));
  return system.named("ring", "a reduce-scatter or all-gather: by link inside the domain, then each rank's part across",
                      within + across + select(less(one, ranks), steps, none), {size.value().node, ranks.value().node});
}

Time exposed(const Network& network, const Time& transfer, const Time& cover, const Ratio& overlapped, System& system) {
  const Time none = system.constant<Time>(0, "0 s");
  const Time beneath = network.contention * min(transfer, cover);
  const Time beyond = max(none, transfer - cover);
  return system.named("exposed",
                      "a transfer beneath work still takes a share of its time, and what is longer sticks out",
                      select(overlapped, beneath + beyond, transfer), {transfer.value().node, cover.value().node});
}

}  // namespace costcurve
