#pragma once
// Text whose stretches may say what they are, so that a page can link a name and set a formula apart. A terminal shows
// them all alike.

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "quantity/formula_tree.h"

namespace costcurve {

struct Stretch {
  enum class Kind : std::uint8_t { plain, name, amount, source, formula, link };
  std::string text;
  Kind kind = Kind::plain;
  std::shared_ptr<const FormulaTree> formula = {};  // of a formula that a page can set: it reads as the text does
  std::string address = {};                         // of a link: of a file beside the page, or of the web
};

/// Plain strings convert. A line break within it is kept where it stands in a cell of a grid.
class Text {
 public:
  Text() = default;
  Text(std::string text) { add(std::move(text), Stretch::Kind::plain); }
  Text(std::string_view text) : Text(std::string(text)) {}
  Text(const char* text) : Text(std::string(text)) {}

  /// A quantity by its whole name, "r1.cost": a page links it to the quantity's row.
  static Text name(std::string text) { return Text(std::move(text), Stretch::Kind::name); }
  static Text amount(std::string text) { return Text(std::move(text), Stretch::Kind::amount); }
  static Text source(std::string text) { return Text(std::move(text), Stretch::Kind::source); }
  static Text formula(std::string text) { return Text(std::move(text), Stretch::Kind::formula); }
  /// A link to a file beside the page, "claims/a.toml", or to an address of the web.
  static Text link(std::string text, std::string address);
  /// On one line, and taken apart.
  static Text formula(std::string text, FormulaTree tree);

  /// The pattern with each {} replaced by the next of the texts: "{} is {}.".
  static Text filled(std::string_view pattern, std::initializer_list<Text> texts);
  /// "a · b · c"; what is empty is left out.
  static Text joined(const std::vector<Text>& texts, std::string_view between);

  Text& operator+=(const Text& other);
  /// With a full stop in place of a colon at its end.
  void end_with_stop();
  friend Text operator+(Text left, const Text& right) { return left += right; }
  bool operator==(const Text& other) const { return plain() == other.plain(); }

  bool empty() const { return stretches_.empty(); }
  const std::vector<Stretch>& stretches() const { return stretches_; }
  /// Without saying what is what.
  std::string plain() const;

 private:
  Text(std::string text, Stretch::Kind kind) { add(std::move(text), kind); }
  void add(std::string text, Stretch::Kind kind);

  std::vector<Stretch> stretches_;  // none empty
};

/// Stretches as formats that set commands apart want them: what stands between backquotes in plain text ("`costcurve
/// run` shows them all") is a stretch of code without them.
struct Span {
  enum class Kind : std::uint8_t { plain, code, name, amount, source, formula, link };
  std::string text;
  Kind kind = Kind::plain;
  std::shared_ptr<const FormulaTree> formula = {};
  std::string address = {};
};
std::vector<Span> spans_of(const Text& text);

}  // namespace costcurve
