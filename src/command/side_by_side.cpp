#include <algorithm>
#include <set>

#include "command/command.h"
#include "command/quantity.h"

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
  std::set<std::string> reported = {outcome.err};
  Document beside;
  for (const std::string& name : names) {
    Invocation one = invocation;
    one.all_variants = false;
    one.variants.clear();
    one.variant = name;
    one.beside_others = true;
    Outcome made = verb(one, library);
    outcome.exit = std::max(outcome.exit, made.exit);
    if (reported.insert(made.err).second) outcome.err += made.err;
    if (!made.out.empty()) documents.push_back(made.out.substr(0, made.out.find_last_not_of('\n') + 1));
    if (!made.document) continue;
    beside.title = made.document->title;
    beside.pieces.emplace_back(Section{name.empty() ? std::string(as_it_stands) : name, Section::Of::variant,
                                       std::move(made.document->pieces)});
  }
  if (invocation.format == "json")
    outcome.out = json_array(documents);
  else
    outcome.document = std::move(beside);
  return outcome;
}

}  // namespace costcurve
