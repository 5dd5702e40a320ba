#include "answer/beside_plans.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "quantity/print.h"
#include "sheets/sheet.h"

namespace costcurve {

namespace {

// "`costcurve plan FILE` finds the best plan": where a run is not split yet, or a model not deployed, which is another
// verb's to find.
std::string beside_search(const std::string& path, const AuditedVariant& audited) {
  struct Searched {
    std::string_view sheet, result, split, verb, finds;  // where `split` is known, something else is missing
  };
  constexpr Searched searches[] = {
      {"parallel_training", "step", "microbatches", "plan", "the best way to split it over its chips"},
      {"serving", "time_per_token", "time_per_token", "serve", "how to deploy it best"}};
  for (const Searched& search : searches)
    for (const Part& part : audited.scenario.parts) {
      if (!part.sheet || part.sheet->name != search.sheet) continue;
      const auto lacks = [&](std::string_view name) {
        const std::optional<std::size_t> q = audited.scenario.quantity(part.name + "." + std::string(name));
        return q && !audited.solution.knows(*q);
      };
      if (lacks(search.result) && lacks(search.split))
        return fmt::format("How {} is split is not said: `costcurve {} {}` finds {}.", part.name, search.verb, path,
                           search.finds);
    }
  return {};
}

// What does not fit is an answer: by how much, and who looks for what would.
std::string beyond_memory(const std::string& path, const AuditedVariant& audited) {
  for (const Part& part : audited.scenario.parts) {
    if (!part.sheet || part.sheet->name != "parallel_training") continue;
    const auto value = [&](const char* name) {
      const std::optional<std::size_t> q = audited.scenario.quantity(part.name + "." + name);
      return q && audited.solution.knows(*q) ? audited.solution.found[*q].value : std::nan("");
    };
    const double room = value("memory") * (1 - value("reserved"));
    if (!(value("bytes") > room)) continue;
    constexpr double gigabyte = 1e9;
    return fmt::format(
        "{} does not fit: it takes {:.1f} GB of a chip, {:.1f} GB more than the runtime leaves. `costcurve plan {}` "
        "finds what fits, and which change would.",
        part.name, value("bytes") / gigabyte, (value("bytes") - room) / gigabyte, path);
  }
  return {};
}

// Where nothing lacks but a number of requests at once that keeps up with those that arrive.
std::string without_steady_state(const AuditedVariant& audited) {
  constexpr std::string_view needed[] = {"request_rate", "fresh_per_request", "output_per_request", "most_sequences",
                                         "stream",       "ffn_speed",         "core_speed",         "kernels"};
  for (const Part& part : audited.scenario.parts) {
    if (!part.sheet || part.sheet->name != "serving_queue") continue;
    const auto knows = [&](std::string_view name) {
      const std::optional<std::size_t> q = audited.scenario.quantity(part.name + "." + std::string(name));
      return q && audited.solution.knows(*q);
    };
    if (knows("first_token") || !std::all_of(std::begin(needed), std::end(needed), knows)) continue;
    const std::size_t rate = *audited.scenario.quantity(part.name + ".request_rate");
    return fmt::format(
        "{} has no steady state: with {} prompts come faster than they are taken in, and waits grow without end. Fewer "
        "requests, more chips or shorter prompts would do.",
        part.name, amount_text(audited.solution.found[rate].value, audited.scenario.relations->quantities[rate].shown));
  }
  return {};
}

}  // namespace

std::string beside_plans(const std::string& path, const AuditedVariant& audited) {
  std::string sentence = beside_search(path, audited);
  if (sentence.empty()) sentence = without_steady_state(audited);
  return sentence.empty() ? beyond_memory(path, audited) : sentence;
}

}  // namespace costcurve
