// Which sources a document names.

#include <fmt/format.h>

#include <cctype>

#include "document/document.h"

namespace costcurve {

namespace {

class Citations {
 public:
  void read(const std::vector<Piece>& pieces) {
    for (const Piece& piece : pieces) std::visit([&](const auto& kind) { read(kind); }, piece);
  }
  std::set<std::string> keys() { return std::move(keys_); }

 private:
  void read(const Text& text) {
    for (const Stretch& stretch : text.stretches())
      if (stretch.kind == Stretch::Kind::source) keys_.insert(stretch.text);
  }
  template <class Part>
  void read(const std::vector<Part>& parts) {
    for (const Part& part : parts) read(part);
  }

  void read(const Notes::Note& note) { read(note.text); }
  void read(const Notes& notes) { read(notes.notes); }
  void read(const Lead& lead) {
    read(lead.sentences);
    read(lead.below);
  }
  void read(const Paragraph::Sentence& sentence) { read(sentence.text); }
  void read(const Paragraph& paragraph) { read(paragraph.sentences); }
  void read(const Items::Item& item) {
    read(item.tags);
    read(item.evidence);
    read(item.details);
  }
  void read(const Items& items) { read(items.items); }
  void read(const Entries::Entry& entry) {
    read(entry.words);
    read(entry.below);
  }
  void read(const Entries& entries) {
    read(entries.entries);
    read(entries.below);
  }
  void read(const Branch& branch) {
    read(branch.tags);
    read(branch.lines);
    read(branch.below);
  }
  void read(const Derivations& derivations) { read(derivations.trees); }
  void read(const Steps::Step& step) {
    read(step.tags);
    read(step.lines);
  }
  void read(const Steps& steps) { read(steps.steps); }
  void read(const Grid::Cell& cell) { read(cell.text); }
  void read(const Grid::Row& row) { read(row.cells); }
  void read(const Grid& grid) {
    read(grid.rows);
    read(grid.below);
  }
  void read(const Section& section) { read(section.pieces); }
  void read(const Chart&) {}
  void read(const Verbatim&) {}
  void read(const Preface&) {}
  void read(const Sources&) {}

  std::set<std::string> keys_;
};

}  // namespace

std::set<std::string> cited_in(const std::vector<Piece>& pieces) {
  Citations citations;
  citations.read(pieces);
  return citations.keys();
}

std::string web_address(const std::string& url) {
  constexpr std::string_view signs = "-._~:/?#[]@!$&'()*+,;=%";
  if (!url.starts_with("https://") && !url.starts_with("http://")) return {};
  std::string address;
  for (const char c : url) {
    const bool may_stand = std::isalnum(static_cast<unsigned char>(c)) != 0 || signs.find(c) != std::string_view::npos;
    address += may_stand ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return address;
}

std::string link_address(const std::string& address) {
  if (std::string web = web_address(address); !web.empty()) return web;
  std::string path;
  for (const char c : address) {
    const bool may_stand =
        std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("-._~/").find(c) != std::string_view::npos;
    path += may_stand ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return path.starts_with("//") ? "." + path : path;
}

}  // namespace costcurve
