// `export`: files of the user's own catalog as one text, which `import catalog` takes.

#include <fmt/format.h>

#include <algorithm>

#include "answer/import.h"
#include "answer/question.h"
#include "catalog/kinds.h"
#include "imports/bundle.h"
#include "text/lines.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

using imports::BundledFile;

namespace {

// The paths of all files that a catalog can have, in the order of the kinds.
std::vector<std::string> paths_in(const std::string& folder, const Files& files) {
  std::vector<std::string> paths;
  for (const CatalogKind& kind : catalog_kinds) {
    const std::string place(kind.place);
    if (!kind.is_folder) {
      if (files.is_file(folder + "/" + place)) paths.push_back(place);
      continue;
    }
    for (const std::string& name : files.list(folder + "/" + place))
      if (name.ends_with(catalog_ending) && name.front() != '.') paths.push_back(place + "/" + name);
  }
  return paths;
}

// "apis", "apis/openai.toml" and "openai" of apis/openai.toml.
bool is_called(const std::string& path, const std::string& word) {
  const std::string stem = path.substr(0, path.size() - catalog_ending.size());
  const std::size_t slash = stem.find('/');
  return word == path || word == stem || word == stem.substr(slash + 1) ||
         (slash != std::string::npos && word == stem.substr(0, slash));
}

Answer no_such_file(const std::string& word, const std::string& folder, const std::vector<std::string>& paths) {
  std::vector<std::string> names, notes;
  for (const std::string& path : paths) names.push_back(path.substr(0, path.size() - catalog_ending.size()));
  if (const std::string hint = did_you_mean(word, names); !hint.empty()) notes.push_back(hint);
  notes.push_back(names.empty() ? "`costcurve import` fills it" : "it has " + listed_some(names));
  return wrong_answer(fmt::format("the catalog {} has no file `{}`", folder, word), notes);
}

// A text of several lines may hold a line that would be taken for the beginning of a file.
bool can_be_bundled(const std::string& text) {
  const std::vector<std::string_view> lines = text_lines(text);
  return std::none_of(lines.begin(), lines.end(), imports::is_file_line);
}

Answer told(std::string folder, std::vector<BundledFile> files) {
  Answer answer;
  auto shared = std::make_shared<const std::vector<BundledFile>>(std::move(files));
  answer.document = [shared, folder] {
    return Document{"Files of the catalog " + folder, {Verbatim{"toml", imports::bundle_of(*shared)}}};
  };
  answer.data = {[shared, folder] {
    Data rows = Data::list();
    for (const BundledFile& file : *shared) rows.push(Data::members({{"file", file.path}, {"text", file.text}}));
    return Data::members({{"catalog", folder}, {"files", std::move(rows).as_table()}});
  }};
  return answer;
}

}  // namespace

Answer export_files(const Question& question, Library& library) {
  if (!library.store())
    return wrong_answer("there is no catalog of your own here", {"it works in the program on a computer"});
  const std::string folder = catalog_folder(question, library);
  const std::vector<std::string> paths = paths_in(folder, library.files());
  for (const std::string& word : question.words)
    if (std::none_of(paths.begin(), paths.end(), [&](const std::string& path) { return is_called(path, word); }))
      return no_such_file(word, folder, paths);
  if (paths.empty())
    return wrong_answer(fmt::format("there is nothing to export in the catalog {}", folder),
                        {"`costcurve import` fills it; --catalog DIR names another"});
  std::vector<BundledFile> files;
  for (const std::string& path : paths) {
    const auto is_wanted = [&](const std::string& word) { return is_called(path, word); };
    if (!question.words.empty() && std::none_of(question.words.begin(), question.words.end(), is_wanted)) continue;
    std::variant<std::string, Unread> read = library.files().read(folder + "/" + path, largest_import);
    if (std::holds_alternative<Unread>(read))
      return wrong_answer(fmt::format("{}/{} cannot be read", folder, path),
                          {"it may be in use, or not yours to read"});
    std::string text = std::get<std::string>(std::move(read));
    if (!text.empty() && text.back() != '\n') text += '\n';
    if (!can_be_bundled(text))
      return wrong_answer(fmt::format("{}/{} holds a line that stands between files of an export", folder, path),
                          {"a line may not begin with `=== ` and end with ` ===`: change the text that it stands in"});
    files.push_back({path, std::move(text)});
  }
  return told(folder, std::move(files));
}

}  // namespace costcurve
