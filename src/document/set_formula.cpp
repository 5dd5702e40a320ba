#include "document/set_formula.h"

#include <algorithm>
#include <vector>

#include "document/html_escape.h"
#include "text/diagnostic.h"
#include "text/lines.h"

namespace costcurve {

namespace {

using Kind = FormulaTree::Kind;

// Fractions and exponents say themselves what belongs together.
const FormulaTree& without_brackets(const FormulaTree& formula) {
  return formula.kind == Kind::brackets ? formula.parts.front() : formula;
}

// A fraction that is raised is too small to read: on one line it is not. Only leaves need no brackets there.
FormulaTree raised(const FormulaTree& exponent) {
  FormulaTree formula = without_brackets(exponent);
  const auto is_leaf = [](const FormulaTree& part) { return part.kind == Kind::leaf; };
  if (formula.kind == Kind::fraction && std::all_of(formula.parts.begin(), formula.parts.end(), is_leaf))
    formula.kind = Kind::row;
  return formula;
}

std::string element(const char* tag, const std::string& inner) {
  return std::string("<") + tag + ">" + inner + "</" + tag + ">";
}

std::string set_apart(const std::string& inner) { return "<math displaystyle=\"true\">" + inner + "</math>"; }

std::string operator_of(std::string_view symbol) { return element("mo", html_escaped(made_visible(symbol))); }

std::string ml(const FormulaTree& formula);

// The parts with an operator between them, or before the only one; a blank alone joins words.
std::string ml_row(const FormulaTree& formula) {
  const std::string_view symbol = trimmed(formula.text);
  if (formula.parts.size() == 1) {
    // What a line begins with stands apart from it, as between two sides; a minus does not.
    const std::string before = symbol == "=" ? "<mo form=\"infix\">=</mo>" : operator_of(symbol);
    return element("mrow", before + ml(formula.parts.front()));
  }
  std::string row;
  for (std::size_t i = 0; i < formula.parts.size(); ++i) {
    if (i > 0) row += symbol.empty() ? element("mtext", "&#160;") : operator_of(symbol);
    row += ml(formula.parts[i]);
  }
  return element("mrow", row);
}

std::string ml_function(const FormulaTree& formula) {
  if (formula.text == "sqrt" && formula.parts.size() == 1) return element("msqrt", ml(formula.parts.front()));
  std::string inner;
  for (std::size_t i = 0; i < formula.parts.size(); ++i)
    inner += (i > 0 ? operator_of(",") : "") + ml(formula.parts[i]);
  return element("mrow",
                 element("mi", html_escaped(made_visible(formula.text))) + operator_of("(") + inner + operator_of(")"));
}

std::string ml(const FormulaTree& formula) {
  switch (formula.kind) {
    case Kind::leaf: return element("mtext", html_escaped(made_visible(formula.text)));
    case Kind::row: return ml_row(formula);
    case Kind::fraction:
      return element("mfrac", ml(without_brackets(formula.parts[0])) + ml(without_brackets(formula.parts[1])));
    case Kind::power: return element("msup", ml(formula.parts[0]) + ml(raised(formula.parts[1])));
    case Kind::function: return ml_function(formula);
    case Kind::brackets: break;
  }
  return element("mrow", operator_of("(") + ml(formula.parts.front()) + operator_of(")"));
}

// Text within TeX. A dollar would end it, and a backslash or a brace would begin something.
std::string tex_text(const std::string& text) {
  std::string out;
  for (const char c : made_visible(text)) {
    if (std::string_view("$%&#_{}").find(c) != std::string_view::npos)
      out += std::string("\\") + c;
    else if (c == '\\')
      out += "\\backslash ";
    else if (c == '<' || c == '>' || c == '^' || c == '~' || c == '`')
      out += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '`' ? "'" : c == '^' ? "\\hat{ }" : " ";
    else
      out += c;
  }
  return "\\text{" + out + "}";
}

std::string tex_symbol(std::string_view symbol) {
  if (symbol == "×") return " \\times ";
  if (symbol == "−") return " - ";
  return symbol.empty() ? " \\; " : " " + std::string(symbol) + " ";
}

std::string tex_of(const FormulaTree& formula) {
  std::string inner;
  const std::string between = formula.kind == Kind::function ? ", " : tex_symbol(trimmed(formula.text));
  switch (formula.kind) {
    case Kind::leaf: return tex_text(formula.text);
    case Kind::fraction:
      return "\\frac{" + tex_of(without_brackets(formula.parts[0])) + "}{" +
             tex_of(without_brackets(formula.parts[1])) + "}";
    case Kind::power: return "{" + tex_of(formula.parts[0]) + "}^{" + tex_of(raised(formula.parts[1])) + "}";
    case Kind::brackets: return "\\left(" + tex_of(formula.parts.front()) + "\\right)";
    case Kind::row:
    case Kind::function: break;
  }
  for (std::size_t i = 0; i < formula.parts.size(); ++i) inner += (i > 0 ? between : "") + tex_of(formula.parts[i]);
  if (formula.kind == Kind::function)
    return formula.text == "sqrt" ? "\\sqrt{" + inner + "}" : tex_text(formula.text) + "\\left(" + inner + "\\right)";
  return formula.parts.size() == 1 ? between.substr(1) + inner : inner;
}

}  // namespace

namespace {

// As wide as it stands on the page: letters of a formula that is written out, of a fraction its wider half.
std::size_t width_of(const FormulaTree& formula) {
  if (formula.kind == Kind::leaf) return formula.text.size();
  std::size_t sum = 0, widest = 0;
  for (const FormulaTree& part : formula.parts) {
    const std::size_t width = width_of(part);
    sum += width + trimmed(formula.text).size();
    widest = std::max(widest, width);
  }
  return formula.kind == Kind::fraction ? widest : sum + (formula.kind == Kind::brackets ? 2 : 0);
}

std::string sign(std::string_view symbol) {
  return symbol.empty() ? "" : "<mo form=\"infix\">" + html_escaped(made_visible(symbol)) + "</mo>";
}

void add_pieces(const FormulaTree& formula, const std::string& before, const std::string& after,
                std::vector<std::string>& pieces);

// A line may break behind each comma.
void add_arguments(const FormulaTree& formula, const std::string& before, const std::string& after,
                   std::vector<std::string>& pieces) {
  const std::string name = element("mi", html_escaped(made_visible(formula.text))) + operator_of("(");
  for (std::size_t i = 0; i < formula.parts.size(); ++i)
    add_pieces(formula.parts[i], i == 0 ? before + name : "",
               i + 1 == formula.parts.size() ? operator_of(")") + after : operator_of(","), pieces);
}

// What is wider than a telephone falls into the parts of its sums and products, within brackets and functions too.
void add_pieces(const FormulaTree& formula, const std::string& before, const std::string& after,
                std::vector<std::string>& pieces) {
  constexpr std::size_t telephone = 20;
  const bool is_wide = width_of(formula) > telephone;
  if (is_wide && formula.kind == Kind::brackets)
    return add_pieces(formula.parts.front(), before + operator_of("("), operator_of(")") + after, pieces);
  if (is_wide && formula.kind == Kind::function && formula.parts.size() > 1)
    return add_arguments(formula, before, after, pieces);
  const std::string_view symbol = formula.kind == Kind::row ? trimmed(formula.text) : "";
  if (!is_wide || symbol.empty() || formula.parts.size() < 2) {
    pieces.push_back(set_apart(element("mrow", before + ml(formula) + after)));
    return;
  }
  for (std::size_t i = 0; i < formula.parts.size(); ++i)
    add_pieces(formula.parts[i], i == 0 ? before : sign(symbol), i + 1 == formula.parts.size() ? after : "", pieces);
}

}  // namespace

std::string math_ml_in_pieces(const FormulaTree& formula) {
  const bool follows = formula.kind == Kind::row && formula.parts.size() == 1 && trimmed(formula.text) == "=";
  std::vector<std::string> pieces;
  add_pieces(follows ? formula.parts.front() : formula, follows ? sign("=") : "", "", pieces);
  if (pieces.size() == 1) return math_ml(formula);
  std::string all;
  for (const std::string& piece : pieces) all += (all.empty() ? "" : "<wbr>") + piece;
  return all;
}

std::string math_ml(const FormulaTree& formula) { return set_apart(ml(formula)); }

std::string tex(const FormulaTree& formula) { return tex_of(formula); }

}  // namespace costcurve
