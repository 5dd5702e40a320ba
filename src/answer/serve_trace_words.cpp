#include <fmt/format.h>

#include <cmath>

#include "answer/serve_trace.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

namespace {

Grid::Row row_of(const std::string& name, const SpreadOut& spread) {
  Grid::Row row;
  row.cells = {{name}, {Text::amount(seconds_text(spread.mean))}};
  for (const double quantile : spread.quantiles) row.cells.push_back({Text::amount(seconds_text(quantile))});
  return row;
}

Grid spreads(const ServedTrace& served) {
  Grid grid;
  grid.columns = {{""},
                  {"mean", Grid::Align::right},
                  {"half within", Grid::Align::right},
                  {"90 % within", Grid::Align::right},
                  {"99 % within", Grid::Align::right}};
  grid.rows = {row_of("first token (TTFT)", served.first_token), row_of("time per token (TPOT)", served.time_per_token),
               row_of("whole answer", served.latency)};
  return grid;
}

std::string limits_text(const ServedTrace& served) {
  std::string text;
  if (served.first_limit) text += "a first token in " + seconds_text(*served.first_limit);
  if (served.token_limit) text += (text.empty() ? "" : " and ") + ("a token in " + seconds_text(*served.token_limit));
  return text;
}

std::string count_of(std::size_t count) { return count_text(static_cast<double>(count)); }

// "9 requests, 0.941 a second, on 2 chips".
std::string answered_text(const ServedTrace& served) {
  const double chips = served.copies * served.chips;
  std::string text = fmt::format("{} request{}", count_of(served.requests), served.requests == 1 ? "" : "s");
  if (served.clients > 0)
    text += fmt::format(" of {} client{}, {} a second", count_text(served.clients), served.clients == 1 ? "" : "s",
                        number_text(served.rate, 3));
  else if (served.rate > 0)
    text += fmt::format(", {} a second", number_text(served.rate, 3));
  else if (served.requests > 1)
    text += " all at once";
  text += fmt::format(", on {} chip{}", count_text(chips), chips == 1 ? "" : "s");
  return text + (served.copies > 1 ? fmt::format(", {} deployments in turn", count_text(served.copies)) : "");
}

// "1 of them is left out: longer than the 131,072 tokens that the model takes".
std::string left_out_text(const ServedTrace& served) {
  const std::size_t all = served.beyond_context + served.too_long;
  const auto some = [&](std::size_t count) { return count == all ? "" : count_of(count) + " "; };
  std::vector<std::string> why;
  if (served.beyond_context > 0)
    why.push_back(fmt::format("{}longer than the {} tokens that the model takes", some(served.beyond_context),
                              count_text(served.longest)));
  if (served.too_long > 0) why.push_back(some(served.too_long) + "more than fits in memory alone");
  return fmt::format("{} of them {} left out: {}.", count_of(all), all == 1 ? "is" : "are", listed(why));
}

Lead lead(const ServedTrace& served) {
  Lead lead;
  if (served.requests == 1)
    lead.sentences.emplace_back(
        fmt::format("{}: its first token takes {}.", answered_text(served), seconds_text(served.first_token.mean)));
  else
    lead.sentences.emplace_back(fmt::format(
        "{}: a first token takes {} for half of them and {} for all but one in a hundred.", answered_text(served),
        seconds_text(served.first_token.quantiles[0]), seconds_text(served.first_token.quantiles[2])));
  if (served.waits_grow)
    lead.sentences.emplace_back(
        fmt::format("They come faster than they are answered, {} a second of {}: waits grow without end, and what is "
                    "told holds for so "
                    "many requests and no others.",
                    number_text(served.answered_rate, 3), number_text(served.rate, 3)));
  if (served.beyond_context + served.too_long > 0) lead.sentences.emplace_back(left_out_text(served));
  if (served.first_limit || served.token_limit)
    lead.sentences.emplace_back(fmt::format("{} of them get {}: a goodput of {} requests and {} tokens a second.",
                                            percent_text(served.good_share, 3), limits_text(served),
                                            number_text(served.good_rate, 3), number_text(served.good_output_rate, 3)));
  if (served.cost_per_output_token)
    lead.sentences.emplace_back(fmt::format(
        "A million output tokens cost ${}{}.", number_text(*served.cost_per_output_token * 1e6, 3),
        served.cost_per_good_token && served.good_share < 1
            ? fmt::format(", a million of those in time ${}", number_text(*served.cost_per_good_token * 1e6, 3))
            : std::string()));
  return lead;
}

// Where the formula of a queue would not hold.
void add_assumptions(const ServedTrace& served, Notes& notes) {
  constexpr double alike = 0.3;
  constexpr std::size_t enough = 20;  // to say how they vary
  constexpr double even = 1e-3;
  if (served.clients == 0 && served.requests >= enough && std::abs(served.arrival_cv2 - 1) > alike)
    notes.notes.push_back(
        {"arrivals",
         fmt::format("they {}, so that the sheet `serving_queue`, which takes means, does not hold",
                     served.arrival_cv2 < even ? "come at even times"
                                               : fmt::format("vary {} times as much as independent ones do",
                                                             number_text(served.arrival_cv2, 3))),
         Tone::plain});
  if (served.input_cv2 > alike)
    notes.notes.push_back({"lengths",
                           fmt::format("inputs differ (squared coefficient of variation {}): the mean request stands "
                                       "for none of them",
                                       number_text(served.input_cv2, 3)),
                           Tone::plain});
}

}  // namespace

