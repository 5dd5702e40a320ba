#include "catalog/entry_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "catalog/amount_check.h"
#include "catalog/order_check.h"
#include "catalog/reading.h"
#include "quantity/word_list.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

const std::vector<std::string>& keys_of_fact() {
  static const std::vector<std::string> keys = {"is", "source", "date", "note", "conflicts", "verified"};
  return keys;
}

// The name that is meant, or all that there are.
std::string advice(const std::string& word, const std::vector<std::string>& names) {
  const std::string hint = did_you_mean(word, names);
  return !hint.empty() ? hint : fmt::format("known {} {}", names.size() == 1 ? "is" : "are", listed(names));
}

class EntryCheck {
 public:
  EntryCheck(const CatalogKind& kind, const Value& entry, const Units& units, Diagnostics& diagnostics)
      : kind_(kind), units_(units), diagnostics_(diagnostics) {
    if (const Entry* sources = entry.find("sources")) sources_ = &sources->value;
  }

  void check_sources() {
    if (!sources_) return;
    for (const Entry& source : sources_->members)
      if (const Entry* date = source.value.find("date")) check_day(date->value, diagnostics_);
  }

  // The members of a group, of the entry itself where the group has no name.
  void check_table(const Value& table, const std::string& group) {
    for (const Entry& member : table.members)
      if (!group.empty() || member.key != "sources") check_member(member, group);
    for (const NeededField& needed : needed_fields(kind_.name, group))
      check_needed(needed, table, group.substr(group.rfind('.') + 1));
  }

 private:
  void check_needed(const NeededField& needed, const Value& table, const std::string& what) {
    const std::vector<std::string> names = words_parted(needed.names);
    if (std::any_of(names.begin(), names.end(), [&](const std::string& name) { return table.find(name); })) return;
    std::vector<std::string> quoted;
    for (const std::string& name : names) quoted.push_back(fmt::format("`{}`", name));
    diagnostics_.report(table.place, fmt::format("this {} says no {}", what, listed(quoted, "or")),
                        {std::string(needed.remedy)});
  }

  // What stands in an API's entry itself instead of its [[price]] holds without a day.
  const CatalogField* field_of(const std::string& group, const std::string& name) const {
    const CatalogField* field = catalog_field(kind_.name, group, name);
    if (field || !group.empty()) return field;
    const CatalogField* undated = catalog_field(kind_.name, "price", name);
    return undated && undated->form == FieldForm::amount ? undated : nullptr;
  }

  void check_member(const Entry& member, const std::string& group) {
    const CatalogField* field = field_of(group, member.key);
    if (!field) return unknown(member, group);
    const std::string path = group.empty() ? member.key : group + "." + member.key;
    switch (field->form) {
      case FieldForm::list: return check_list(member, path);
      case FieldForm::group:
        return member.value.is_table() ? check_table(member.value, path)
                                       : no_table(member, "a table", fmt::format("[{}]", path));
      case FieldForm::groups:
        return member.value.is_table() ? check_table(member.value, path) : check_groups(member, path);
      default: return check_fact(*field, member.key, member.value);
    }
  }

  static bool is_list_of_tables(const Value& value) {
    return value.is_array() &&
           std::all_of(value.elements.begin(), value.elements.end(), [](const Value& one) { return one.is_table(); });
  }

  void check_groups(const Entry& member, const std::string& path) {
    if (!is_list_of_tables(member.value))
      return no_table(member, "a table, or several", fmt::format("[{0}], or [[{0}]] for each", path));
    for (const Value& table : member.value.elements) check_table(table, path);
    if (member.key == "tier") check_tiers(member.value, units_, diagnostics_);
  }

  void check_list(const Entry& member, const std::string& path) {
    if (!is_list_of_tables(member.value)) return no_table(member, "a list of tables", fmt::format("[[{}]]", path));
    for (const Value& table : member.value.elements) check_table(table, path);
    if (path == "price") check_periods(member.value, kind_.dated_noun, diagnostics_);
    if (path == "rent") check_rents(member.value, diagnostics_);
  }

  void no_table(const Entry& member, std::string_view what, const std::string& heading) {
    diagnostics_.report(member.place, fmt::format("`{}` is {}", member.key, what),
                        {fmt::format("its fields stand below the heading {}", heading)});
  }

