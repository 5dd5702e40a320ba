#pragma once
// The files that a question is about: scenarios, the tables beside them, the catalog; each read once.

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "scenario/choice.h"
#include "scenario/elsewhere.h"
#include "scenario/scenario.h"
#include "text/store.h"

namespace costcurve {

/// A scenario as it is written; nothing in it is bound.
struct ScenarioFile {
  SourcePointer source;
  Value document;
};

/// The kinds of which a line of `eval` may name a fact, "H100.peak": the first that has the entry is meant.
inline constexpr std::array<const char*, 4> kinds_of_facts = {"chip", "llm", "api", "grid"};

/// A copy shares what was read so far and reads on for itself, so that threads need not wait for each other.
class Library {
 public:
  /// `configs` is the folder of the catalog; empty where it was not found.
  /// `store` keeps what is imported; null where nothing can be.
  Library(const Files& files, std::string configs, Store* store = nullptr)
      : elsewhere_(files), configs_(std::move(configs)), store_(store) {}

  const Files& files() const { return elsewhere_.texts.files(); }
  /// The folder of the catalog; empty where it was not found.
  const std::string& configs() const { return configs_; }
  Store* store() const { return store_; }
  /// Looks into these folders of the user's own before configs/; before the catalog is opened.
  void look_into(std::vector<std::string> catalogs) { catalogs_ = std::move(catalogs); }
  const std::vector<std::string>& looks_into() const { return catalogs_; }

  /// What is wrong with the first of the folders that is no catalog; nothing if all are.
  std::optional<Diagnostic> refused(const std::vector<std::string>& catalogs) const;

  /// Opens the catalog if it is not open. False, and mistakes reported, if it is missing or wrong.
  bool open_catalog(Diagnostics& diagnostics);
  /// Of a catalog that is open.
  const std::shared_ptr<const Units>& units() const { return elsewhere_.catalog.units(); }
  /// The names of a kind, and one entry as it is now; null if there is none.
  std::vector<std::string> catalog_names(const std::string& kind);
  const CatalogEntry* catalog_entry(const std::string& kind, const std::string& name, Diagnostics& diagnostics);
  /// Where a name that was asked for may stand for several entries, their names.
  std::vector<std::string> catalog_names_meant(const std::string& kind, const std::string& name) const {
    return elsewhere_.catalog.meant_by(kind, name);
  }

  /// A scenario, read and parsed once; null where there are mistakes in it.
  std::shared_ptr<const ScenarioFile> scenario(const std::string& path, Diagnostics& diagnostics);
  /// From now on this is what stands at the path.
  void put_scenario(const std::string& path, std::shared_ptr<const ScenarioFile> file) {
    scenarios_[path] = {std::move(file), Diagnostics()};
  }
  /// Reads what the scenario names, and binds it in a variant with replacements.
  Scenario bind(const ScenarioFile& file, const std::string& variant, const std::vector<Override>& overrides,
                Diagnostics& diagnostics);

  /// Reads a replacement and what it names: `r1.chip` is H20. Nothing where the scenario must be bound with it.
  std::optional<ReadReplacement> read_replacement(const Scenario& scenario, const Override& replacement,
                                                  Diagnostics& diagnostics);
  /// What replacements change of a scenario that is bound, when what they name has been read; nothing where it must be
  /// bound with them.
  std::optional<Choice> choose(const Scenario& scenario, const std::vector<const ReadReplacement*>& replacements,
                               Diagnostics& diagnostics) const {
    return choice_of(scenario, replacements, elsewhere_, diagnostics);
  }

  /// Every path that was asked for: when none of these changes, no answer does.
  const std::set<std::string>& read_so_far() const { return elsewhere_.texts.paths(); }
  void add_read(const Library& copy) { elsewhere_.texts.add_paths(copy.read_so_far()); }
  /// A file that is read by somebody else.
  void note_read(const std::string& path) { elsewhere_.texts.add_paths({path}); }
  /// Lets the texts of scenarios go; the catalog stays.
  void forget_scenarios() {
    elsewhere_.texts.forget();
    scenarios_.clear();
  }

 private:
  struct Read {
    std::shared_ptr<const ScenarioFile> file;  // null where there are mistakes
    Diagnostics mistakes;
  };

  Elsewhere elsewhere_;
  std::map<std::string, Read> scenarios_;  // by path
  std::string configs_;
  Store* store_;
  std::vector<std::string> catalogs_;
  bool open_ = false;  // the catalog
};

}  // namespace costcurve
