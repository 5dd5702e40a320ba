#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "answer/check_words.h"
#include "answer/compared_lines.h"
#include "answer/since.h"
#include "numeric/stable_order.h"
#include "quantity/pace.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

Text how_text(const Origin& origin) {
  const Text source = Text::source(origin.source) + (origin.unverified ? " (unverified)" : "");
  switch (origin.way) {
    case Origin::Way::formula: return Text::formula("= " + origin.formula);
    case Origin::Way::estimate: return Text::formula("≈ " + origin.formula) + " (estimate)";
    case Origin::Way::together: return origin.formula;
    case Origin::Way::by_default: return "default: " + Text::source(origin.source);
    case Origin::Way::catalog:
      return "catalog: " +
             Text::source(fmt::format("{}{}", origin.source.empty() ? origin.where : origin.source,
                                      origin.date.empty() ? "" : ", " + origin.date)) +
             (origin.note.empty() ? "" : "; " + origin.note);
    case Origin::Way::set: return "set on the command line";
    case Origin::Way::assumed: return "assumed";
    case Origin::Way::given: break;
  }
  return origin.source.empty() ? "given" : "given: " + source;
}

std::string blocks(const std::vector<std::uint64_t>& histogram) {
  static const std::vector<std::string> heights = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::uint64_t most = histogram.empty() ? 0 : *std::max_element(histogram.begin(), histogram.end());
  std::string line;
  for (const std::uint64_t count : histogram)
    line += heights[most == 0 ? 0 : static_cast<std::size_t>((count * 8 + most - 1) / most)];
  return line;
}

// "± 0.002", "± 30 k": one digit, which is as much as is known of it. Nothing where there is no error.
std::string error_text(double shown) {
  if (!(shown > 0) || !std::isfinite(shown)) return {};
  if (shown >= 1e15) return fmt::format(" ± {:.0e}", shown);
  for (const auto& [scale, word] : {std::pair{1e12, " T"}, {1e9, " B"}, {1e6, " M"}, {1e3, " k"}})
    if (const double scaled = shown / scale; scaled >= 0.95)
      return fmt::format(" ± {:.0f}{}", std::stod(fmt::format("{:.0e}", scaled)), word);
  return fmt::format(" ± {:g}", std::stod(fmt::format("{:.0e}", shown)));
}

std::string belief_text(const Summary& belief, const ShownUnit& shown, std::uint64_t samples) {
  if (belief.not_finite == samples) return "every sample was infinite or no number";
  const ShownUnit unit = unit_behind(belief.median, shown);
  const bool date = unit.dimension.is_point();
  std::string text = fmt::format("median {}{}, 90 %: {}", amount_text(belief.median, shown, 4),
                                 date ? "" : error_text(error_in_unit(belief.median, belief.median_error, unit)),
                                 range_text(belief.p5, belief.p95, shown, belief.median));
  if (const std::string low = error_text(error_in_unit(belief.p5, belief.p5_error, unit)),
      high = error_text(error_in_unit(belief.p95, belief.p95_error, unit));
      !date && !low.empty() && !high.empty())
    text += fmt::format(" ({} and {})", low.substr(1), high.substr(1));
  // The mean of logarithms is not the logarithm of a mean: of a pace only the quantiles mean something.
  if (!date && !is_pace(unit))
    text += fmt::format(", mean {}{}", amount_text(belief.mean, shown, 4),
                        error_text(belief.standard_error / unit_behind(belief.mean, shown).factor));
  if (belief.not_finite > 0)
    text += fmt::format("; {} of {} samples {} infinite or no number and {} left out",
                        number_text(static_cast<double>(belief.not_finite), 9),
                        number_text(static_cast<double>(samples), 9), belief.not_finite == 1 ? "was" : "were",
                        belief.not_finite == 1 ? "is" : "are");
  return text + "  " + blocks(belief.histogram);
}

std::string whole_text(const std::optional<Whole>& whole) {
  if (!whole) return {};
  return fmt::format("of {}{}{}", amount_text(whole->value, whole->shown),
                     whole->precision.empty() ? "" : fmt::format(" ({} dense)", whole->precision),
                     whole->convention.empty() ? "" : ", " + whole->convention);
}

// What its digits allow, and what digits allow of it.
std::string rounding_text(const CheckedQuantity& quantity) {
  const Interval range = quantity.rounding.range;
  if (!(range.high - range.low > 1e-11 * std::abs(quantity.value))) return {};
  return fmt::format("({}{})", range_text(range.low, range.high, quantity.shown, quantity.value),
                     quantity.rounding.exact ? "" : " (bound)");
}

// What a sum is made of, the largest first.
std::string shares_text(const CheckedQuantity& quantity) {
  std::vector<std::string> shares;
  for (const CheckedQuantity::Share& part : quantity.shares)
    shares.push_back(fmt::format("{} {}", part.name, percent_text(part.share, 2)));
  return shares.empty() ? "" : fmt::format("of it {}", fmt::join(shares, ", "));
}