  void unknown(const Entry& member, const std::string& group) {
    const std::vector<std::string> names = catalog_field_names(kind_.name, group);
    diagnostics_.report(member.place,
                        group.empty()
                            ? fmt::format("`{}` is nothing that the catalog knows of this {}", member.key, kind_.name)
                            : fmt::format("`{}` is nothing that the catalog knows of a {}", member.key,
                                          group.substr(group.rfind('.') + 1)),
                        {advice(member.key, names), "what the catalog has no name for a scenario says itself"});
  }

  void check_fact(const CatalogField& field, const std::string& name, const Value& value) {
    if (value.is_array() && field.form == FieldForm::amount) {
      for (const Value& dated : value.elements) check_fact(field, name, dated);
      return check_history(value, name, diagnostics_);
    }
    if (!value.is_table()) return check_value(field, name, value);
    if (const Entry* is = value.find("is"))
      check_value(field, name, is->value);
    else
      diagnostics_.report(value.place, fmt::format("`{}` is said to be nothing", name),
                          {"a fact with its source is written { is = \"...\", source = \"...\" }"});
    for (const Entry& member : value.members) check_beside(field, name, member);
  }

  // What stands beside the number of a fact.
  void check_beside(const CatalogField& field, const std::string& name, const Entry& member) {
    const std::vector<std::string>& keys = keys_of_fact();
    if (std::find(keys.begin(), keys.end(), member.key) == keys.end())
      diagnostics_.report(member.place, fmt::format("`{}` is nothing that the catalog knows of a fact", member.key),
                          {advice(member.key, keys)});
    if (member.key == "date") check_day(member.value, diagnostics_);
    if (member.key == "source") check_source(member.value);
    if (member.key == "conflicts")
      for (const Value& other : member.value.elements) check_fact(field, name, other);
  }

  void check_source(const Value& key) {
    if (!sources_ || sources_->find(key.text.text)) return;
    std::vector<std::string> known;
    for (const Entry& source : sources_->members) known.push_back(source.key);
    std::string hint = did_you_mean(key.text.text, known);
    if (hint.empty())
      hint = fmt::format("one line below [sources] says what it is: {} = {{ title = \"...\" }}", key.text.text);
    diagnostics_.report(key.text.place(), fmt::format("this file lists no source `{}`", key.text.text), {hint});
  }

  void check_value(const CatalogField& field, const std::string& name, const Value& value) {
    switch (field.form) {
      case FieldForm::amount: return check_amount(field, name, value, units_, diagnostics_);
      case FieldForm::hours: return check_hours(value, diagnostics_);
      case FieldForm::day: check_day(value, diagnostics_); return;
      case FieldForm::choice: return check_choice(field, name, value);
      default: return;
    }
  }

  void check_choice(const CatalogField& field, const std::string& name, const Value& value) {
    const std::vector<std::string> words = words_parted(field.unit);
    if (std::find(words.begin(), words.end(), value.text.text) != words.end()) return;
    diagnostics_.report(value.text.text.empty() ? value.place : value.text.place(),
                        fmt::format("`{}` is no `{}`", value.text.text, name), {advice(value.text.text, words)});
  }

  const CatalogKind& kind_;
  const Units& units_;
  Diagnostics& diagnostics_;
  const Value* sources_ = nullptr;
};

}  // namespace

void check_entry(const CatalogKind& kind, const Value& table, const Units& units, Diagnostics& diagnostics) {
  EntryCheck check(kind, table, units, diagnostics);
  check.check_sources();
  check.check_table(table, "");
}

void check_file_of_catalog(std::string_view path, const Value& document, const Units& units, Diagnostics& diagnostics) {
  for (const CatalogKind& kind : catalog_kinds) {
    const std::string folder = std::string(kind.place) + "/";
    if (kind.is_folder ? !path.starts_with(folder) : path != kind.place) continue;
    if (kind.is_folder && !holds_several(document)) return check_entry(kind, document, units, diagnostics);
    for (const std::string& name : entries_in(document))
      check_entry(kind, table_of_entry(document, name), units, diagnostics);
  }
}

}  // namespace costcurve
