#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/serve.h"
#include "numeric/stable_order.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

constexpr std::size_t most_plans = 8, most_of_front = 12;

class ServedWriter {
 public:
  explicit ServedWriter(const ServedOptions& served) : served_(served), first_(served.options.front()) {}

  Document write() {
    Document document;
    document.title = served_.scenario;
    document.pieces.emplace_back(lead());
    if (served_.options.size() > 1) document.pieces.emplace_back(options());
    document.pieces.emplace_back(plans());
    if (Plot plot = picture(); can_be_drawn(plot)) document.pieces.emplace_back(Chart{std::move(plot)});
    if (first_.front.size() > 1) document.pieces.emplace_back(front());
    document.pieces.emplace_back(notes());
    return document;
  }

 private:
  const ShownUnit& unit(Served figure) const { return served_.units[static_cast<std::size_t>(figure)]; }

  std::string text(const Deployment& which, Served figure, int digits = 3) const {
    const double value = which[figure];
    return std::isfinite(value) ? amount_text(value, unit(figure), digits) : "-";
  }

  bool has_cost() const { return std::isfinite((*first_.best)[Served::cost_per_output_token]); }

  std::string goal_text() const {
    switch (served_.goal) {
      case Goal::latency: return "Fastest";
      case Goal::chips: return "On the fewest chips";
      case Goal::cost: break;
    }
    return has_cost() ? "Cheapest" : "Most for each chip";
  }

  // "2 chips as TP2", "one chip", "6 chips as 3 deployments of TP2".
  static std::string deployed_text(const Deployment& which) {
    const double chips = which[Served::chips];
    if (which.is_apart()) return fmt::format("{} chips, prefill → decode as {}", count_text(chips), which.text());
    if (which.deployments > 1)
      return fmt::format("{} chips as {} deployments of {}", count_text(chips), count_text(which.deployments),
                         which.plan.text());
    return chips == 1 ? which.plan.text() : fmt::format("{:.0f} chips as {}", chips, which.plan.text());
  }

  // "193 at once"; of arrivals a mean, "10.9 at once in each".
  std::string at_once_text(const Deployment& which) const {
    if (!served_.has_arrivals) return count_text(which.sequences * which.deployments) + " at once";
    if (which.is_apart())
      return number_text(which.sequences, 3) + (which.deployments > 1 ? " at once in each that decodes" : " at once");
    return number_text(which.sequences, 3) + (which.deployments > 1 ? " at once in each" : " at once");
  }

  Lead lead() const {
    const Deployment& best = *first_.best;
    Lead lead;
    std::string sentence = goal_text() + ": ";
    if (served_.options.size() > 1) sentence += first_.name + ", ";
    sentence += fmt::format("{}, {}", deployed_text(best), at_once_text(best));
    if (has_cost())
      sentence += fmt::format(": {} for output with all on it", text(best, Served::cost_per_output_token));
    lead.sentences.emplace_back(sentence + ".");
    if (best.is_apart())
      lead.sentences.emplace_back(fmt::format("A first token takes {} on average; prefill workers work {} of the time.",
                                              text(best, Served::first_token), percent_text(best[Served::busy], 3)));
    else if (served_.has_arrivals)
      lead.sentences.emplace_back(
          fmt::format("A first token takes {} on average; full steps would take in the prompts "
                      "in {} of the time.",
                      text(best, Served::first_token), percent_text(best[Served::load], 3)));
    lead.sentences.emplace_back(fmt::format("A token takes {}, so a user sees {}; a chip gives {}{}.",
                                            text(best, Served::time_per_token), text(best, Served::interactivity),
                                            text(best, Served::chip_throughput),
                                            std::isfinite(best[Served::energy_per_output_token])
                                                ? fmt::format(" at {}", text(best, Served::energy_per_output_token))
                                                : std::string()));
    if (first_.price_over_cost)
      lead.sentences.emplace_back(
          fmt::format("The API asks {} times the rent for the same request.", number_text(*first_.price_over_cost, 3)));
    lead.below = bounds();
    return lead;
  }

