#include "answer/compose_variants.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "document/layout.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

bool all_same(const std::vector<std::string>& texts) {
  return std::all_of(texts.begin(), texts.end(), [&](const std::string& text) { return text == texts.front(); });
}

std::string marked(const std::string& name, bool differs) {
  return (differs ? std::string(differs_mark) : " ") + " " + name;
}

TableRow heading_row(const Variants& variants, const std::string& first) {
  TableRow heading{{{first, Tone::heading}}};
  for (const auto& audited : variants) heading.cells.push_back({column_name(*audited), Tone::heading});
  return heading;
}

std::string told_apart(const Variants& variants, const std::vector<std::string>& texts) {
  if (variants.size() == 1) return texts.front() + " in " + column_name(*variants.front());
  if (all_same(texts)) return texts.front() + " in each";
  std::vector<std::string> said;
  for (std::size_t v = 0; v < texts.size(); ++v) said.push_back(texts[v] + " in " + column_name(*variants[v]));
  return listed(said);
}

namespace {

// Value, and below it what is believed: median and 90 % interval.
std::string value_cell(const AuditedVariant& audited, const std::string& name, int digits) {
  const std::optional<std::size_t> q = audited.scenario.quantity(name);
  if (!q) return "not in it";
  if (!audited.solution.knows(*q)) return "not determined";
  const Quantity& quantity = audited.scenario.relations.quantities[*q];
  const Finding& finding = audited.solution.found[*q];
  std::string text = amount_text(finding.value, quantity.shown, digits);
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
std::vector<std::string> value_cells(const Variants& variants, const std::string& name) {
  std::vector<std::string> cells;
  for (const int digits : {6, 12}) {
    cells.clear();
    for (const auto& audited : variants) cells.push_back(value_cell(*audited, name, digits));
    if (!all_same(cells) || same_value(variants, name)) break;
  }
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
        if (const std::string& name = audited->scenario.relations.quantities[q].name;
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

PartTable part_table(const Variants& variants, const std::string& part) {
  PartTable made;
  std::vector<std::string> sheets, unknown;
  for (const auto& audited : variants)
    if (const Part* found = audited->scenario.part(part);
        found && found->sheet && std::find(sheets.begin(), sheets.end(), found->sheet->name) == sheets.end())
      sheets.emplace_back(found->sheet->name);
  made.heading = part + (sheets.empty() ? "" : " (" + listed(sheets, "or") + ")");
  made.table.push_back(heading_row(variants, ""));
  for (const std::string& name : quantity_names(variants, part)) {
    if (known_somewhere(variants, name))
      made.table.push_back(compared_row(last_word(name), value_cells(variants, name)));
    else
      unknown.push_back(last_word(name));
  }
  if (!unknown.empty()) made.unknown = "not determined: " + listed(unknown);
  if (made.table.size() == 1) made.table.clear();
  return made;
}

void answer_headlines(const Variants& variants, SideBySide& made) {
  const AuditedVariant& first = *variants.front();
  for (const std::size_t q : headline_quantities(first)) {
    const std::string& name = first.scenario.relations.quantities[q].name;
    std::vector<std::string> texts;
    for (std::string& cell : value_cells(variants, name)) texts.push_back(cell.substr(0, cell.find('\n')));
    made.answers.push_back(fmt::format("{} is {}.", name, told_apart(variants, texts)));
  }
}

// Texts in the order they come up, each with the variants it was said of where that is not all of them.
class SaidOf {
 public:
  explicit SaidOf(std::size_t variants) : variants_(variants) {}
  void add(const std::string& heading, const std::string& text, const std::string& variant) {
    auto found = std::find_if(all_.begin(), all_.end(),
                              [&](const One& one) { return one.heading == heading && one.text == text; });
    if (found == all_.end()) found = all_.insert(all_.end(), {heading, text, {}});
    if (std::find(found->of.begin(), found->of.end(), variant) == found->of.end()) found->of.push_back(variant);
  }
  std::vector<FootNote> notes() const {
    std::vector<FootNote> made;
    for (const One& one : all_)
      made.push_back(
          {one.heading, one.text + (one.of.size() == variants_ ? "" : fmt::format(" (in {})", listed(one.of)))});
    return made;
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> made;
    for (const FootNote& note : notes()) made.push_back(note.text);
    return made;
  }

 private:
  struct One {
    std::string heading, text;
    std::vector<std::string> of;
  };
  std::vector<One> all_;
  std::size_t variants_;
};

void add_rest(const Variants& variants, Detail detail, SideBySide& made) {
  SaidOf conflicts(variants.size()), missing(variants.size()), foot(variants.size()), notes(variants.size());
  for (const auto& audited : variants) {
    Report one;
    describe_conflicts(*audited, one);
    missing_of_claims(*audited, one);
    list_assumptions(*audited, detail, one);
    note_overridden(*audited, one);
    const std::string name = column_name(*audited);
    for (const std::string& text : one.conflicts) conflicts.add("", text, name);
    for (const std::string& text : one.missing) missing.add("", text, name);
    for (const FootNote& note : one.foot) foot.add(note.heading, note.text, name);
    for (const std::string& text : one.notes) notes.add("", text, name);
  }
  made.rest.conflicts = conflicts.texts();
  made.rest.missing = missing.texts();
  made.rest.foot = foot.notes();
  made.rest.notes = notes.texts();
  const auto drawn =
      std::find_if(variants.begin(), variants.end(), [](const auto& audited) { return audited->beliefs != nullptr; });
  if (drawn == variants.end()) return;
  const SimulationOptions& options = (*drawn)->beliefs->options;
  made.rest.foot.push_back({"drawn", fmt::format("{} samples with seed {}, the same draws in each",
                                                 number_text(static_cast<double>(options.samples), 9), options.seed)});
}

}  // namespace

std::string column_name(const AuditedVariant& audited) {
  return audited.scenario.variant.empty() ? std::string(as_it_stands) : audited.scenario.variant;
}

TableRow compared_row(const std::string& name, const std::vector<std::string>& cells) {
  const bool same = all_same(cells);
  TableRow row{{{marked(name, !same)}}, same};
  for (std::size_t c = 0; c < cells.size(); ++c)
    row.cells.push_back(same && c > 0 ? Cell{std::string(same_mark), Tone::dim} : Cell{cells[c]});
  return row;
}

std::string legend(const std::string& first, const TerminalStyle& style) {
  std::string out;
  for (const std::string& line : wrapped_lines(
           fmt::format("{} differs between the variants; {} the same as in {}", differs_mark, same_mark, first), "  ",
           "  ", style.width))
    out += painted(line, Tone::dim, style) + "\n";
  return out;
}

SideBySide compose_side_by_side(const std::vector<std::unique_ptr<AuditedVariant>>& variants, Detail detail) {
  SideBySide made;
  Report contradictions;
  answer_contradictions(variants, contradictions);
  made.answers = contradictions.answers;
  answer_claims_apart(variants, made);
  if (made.answers.empty() || detail == Detail::everything) answer_headlines(variants, made);
  made.claims = claims_table(variants);
  if (detail == Detail::everything)
    for (const std::string& part : part_names(variants)) made.parts.push_back(part_table(variants, part));
  if (made.answers.empty() && made.parts.empty())
    made.answers.push_back("There is nothing to judge in this scenario; `costcurve run` shows what follows from it.");
  made.checks = checks_table(variants);
  add_rest(variants, detail, made);
  if (variants.size() > 1) made.first = column_name(*variants.front());
  return made;
}

}  // namespace costcurve