Document traced_document(const ServedTrace& served) {
  Document document;
  document.title = served.scenario;
  document.pieces.emplace_back(lead(served));
  document.pieces.emplace_back(spreads(served));
  Notes notes;
  notes.notes.push_back({"requests",
                         fmt::format("{} tokens in and {} out on average", number_text(served.mean_input, 4),
                                     number_text(served.mean_output, 4)),
                         Tone::plain});
  notes.notes.push_back({served.trace.empty() ? "arrivals" : "times", served.times, Tone::plain});
  if (served.are_fewest)
    notes.notes.push_back({"deployments",
                           "the fewest with which nine in ten requests keep the limits, each as the part says; `serve` "
                           "without requests looks for plans",
                           Tone::plain});
  if (served.cached > 0)
    notes.notes.push_back(
        {"cached",
         fmt::format("{} tokens of each input, or all but the last of a shorter one", count_text(served.cached)),
         Tone::plain});
  if (served.block > 0)
    notes.notes.push_back({"cached",
                           fmt::format("{} of all input, by the trace's hash_ids of {} tokens each: what an earlier "
                                       "request began with too, in a cache that all share and that forgets nothing",
                                       percent_text(served.shared, 2), count_text(served.block)),
                           Tone::plain});
  if (!served.ids.empty()) notes.notes.push_back({"hash_ids", "not used: " + served.ids, Tone::plain});
  notes.notes.push_back({"at work",
                         fmt::format("{} of the time, with {} answered at once", percent_text(served.busy, 3),
                                     number_text(served.mean_sequences, 3)),
                         Tone::plain});
  if (served.energy_per_output_token)
    notes.notes.push_back(
        {"energy",
         fmt::format("{} J for each output token, at rated power", number_text(*served.energy_per_output_token, 3)),
         Tone::plain});
  if (served.formula_first_token)
    notes.notes.push_back(
        {"by formula",
         fmt::format("a first token takes {} on average, {}", seconds_text(*served.formula_first_token),
                     served.clients > 0
                         ? "where all clients start at once, ask ten times and engines schedule late as measured"
                     : served.copies > 1
                         ? "where requests are alike and arrive independently: deployments that take them in turn get "
                           "them more evenly"
                         : "where requests are alike and arrive independently, as far as `arrival_cv2` says"),
         Tone::plain});
  add_assumptions(served, notes);
  document.pieces.emplace_back(std::move(notes));
  return document;
}

namespace {

Data data_of(const SpreadOut& spread) {
  return Data::members({{"mean", spread.mean},
                        {"p50", spread.quantiles[0]},
                        {"p90", spread.quantiles[1]},
                        {"p99", spread.quantiles[2]}});
}

Data optional_number(const std::optional<double>& number, double factor = 1) {
  return number ? Data(*number * factor) : Data(nullptr);
}

}  // namespace

Data data_of(const ServedTrace& served) {
  Data data = Data::members({{"scenario", served.scenario}, {"part", served.part}});
  data.add("trace", served.trace.empty() ? Data(nullptr) : Data(served.trace));
  data.add("requests", served.requests);
  data.add("clients", served.clients > 0 ? Data(served.clients) : Data(nullptr));
  data.add("requests_per_second", served.rate);
  data.add("answered_requests_per_second", served.answered_rate);
  data.add("waits_grow", served.waits_grow);
  data.add("arrival_cv2", served.arrival_cv2);
  data.add("input_cv2", served.input_cv2);
  data.add("deployments", served.copies);
  data.add("chips", served.copies * served.chips);
  data.add("first_token_seconds", data_of(served.first_token));
  data.add("formula_first_token_seconds", optional_number(served.formula_first_token, 1));
  data.add("time_per_token_seconds", data_of(served.time_per_token));
  data.add("latency_seconds", data_of(served.latency));
  data.add("good_share", served.good_share);
  data.add("good_requests_per_second", served.good_rate);
  data.add("output_tokens_per_second", served.output_rate);
  data.add("good_output_tokens_per_second", served.good_output_rate);
  data.add("usd_per_million_output_tokens", optional_number(served.cost_per_output_token, 1e6));
  data.add("usd_per_million_good_tokens", optional_number(served.cost_per_good_token, 1e6));
  data.add("joule_per_output_token", optional_number(served.energy_per_output_token));
  data.add("cached_share", served.block > 0 ? Data(served.shared) : Data(nullptr));
  data.add("busy", served.busy);
  data.add("mean_sequences", served.mean_sequences);
  data.add("too_long", served.too_long);
  data.add("beyond_context", served.beyond_context);
  data.add("times", served.times);
  return data;
}

}  // namespace costcurve
