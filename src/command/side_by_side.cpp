#include <fmt/format.h>

#include <algorithm>

#include "command/command.h"
#include "command/quantity.h"
#include "text/diagnostic.h"

namespace costcurve {

Outcome for_each_variant(const Invocation& invocation, Library& library, Outcome (*verb)(const Invocation&, Library&)) {
  Diagnostics diagnostics;
  if (invocation.format == "csv")
    return {
        "",
        render(without_place("CSV has no room for several variants", {"name one: --variant"}), invocation.style.width),
        wrong_input};
  const std::optional<ScenarioFile> file = library.scenario(invocation.files.front(), diagnostics);
  const std::vector<std::string> names =
      file ? variants_asked(*file, invocation, diagnostics) : std::vector<std::string>();
  Outcome outcome{"", rendered(diagnostics, invocation.style), diagnostics.empty() ? as_expected : wrong_input};
  std::vector<std::string> documents;
  for (const std::string& name : names) {
    Invocation one = invocation;
    one.all_variants = false;
    one.variants.clear();
    one.variant = name;
    one.beside_others = true;
    const Outcome made = verb(one, library);
    outcome.exit = std::max(outcome.exit, made.exit);
    if (outcome.err.find(made.err) == std::string::npos) outcome.err += made.err;
    if (made.out.empty()) continue;
    if (invocation.format == "json")
      documents.push_back(made.out.substr(0, made.out.find_last_not_of('\n') + 1));
    else
      outcome.out += fmt::format("{}{}:\n{}", outcome.out.empty() ? "" : "\n",
                                 made_visible(name.empty() ? std::string(as_it_stands) : name), made.out);
  }
  if (invocation.format == "json") outcome.out = json_array(documents);
  return outcome;
}

}  // namespace costcurve
