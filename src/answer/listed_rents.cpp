#include "answer/listed_rents.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "numeric/stable_order.h"
#include "scenario/stated.h"
#include "text/expression.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// An amount as the catalog writes it, in base units.
std::optional<double> amount_of(const Fact& fact, const Units& units) {
  Diagnostics unheard = Diagnostics::unheard();
  const Slot slot = parse_slot(fact.text, units, unheard);
  if (!slot.understood || slot.form != Slot::Form::value || !slot.first.is_literal()) return std::nullopt;
  return stated_literal(slot.first.literal).value;
}

std::vector<double> rents_of(const std::string& chip, Library& library) {
  Diagnostics unheard = Diagnostics::unheard();
  std::vector<double> rents;
  for (const std::string& cloud : library.catalog_names("cloud"))
    if (const CatalogEntry* entry = library.catalog_entry("cloud", cloud, unheard))
      for (const Fact& fact : entry->facts)
        if (fact.field == "rent" && fact.offering.chip == chip && fact.offering.term == "on_demand")
          if (const std::optional<double> rent = amount_of(fact, *library.units())) rents.push_back(*rent);
  return rents;
}

}  // namespace

namespace {

struct ListedRent {
  std::string cloud;
  const Fact* fact;
  double rent;  // in base units
};

std::vector<ListedRent> all_rents(Library& library, Diagnostics& diagnostics) {
  std::vector<ListedRent> rents;
  for (const std::string& cloud : library.catalog_names("cloud"))
    if (const CatalogEntry* entry = library.catalog_entry("cloud", cloud, diagnostics))
      for (const Fact& fact : entry->facts)
        if (fact.field == "rent")
          if (const std::optional<double> rent = amount_of(fact, *library.units()))
            rents.push_back({cloud, &fact, *rent});
  sort_stably(rents, [](const ListedRent& a, const ListedRent& b) { return a.rent < b.rent; });
  return rents;
}

std::string term_words(std::string term) {
  std::replace(term.begin(), term.end(), '_', ' ');
  return term;
}

bool is_of_chip(const ListedRent& listed, const std::string& word) {
  return plain_name(listed.fact->offering.chip) == plain_name(word);
}

bool is_of_cloud(const ListedRent& listed, const std::string& word) {
  return plain_name(listed.cloud) == plain_name(word);
}

bool matches(const ListedRent& listed, const std::string& word) {
  const Offering& offering = listed.fact->offering;
  const std::string text =
      plain_name(listed.cloud + " " + offering.instance + " " + offering.region + " " + offering.term);
  return text.find(plain_name(word)) != std::string::npos;
}

using IsOf = bool (*)(const ListedRent&, const std::string&);

bool is_of_any(const ListedRent& listed, const std::vector<std::string>& words, IsOf is_of) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return is_of(listed, word); });
}

// A word that is the name of a chip means that chip alone: an H100 is no H100-PCIe, whatever the machine is called. Of
// several chips, and of several clouds, each is wanted.
void keep_those_with(const std::vector<std::string>& words, std::vector<ListedRent>& rents) {
  std::vector<std::string> chips, clouds;
  for (const std::string& word : words) {
    const auto any = [&](IsOf is_of) {
      return std::any_of(rents.begin(), rents.end(), [&](const ListedRent& listed) { return is_of(listed, word); });
    };
    if (any(is_of_chip))
      chips.push_back(word);
    else if (any(is_of_cloud))
      clouds.push_back(word);
    else
      std::erase_if(rents, [&](const ListedRent& listed) { return !matches(listed, word); });
  }
  std::erase_if(rents, [&](const ListedRent& listed) {
    return (!chips.empty() && !is_of_any(listed, chips, is_of_chip)) ||
           (!clouds.empty() && !is_of_any(listed, clouds, is_of_cloud));
  });
}

