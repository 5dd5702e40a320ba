#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/solve.h"
#include "answer/solve_phrases.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// Sentences and facts go to a lead until a grid comes between; what is told behind it makes a piece of its own.
class SolveTeller {
 public:
  explicit SolveTeller(const Solved& solved) : solved_(solved) {}

  Document told() {
    const bool is_bound = solved_.unknowns.size() == 1 && !solved_.ranges.empty();
    if (!is_bound) holds_already();
    if (solved_.unknowns.empty())
      changes();
    else if (solved_.unknowns.size() == 1)
      single();
    else
      several();
    if (is_bound) holds_already();
    if (!solved_.believed.empty()) detail("at the middle of what is believed: " + listed_some(solved_.believed));
    end_lead();
    if (std::optional<RangeBars> bars = solved_bars(solved_)) document_.pieces.emplace_back(Chart{std::move(*bars)});
    document_.title = solved_.targets.front().text;
    return std::move(document_);
  }

 private:
  void holds_already() {
    for (const SolvedTarget& target : solved_.targets)
      if (target.holds) line(fmt::format("{} holds already.", target.text));
  }
  void line(const std::string& text) { lead_.sentences.emplace_back(text); }
  void detail(const std::string& text) { lead_.below.push_back({{}, text, Tone::plain}); }
  void end_lead() {
    if (lead_.sentences.empty() && lead_.below.empty()) return;
    document_.pieces.emplace_back(std::move(lead_));
    lead_ = {};
  }
  // What was told before stands above it, its consequences directly below.
  void add(Grid grid) {
    end_lead();
    document_.pieces.emplace_back(std::move(grid));
  }

  void single() {
    const SolvedTarget& target = solved_.targets.front();
    const SolvedUnknown& unknown = solved_.unknowns.front();
    if (solved_.points.empty() && solved_.ranges.empty()) return none();
    if (target.demand == Demand::equal)
      line(equality_sentence(solved_));
    else
      line(bound_sentence(solved_));
    for (const SolvedPoint& point : solved_.points) {
      if (!point.consequences) continue;
      const bool one = solved_.points.size() == 1 && target.demand == Demand::equal;
      for (std::string& text :
           consequences(one ? "then" : fmt::format("with {}", amount_text(point.values.front(), unknown.unit)), point))
        detail(text);
    }
    now();
  }

  int digits_of_targets() const { return solved_.believed.empty() ? 6 : 3; }

  void now() {
    std::vector<std::string> all;
    for (const SolvedTarget& target : solved_.targets)
      if (target.now && !target.holds)
        all.push_back(fmt::format("{} is {}", target.left, amount_text(*target.now, target.unit, digits_of_targets())));
    if (!all.empty()) detail("now " + listed(all));
  }

  void none() {
    const SolvedTarget& target = solved_.targets.front();
    const SolvedUnknown& unknown = solved_.unknowns.front();
    std::string text = fmt::format("No value of {}{} makes {} true", unknown.name, where_text(unknown), target.text);
    if (solved_.jump)
      text += fmt::format(": at {} {} jumps from {} to {}", amount_text(solved_.jump->at, unknown.unit), target.left,
                          amount_text(solved_.jump->below, target.unit), amount_text(solved_.jump->above, target.unit));
    else if (solved_.reach)
      text += fmt::format(": {} {}", target.left, reach_text(*solved_.reach, target.unit));
    line(text + ".");
    if (solved_.outside.empty()) return;
    std::vector<std::string> values;
    for (const double value : solved_.outside) values.push_back(amount_text(value, unknown.unit));
    detail(fmt::format("it would take {}, which {}", listed(first_dozen(values), "or"), why_not()));
  }

  std::string why_not() const {
    if (!solved_.forbidden.empty()) return "cannot be: " + solved_.forbidden;
    const bool bracketed = std::any_of(solved_.unknowns.begin(), solved_.unknowns.end(),
                                       [](const SolvedUnknown& unknown) { return unknown.bracketed; });
    return bracketed ? "lies outside of --between" : "is below zero (--between looks there as well)";
  }

  std::vector<std::string> consequences(const std::string& when, const SolvedPoint& point) const {
    std::vector<std::string> told, values;
    for (const ShownValue& shown : point.shown)
      values.push_back(
          fmt::format("{} is {}", shown.name, shown.value ? amount_text(*shown.value, shown.unit) : "not determined"));
    if (!values.empty()) told.push_back(fmt::format("{} {}", when, listed(values)));
    if (point.is_next_plan) told.push_back(fmt::format("{} there is a plan, and with none before", when));
    if (!point.no_plan.empty()) told.push_back(fmt::format("{} there is no plan: {}", when, point.no_plan));
    const auto tell = [&](const std::string& what, std::vector<std::string> list, const char* quote) {
      for (std::string& text : list) text = quote + text + quote;
      if (!list.empty()) told.push_back(fmt::format("{} {}: {}", when, what, listed_some(list)));
    };
    tell("broken", broken_sentences(solved_, point), "");
    tell("no longer true", point.consequences->now_false, "\"");
    tell("also true", point.consequences->now_true, "\"");
    return told;
  }

