#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/cases.h"
#include "answer/compared_lines.h"
#include "answer/side_by_side_words.h"
#include "document/grid.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

bool all_same(const std::vector<std::string>& texts) {
  return std::all_of(texts.begin(), texts.end(), [&](const std::string& text) { return text == texts.front(); });
}

std::vector<Grid::Column> columns_of(const CheckedCases& cases, const std::string& first) {
  std::vector<Grid::Column> columns = {{first}};
  for (const Checked& checked : cases) columns.push_back({column_name(checked.variant)});
  return columns;
}

std::string told_apart(const CheckedCases& cases, const std::vector<std::string>& texts) {
  if (cases.size() == 1) return texts.front() + " in " + column_name(cases.front().variant);
  if (all_same(texts)) return texts.front() + " in each";
  std::vector<std::string> said;
  for (std::size_t c = 0; c < texts.size(); ++c) said.push_back(texts[c] + " in " + column_name(cases[c].variant));
  return listed(said);
}

namespace {

std::string value_text(const CheckedQuantity* quantity, int digits) {
  if (!quantity) return "not in it";
  return quantity->known ? amount_text(quantity->value, quantity->shown, digits) : "not determined";
}

// At the digits that its range bears out, where it has one.
std::string headline_text(const CheckedQuantity* quantity, int digits) {
  if (!quantity || !quantity->known) return value_text(quantity, digits);
  const std::optional<Interval> range = quantity->reach();
  return range ? ranged_text(quantity->value, range->low, range->high, quantity->shown).value
               : value_text(quantity, digits);
}

// What is believed of it, below its value: median and 90 % interval.
std::string belief_lines(const CheckedQuantity* quantity) {
  if (!quantity) return {};
  if (quantity->belief)
    return fmt::format(
        "\nmedian {}\n90 %: {}", amount_text(quantity->belief->median, quantity->shown, 4),
        range_text(quantity->belief->p5, quantity->belief->p95, quantity->shown, quantity->belief->median));
  if (!quantity->stated) return {};
  return (quantity->is_hard ? "\n" : "\n90 %: ") +
         range_text(quantity->stated->low, quantity->stated->high, quantity->shown, quantity->value);
}

bool same_value(const CheckedCases& cases, const std::string& name) {
  const auto value = [&](const Checked& checked) {
    const CheckedQuantity* quantity = checked.quantity(name);
    return quantity && quantity->known ? quantity->value : std::nan("");
  };
  const double first = value(cases.front());
  return std::all_of(cases.begin(), cases.end(), [&](const Checked& checked) {
    return std::abs(value(checked) - first) <= 1e-12 * std::abs(first);
  });
}

// What differs looks different: with more digits, if it takes them.
std::vector<std::string> value_texts(const CheckedCases& cases, const std::string& name,
                                     std::string (*text)(const CheckedQuantity*, int) = value_text) {
  std::vector<std::string> texts;
  for (const int digits : {6, 12}) {
    texts.clear();
    for (const Checked& checked : cases) texts.push_back(text(checked.quantity(name), digits));
    if (!all_same(texts) || same_value(cases, name)) break;
  }
  return texts;
}

std::vector<std::string> value_cells(const CheckedCases& cases, const std::string& name) {
  std::vector<std::string> cells = value_texts(cases, name);
  for (std::size_t c = 0; c < cases.size(); ++c) cells[c] += belief_lines(cases[c].quantity(name));
  return cells;
}

void add_once(const std::string& name, std::vector<std::string>& names) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

// A part in all the cases: a variant may turn it into another sheet.
struct JoinedPart {
  std::string name;
  std::vector<std::string> sheets, quantities;
};

std::vector<JoinedPart> joined_parts(const CheckedCases& cases) {
  std::vector<JoinedPart> parts;
  for (const Checked& checked : cases)
    for (const CheckedPart& part : checked.parts) {
      auto same =
          std::find_if(parts.begin(), parts.end(), [&](const JoinedPart& other) { return other.name == part.name; });
      if (same == parts.end()) same = parts.insert(parts.end(), {part.name, {}, {}});
      if (!part.sheet.empty()) add_once(part.sheet, same->sheets);
      for (const std::size_t place : part.quantities) add_once(checked.quantities[place].name, same->quantities);
    }
  return parts;
}

bool in_any(const CheckedCases& cases, const std::string& name, bool CheckedQuantity::*what) {
  return std::any_of(cases.begin(), cases.end(), [&](const Checked& checked) {
    const CheckedQuantity* quantity = checked.quantity(name);
    return quantity && quantity->known && quantity->*what;
  });
}

bool is_headline(const CheckedCases& cases, const std::string& name) {
  const std::vector<std::string>& headlines = cases.front().headlines;
  return std::find(headlines.begin(), headlines.end(), name) != headlines.end();
}

// A part's quantities as they are told: a row each; in short a row for each that differs and is asked for.
struct ToldQuantities {
  std::vector<std::string> rows, same, folded, unknown;
};

ToldQuantities told_quantities(const CheckedCases& cases, const JoinedPart& part, Telling telling) {
  ToldQuantities told;
  for (const std::string& name : part.quantities) {
    if (!in_any(cases, name, &CheckedQuantity::known))
      told.unknown.push_back(last_word(name));
    else if (telling == Telling::whole || is_headline(cases, name) ||
             in_any(cases, name, &CheckedQuantity::is_disputed))
      told.rows.push_back(name);
    else if (!in_any(cases, name, &CheckedQuantity::is_asked_for))
      told.folded.push_back(last_word(name));
    else
      (same_value(cases, name) ? told.same : told.rows).push_back(name);
  }
  return told;
}

Grid part_grid(const CheckedCases& cases, const JoinedPart& part, Telling telling) {
  const ToldQuantities told = told_quantities(cases, part, telling);
  Grid grid;
  grid.heading = part.name + (part.sheets.empty() ? "" : " (" + listed(part.sheets, "or") + ")");
  if (!told.rows.empty()) grid.columns = columns_of(cases, "");
  for (const std::string& name : told.rows) {
    grid.rows.push_back(compared_row(last_word(name), value_cells(cases, name)));
    grid.rows.back().anchor = name;
  }
  std::vector<std::string> same;
  for (const std::string& name : told.same)
    same.push_back(last_word(name) + " " + value_text(cases.front().quantity(name), 6));
  if (!same.empty()) grid.below.push_back({"the same in all", fmt::format("{}", fmt::join(same, ", ")), Tone::dim});
  if (!told.folded.empty()) grid.below.push_back(folded_note(told.folded));
  if (!told.unknown.empty() && telling == Telling::whole)
    grid.below.push_back({{}, "not determined: " + listed(told.unknown), Tone::dim});
  return grid;
}

// A grid for each part; in short those in which nothing differs are named alone.
std::vector<Piece> part_pieces(const CheckedCases& cases, Telling telling) {
  std::vector<Piece> pieces;
  std::vector<std::string> alike;
  for (const JoinedPart& part : joined_parts(cases)) {
    Grid grid = part_grid(cases, part, telling);
    if (telling != Telling::whole && cases.size() > 1 && grid.rows.empty())
      alike.push_back(part.name);
    else
      pieces.emplace_back(std::move(grid));
  }
  if (!alike.empty())
    pieces.emplace_back(
        Notes{{}, {{"the same in all", fmt::format("{}; `--all` shows them", listed(alike)), Tone::dim}}});
  return pieces;
}

constexpr std::size_t most_columns = 3;  // more variants are told in lines

// A line for each variant, with what differs between them and is asked for.
ComparedLines comparison_of(const CheckedCases& cases) {
  ComparedLines comparison{"", "variant", {}, {}, std::nullopt, 0};
  std::vector<std::string>& names = comparison.quantities;
  const std::vector<std::string>& headlines = cases.front().headlines;
  for (const JoinedPart& part : joined_parts(cases))
    for (const std::string& name : part.quantities) {
      const CheckedQuantity* quantity = cases.front().quantity(name);
      const bool told = (!quantity || quantity->is_asked_for) && !same_value(cases, name);
      if (told && std::find(headlines.begin(), headlines.end(), name) == headlines.end()) names.push_back(name);
    }
  names.insert(names.end(), headlines.begin(), headlines.end());
  if (!headlines.empty()) comparison.judged_by = names.size() - headlines.size();
  for (const Checked& checked : cases) {
    comparison.lines.push_back({column_name(checked.variant), {}});
    for (const std::string& name : names) comparison.lines.back().cells.push_back(checked.quantity(name));
  }
  return comparison;
}

// What was asked for first, in each case, with where 90 % of the samples have it.
std::optional<RangeBars> headline_ranges(const CheckedCases& cases) {
  if (cases.size() < 2 || cases.front().headlines.empty()) return std::nullopt;
  const std::string& name = cases.front().headlines.front();
  const CheckedQuantity* first = cases.front().quantity(name);
  if (!first || first->shown.words) return std::nullopt;
  ComparedLines comparison{"", "variant", {name}, {}, 0, 0};
  for (const Checked& checked : cases)
    comparison.lines.push_back({column_name(checked.variant), {checked.quantity(name)}});
  return comparison_bars(comparison);
}

// Notes in the order they come up, each with the variants it was said of where that is not all of them.
class SaidOf {
 public:
  explicit SaidOf(std::size_t variants) : variants_(variants) {}
  void add(const std::string& heading, const std::string& text, const std::string& variant) {
    auto found = std::find_if(said_.begin(), said_.end(),
                              [&](const Said& other) { return other.heading == heading && other.text == text; });
    if (found == said_.end()) found = said_.insert(said_.end(), {heading, text, {}});
    if (std::find(found->of.begin(), found->of.end(), variant) == found->of.end()) found->of.push_back(variant);
  }
  void add(const std::vector<std::string>& texts, const std::string& variant) {
    for (const std::string& text : texts) add("", text, variant);
  }
  std::vector<Notes::Note> notes() const {
    std::vector<Notes::Note> notes;
    for (const Said& said : said_) notes.push_back({said.heading, with_variants(said), Tone::plain});
    return notes;
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> texts;
    for (const Said& said : said_) texts.push_back(with_variants(said));
    return texts;
  }

