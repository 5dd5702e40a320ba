#pragma once
// What stands at the head of a scenario, before any part: its title, its units, its sources, the names of its variants.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "quantity/units.h"
#include "text/keys.h"
#include "text/toml.h"

namespace costcurve {

struct SourceNote {
  std::string title;
  std::string url;
  std::string year;         // or the day
  bool unverified = false;  // its note says so
};

struct Header {
  std::string title;
  std::string question;
  std::string prose;
  Units units;
  std::shared_ptr<const Units> catalog_units;  // in which the catalog writes: currencies at the rates of the day
  std::string as_of;                           // the day whose prices are taken, where a part names no other
  Place as_of_place;
  std::map<std::string, SourceNote> sources;
  std::vector<std::string> variants;  // in the order of the file
};

/// Reads the head of a document. `shared`: the units of the catalog, to which the scenario's own are added.
Header header_of(const Value& document, std::shared_ptr<const Units> shared, Diagnostics& diagnostics);

/// The text at a key, or nothing; a year may be a number. Anything else is reported.
std::string text_at(const Value& table, std::string_view key, Diagnostics& diagnostics);

/// The day, month or year at a key; empty, and reported, where it is none or there is no such day.
std::string date_at(const Entry& entry, Diagnostics& diagnostics);

/// Reports a source that the scenario does not list.
void check_source(const std::string& name, const Place& place, const Header& header, Diagnostics& diagnostics);
/// Reports a word that is none of the key's: a layer and a basis are chosen from a list, so that like can be told from
/// unlike.
void check_word(const Key& key, const std::string& word, const Place& place, Diagnostics& diagnostics);
/// Reports a key that does not belong in a place, with the nearest that does and `what_there_is`.
void unknown_key(const Entry& entry, KeyPlace place, const std::string& problem, const std::string& what_there_is,
                 Diagnostics& diagnostics);

}  // namespace costcurve
