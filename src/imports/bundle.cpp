#include "imports/bundle.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "imports/import.h"
#include "imports/json_reading.h"
#include "text/toml.h"

namespace costcurve::imports {

namespace {

constexpr std::string_view before = "=== ", behind = " ===";

std::string_view path_in(std::string_view line) {
  return line.substr(before.size(), line.size() - before.size() - behind.size());
}

// "apis/openai.toml" or "grids.toml": of names that can be a file's anywhere.
bool is_path_in_catalog(std::string_view path) {
  const std::size_t slash = path.find('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  return path.ends_with(".toml") && is_file_name(name) &&
         (slash == std::string_view::npos || is_file_name(path.substr(0, slash)));
}

class BundleReader {
 public:
  BundleReader(const SourcePointer& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics) {}

  Imported read() {
    const std::string& text = source_->text;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string_view line = std::string_view(text).substr(at, end - at);
      if (is_file_line(line)) {
        close(at);
        open(path_in(line), at, std::min(end + 1, text.size()));
      }
      at = end + 1;
    }
    close(text.size());
    if (seen_.empty())
      diagnostics_.report({source_, 0, std::min<std::size_t>(text.size(), 1)}, "this file holds no file of a catalog",
                          {"`costcurve export` writes one that can be imported"});
    return std::move(imported_);
  }

 private:
  void open(std::string_view path, std::size_t line, std::size_t begin) {
    path_ = path;
    begin_ = begin;
    const Place place{source_, line + before.size(), line + before.size() + path.size()};
    if (!is_path_in_catalog(path))
      diagnostics_.report(place, fmt::format("`{}` is no file of a catalog", made_visible(path_)),
                          {"for example apis/openai.toml, clouds/aws.toml, grids.toml"});
    else if (!seen_.insert(path_).second)
      diagnostics_.report(place, fmt::format("`{}` stands twice", path_), {"keep one of them"});
  }

  void close(std::size_t end) {
    if (path_.empty()) return;
    auto file = std::make_shared<Source>();
    file->name = source_->name + ", " + path_;
    file->text = source_->text.substr(begin_, end - begin_);
    parse_document(file, diagnostics_);
    CatalogFile written{path_, {path_}, always(file->text)};
    written.leaves_others = true;
    imported_.files.push_back(std::move(written));
    path_.clear();
  }

  const SourcePointer& source_;
  Diagnostics& diagnostics_;
  Imported imported_;
  std::set<std::string> seen_;
  std::string path_;  // of the file that is being read; empty before the first
  std::size_t begin_ = 0;
};

}  // namespace

std::string bundle_of(const std::vector<BundledFile>& files) {
  std::string text;
  for (const BundledFile& file : files) text += fmt::format("{}{}{}\n{}", before, file.path, behind, file.text);
  return text;
}

bool is_file_line(std::string_view line) {
  return line.size() > before.size() + behind.size() && line.starts_with(before) && line.ends_with(behind);
}

std::optional<Imported> read_bundle(const SourcePointer& source, const Circumstances&, Diagnostics& diagnostics) {
  Imported imported = BundleReader(source, diagnostics).read();
  return diagnostics.empty() ? std::optional<Imported>(std::move(imported)) : std::nullopt;
}

}  // namespace costcurve::imports
