#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/side_by_side_words.h"
#include "document/grid.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

bool all_same(const std::vector<std::string>& texts) {
  return std::all_of(texts.begin(), texts.end(), [&](const std::string& text) { return text == texts.front(); });
}

std::vector<Grid::Column> columns_of(const Variants& variants, const std::string& first) {
  std::vector<Grid::Column> columns = {{first}};
  for (const auto& audited : variants) columns.push_back({column_name(*audited)});
  return columns;
}

std::string told_apart(const Variants& variants, const std::vector<std::string>& texts) {
  if (variants.size() == 1) return texts.front() + " in " + column_name(*variants.front());
  if (all_same(texts)) return texts.front() + " in each";
  std::vector<std::string> said;
  for (std::size_t v = 0; v < texts.size(); ++v) said.push_back(texts[v] + " in " + column_name(*variants[v]));
  return listed(said);
}

namespace {

std::string value_text(const AuditedVariant& audited, const std::string& name, int digits) {
  const std::optional<std::size_t> q = audited.scenario.quantity(name);
  if (!q) return "not in it";
  if (!audited.solution.knows(*q)) return "not determined";
  return amount_text(audited.solution.found[*q].value, audited.scenario.relations->quantities[*q].shown, digits);
}

// What is believed of it, below its value: median and 90 % interval.
std::string belief_lines(const AuditedVariant& audited, const std::string& name) {
  const std::optional<std::size_t> q = audited.scenario.quantity(name);
  if (!q || !audited.solution.knows(*q)) return {};
  const Quantity& quantity = audited.scenario.relations->quantities[*q];
  const Finding& finding = audited.solution.found[*q];
  std::string text;
  if (const Summary* belief = belief_of(audited, *q)) {
    text += fmt::format("\nmedian {}\n90 %: {}", amount_text(belief->median, quantity.shown, 4),
                        range_text(belief->p5, belief->p95, quantity.shown));
  } else if (finding.status == Status::given && finding.given->is_belief) {
    text += fmt::format("\n{}{}", finding.given->distribution.is_bounded() ? "" : "90 %: ",
                        range_text(finding.given->belief.low, finding.given->belief.high, quantity.shown));
  }
  return text;
}

bool same_value(const Variants& variants, const std::string& name) {
  const auto value = [&](const AuditedVariant& audited) {
    const std::optional<std::size_t> q = audited.scenario.quantity(name);
    return q && audited.solution.knows(*q) ? audited.solution.found[*q].value : std::nan("");
  };
  const double first = value(*variants.front());
  return std::all_of(variants.begin(), variants.end(),
                     [&](const auto& audited) { return std::abs(value(*audited) - first) <= 1e-12 * std::abs(first); });
}

// What differs looks different: with more digits, if it takes them.
std::vector<std::string> value_texts(const Variants& variants, const std::string& name) {
  std::vector<std::string> texts;
  for (const int digits : {6, 12}) {
    texts.clear();
    for (const auto& audited : variants) texts.push_back(value_text(*audited, name, digits));
    if (!all_same(texts) || same_value(variants, name)) break;
  }
  return texts;
}

std::vector<std::string> value_cells(const Variants& variants, const std::string& name) {
  std::vector<std::string> cells = value_texts(variants, name);
  for (std::size_t v = 0; v < variants.size(); ++v) cells[v] += belief_lines(*variants[v], name);
  return cells;
}

// The parts of all the variants, and the quantities of a part in all of them: a variant may turn a part into another
// sheet.
std::vector<std::string> part_names(const Variants& variants) {
  std::vector<std::string> names;
  for (const auto& audited : variants)
    for (const Part& part : audited->scenario.parts)
      if (std::find(names.begin(), names.end(), part.name) == names.end()) names.push_back(part.name);
  return names;
}

std::vector<std::string> quantity_names(const Variants& variants, const std::string& part) {
  std::vector<std::string> names;
  for (const auto& audited : variants)
    if (const Part* found = audited->scenario.part(part))
      for (const std::size_t q : found->quantities)
        if (const std::string& name = audited->scenario.relations->quantities[q].name;
            std::find(names.begin(), names.end(), name) == names.end())
          names.push_back(name);
  return names;
}

bool known_somewhere(const Variants& variants, const std::string& name) {
  return std::any_of(variants.begin(), variants.end(), [&](const auto& audited) {
    const std::optional<std::size_t> q = audited->scenario.quantity(name);
    return q && audited->solution.knows(*q);
  });
}

Grid part_grid(const Variants& variants, const std::string& part) {
  Grid grid;
  std::vector<std::string> sheets, unknown;
  for (const auto& audited : variants)
    if (const Part* found = audited->scenario.part(part);
        found && found->sheet && std::find(sheets.begin(), sheets.end(), found->sheet->name) == sheets.end())
      sheets.emplace_back(found->sheet->name);
  grid.heading = part + (sheets.empty() ? "" : " (" + listed(sheets, "or") + ")");
  grid.columns = columns_of(variants, "");
  for (const std::string& name : quantity_names(variants, part)) {
    if (known_somewhere(variants, name)) {
      grid.rows.push_back(compared_row(last_word(name), value_cells(variants, name)));
      grid.rows.back().anchor = name;
    } else {
      unknown.push_back(last_word(name));
    }
  }
  if (!unknown.empty()) grid.below.push_back({{}, "not determined: " + listed(unknown), Tone::dim});
  return grid;
}

void answer_headlines(const Variants& variants, Lead& lead) {
  const AuditedVariant& first = *variants.front();
  for (const std::size_t q : headline_quantities(first)) {
    const std::string& name = first.scenario.relations->quantities[q].name;
    lead.sentences.push_back(
        Text::filled("{} is {}.", {Text::name(name), told_apart(variants, value_texts(variants, name))}));
  }
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

Foot foot_of(const Variants& variants, Detail detail) {
  SaidOf conflicts(variants.size()), missing(variants.size()), taken(variants.size()), overruled(variants.size());
  for (const auto& audited : variants) {
    const std::string name = column_name(*audited);
    const std::vector<Undetermined> undetermined = undetermined_of_claims(*audited);
    conflicts.add(conflict_sentences(*audited), name);
    missing.add(missing_sentences(undetermined), name);
    for (const Taken& each : taken_for_all(*audited, detail)) taken.add(each.way, each.note().text.plain(), name);
    overruled.add(overruled_sentences(*audited, undetermined), name);
  }
  Foot foot{conflicts.texts(), missing.texts(), overruled.texts(), taken.notes()};
  const auto drawn =
      std::find_if(variants.begin(), variants.end(), [](const auto& audited) { return audited->beliefs != nullptr; });
  if (drawn == variants.end()) return foot;
  const SimulationOptions& options = (*drawn)->beliefs->options;
  foot.taken.push_back({"drawn",
                        fmt::format("{} samples with seed {}, the same draws in each",
                                    number_text(static_cast<double>(options.samples), 9), options.seed),
                        Tone::plain});
  return foot;
}

}  // namespace

std::string column_name(const AuditedVariant& audited) {
  return audited.scenario.variant.empty() ? std::string(as_it_stands) : audited.scenario.variant;
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

Document side_by_side_document(const Variants& variants, Detail detail) {
  Document document;
  document.title = variants.front()->scenario.title;
  Lead lead;
  answer_contradictions(variants, lead);
  answer_claims_apart(variants, lead);
  if (lead.sentences.empty() || detail == Detail::everything) answer_headlines(variants, lead);
  std::vector<Piece> parts;
  if (detail == Detail::everything)
    for (const std::string& part : part_names(variants)) parts.emplace_back(part_grid(variants, part));
  if (lead.sentences.empty() && parts.empty()) lead.sentences.emplace_back(nothing_to_judge);
  document.pieces.emplace_back(std::move(lead));
  document.pieces.emplace_back(claims_grid(variants));
  for (Piece& part : parts) document.pieces.push_back(std::move(part));
  document.pieces.emplace_back(checks_grid(variants));
  foot_of(variants, detail).add_to(document.pieces);
  if (variants.size() > 1) document.pieces.emplace_back(Paragraph{{legend(column_name(*variants.front()))}});
  return document;
}

}  // namespace costcurve
