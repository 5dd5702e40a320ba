// Classes of service in which an API is bought.

#include "catalog/services.h"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/kinds.h"
#include "scenario/outline.h"
#include "text/listing.h"

namespace costcurve {

namespace {

void not_sold_so(const Part& part, const CatalogEntry& api, Outline& outline, Diagnostics& diagnostics) {
  const std::vector<std::string> services = services_of(api, day_of(part));
  diagnostics.report(
      outline.attribute_places[{part.name, "service"}],
      fmt::format("the catalog has no prices of {} in {} service", api.name, service_of(part)),
      {services.empty() ? "it has those of standard service alone" : "it has standard, " + listed(services),
       "the prices may stand in the part itself, or in an entry of a catalog of your own"});
  outline.mistaken.insert(part.name);
}

bool says(const std::string& quantity, const Outline& outline) {
  const auto found = outline.index.find(quantity);
  return found != outline.index.end() && outline.drafts[found->second].value &&
         !outline.drafts[found->second].value->withdrawn;
}

// True where a quantity is what the part that it is like says, or does not say.
bool is_taken_from(const std::string& other, const std::string& quantity, const Outline& outline) {
  const Value& value = *outline.drafts[outline.index.find(quantity)->second].value;
  return value.text.text == other + quantity.substr(quantity.rfind('.'));
}

// A share in batch divides standard service; beside another class it would be of no use.
void check_batch_share(const Part& part, Outline& outline, Diagnostics& diagnostics) {
  const std::string name = part.name + ".batch_share";
  if (service_of(part).empty() || service_of(part) == standard_service || !says(name, outline)) return;
  const auto like = part.attributes.find("like");
  if (like != part.attributes.end() && is_taken_from(like->second, name, outline)) return;  // it is said of that
  diagnostics.report(
      outline.drafts[outline.index.find(name)->second].place,
      fmt::format("all of `{}` is in {} service, so no share of it waits in a batch", part.name, service_of(part)),
      {"batch_share is of standard service: say one of the two"});
  outline.mistaken.insert(part.name);
}

}  // namespace

void check_services(const Elsewhere& elsewhere, Outline& outline, Diagnostics& diagnostics) {
  const CatalogKind& kind = *catalog_kind("api");
  for (const Part& part : outline.parts) {
    if (!part.attributes.contains("service")) continue;
    const std::string service = service_of(part);
    const bool is_known = service == standard_service ||
                          std::find(service_classes.begin(), service_classes.end(), service) != service_classes.end();
    if (!is_known) continue;  // it is reported where it stands
    check_batch_share(part, outline, diagnostics);
    if (part.attributes.contains("api") && lack_of(part, kind, elsewhere) == Lack::service)
      not_sold_so(part, *catalog_entry(part, "api", elsewhere), outline, diagnostics);
  }
}

}  // namespace costcurve