// What is believed of it: as it was stated, else as it was drawn; in short without median, mean and their errors.
std::string beliefs_text(const CheckedQuantity& quantity, std::uint64_t samples, Telling telling) {
  const std::optional<Summary>& drawn = quantity.belief;
  const bool is_whole = drawn && drawn->not_finite == 0;
  if (!quantity.stated && drawn && (telling == Telling::whole || !is_whole))
    return belief_text(*drawn, quantity.shown, samples);
  const std::string picture = drawn && drawn->not_finite < samples ? "  " + blocks(drawn->histogram) : "";
  const auto range = [&](double low, double high, double value) {
    return (quantity.stated && quantity.is_hard ? "within " : "90 %: ") + range_text(low, high, quantity.shown, value) +
           picture;
  };
  if (quantity.stated) return range(quantity.stated->low, quantity.stated->high, quantity.value);
  return drawn ? range(drawn->p5, drawn->p95, drawn->median) : "";
}

// Dispute; else the layer and the basis of a cost.
std::string scope_note(const CheckedQuantity& quantity) {
  if (quantity.is_disputed) return "[in dispute]";
  const std::string note =
      quantity.layer + (quantity.layer.empty() || quantity.basis.empty() ? "" : ", ") + quantity.basis;
  return note.empty() ? "" : "[" + note + "]";
}

std::string was_text(const std::string& name, const Changes* changes) {
  if (!changes) return {};
  const auto change = changes->quantities.find(name);
  return change == changes->quantities.end() ? "" : "← " + change->second.was;
}

Entries::Entry entry_of(const CheckedQuantity& quantity, const Checked& checked, const Changes* changes,
                        Telling telling) {
  Entries::Entry entry;
  entry.anchor = quantity.name;
  entry.name = last_word(quantity.name);
  entry.value = Text::amount(amount_text(quantity.value, quantity.shown));
  entry.words = Text::joined({whole_text(quantity.whole), how_text(quantity.origin), rounding_text(quantity),
                              scope_note(quantity), was_text(quantity.name, changes)},
                             "  ");
  if (std::string shares = shares_text(quantity); !shares.empty()) entry.below.emplace_back(std::move(shares));
  if (std::string belief = beliefs_text(quantity, checked.drawn ? checked.drawn->samples : 0, telling); !belief.empty())
    entry.below.emplace_back(std::move(belief));
  return entry;
}

}  // namespace

Notes::Note folded_note(const std::vector<std::string>& names) {
  constexpr std::size_t most = 12;
  if (names.size() <= most) return {"also", fmt::format("{}", fmt::join(names, ", ")), Tone::dim};
  return {"also", fmt::format("{} quantities that nothing here asks for; `--all` shows them", names.size()), Tone::dim};
}

double error_in_unit(double value, double error, const ShownUnit& unit) {
  return std::abs(in_unit(value + error, unit) - in_unit(value - error, unit)) / 2;
}

namespace {

bool is_folded(const CheckedQuantity& quantity, const Changes* changes, Telling telling) {
  if (telling == Telling::whole || quantity.is_asked_for || quantity.is_disputed) return false;
  return !changes || !changes->quantities.contains(quantity.name);
}

}  // namespace