Grid grid_of(const std::vector<ListedRent>& rents) {
  Grid grid;
  grid.columns = {{"chip"}, {"cloud"}, {"rent", Grid::Align::right}, {"term"}, {"seen"}, {"where"}};
  for (const ListedRent& listed : rents) {
    const Offering& offering = listed.fact->offering;
    std::string where = offering.instance;
    if (!offering.region.empty()) where += (where.empty() ? "" : " ") + offering.region;
    Grid::Row row;
    row.cells = {
        {offering.chip},     {listed.cloud}, {Text::amount(listed.fact->text.text)}, {term_words(offering.term)},
        {listed.fact->date}, {where}};
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

Data rents_data(const std::vector<ListedRent>& rents) {
  Data list = Data::list();
  for (const ListedRent& listed : rents) {
    const Offering& offering = listed.fact->offering;
    list.push(Data::members({{"chip", offering.chip},
                             {"cloud", listed.cloud},
                             {"rent", listed.fact->text.text},
                             {"term", offering.term},
                             {"instance", offering.instance},
                             {"region", offering.region},
                             {"date", listed.fact->date},
                             {"source", listed.fact->source}}));
  }
  return Data::members({{"rents", std::move(list).as_table()}});
}

}  // namespace

namespace {

// Of a chip or a cloud that the catalog has, that no rent is known is an answer.
Answer no_rents(const std::vector<std::string>& words, Library& library) {
  const std::vector<std::string> chips = library.catalog_names("chip"), clouds = library.catalog_names("cloud");
  const auto is_known = [&](const std::string& word) {
    const auto is_it = [&](const std::string& name) { return plain_name(name) == plain_name(word); };
    return std::any_of(chips.begin(), chips.end(), is_it) || std::any_of(clouds.begin(), clouds.end(), is_it);
  };
  if (!std::any_of(words.begin(), words.end(), is_known))
    return wrong_answer(fmt::format("no rent of the catalog is {}", listed(words)),
                        {"a word is a chip, a cloud, a machine, a region or a term: H100, lambda, spot",
                         "`costcurve list rents` shows them all"});
  Answer answer;
  answer.document = [words] {
    Document document{"What clouds ask", {}};
    Lead lead;
    lead.sentences.emplace_back(
        fmt::format("No rent is known of {}; `costcurve list rents` shows those that are.", fmt::join(words, " ")));
    document.pieces.emplace_back(std::move(lead));
    return document;
  };
  answer.data = {[data = rents_data({})] { return data; }};
  return answer;
}

}  // namespace

Answer list_of_rents(const std::vector<std::string>& words, Library& library) {
  Diagnostics diagnostics;
  std::vector<ListedRent> rents = all_rents(library, diagnostics);
  keep_those_with(words, rents);
  if (rents.empty() && diagnostics.empty()) return no_rents(words, library);
  Answer answer;
  answer.mistakes = diagnostics.sorted();
  if (!diagnostics.empty()) answer.exit = wrong_input;
  answer.document = [grid = grid_of(rents)] { return Document{"What clouds ask", {grid}}; };
  answer.data = {[data = rents_data(rents)] { return data; }};
  return answer;
}

std::string place_among_rents(double rent, const std::string& chip, Library& library) {
  const std::vector<double> rents = rents_of(chip, library);
  if (rents.empty()) return {};
  const auto below =
      static_cast<std::size_t>(std::count_if(rents.begin(), rents.end(), [&](double listed) { return listed < rent; }));
  if (rents.size() == 1)
    return fmt::format("{} the only listed on-demand {} rent", below == 1 ? "above" : "not above", chip);
  if (below == 0) return fmt::format("not above any of {} listed on-demand {} rents", rents.size(), chip);
  const std::string count =
      below == rents.size() ? fmt::format("all {}", below) : fmt::format("{} of {}", below, rents.size());
  return fmt::format("above {} listed on-demand {} rents", count, chip);
}

}  // namespace costcurve