  // The best of the other kind: prefill and decode on the same chips, or apart.
  Notes::Note other_kind() const {
    const bool apart = first_.best->is_apart();
    const char* const kind = apart ? "on the same chips" : "prefill apart";
    if (!first_.other) return {kind, "no such deployment keeps the limits", Tone::plain};
    const Deployment &best = *first_.best, &other = *first_.other;
    const Served looked_at = figure_of_goal();
    const double ratio = worse_by(served_.goal, other, best);
    const std::string how = std::abs(ratio - 1) < 5e-4 ? std::string("the same")
                            : looked_at == Served::chip_throughput
                                ? fmt::format("{} times less", number_text(ratio, 3))
                                : fmt::format("{} times as {}", number_text(ratio, 3),
                                              served_.goal == Goal::cost      ? "much"
                                              : served_.goal == Goal::latency ? "long"
                                                                              : "many");
    return {
        kind,
        fmt::format("at best {}, {}: {}, {}", text(other, looked_at), how, deployed_text(other), at_once_text(other)),
        Tone::plain};
  }

  Served figure_of_goal() const { return figure_of(served_.goal, *first_.best); }

  // What a step is made of, and how far it may be off.
  std::vector<Notes::Note> bounds() const {
    std::vector<Notes::Note> below;
    std::vector<std::string> terms;
    const double time = (*first_.best)[Served::time_per_token];
    for (const ServedTerm& term : first_.terms)
      if (terms.size() < 3) terms.push_back(fmt::format("{} {}", term.name, percent_text(term.time / time, 2)));
    below.push_back({"a token's time", listed(terms), Tone::plain});
    below.push_back({"held back by", first_.held_back_by, Tone::plain});
    if (first_.has_apart) below.push_back(other_kind());
    if (served_.has_arrivals && !first_.best->is_apart())
      below.push_back(
          {"first token",
           (*first_.best)[Served::load] <= 0.7
               ? "measured means were 0.7 to 1.5 times as long; `serve --requests 100k` says what each waits"
               : "at so high a load a step that is 5 % longer may double it: `serve --requests 100k` says what "
                 "each waits",
           Tone::plain});
    if (first_.slow && first_.cost_at_slow && std::isfinite(*first_.cost_at_slow))
      below.push_back({"if slow",
                       fmt::format("{} on {}, {}, where every step is {} times as long: one measured step in "
                                   "twenty is longer",
                                   text(*first_.slow, Served::cost_per_output_token), deployed_text(*first_.slow),
                                   at_once_text(*first_.slow), number_text(slow_end, 3)),
                       Tone::plain});
    else if (!first_.slow)
      below.push_back({"if slow",
                       fmt::format("nothing keeps the limits where every step is {} times as long: one measured step "
                                   "in twenty is longer",
                                   number_text(slow_end, 3)),
                       Tone::plain});
    return below;
  }

  std::vector<Grid::Column> figure_columns() const {
    std::vector<Grid::Column> columns;
    if (served_.has_arrivals) columns.push_back({"deployments", Grid::Align::right});
    const std::vector<Grid::Column> others = {
        {served_.has_arrivals ? "at once in each" : "at once", Grid::Align::right},
        {"time per token", Grid::Align::right},
        {"first token", Grid::Align::right},
        {"each chip", Grid::Align::right}};
    columns.insert(columns.end(), others.begin(), others.end());
    if (has_cost()) columns.push_back({"all on output", Grid::Align::right});
    for (const ShownBeside& each : served_.shown) columns.push_back({each.name, Grid::Align::right});
    return columns;
  }

  void add_figures(const Deployment& which, Grid::Row& row) const {
    if (served_.has_arrivals) row.cells.push_back({Text::amount(count_text(which.deployments))});
    row.cells.push_back({Text::amount(served_.has_arrivals ? number_text(which.sequences, 3)
                                                           : count_text(which.sequences * which.deployments))});
    for (const Served figure : {Served::time_per_token, Served::first_token, Served::chip_throughput})
      row.cells.push_back({Text::amount(text(which, figure))});
    if (has_cost()) row.cells.push_back({Text::amount(text(which, Served::cost_per_output_token))});
    for (std::size_t i = 0; i < which.shown.size(); ++i) {
      const std::optional<double>& value = which.shown[i];
      row.cells.push_back({value ? Text::amount(amount_text(*value, served_.shown[i].unit, 3)) : Text()});
    }
  }

