// Parts that are like another: each quantity that they say nothing of is the other's of that name.

#include <fmt/format.h>

#include "scenario/names.h"
#include "scenario/outline.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

void no_such_part(const Part& part, const std::string& other, Outline& outline, Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const Part& candidate : outline.parts)
    if (candidate.name != part.name) known.push_back(candidate.name);
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(other, known); !hint.empty()) notes.push_back(hint);
  notes.emplace_back("it names a part of this file, whose quantities are taken where nothing else is said");
  diagnostics.report(outline.attribute_places[{part.name, "like"}],
                     other == part.name ? fmt::format("the part `{}` is like itself", other)
                                        : fmt::format("there is no part `{}` to be like", other),
                     notes);
  outline.mistaken.insert(part.name);
}

// In which class of service a workload is asked for.
void take_service(Part& part, const std::string& other, Outline& outline) {
  for (const Part& like : outline.parts) {
    const auto service = like.attributes.find("service");
    if (like.name != other || service == like.attributes.end()) continue;
    if (part.attributes.try_emplace("service", service->second).second)
      outline.attribute_places[{part.name, "service"}] = outline.attribute_places[{other, "service"}];
  }
}

}  // namespace

void link_like_parts(Outline& outline, Diagnostics& diagnostics) {
  for (Part& part : outline.parts) {
    const auto like = part.attributes.find("like");
    if (like == part.attributes.end()) continue;
    const std::string& other = like->second;
    const auto is_other = [&](const Part& candidate) { return candidate.name == other; };
    if (other == part.name || std::none_of(outline.parts.begin(), outline.parts.end(), is_other)) {
      no_such_part(part, other, outline, diagnostics);
      continue;
    }
    take_service(part, other, outline);
    for (const std::size_t q : part.quantities) {
      Draft& draft = outline.drafts[q];
      const std::string name = other + "." + std::string(last_word(draft.name));
      const auto found = outline.index.find(name);
      if (draft.value || found == outline.index.end()) continue;
      const Draft& taken = outline.drafts[found->second];
      if (!taken.dimension || !draft.dimension || *taken.dimension == *draft.dimension)
        relate(name, outline.attribute_places[{part.name, "like"}], draft, outline);
    }
  }
}

}  // namespace costcurve