 private:
  struct Said {
    std::string heading, text;
    std::vector<std::string> of;
  };
  std::string with_variants(const Said& said) const {
    return said.text + (said.of.size() == variants_ ? "" : fmt::format(" (in {})", listed(said.of)));
  }
  std::vector<Said> said_;
  std::size_t variants_;
};

// What was taken for any of the cases, each once.
std::vector<Taken> taken_for_any(const CheckedCases& cases) {
  std::vector<Taken> all;
  for (const Checked& checked : cases)
    for (const Taken& taken : checked.taken) {
      auto same = std::find_if(all.begin(), all.end(), [&](const Taken& other) { return other.way == taken.way; });
      if (same == all.end()) same = all.insert(all.end(), {taken.way, {}});
      for (const Taken::Statement& statement : taken.statements)
        if (std::none_of(same->statements.begin(), same->statements.end(),
                         [&](const Taken::Statement& other) { return other.text == statement.text; }))
          same->statements.push_back(statement);
    }
  return all;
}

Foot foot_of(const CheckedCases& cases, ToldAs as) {
  SaidOf contradictions(cases.size()), missing(cases.size()), taken(cases.size()), overruled(cases.size());
  const bool in_full = as.telling == Telling::whole || as.lists_sources;
  for (const Checked& checked : cases) {
    const std::string name = column_name(checked.variant);
    contradictions.add(contradiction_sentences(checked), name);
    missing.add(missing_sentences(checked.missing), name);
    if (in_full)
      for (const Notes::Note& note : taken_notes(checked.taken, true))
        taken.add(note.heading.plain(), note.text.plain(), name);
    overruled.add(overruled_sentences(checked, checked.missing), name);
  }
  Foot foot{{},
            contradictions.texts(),
            missing.texts(),
            overruled.texts(),
            in_full ? taken.notes() : taken_notes(taken_for_any(cases), false)};
  const auto drawn =
      std::find_if(cases.begin(), cases.end(), [](const Checked& checked) { return checked.drawn.has_value(); });
  if (drawn != cases.end()) foot.taken.push_back(drawn_note(*drawn->drawn, ", the same draws in each"));
  return foot;
}

}  // namespace