  Grid options() const {
    Grid grid;
    for (const std::string& key : served_.keys) grid.columns.push_back({key});
    grid.columns.push_back({"plan"});
    for (Grid::Column& column : figure_columns()) grid.columns.push_back(std::move(column));
    if (has_cost()) grid.columns.push_back({"if slow", Grid::Align::right});
    for (const ServedOption& option : served_.options) {
      Grid::Row row;
      for (const std::string& choice : option.choices) row.cells.push_back({choice});
      if (!option.best) {
        row.cells.push_back({why_none(option)});
        row.cells.resize(grid.columns.size());
      } else {
        row.cells.push_back({option.best->text()});
        add_figures(*option.best, row);
        if (has_cost())
          row.cells.push_back({option.slow ? Text::amount(text(*option.slow, Served::cost_per_output_token)) : "none"});
      }
      grid.rows.push_back(std::move(row));
    }
    return grid;
  }

  std::string why_none(const ServedOption& option) const {
    if (!option.no_plan.empty()) return "no plan";
    if (!option.fastest) return "does not fit";
    return fmt::format("fastest: {}", text(*option.fastest, Served::time_per_token));
  }

  Grid plans() const {
    Grid grid;
    grid.heading = served_.options.size() > 1 ? "the best of each plan, " + first_.name : "the best of each plan";
    grid.columns = {{"plan"}, {"chips", Grid::Align::right}};
    for (Grid::Column& column : figure_columns()) grid.columns.push_back(std::move(column));
    for (const Deployment& each : first_.plans) {
      if (grid.rows.size() == most_plans) break;
      Grid::Row row;
      row.cells = {{each.text()}, {Text::amount(fmt::format("{:.0f}", each[Served::chips]))}};
      add_figures(each, row);
      grid.rows.push_back(std::move(row));
    }
    if (first_.plans.size() > most_plans) {
      const std::size_t more = first_.plans.size() - most_plans;
      grid.below.push_back(
          {"", more == 1 ? "1 more plan keeps the limits" : fmt::format("{} more plans keep the limits", more)});
    }
    if (std::any_of(first_.plans.begin(), first_.plans.end(), [](const Deployment& each) { return each.is_apart(); }))
      grid.below.push_back({"→", "prefill workers, then those that decode: of each plan that decodes the best"});
    return grid;
  }

  Plot picture() const {
    Plot plot;
    plot.title = "what a chip gives over what a user sees, of the best deployments";
    plot.across_unit = unit(Served::interactivity);
    plot.up_unit = unit(Served::chip_throughput);
    plot.across_geometric = true;
    PlotLine line;
    for (const Deployment& each : first_.front) {
      if (!plot.across.empty() && !(each[Served::interactivity] > plot.across.back())) continue;
      plot.across.push_back(each[Served::interactivity]);
      line.values.push_back(each[Served::chip_throughput]);
    }
    plot.lines.push_back(std::move(line));
    return plot;
  }

  Grid front() const {
    Grid grid;
    grid.heading = "no deployment is better for users and chips at once than these";
    if (first_.step_limit || first_.first_limit) grid.heading += ", limits of time aside";
    grid.columns = {{"a user sees", Grid::Align::right}, {"plan"}};
    for (Grid::Column& column : figure_columns()) grid.columns.push_back(std::move(column));
    const std::size_t count = first_.front.size(), taken = std::min(count, most_of_front);
    for (std::size_t i = 0; i < taken; ++i) {
      const Deployment& each = first_.front[taken == 1 ? 0 : i * (count - 1) / (taken - 1)];
      Grid::Row row;
      row.cells = {{Text::amount(text(each, Served::interactivity))}, {each.text()}};
      add_figures(each, row);
      grid.rows.push_back(std::move(row));
    }
    if (taken < count) grid.below.push_back({"", fmt::format("{} of {}; --format csv has all", taken, count)});
    return grid;
  }

