#include "catalog/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "catalog/order_check.h"

namespace costcurve {

std::optional<Value> read_catalog_file(const std::string& path, Texts& texts, Diagnostics& diagnostics) {
  const SourcePointer source = texts.read(path, diagnostics);
  return source ? parse_document(source, diagnostics) : std::nullopt;
}

std::string catalog_text(const Value& table, std::string_view key) {
  const Entry* entry = table.find(key);
  return entry && entry->value.kind != Value::Kind::table && entry->value.kind != Value::Kind::array
             ? entry->value.text.text
             : std::string();
}

std::vector<std::string> entries_in(const Value& document) {
  std::vector<std::string> names;
  for (const Entry& entry : document.members)
    if (entry.value.is_table() && entry.key != "sources") names.push_back(entry.key);
  return names;
}

bool holds_several(const Value& document) {
  return !document.find("name") && !document.find("price") && !entries_in(document).empty();
}

Value table_of_entry(const Value& document, const std::string& name) {
  Value table = document.find(name)->value;
  if (const Entry* sources = document.find("sources")) table.members.push_back(*sources);
  return table;
}

namespace {

// What stands above some facts: the sources of the file, the date they share, when they are in force, what is let.
struct Reading {
  const Value* sources = nullptr;
  std::string date;
  std::size_t price = 0;
  Offering offering;
};

void describe_source(Fact& fact, const Reading& reading) {
  const Entry* source = reading.sources ? reading.sources->find(fact.source_key) : nullptr;
  if (!source) return;
  fact.source = catalog_text(source->value, "title");
  fact.retrieved = catalog_text(source->value, "date");
  if (fact.date.empty()) fact.date = fact.retrieved;
}

Fact blank_fact(const std::string& field, const Reading& reading) {
  Fact fact;
  fact.field = field;
  fact.date = reading.date;
  fact.price = reading.price;
  fact.offering = reading.offering;
  return fact;
}

std::optional<Fact> fact_of_table(const std::string& field, const Value& value, const Reading& reading) {
  const Entry* is = value.find("is");
  if (!is) return std::nullopt;
  Fact fact = blank_fact(field, reading);
  fact.text = is->value.text;
  fact.source_key = catalog_text(value, "source");
  fact.note = catalog_text(value, "note");
  if (const std::string date = catalog_text(value, "date"); !date.empty()) fact.date = date;
  if (const Entry* verified = value.find("verified")) fact.verified = verified->value.boolean;
  if (const Entry* conflicts = value.find("conflicts"))
    for (const Value& other : conflicts->value.elements)
      fact.conflicts.push_back({catalog_text(other, "is"), catalog_text(other, "source")});
  describe_source(fact, reading);
  return fact;
}

void read_fact(const std::string& field, const Value& value, const Reading& reading, std::vector<Fact>& facts);

// A list of facts is the history of one.
void read_history(const std::string& field, const Value& list, const Reading& reading, std::vector<Fact>& facts) {
  for (const Value& dated : list.elements)
    if (std::optional<Fact> fact = dated.is_table() ? fact_of_table(field, dated, reading) : std::nullopt) {
      fact->has_history = true;
      facts.push_back(std::move(*fact));
    }
}

void read_fact(const std::string& field, const Value& value, const Reading& reading, std::vector<Fact>& facts) {
  if (value.is_array()) return read_history(field, value, reading, facts);
  if (value.kind == Value::Kind::boolean) return;
  if (value.is_table()) {
    if (std::optional<Fact> fact = fact_of_table(field, value, reading)) facts.push_back(std::move(*fact));
    return;
  }
  Fact fact = blank_fact(field, reading);
  fact.text = value.text;
  facts.push_back(std::move(fact));
}

// A table that leads on to facts, such as the peaks of a chip and the tier of a price, and not a fact of its own.
bool is_group(const Value& value) { return value.is_table() && !value.find("is"); }

constexpr std::array<std::string_view, 6> no_facts = {"name", "vendor", "sources", "note", "from", "to"};

// "16:30 to 00:30" is two facts, when those hours of the day begin and how many they are.
void read_stretch(const std::string& group, const std::string& text, const Reading& reading, std::vector<Fact>& facts) {
  constexpr std::string_view form = "dd:dd to dd:dd";
  if (text.size() != form.size()) return;
  const auto minutes_at = [&](std::size_t at) {
    return 60 * std::atoi(text.substr(at, 2).c_str()) + std::atoi(text.substr(at + 3, 2).c_str());
  };
  constexpr int day = 24 * 60;
  const int from = minutes_at(0), length = (minutes_at(9) - from + day) % day;
  for (const auto& [name, minutes] : {std::pair{"begin", from}, std::pair{"length", length}}) {
    Fact fact = blank_fact(group + name, reading);
    fact.text = built_in(fmt::format("{} h", minutes / 60.0));
    fact.note = text + " UTC";
    facts.push_back(std::move(fact));
  }
}

void read_hours(const std::string& group, const Value& hours, const Reading& reading, std::vector<Fact>& facts) {
  const std::vector<std::string> stretches =
      stretches_of_day(hours.is_table() ? catalog_text(hours, "is") : hours.text.text);
  read_stretch(group, stretches.front(), reading, facts);
  if (stretches.size() > 1) read_stretch(group + "second_", stretches[1], reading, facts);
}

void read_member(const std::string& prefix, const Entry& member, const Reading& reading, std::vector<Fact>& facts);

// Tables that stand beside each other, the tiers of a price, are numbered from the second on.
void read_groups(const std::string& prefix, const Entry& member, const Reading& reading, std::vector<Fact>& facts) {
  for (std::size_t i = 0; i < member.value.elements.size(); ++i)
    for (const Entry& inner : member.value.elements[i].members)
      read_member(fmt::format("{}{}.{}", prefix, member.key, i == 0 ? "" : fmt::format("{}.", i + 1)), inner, reading,
                  facts);
}

bool is_list_of_groups(const Value& value) {
  return value.is_array() && !value.elements.empty() &&
         std::all_of(value.elements.begin(), value.elements.end(), [](const Value& one) { return is_group(one); });
}

void read_member(const std::string& prefix, const Entry& member, const Reading& reading, std::vector<Fact>& facts) {
  if (std::find(no_facts.begin(), no_facts.end(), member.key) != no_facts.end()) return;
  if (member.key == "hours" && !prefix.empty()) read_hours(prefix, member.value, reading, facts);
  if (is_list_of_groups(member.value)) return read_groups(prefix, member, reading, facts);
  if (!is_group(member.value)) return read_fact(prefix + member.key, member.value, reading, facts);
  for (const Entry& inner : member.value.members) read_member(prefix + member.key + ".", inner, reading, facts);
}

constexpr std::array<std::string_view, 4> terms = {"on_demand", "spot", "reserved_1y", "reserved_3y"};

// What a cloud asks for its chips: a fact for each term.
void read_rents(const Value& rents, const Reading& reading, std::vector<Fact>& facts) {
  for (const Value& rent : rents.elements) {
    Reading let = reading;
    let.date = catalog_text(rent, "date");
    for (const std::string_view term : terms) {
      const Entry* price = rent.find(term);
      if (!price) continue;
      let.offering = {catalog_text(rent, "chip"), catalog_text(rent, "instance"), catalog_text(rent, "region"),
                      std::string(term)};
      read_fact("rent", price->value, let, facts);
    }
  }
}

void read_prices(const Value& prices, const Reading& reading, CatalogEntry& entry) {
  for (const Value& price : prices.elements) {
    Reading dated = reading;
    entry.periods.push_back({catalog_text(price, "from"), catalog_text(price, "to")});
    dated.date = entry.periods.back().from;
    dated.price = entry.periods.size();
    for (const Entry& member : price.members) read_member("", member, dated, entry.facts);
  }
}

// A list of tables that is no history of one fact.
bool is_list_of(const Entry& member, std::string_view key) {
  return member.key == key && member.value.is_array() && !member.value.elements.empty() &&
         !member.value.elements.front().find("is");
}

}  // namespace

CatalogEntry read_entry(const CatalogKind& kind, const std::string& name, const Value& table) {
  CatalogEntry entry;
  entry.kind = kind.name;
  entry.name = name;
  entry.title = catalog_text(table, "name");
  entry.vendor = catalog_text(table, "vendor");
  Reading reading;
  if (const Entry* sources = table.find("sources")) reading.sources = &sources->value;
  if (reading.sources)
    for (const Entry& source : reading.sources->members)
      entry.known_on = std::max(entry.known_on, catalog_text(source.value, "date"));
  for (const Entry& member : table.members) {
    if (is_list_of(member, "price"))
      read_prices(member.value, reading, entry);
    else if (is_list_of(member, "rent"))
      read_rents(member.value, reading, entry.facts);
    else
      read_member("", member, reading, entry.facts);
  }
  return entry;
}

}  // namespace costcurve
