// A file by others, read and kept in a catalog of the user's own: where there are files.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "answer/import.h"
#include "answer/question.h"
#include "catalog/entry.h"
#include "catalog/entry_check.h"
#include "catalog/kinds.h"
#include "catalog/laid_over.h"
#include "imports/toml_text.h"
#include "text/lines.h"
#include "text/listing.h"
#include "text/soundness.h"
#include "text/suggest.h"

namespace costcurve {

using imports::CatalogFile;
using imports::Imported;
using imports::ImportKind;

namespace {

Diagnostic about_file(const std::string& file, std::string problem, std::string remedy) {
  auto source = std::make_shared<Source>();
  source->name = file;
  return mistake_at({source, 0, 0}, std::move(problem), std::move(remedy));
}

Diagnostic unread_file(const std::string& file, const Unread& unread) {
  switch (unread.why) {
    case Unread::Why::missing:
      return about_file(file, "there is no such file", "give the path of a file, or - for what is piped in");
    case Unread::Why::directory: return about_file(file, "this is a directory, not a file", "name a file in it");
    case Unread::Why::too_large:
      return about_file(file, fmt::format("this file is larger than {} MB", largest_import >> 20U),
                        "no list of prices is: is it the right file?");
    case Unread::Why::unreadable: break;
  }
  return about_file(file, "this file cannot be read: " + unread.reason, "it may be in use, or not yours to read");
}

SourcePointer read_file(const std::string& path, const Files& files, Diagnostics& diagnostics) {
  std::variant<std::string, Unread> read = files.read(path, largest_import);
  if (const Unread* unread = std::get_if<Unread>(&read)) {
    diagnostics.add(unread_file(path, *unread));
    return nullptr;
  }
  auto source = std::make_shared<Source>();
  source->name = path == "-" ? "standard input" : path;
  source->text = std::get<std::string>(std::move(read));
  return is_text(source, diagnostics) ? source : nullptr;
}

// Why records are left out whose file somebody else has written.
constexpr std::string_view taken = "another file of that name is there already";

// What is to be written into a file of the catalog, or why it stays as it is.
std::variant<imports::WrittenFile, std::string> written_into(const ImportReport& report, const CatalogFile& file,
                                                             const Files& files) {
  std::variant<std::string, Unread> read = files.read(report.catalog + "/" + file.path, largest_import);
  const Unread* unread = std::get_if<Unread>(&read);
  if (unread && unread->why != Unread::Why::missing)
    return std::string("a file of its name is there that cannot be read");
  const std::string earlier = unread ? "" : std::get<std::string>(std::move(read));
  std::optional<imports::WrittenFile> written = file.written(earlier);
  const bool is_ours = file.leaves_others ? written && written->text == earlier
                                          : earlier.starts_with(imports::imported_mark(report.kind->name));
  if (!unread && !is_ours) return std::string(taken);
  if (!written) return std::string("its file was changed since, and is no TOML");
  return std::move(*written);
}

// "united_states" of a line [united_states]: the entries of a file that import or export has written.
std::vector<std::string> headings_in(const std::string& text) {
  std::vector<std::string> names;
  for (const std::string_view line : text_lines(text)) {
    if (line.size() < 3 || line.front() != '[' || line[1] == '[' || line.back() != ']') continue;
    const std::string name(line.substr(1, line.size() - 2));
    if (name != "sources" && name.find('.') == std::string::npos) names.push_back(name);
  }
  return names;
}

// A provider's file holds entries under its own name, "openai/gpt-4.1", of which none is shipped.
std::vector<std::string> entries_of_kind(const CatalogKind& kind, const KeptFile& file) {
  const std::string place(kind.place);
  if (!kind.is_folder) return file.path == place ? headings_in(file.text) : std::vector<std::string>();
  if (kind.name == "api" || !file.path.starts_with(place + "/")) return {};
  return {file.path.substr(place.size() + 1, file.path.size() - place.size() - 1 - catalog_ending.size())};
}

// The names of a kind that come with the program, as its files have them.
std::vector<std::string> shipped_names(const CatalogKind& kind, const Library& library) {
  const std::string place = library.configs() + "/" + std::string(kind.place);
  std::vector<std::string> names;
  if (!kind.is_folder) {
    auto read = library.files().read(place, largest_import);
    return std::holds_alternative<std::string>(read) ? headings_in(std::get<std::string>(read)) : names;
  }
  for (const std::string& file : library.files().list(place))
    if (file.ends_with(catalog_ending)) names.push_back(file.substr(0, file.size() - catalog_ending.size()));
  return names;
}

// What is imported lies over what comes with the program; nobody should find that out by a number.
void note_what_is_shipped(ImportReport& report, const std::vector<KeptFile>& kept, const Library& library) {
  std::vector<std::string> both;
  for (const CatalogKind& kind : catalog_kinds) {
    if (!is_laid_over(kind)) continue;
    std::set<std::string> shipped;
    for (const KeptFile& file : kept)
      for (const std::string& name : entries_of_kind(kind, file)) {
        if (shipped.empty())
          for (const std::string& known : shipped_names(kind, library)) shipped.insert(plain_name(known));
        if (shipped.contains(plain_name(name))) both.push_back(name);
      }
  }
  if (both.empty()) return;
  report.imported.notes.push_back(fmt::format(
      "{} also {} with the program: what is imported lies over that, and what it does not say stays as it is there",
      listed_some(both), both.size() == 1 ? "comes" : "come"));
}

std::vector<KeptFile> files_to_keep(ImportReport& report, const Library& library) {
  const Files& files = library.files();
  std::vector<KeptFile> kept;
  std::size_t entries_kept = 0;
  bool is_taken = false;
  std::erase_if(report.imported.files, [&](const CatalogFile& file) {
    auto written = written_into(report, file, files);
    if (const std::string* reason = std::get_if<std::string>(&written)) {
      for (const std::string& record : file.records) report.imported.left_out.push_back({record, *reason});
      is_taken = is_taken || *reason == taken;
      return true;
    }
    entries_kept += std::get<imports::WrittenFile>(written).entries_kept;
    kept.push_back({file.path, std::get<imports::WrittenFile>(std::move(written)).text});
    return false;
  });
  if (is_taken)
    report.imported.notes.push_back(
        fmt::format("what no `import {}` has written stays as it is; --catalog DIR names a folder with room for both",
                    report.kind->name));
  if (entries_kept > 0)
    report.imported.notes.push_back(
        fmt::format("{} of earlier imports that this file does not have stay as they were", entries_kept));
  note_what_is_shipped(report, kept, library);
  return kept;
}

Answer told(ImportReport report, bool wants_all) {
  Answer answer;
  auto shared = std::make_shared<const ImportReport>(std::move(report));
  answer.document = [shared, wants_all] { return import_document(*shared, wants_all); };
  answer.data = {[shared] { return import_data(*shared); }};
  if (shared->kept() == 0) answer.exit = wrong_input;
  return answer;
}

Answer kept(ImportReport report, bool wants_all, Library& library) {
  const std::string failure = library.store()->change(report.catalog, [&] { return files_to_keep(report, library); });
  if (failure.empty()) return told(std::move(report), wants_all);
  Answer answer = wrong_answer(fmt::format("the catalog {} cannot be changed: {}", report.catalog, failure),
                               {"it is as it was; --catalog names another folder"});
  answer.exit = not_written;
  return answer;
}

// Files in the catalog's own form are taken as they are: what they say must be what its kinds may say.
void check_files(const SourcePointer& source, const Imported& imported, Library& library, Diagnostics& diagnostics) {
  for (const CatalogFile& file : imported.files) {
    if (!file.leaves_others) continue;
    if (!library.open_catalog(diagnostics)) return;
    auto text = std::make_shared<Source>();
    text->name = source->name + ", " + file.path;
    text->text = file.written("")->text;
    if (const std::optional<Value> document = parse_document(text, diagnostics))
      check_file_of_catalog(file.path, *document, *library.units(), diagnostics);
  }
}

}  // namespace

Answer kept_import(const ImportKind& kind, const Question& question, Library& library) {
  const std::string& file = question.words[1];
  Diagnostics diagnostics;
  const SourcePointer source = read_file(file, library.files(), diagnostics);
  if (!source) return wrong_answer(diagnostics);
  const std::string name = question.words.size() > 2 ? question.words[2] : "";
  std::optional<Imported> imported = kind.read(source, {library.store()->today(), name}, diagnostics);
  if (imported) check_files(source, *imported, library, diagnostics);
  if (!imported || !diagnostics.empty()) return wrong_answer(diagnostics);
  const std::string folder = catalog_folder(question, library);
  if (folder.empty())
    return wrong_answer("it is not known where your catalog is: there is no home directory",
                        {"--catalog DIR names a folder for it"});
  return kept({&kind, source->name, folder, std::move(*imported)}, question.options.has(Option::all), library);
}

std::size_t ImportReport::kept() const {
  std::size_t count = 0;
  for (const CatalogFile& written : imported.files) count += written.records.size();
  return count;
}

std::size_t ImportReport::records() const { return kept() + imported.left_out.size(); }

}  // namespace costcurve
