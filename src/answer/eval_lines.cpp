#include "answer/eval_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "text/byte_order_mark.h"
#include "text/expression.h"
#include "text/lines.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

// A stretch of what was typed, without the blanks at its ends.
Excerpt stretch(const SourcePointer& source, std::size_t begin, std::size_t end) {
  const std::string_view whole = std::string_view(source->text).substr(begin, end - begin), inner = trimmed(whole);
  const std::size_t from = inner.empty() ? begin : begin + static_cast<std::size_t>(inner.data() - whole.data());
  return {source, from, from + inner.size(), std::string(inner), true};
}

// "N", "chip_hours": people write capitals where formulas have them.
bool is_name_of_a_line(std::string_view text) {
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  return !text.empty() && is_letter(text.front()) && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter(c) || std::isdigit(static_cast<unsigned char>(c)) != 0;
  });
}

// "hours = 2048 chip * 54 days": a name for later lines. "hours = 110 k chip h?" asks about the line of that name.
void take_name(EvalLine& line, const std::vector<EvalLine>& earlier) {
  const std::size_t equals = line.expression.text.find('=');
  if (equals == std::string::npos) return;
  const std::string name(trimmed(std::string_view(line.expression.text).substr(0, equals)));
  if (!is_name_of_a_line(name)) return;
  const bool is_known =
      std::any_of(earlier.begin(), earlier.end(), [&](const EvalLine& other) { return other.name == name; });
  if (is_known && line.expression.text.ends_with('?')) return;
  line.name = name;
  line.expression = stretch(line.expression.source, line.expression.begin + equals + 1, line.expression.end);
}

// "... = $5.3 million?", "... < 6 M USD": the claim behind the comparison. Of several marks the last counts, and the
// question mark may be left out where what stands before is no name.
void take_claim(EvalLine& line) {
  Excerpt& whole = line.expression;
  const bool asks = whole.text.ends_with('?');
  const std::size_t end = whole.end - (asks ? 1 : 0);
  std::size_t mark = whole.text.find_last_of("<>=");
  while (mark != std::string::npos && mark > 0 && whole.text[mark - 1] == '-')  // of an arrow to a unit
    mark = whole.text.find_last_of("<>=", mark - 1);
  if (mark == std::string::npos || mark == 0) return;
  std::size_t begin = mark;
  while (begin > 0 && std::string_view("<>=").find(whole.text[begin - 1]) != std::string_view::npos) --begin;
  const std::string relation = whole.text.substr(begin, mark - begin + 1);
  const bool is_equal = relation == "=" || relation == "==";
  line.claimed = stretch(whole.source, whole.begin + (is_equal ? mark + 1 : begin), end);
  whole = stretch(whole.source, whole.begin, whole.begin + begin);
}

// "1 kWh in J", "5 days to h", "1 kWh -> J": a unit behind it, and no number, which would be the end of a range.
void take_unit(EvalLine& line) {
  Excerpt& whole = line.expression;
  for (const std::string_view word : {" in ", " to ", " as ", "->", "→"}) {
    const std::size_t at = whole.text.rfind(word);
    if (at == std::string::npos || at == 0) continue;
    const Excerpt unit = stretch(whole.source, whole.begin + at + word.size(), whole.end);
    const bool is_unit = !unit.text.empty() && std::none_of(unit.text.begin(), unit.text.end(), [](char c) {
      return std::isdigit(static_cast<unsigned char>(c)) != 0 && c != '2';  // of CO2
    }) && std::string_view("$€£(+-").find(unit.text.front()) == std::string_view::npos;
    if (!is_unit) continue;
    line.unit = unit;
    whole = stretch(whole.source, whole.begin, whole.begin + at);
    return;
  }
}

std::vector<EvalLine> lines_in(const SourcePointer& source) {
  std::vector<EvalLine> lines;
  for (const std::string_view text : text_lines(source->text)) {
    const auto begin = static_cast<std::size_t>(text.data() - source->text.data());
    EvalLine line;
    line.expression = stretch(source, begin, begin + std::min(text.find('#'), text.size()));
    if (line.expression.text.empty()) continue;
    take_name(line, lines);
    take_claim(line);
    take_unit(line);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string piped_in(const Library& library, Diagnostics& mistakes) {
  constexpr std::size_t largest = 1U << 20U;
  std::variant<std::string, Unread> read = library.files().read("-", largest);
  if (const std::string* text = std::get_if<std::string>(&read))
    return text->substr(begin_of_text(*text));
  if (std::get<Unread>(read).why == Unread::Why::too_large)
    mistakes.add(without_place(fmt::format("standard input is longer than {} MiB", largest >> 20U),
                               {"`eval` works out lines of a calculation; a scenario goes to `costcurve run -`"}));
  else
    mistakes.add(
        without_place("nothing can be read from standard input", {"for example echo '2 * 3 h' | costcurve eval -"}));
  return {};
}

}  // namespace

std::vector<EvalLine> lines_asked(const Question& question, Library& library, Diagnostics& mistakes) {
  auto source = std::make_shared<Source>();
  source->name = "eval";
  for (const std::string& word : question.words)
    source->text += (word == "-" ? piped_in(library, mistakes) : word) + "\n";
  return lines_in(source);
}

std::optional<ShownUnit> unit_wanted(const EvalLine& line, const Dimension& dimension, const Units& units,
                                     Diagnostics& mistakes) {
  Diagnostics unheard = Diagnostics::unheard();
  const Slot slot = parse_slot(built_in("1 " + line.unit.text), units, unheard);
  const bool is_unit = slot.understood && slot.first.is_literal() && slot.first.literal.has_unit;
  if (!is_unit) {
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(line.unit.text, units.names()); !hint.empty()) notes.push_back(hint);
    notes.emplace_back("`costcurve list units` shows them all");
    mistakes.report(line.unit.place(), fmt::format("`{}` is no unit", line.unit.text), notes);
    return std::nullopt;
  }
  ShownUnit unit = slot.first.literal.shown;
  if (unit.dimension == dimension) return unit;
  mistakes.report(
      line.unit.place(),
      fmt::format("`{}` is {}; this is {}", line.unit.text, units.spoken(unit.dimension), units.spoken(dimension)),
      {dimension.is_plain() ? "a plain number is shown without one"
                            : fmt::format("`{}` would do", units.usual(dimension).text)});
  return std::nullopt;
}

std::string quantity_of_line(std::size_t line) { return "line.line" + std::to_string(line + 1); }

}  // namespace costcurve
