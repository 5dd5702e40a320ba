// Why no deployment keeps every limit, and what would do.

#include <fmt/format.h>

#include <cmath>

#include "answer/serve.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

std::string text_of_time(double time, const ShownUnit& unit) { return amount_text(time, unit, 3); }

}  // namespace

// No option has an answer: the first says why.
Diagnostic why_no_deployment(const ServedOptions& served) {
  const ServedOption& first = served.options.front();
  const ShownUnit& time = served.units[static_cast<std::size_t>(Served::time_per_token)];
  const ShownUnit& memory = served.units[static_cast<std::size_t>(Served::free_memory)];
  std::vector<std::string> notes;
  if (!first.no_plan.empty()) return without_place(first.no_plan, {"other values behind --over"});
  if (first.fastest && first.step_limit && (*first.fastest)[Served::time_per_token] > *first.step_limit) {
    std::vector<std::string> terms;
    for (const ServedTerm& term : first.terms)
      if (terms.size() < 3) terms.push_back(fmt::format("{} {}", term.name, text_of_time(term.time, time)));
    notes.push_back(
        fmt::format("{} with {:.0f} at once: {}", first.fastest->text(), first.fastest->sequences, listed(terms)));
    // Kernels take their time whatever the chip.
    const bool are_kernels = !first.terms.empty() && first.terms.front().name == "kernels and scheduling";
    notes.emplace_back(are_kernels ? "a longer limit, or a model of fewer layers"
                                   : "a longer limit, a format of fewer bytes or a chip of more bandwidth would do");
    return without_place(
        fmt::format("no deployment gives a token in {}: the fastest takes {}", text_of_time(*first.step_limit, time),
                    text_of_time((*first.fastest)[Served::time_per_token], time)),
        notes);
  }
  if (first.soonest && first.first_limit && (*first.soonest)[Served::first_token] > *first.first_limit)
    return without_place(
        fmt::format("no deployment gives a first token in {}: the soonest takes {}",
                    text_of_time(*first.first_limit, time), text_of_time((*first.soonest)[Served::first_token], time)),
        {fmt::format("{} with {} at once", first.soonest->text(), number_text(first.soonest->sequences, 2)),
         "a longer limit, a shorter prompt, more of it in the cache or a faster chip would do"});
  if (!first.fastest && first.crowded)
    return without_place(
        fmt::format("no deployment holds all requests at once: {} of them fit in the memory of {}, and there would be "
                    "more",
                    count_text(std::floor((*first.crowded)[Served::most_sequences])), first.crowded->text()),
        {served.has_arrivals ? "fewer or shorter requests, or more deployments: leave `deployments` open"
                             : "fewer clients, or shorter requests",
         "more chips, a chip of more memory, or a format of fewer bytes"});
  if (served.has_arrivals && !first.fastest && first.too_large.empty())
    return without_place(
        "no deployment keeps up: prompts come faster than they are taken in, and waits grow without end",
        {"fewer requests, shorter prompts or more deployments: leave `deployments` open"});
  if (!first.too_large.empty() && !first.fastest) {
    const TooLarge& last = first.too_large.back();
    for (const TooLarge& each : first.too_large) notes.push_back(each.text(memory));
    if (first.larger)
      notes.push_back(fmt::format("chips = {:.0f} would do: {}", first.larger->chips(), first.larger->text()));
    notes.push_back(
        fmt::format("{}{}, or a chip of more memory would do", first.states_plan && !first.larger ? "more chips, " : "",
                    last.sequence > 0 ? "shorter requests, a cache of fewer bytes" : "a format of fewer bytes"));
    return without_place(fmt::format("{} fits on no number of chips that was tried, up to {:.0f}",
                                     last.sequence > 0 ? "a single request" : "the model", last.plan.chips()),
                         notes);
  }
  for (const std::string& sentence : first.broken) notes.push_back("broken: " + sentence);
  notes.emplace_back("a plan that the file does not say is looked for: leave `tensor` or `chips` open");
  return without_place("no deployment keeps every limit", notes);
}

}  // namespace costcurve
