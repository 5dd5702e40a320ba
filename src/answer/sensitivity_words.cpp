#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "answer/sensitivity.h"
#include "answer/side_by_side.h"
#include "numeric/stable_order.h"
#include "quantity/pace.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// Shares are sampled, to about one per cent: what is less is not told apart from nothing.
std::string share_text(double share) { return share < 0.005 ? "below 1 %" : percent_text(std::min(share, 1.0), 2); }

std::string elasticity_text(double elasticity) {
  return std::isfinite(elasticity) ? fmt::format("{:+.3g}", elasticity) : "none";
}

bool is_believed(const InputInfluence& input) {
  return input.ends == RangeEnds::nine_in_ten || input.ends == RangeEnds::hard;
}

// Where the input can be, and what these ends mean.
std::string own_range(const InputInfluence& input) {
  if (input.ends == RangeEnds::none) return amount_text(input.value, input.shown, 4) + " (exact)";
  const char* kind = input.ends == RangeEnds::digits ? "digits" : input.ends == RangeEnds::hard ? "hard ends" : "90 %";
  return fmt::format("{} ({})", range_text(input.influence.over.low, input.influence.over.high, input.shown), kind);
}

std::string swing_text(const InputInfluence& input, const ShownUnit& unit) {
  return input.ends == RangeEnds::none ? "" : range_text(input.influence.swing.low, input.influence.swing.high, unit);
}

bool has_swings(const Sensitivity& sensitivity) {
  return std::any_of(sensitivity.inputs.begin(), sensitivity.inputs.end(),
                     [](const InputInfluence& one) { return one.ends != RangeEnds::none; });
}