namespace {

Entries entries_of(const CheckedPart& part, const Checked& checked, const Changes* changes, Telling telling) {
  Entries entries;
  entries.heading = part.name + (checked.variant.empty() ? "" : " in variant " + checked.variant) +
                    (part.sheet.empty() ? "" : fmt::format(" ({})", part.sheet));
  std::vector<std::string> unknown, folded;
  for (const std::size_t place : part.quantities) {
    const CheckedQuantity& quantity = checked.quantities[place];
    if (quantity.known && is_folded(quantity, changes, telling))
      folded.push_back(last_word(quantity.name));
    else if (quantity.known)
      entries.entries.push_back(entry_of(quantity, checked, changes, telling));
    else
      unknown.push_back(last_word(quantity.name));
  }
  if (!folded.empty()) entries.below.push_back(folded_note(folded));
  if (!unknown.empty() && telling == Telling::whole)
    entries.below.push_back({{}, "not determined: " + listed(unknown), Tone::dim});
  return entries;
}

// Nothing but numbers of one's own.
bool is_plainly_given(const CheckedPart& part, const Checked& checked) {
  constexpr std::size_t most = 4;
  return part.sheet.empty() && !part.quantities.empty() && part.quantities.size() <= most &&
         std::all_of(part.quantities.begin(), part.quantities.end(), [&](std::size_t place) {
           const CheckedQuantity& quantity = checked.quantities[place];
           const Origin& origin = quantity.origin;
           return quantity.known && !quantity.stated && !quantity.is_disputed && quantity.layer.empty() &&
                  origin.source.empty() && (origin.way == Origin::Way::given || origin.way == Origin::Way::assumed);
         });
}

Notes given_line(const CheckedPart& part, const Checked& checked) {
  std::vector<std::string> givens;
  for (const std::size_t place : part.quantities) {
    const CheckedQuantity& quantity = checked.quantities[place];
    givens.push_back(last_word(quantity.name) + " " + amount_text(quantity.value, quantity.shown));
  }
  return {{}, {{part.name, fmt::format("{}", fmt::join(givens, ", ")), Tone::plain}}};
}

// Parts that are worth a table: the rows of one, and three or more of one sheet.
using Alike = std::vector<const CheckedPart*>;

std::vector<Alike> alike_parts(const Checked& checked) {
  constexpr std::size_t worth_a_table = 3;
  std::map<std::string, std::size_t> count;
  const auto kind = [](const CheckedPart& part) {
    return part.of.empty() ? (part.sheet.empty() ? "" : "sheet " + part.sheet) : "rows " + part.of;
  };
  for (const CheckedPart& part : checked.parts) ++count[kind(part)];
  std::vector<Alike> groups;
  std::map<std::string, std::size_t> place;
  for (const CheckedPart& part : checked.parts) {
    const std::string of = kind(part);
    const bool alone = of.empty() || count[of] < (part.of.empty() ? worth_a_table : 2);
    if (!alone && place.contains(of)) {
      groups[place[of]].push_back(&part);
      continue;
    }
    if (!alone) place[of] = groups.size();
    groups.push_back({&part});
  }
  return groups;
}

// True of what the part says or is: what follows from that is told where it answers.
bool is_put_in(const CheckedQuantity& quantity) {
  switch (quantity.origin.way) {
    case Origin::Way::by_default:
    case Origin::Way::estimate:
    case Origin::Way::together: return false;
    case Origin::Way::formula: return quantity.is_asked_for && !quantity.is_result;
    default: return true;
  }
}

// The quantity that all of the parts answer with.
std::optional<std::string> answer_of_all(const Alike& parts, const Checked& checked) {
  for (const std::string& name : checked.headlines) {
    const std::string word = last_word(name);
    if (std::all_of(parts.begin(), parts.end(), [&](const CheckedPart* part) {
          const std::string of_part = part->name + "." + word;
          return std::find(checked.headlines.begin(), checked.headlines.end(), of_part) != checked.headlines.end();
        }))
      return word;
  }
  return std::nullopt;
}

// What was put into them, and the answer; where they have none in common, what is asked for of any of them.
std::vector<std::string> quantities_compared(const Alike& parts, const Checked& checked,
                                             const std::optional<std::string>& answer) {
  std::vector<std::string> words;
  for (const CheckedPart* part : parts)
    for (const std::size_t place : part->quantities) {
      const CheckedQuantity& quantity = checked.quantities[place];
      const std::string word = last_word(quantity.name);
      const bool told = quantity.known && word != answer && (answer ? is_put_in(quantity) : quantity.is_asked_for);
      if (told && std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
    }
  return words;
}

// The order of the part, not that of which part says it first.
void order_as_in_part(std::vector<std::string>& words, const CheckedPart& part, const Checked& checked) {
  std::vector<std::string> order;
  for (const std::size_t place : part.quantities) order.push_back(last_word(checked.quantities[place].name));
  const auto rank = [&](const std::string& word) { return std::find(order.begin(), order.end(), word); };
  sort_stably(words, [&](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
}

ComparedLines comparison_of(const Alike& parts, const Checked& checked) {
  ComparedLines comparison;
  const CheckedPart& first = *parts.front();
  comparison.heading =
      first.of.empty() ? first.sheet : first.of + (first.sheet.empty() ? "" : " (" + first.sheet + ")");
  comparison.things = first.of.empty() ? "part" : "";
  const std::optional<std::string> answer = answer_of_all(parts, checked);
  comparison.quantities = quantities_compared(parts, checked, answer);
  order_as_in_part(comparison.quantities, first, checked);
  if (answer) {
    comparison.judged_by = comparison.quantities.size();
    comparison.quantities.push_back(*answer);
  }
  for (const CheckedPart* part : parts) {
    comparison.lines.push_back({first.of.empty() ? part->name : last_word(part->name), {}});
    for (const std::string& word : comparison.quantities)
      comparison.lines.back().cells.push_back(checked.quantity(part->name + "." + word));
  }
  return comparison;
}

}  // namespace

std::vector<Piece> parts_of(const Checked& checked, const Changes* changes, Telling telling) {
  std::vector<Piece> pieces;
  if (telling == Telling::whole || changes) {
    for (const CheckedPart& part : checked.parts) pieces.emplace_back(entries_of(part, checked, changes, telling));
    return pieces;
  }
  for (const Alike& parts : alike_parts(checked))
    if (parts.size() == 1 && is_plainly_given(*parts.front(), checked))
      pieces.emplace_back(given_line(*parts.front(), checked));
    else if (parts.size() == 1)
      pieces.emplace_back(entries_of(*parts.front(), checked, changes, telling));
    else
      pieces.emplace_back(comparison_grid(comparison_of(parts, checked)));
  return pieces;
}

Grid answers_grid(const Checked& checked) {
  for (const ComparedLines& many : answers_of_a_kind(checked)) return comparison_grid(many);
  return {};
}

}  // namespace costcurve
