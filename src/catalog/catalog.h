#pragma once
// The catalog as facts: configs/, which comes with the program, and folders of the user's own in the same form. One
// small file for each chip, llm and API, or one for all models of a provider; read only when a scenario names it, and
// before the scenario is bound: binding takes a catalog that does not change.

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "catalog/entry.h"
#include "catalog/kinds.h"
#include "quantity/units.h"
#include "text/texts.h"
#include "text/toml.h"

namespace costcurve {

/// The units, and the entries that were read so far. Kinds are those of catalog/kinds.h. A copy shares what was read
/// and reads on for itself.
class Catalog {
 public:
  Catalog() = default;
  /// Reads the units of the folder, which is configs/. `own`: further folders of entries, of which the first that has
  /// an entry is taken, and before configs/. Mistakes are added to `diagnostics`.
  Catalog(std::string folder, std::vector<std::string> own, Texts& texts, Diagnostics& diagnostics);

  const std::shared_ptr<const Units>& units() const { return units_; }

  /// Looks into this folder before all others from now on; none if it is empty. It stands beside a scenario.
  void look_first_in(const std::string& folder);

  /// Reads the names of a kind, and the entry of that name if there is one, laid over those of the same name in the
  /// folders that follow (laid_over.h). What was read is not read again, and its mistakes are reported again. A name
  /// with a slash, openai/gpt-4.1, is a table in a provider's file. Files that cannot hold the name are not read.
  void read(const std::string& kind, const std::string& name, Texts& texts, Diagnostics& diagnostics);
  /// Reads the names of a kind, those in files of providers included.
  void read_names(const std::string& kind, Texts& texts);

  /// The entry, or null if none of that name was read. The name as it is spelled comes first, then one that differs in
  /// case, then one that differs in punctuation; where two are as near, it is none of them.
  const CatalogEntry* find(const std::string& kind, const std::string& name) const;
  /// Where a name that was read may stand for several entries, their names; else none.
  std::vector<std::string> meant_by(const std::string& kind, const std::string& name) const;
  /// The names of a kind that was read, sorted.
  std::vector<std::string> names(const std::string& kind) const;

 private:
  using Place = std::pair<std::string, std::string>;  // a folder and a kind
  // The names of a kind in one folder.
  struct Names {
    std::vector<std::string> files;  // without their ending
    bool are_listed = false;         // the files
    std::vector<std::string> sorted;
    bool are_all = false;
  };
  struct Home {
    std::string folder, name;
  };
  // What a name stands for: an entry in each of these folders, or in one of them several.
  struct Meant {
    std::vector<Home> homes;
    std::vector<std::string> several;
    Diagnostics mistakes;  // in files that may hold it
  };

  // What was read, and the mistakes in it, which all are told of that name it.
  template <typename Content>
  struct Read {
    std::shared_ptr<const Content> content;  // null if it could not be read
    Diagnostics mistakes;
    bool is_laid = false;  // over what the folders that follow have of the same name
  };

  const std::shared_ptr<const Value>& document(const std::string& path, Texts& texts, Diagnostics& diagnostics);
  const std::vector<std::string>& files_in(const std::string& folder, const CatalogKind& kind, Texts& texts);
  bool is_provider(const std::string& folder, const std::string& path, Texts& texts);
  bool is_spelled_so(const std::string& folder, const CatalogKind& kind, const std::string& name, Texts& texts,
                     Diagnostics& mistakes);
  std::vector<std::string> spelled_like(const std::string& folder, const CatalogKind& kind, const std::string& name,
                                        Texts& texts, Diagnostics& mistakes);
  Meant meaning_of(const CatalogKind& kind, const std::string& name, Texts& texts);
  bool read_in(const Home& home, const CatalogKind& kind, Texts& texts, Diagnostics& diagnostics);
  void lay_over(const std::vector<Home>& homes, const std::string& kind);
  void read_names_in(const std::string& folder, const CatalogKind& kind, Texts& texts);

  std::string folder_;                // configs/
  std::vector<std::string> folders_;  // all in the order in which they are looked into, configs/ last
  bool has_first_ = false;            // the first of them stands beside a scenario
  std::shared_ptr<const Units> units_ = std::make_shared<const Units>();
  std::map<Place, Names> names_;
  std::map<std::pair<std::string, std::string>, Meant> meant_;           // by kind and name
  std::map<std::string, Read<Value>> documents_;                         // by path
  std::map<std::pair<Place, std::string>, Read<CatalogEntry>> entries_;  // by place and name
};

}  // namespace costcurve