// An input's range, and below it where that takes the result; its share, and below it that of the input alone. So the
// table stays narrow enough for 80 columns.
Grid grid_of(const Sensitivity& sensitivity) {
  const bool shares = sensitivity.variance > 0;
  Grid grid;
  grid.columns = {
      {"input"}, {"elasticity"}, {has_swings(sensitivity) ? "its range,\nand where it leads" : "its value"}};
  if (shares) grid.columns.push_back({"variance,\nalone"});
  for (const InputInfluence& input : sensitivity.inputs) {
    const std::string leads = swing_text(input, sensitivity.of.shown);
    Grid::Row row;
    row.anchor = input.name;
    row.cells = {{Text::name(input.name)},
                 {Text::amount(elasticity_text(input.influence.elasticity))},
                 {Text::amount(own_range(input) + (leads.empty() ? "" : "\n→ " + leads))}};
    if (shares && is_believed(input))
      row.cells.push_back(
          {Text::amount(share_text(input.influence.total) + "\n" + share_text(input.influence.first_order))});
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

// Where each input's own range takes the quantity, the widest first. Without bars where no input has a range.
Tornado tornado_of(const Sensitivity& sensitivity) {
  Tornado tornado;
  tornado.title = fmt::format("where each input's own range takes {}, the others as stated:", sensitivity.of.quantity);
  tornado.unit = sensitivity.of.shown;
  tornado.value = sensitivity.of.value;
  for (const InputInfluence& input : sensitivity.inputs) {
    const Influence& influence = input.influence;
    if (influence.swing.is_point()) continue;
    const int digits = digits_apart(influence.over.low, influence.over.high);
    const auto label = [&](double end, double at) {
      return end == tornado.value ? std::string() : amount_text(at, input.shown, digits);
    };
    tornado.bars.push_back({input.name, label(influence.swing.low, influence.least_at),
                            label(influence.swing.high, influence.greatest_at), influence.swing.low,
                            influence.swing.high});
  }
  sort_stably(tornado.bars,
              [](const Tornado::Bar& a, const Tornado::Bar& b) { return a.high - a.low > b.high - b.low; });
  return tornado;
}

std::string shares_note(const Sensitivity& sensitivity) {
  return fmt::format(
      "variance: the input's share of the variance of {}{}, with all that it does together with others; below it, what "
      "it does alone. {} samples, seed {}.",
      sensitivity.on_logarithm ? "the logarithm of " : "", sensitivity.of.quantity,
      number_text(static_cast<double>(sensitivity.samples), 9), sensitivity.seed);
}

// A range around the value as one would type it: "1.6 to 2.5 USD/chip/h", "2.13 to 3.33 M chip h".
std::string range_to_type(const InputInfluence& input) {
  constexpr std::array<std::pair<double, const char*>, 4> scales = {{{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1, ""}}};
  const double value = in_unit(input.value, input.shown), low = value / 1.25, high = value * 1.25;
  const std::string& unit = input.shown.text;
  if (is_yearly_factor(input.shown)) return fmt::format("{:.3g}x/year to {:.3g}x/year", low, high);
  const auto scale = std::find_if(scales.begin(), scales.end() - 1, [&](const auto& one) {
    return low >= one.first && !scale_factor(unit.substr(0, unit.find(' ')));
  });
  return fmt::format("{} to {}{}{}{}{}", number_text(low / scale->first, 3), number_text(high / scale->first, 3),
                     *scale->second ? " " : "", scale->second, unit.empty() ? "" : " ", unit);
}

// What keeps swings or shares from being shown, and what to do about it.
std::string missing_note(const Sensitivity& sensitivity) {
  if (sensitivity.has_beliefs) return "No shares of the variance: some samples are infinite or no number.";
  std::string text = has_swings(sensitivity)
                         ? "Nobody stated a range for its inputs: the ranges are what their printed digits allow, and "
                           "there are no shares of the variance."
                         : "Nobody stated a range for its inputs: there are no swings and no shares of the variance.";
  const auto example =
      std::find_if(sensitivity.inputs.begin(), sensitivity.inputs.end(), [](const InputInfluence& one) {
        return one.value > 0 && !one.shown.dimension.is_point() && one.shown.text != "%";
      });
  if (example != sensitivity.inputs.end())
    text += fmt::format(" This states one: --set {}='{}'; or write it in the file.", example->name,
                        range_to_type(*example));
  return text;
}

std::string cell_of(const Sensitivity& sensitivity, const std::string& name) {
  if (std::isnan(sensitivity.of.value)) return "not determined";
  const auto found = std::find_if(sensitivity.inputs.begin(), sensitivity.inputs.end(),
                                  [&](const InputInfluence& one) { return one.name == name; });
  if (found == sensitivity.inputs.end()) return "no input";
  std::string text = elasticity_text(found->influence.elasticity);
  if (found->ends != RangeEnds::none) text += "\n" + swing_text(*found, sensitivity.of.shown);
  if (is_believed(*found) && sensitivity.variance > 0) text += "\n" + share_text(found->influence.total);
  return text;
}

// What the quantity rests on and has no row.
Notes not_measured(const Sensitivity& sensitivity) {
  Notes notes;
  if (!sensitivity.words.empty())
    notes.notes.push_back({"words",
                           listed(sensitivity.words) + ": `sweep` shows what each word does; between words " +
                               "there is nothing to measure",
                           Tone::plain});
  std::vector<std::string> steps;
  for (const InputInfluence& input : sensitivity.inputs)
    if (input.with_one_more && std::isfinite(*input.with_one_more))
      steps.push_back(fmt::format("one more of {} makes it {}", input.name,
                                  amount_text(*input.with_one_more, sensitivity.of.shown, 4)));
  if (!steps.empty())
    notes.notes.push_back({"in steps",
                           "rounded to whole numbers on the way, where no elasticity sees it: " + listed(steps),
                           Tone::plain});
  return notes;
}

Document unmoved(const Sensitivity& sensitivity, const Text& name, const Text& value) {
  if (sensitivity.words.empty() && sensitivity.in_steps.empty())
    return {sensitivity.of.quantity,
            {Lead{{Text::filled("{} is {} and rests on nothing that could change it.", {name, value})}, {}}}};
  Document document{sensitivity.of.quantity, {}};
  Lead lead{{Text::filled("{} is {}, and no small change and no stated range of an input moves it.", {name, value})},
            {}};
  if (!sensitivity.in_steps.empty())
    lead.below.push_back(
        {{},
         "It rests on " + listed_some(sensitivity.in_steps) + ", perhaps in steps: `sweep` shows them.",
         Tone::plain});
  document.pieces.emplace_back(std::move(lead));
  if (Notes apart = not_measured(sensitivity); !apart.notes.empty()) document.pieces.emplace_back(std::move(apart));
  return document;
}

// Those that weigh as much as the first: a share of the variance is sampled, to about three per cent.
std::vector<std::string> leaders_of(const Sensitivity& sensitivity) {
  constexpr double sampled = 0.03, rounded = 1e-9;
  const Influence& first = sensitivity.inputs.front().influence;
  const auto alike = [&](const Influence& other) {
    if (first.total > 0) return first.total - other.total <= sampled;
    if (!first.swing.is_point()) return other.swing.width() >= first.swing.width() * (1 - rounded);
    return std::abs(other.elasticity) >= std::abs(first.elasticity) * (1 - rounded);
  };
  std::vector<std::string> names;
  for (const InputInfluence& input : sensitivity.inputs)
    if (alike(input.influence)) names.push_back(input.name);
  return names;
}

// "what matters most is run.rent", "run.rent and run.duration matter most, and alike"
Text what_matters(const Sensitivity& sensitivity) {
  const std::vector<std::string> leaders = leaders_of(sensitivity);
  if (leaders.size() < 2) return Text::filled("what matters most is {}", {Text::name(sensitivity.inputs.front().name)});
  constexpr std::size_t few = 3;
  if (leaders.size() <= few) return fmt::format("{} matter most, and alike", listed(leaders));
  return leaders.size() == sensitivity.inputs.size()
             ? fmt::format("its {} inputs matter alike", leaders.size())
             : fmt::format("{} of its {} inputs matter most, and alike", leaders.size(), sensitivity.inputs.size());
}

// At the digits that the widest swing bears out, where something is believed.
std::string value_at_digits(const Sensitivity& sensitivity) {
  Interval swing = Interval::point(sensitivity.of.value);
  for (const InputInfluence& input : sensitivity.inputs) {
    if (!is_believed(input)) continue;
    swing.low = std::min(swing.low, input.influence.swing.low);
    swing.high = std::max(swing.high, input.influence.swing.high);
  }
  const ShownUnit& unit = sensitivity.of.shown;
  return swing.is_point() || !swing.is_finite() ? amount_text(sensitivity.of.value, unit)
                                                : ranged_text(sensitivity.of.value, swing.low, swing.high, unit).value;
}

}  // namespace

Document sensitivity_document(const Sensitivity& sensitivity) {
  const Text name = Text::name(sensitivity.of.quantity), value = Text::amount(value_at_digits(sensitivity));
  if (sensitivity.of.shown.words)
    return {
        sensitivity.of.quantity,
        {Lead{{Text::filled("{} is {}: a word, between which and another there is nothing to measure.", {name, value})},
              {}}}};
  if (sensitivity.inputs.empty()) return unmoved(sensitivity, name, value);
  Document document;
  document.title = sensitivity.of.quantity;
  document.pieces.emplace_back(Lead{{Text::filled("{} is {}; {}.", {name, value, what_matters(sensitivity)})}, {}});
  document.pieces.emplace_back(Chart{tornado_of(sensitivity)});
  document.pieces.emplace_back(grid_of(sensitivity));
  document.pieces.emplace_back(
      Paragraph{{{sensitivity.variance > 0 ? shares_note(sensitivity) : missing_note(sensitivity)}}});
  if (Notes apart = not_measured(sensitivity); !apart.notes.empty()) document.pieces.emplace_back(std::move(apart));
  return document;
}

Document sensitivity_document(const std::vector<Sensitivity>& variants) {
  if (variants.empty()) return {};
  const Subject& first = variants.front().of;
  Grid grid;
  grid.columns.push_back({first.quantity});
  std::vector<std::string> names, values;
  for (const Sensitivity& variant : variants) {
    grid.columns.push_back({variant.of.variant});
    values.push_back(std::isnan(variant.of.value) ? "not determined" : amount_text(variant.of.value, variant.of.shown));
    for (const InputInfluence& input : variant.inputs)
      if (std::find(names.begin(), names.end(), input.name) == names.end()) names.push_back(input.name);
  }
  grid.rows.push_back(compared_row("its value", values));
  for (const std::string& name : names) {
    std::vector<std::string> cells;
    for (const Sensitivity& variant : variants) cells.push_back(cell_of(variant, name));
    grid.rows.push_back(compared_row(name, cells));
  }
  const bool shares =
      std::any_of(variants.begin(), variants.end(), [](const Sensitivity& variant) { return variant.variance > 0; });
  Paragraph below;
  below.sentences.push_back(
      {fmt::format("Of each input: its elasticity; where it has a range, what that takes {} to{}.", first.quantity,
                   shares ? "; and its share of the variance" : "")});
  below.sentences.push_back(legend(first.variant));
  return {first.quantity, {std::move(grid), std::move(below)}};
}

}  // namespace costcurve