void answer_headlines(const CheckedCases& cases, Lead& lead) {
  const std::size_t told = lead.sentences.size();
  if (cases.size() > most_columns) {
    const ComparedLines comparison = comparison_of(cases);
    for (std::size_t cell = comparison.judged_by.value_or(comparison.quantities.size());
         cell < comparison.quantities.size(); ++cell)
      if (const std::string spread = spread_sentence(comparison.quantities[cell], comparison.lines, cell);
          !spread.empty())
        lead.sentences.emplace_back(spread);
    if (lead.sentences.size() > told) return;
  }
  for (const std::string& name : cases.front().headlines)
    lead.sentences.push_back(
        Text::filled("{} is {}.", {Text::name(name), told_apart(cases, value_texts(cases, name, headline_text))}));
}

Grid::Row compared_row(const Text& name, const std::vector<std::string>& cells) {
  const bool same = all_same(cells);
  Grid::Row row;
  row.cells.push_back({name});
  row.differs = !same;
  row.only_in_first_block = same;
  for (std::size_t c = 0; c < cells.size(); ++c)
    row.cells.push_back(same && c > 0 ? Grid::Cell{same_mark, {}, Tone::dim} : Grid::Cell{Text::amount(cells[c])});
  return row;
}

Paragraph::Sentence legend(const std::string& first) {
  return {fmt::format("{} differs between the variants; {} the same as in {}", differs_mark, same_mark, first),
          Tone::dim};
}

Document side_by_side_document(const CheckedCases& cases, ToldAs as) {
  Document document;
  document.title = cases.front().title;
  Lead lead;
  answer_contradictions(cases, lead);
  answer_headlines(cases, lead);
  answer_claims_apart(cases, lead);
  std::vector<Piece> parts;
  const bool in_lines = as.telling != Telling::whole && cases.size() > most_columns;
  if (in_lines)
    parts.emplace_back(comparison_grid(comparison_of(cases)));
  else
    parts = part_pieces(cases, as.telling);
  if (lead.sentences.empty() && parts.empty()) lead.sentences.emplace_back(nothing_to_judge);
  document.pieces.emplace_back(std::move(lead));
  if (as.telling == Telling::brief) return document;
  if (std::optional<RangeBars> ranges = headline_ranges(cases)) document.pieces.emplace_back(Chart{std::move(*ranges)});
  document.pieces.emplace_back(claims_grid(cases, as.telling));
  for (Piece& part : parts) document.pieces.push_back(std::move(part));
  document.pieces.emplace_back(checks_grid(cases, as.telling));
  foot_of(cases, as).add_to(document.pieces);
  if (cases.size() > 1 && !in_lines)
    document.pieces.emplace_back(Paragraph{{legend(column_name(cases.front().variant))}});
  return document;
}

}  // namespace costcurve