  // The deployment in the place of what was looked for.
  std::string stated(const Deployment& which) const {
    std::string sets;
    const auto say = [&](std::string_view name, const std::string& value) {
      sets += fmt::format("{}--set {}.{}={}", sets.empty() ? "" : " ", first_.part, name, value);
    };
    const auto number = [&](std::string_view name, double value) {
      if (value != 1) say(name, fmt::format("{:.0f}", value));
    };
    say("tensor", fmt::format("{:.0f}", which.plan.tensor));
    number("replicas", which.plan.replicas);
    number("expert_parallel", which.plan.expert_parallel);
    number("pipeline", which.plan.pipeline);
    if (which.plan.two_batches) say("two_batches", "yes");
    if (served_.has_arrivals)
      number("deployments", which.deployments);
    else
      say("concurrency", fmt::format("{:.0f}", which.sequences));
    return sets;
  }

  Notes notes() const {
    Notes notes;
    for (const TooLarge& each : first_.too_large)
      if (notes.notes.size() < 3)
        notes.notes.push_back({"does not fit", each.text(unit(Served::free_memory)), Tone::plain});
    for (const ServedOption& option : served_.options)
      if (!option.no_plan.empty()) notes.notes.push_back({"no plan", option.name + ": " + option.no_plan, Tone::plain});
    if (first_.staged)
      notes.notes.push_back(
          {"stages",
           fmt::format("with {} it would be {}, by the equations alone: no measured run has stages, "
                       "and what they send to each other is left out",
                       deployed_text(*first_.staged),
                       text(*first_.staged, figure_of_goal()) + (served_.goal == Goal::latency ? " a token" : "")),
           Tone::plain});
    if (!first_.best->is_apart() && served_.keys.empty())
      notes.notes.push_back({"to state it", stated(*first_.best), Tone::plain});
    for (const std::string& line : first_.evidence) notes.notes.push_back({"evidence", line, Tone::plain});
    if (has_cost())
      notes.notes.push_back({"cost",
                             "rent of chips that are always busy, unless `utilisation` says less; staff and, at some "
                             "clouds, the network are not in it",
                             Tone::plain});
    double searched = 0;
    for (const ServedOption& option : served_.options) searched += static_cast<double>(option.worked_out);
    notes.notes.push_back({"searched", fmt::format("{} deployments", count_text(searched)), Tone::plain});
    return notes;
  }

  const ServedOptions& served_;
  const ServedOption& first_;
};

}  // namespace

std::string TooLarge::text(const ShownUnit& memory) const {
  const auto amount = [&](double bytes) { return amount_text(bytes, memory, 3); };
  if (sequence > 0)
    return fmt::format("{}: beside weights and working memory {} are left, and one request takes {}", plan.text(),
                       amount(free), amount(sequence));
  return fmt::format("{}: weights take {}, {} too much", plan.text(), amount(weights), amount(lacks));
}

std::vector<ServedTerm> served_terms(const std::vector<std::optional<double>>& values) {
  constexpr std::array<std::string_view, 7> names = {"matrices that every token passes",
                                                     "experts",
                                                     "KV cache",
                                                     "all-reduces",
                                                     "traffic between experts",
                                                     "kernels and scheduling",
                                                     "waiting for the network"};
  const auto value = [&](std::string_view name) {
    const auto place = std::find(terms_of_token.begin(), terms_of_token.end(), name) - terms_of_token.begin();
    return values[static_cast<std::size_t>(place)].value_or(0);
  };
  // A step that checks its drafts gives several tokens.
  const double tokens = std::max(1.0, value("tokens_per_step"));
  std::vector<ServedTerm> terms;
  for (std::size_t i = 0; i < names.size(); ++i)
    terms.push_back({std::string(names[i]), values[i].value_or(0) / tokens});
  terms.push_back({"drafts", value("drafts") * value("draft_step") / tokens});
  terms.push_back({prompts_of_others, value("time_per_token") - value("decode_interval")});
  std::erase_if(terms, [](const ServedTerm& term) { return !(term.time > 0); });
  sort_stably(terms, [](const ServedTerm& a, const ServedTerm& b) { return a.time > b.time; });
  return terms;
}

Document served_document(const ServedOptions& served) { return ServedWriter(served).write(); }

}  // namespace costcurve
