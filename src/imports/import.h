#pragma once
// Files by others, taken into a catalog of the user's own. What a file is, and what it becomes, is a row of one table;
// every record of it is either in a file of the catalog or left out with a reason.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace costcurve::imports {

/// A record that did not become an entry, and why.
struct LeftOut {
  std::string record;  // "openai/tts-1"
  std::string reason;  // the same words for all that are left out for it: "no price of text"
};

/// A file of the catalog as an import writes it.
struct WrittenFile {
  std::string text;
  std::size_t entries_kept = 0;  // of earlier imports, that this one does not have
};

/// A file of the catalog.
struct CatalogFile {
  std::string path;                  // in the catalog: "apis/openai.toml"
  std::vector<std::string> records;  // whose entries stand in it: "openai/gpt-4.1"
  /// What is to be written where an import has written `earlier` before (empty: there is no such file). Nothing where
  /// that was changed so that it cannot be read.
  std::function<std::optional<WrittenFile>(const std::string& earlier)> written;
  bool leaves_others = false;  // it is written where there is none; another that is there stays
};

/// For a file that is written anew, whatever stood in it.
inline std::function<std::optional<WrittenFile>(const std::string&)> always(std::string text) {
  return [text = std::move(text)](const std::string&) { return WrittenFile{text, 0}; };
}

/// What became of a file.
struct Imported {
  std::size_t groups = 0;  // what its records belong to: providers
  std::vector<CatalogFile> files;
  std::vector<LeftOut> left_out;
  std::map<std::string, std::size_t> not_carried;  // parts of records that the catalog has no words for: "web searches"
  std::vector<std::string> doubtful;               // "wandb/gpt-oss: input 15,000 USD/Mtoken"
  std::vector<std::string> notes;                  // what else is to be said: "without its layer that predicts ..."
};

/// What an import is told beside its file.
struct Circumstances {
  std::string day;   // "2026-11-28"
  std::string name;  // what the user calls it; empty where nothing was said
};

struct ImportKind {
  std::string_view name;     // "genai-prices"
  std::string_view about;    // what the file is
  std::string_view record;   // "model": what it lists
  std::string_view group;    // "provider": what these belong to; empty where it is nothing
  bool takes_name;           // a name may stand behind the file
  std::string_view example;  // a command line
  /// Nothing where mistakes were reported: then nothing is imported.
  std::optional<Imported> (*read)(const SourcePointer& source, const Circumstances& circumstances,
                                  Diagnostics& diagnostics);
};

const std::vector<ImportKind>& import_kinds();
/// The kind of that name, or null.
const ImportKind* find_import_kind(std::string_view name);

std::optional<Imported> read_genai_prices(const SourcePointer& source, const Circumstances& circumstances,
                                          Diagnostics& diagnostics);
std::optional<Imported> read_litellm(const SourcePointer& source, const Circumstances& circumstances,
                                     Diagnostics& diagnostics);
std::optional<Imported> read_hf_config(const SourcePointer& source, const Circumstances& circumstances,
                                       Diagnostics& diagnostics);
std::optional<Imported> read_skypilot(const SourcePointer& source, const Circumstances& circumstances,
                                      Diagnostics& diagnostics);
/// What `export` has written (bundle.h).
std::optional<Imported> read_bundle(const SourcePointer& source, const Circumstances& circumstances,
                                    Diagnostics& diagnostics);
std::optional<Imported> read_grid(const SourcePointer& source, const Circumstances& circumstances,
                                  Diagnostics& diagnostics);

}  // namespace costcurve::imports