  void several() {
    std::vector<std::string> texts;
    for (const SolvedTarget& target : solved_.targets) texts.push_back(target.text);
    const std::string targets = listed(texts);
    if (!solved_.points.empty()) {
      line(solved_.points.size() == 1
               ? fmt::format("{} take these values together:", targets)
               : fmt::format("{} take one of {} sets of values:", targets, solved_.points.size()));
      for (const SolvedPoint& point : solved_.points) add(set_of_values(point));
    } else if (solved_.traded.empty()) {
      line(fmt::format("No values of {} were found that make {} true, from {} starts.", unknown_names(), targets,
                       solved_.starts));
      if (!solved_.outside_sets.empty()) outside_set();
    }
    if (!solved_.traded.empty())
      line(
          fmt::format("{} do not fix {} one by one: {} can be traded against each other without moving them. Give one, "
                      "or another target.",
                      targets, unknown_names(), listed(solved_.traded)));
    now();
    if (!solved_.points.empty() && solved_.traded.empty())
      detail(fmt::format("found from {} starts; with several unknowns there may be other solutions", solved_.starts));
  }

  std::string unknown_names() const {
    std::vector<std::string> names;
    for (const SolvedUnknown& unknown : solved_.unknowns) names.push_back(unknown.name);
    return listed(names);
  }

  Grid set_of_values(const SolvedPoint& point) const {
    Grid grid;
    grid.columns.resize(4);
    for (std::size_t u = 0; u < solved_.unknowns.size(); ++u) {
      const SolvedUnknown& unknown = solved_.unknowns[u];
      Grid::Row row;
      row.cells = {{Text::name(unknown.name)},
                   {Text::amount(amount_text(point.values[u], unknown.unit, unknown.digits))},
                   {change_text(unknown, point.values[u])},
                   {stated_text(unknown)}};
      grid.rows.push_back(std::move(row));
    }
    if (point.consequences)
      for (std::string& text : consequences("then", point)) grid.below.push_back({{}, text, Tone::plain});
    return grid;
  }

  void outside_set() {
    std::vector<std::string> values;
    for (std::size_t u = 0; u < solved_.unknowns.size(); ++u)
      values.push_back(fmt::format("{} = {}", solved_.unknowns[u].name,
                                   amount_text(solved_.outside_sets.front()[u], solved_.unknowns[u].unit)));
    detail(fmt::format("it would take {}, which {}", listed(values), why_not()));
  }

  void changes() {
    const SolvedTarget& target = solved_.targets.front();
    const std::size_t count = solved_.changes.size();
    const std::string now =
        target.now && !target.holds
            ? fmt::format(" ({} is {})", target.left, amount_text(*target.now, target.unit, digits_of_targets()))
            : "";
    if (count == 0)
      line(fmt::format("No single input makes {} true{}.", target.text, now));
    else
      line(fmt::format("{}{} takes {}{}:", target.text, now, least_implausible(),
                       count == 1 ? ", and no other single change does it"
                                  : fmt::format(", or one of {} other single changes", count - 1)));
    if (count > 0) add(change_rows());
    if (!solved_.cannot.empty())
      detail(fmt::format("no value of {} does it", listed(first_dozen(solved_.cannot), "or")));
    if (!solved_.words.empty())
      detail(fmt::format("not looked for, because between words there is nothing: {}; `sweep` tries each word",
                         listed(first_dozen(solved_.words))));
    if (solved_.not_looked_at > 0)
      detail(fmt::format("{} further inputs that pull less were not looked at", solved_.not_looked_at));
    if (count > 0) note();
  }

  static std::vector<std::string> first_dozen(std::vector<std::string> names) {
    constexpr std::size_t most = 12;
    if (names.size() <= most) return names;
    const std::size_t more = names.size() - most;
    names.resize(most);
    names.push_back(fmt::format("{} others", more));
    return names;
  }

  // "assume.rent $1.36/chip/h (32.1 % less)".
  std::string least_implausible() const {
    const SolvedChange& change = solved_.changes.front();
    return fmt::format("{} {} ({})", change.input.name,
                       amount_text(change.needed.value, change.input.unit, change.input.digits),
                       change_text(change.input, change.needed.value));
  }

  // The least implausible first.
  Grid change_rows() const {
    Grid grid;
    for (const char* head : {"input", "would be", "is", "change", "implausible", "measured by"})
      grid.columns.push_back({head});
    for (const SolvedChange& change : solved_.changes) {
      const std::size_t count = change.needed.others;
      const std::string others = count == 0 ? "" : fmt::format(" or {} other{}", count, count == 1 ? "" : "s");
      Grid::Row row;
      row.anchor = change.input.name;
      row.cells = {{Text::name(change.input.name)},
                   {Text::amount(amount_text(change.needed.value, change.input.unit, change.input.digits) + others)},
                   {Text::amount(amount_text(change.input.stated, change.input.unit))},
                   {change_text(change.input, change.needed.value)},
                   {change.cannot_be.empty() ? implausibility_text(change.needed) : "cannot be"},
                   {measure_text(change)}};
      grid.rows.push_back(std::move(row));
    }
    return grid;
  }

  void note() {
    bool nominal = false, digits = false;
    for (const SolvedChange& row : solved_.changes) {
      nominal = nominal || row.needed.standing == Standing::nominal;
      digits = digits || row.needed.standing == Standing::beyond_digits;
    }
    for (const SolvedChange& row : solved_.changes)
      if (!row.cannot_be.empty()) {
        detail(fmt::format("{} cannot be: {}", row.input.name, row.cannot_be));
        break;
      }
    std::string text = "implausible: how far from the input's value, in standard deviations of what is believed of it";
    if (nominal) text += "; of a number that nobody vouches for, of a nominal ± 10 % (at 90 %)";
    if (digits) text += "; a number from a source or the catalog is taken to be right to its digits, and stands last";
    detail(text + ".");
  }

  const Solved& solved_;
  Lead lead_;
  Document document_;
};

}  // namespace

Document solve_document(const Solved& solved) { return SolveTeller(solved).told(); }

}  // namespace costcurve
