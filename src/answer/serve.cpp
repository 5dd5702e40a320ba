#include "answer/serve.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/asked_axes.h"
#include "answer/cases.h"
#include "answer/serve_best.h"
#include "answer/serve_trace.h"
#include "numeric/stable_order.h"
#include "quantity/print.h"
#include "serve/evidence.h"
#include "serve/prefill_apart.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

// The sheets of what serves: clients that ask in turn, requests that arrive at a rate.
constexpr std::string_view serving_sheet_name = "serving", queue_sheet_name = "serving_queue";

std::vector<std::string> broken_by(const AuditedVariant& audited) {
  std::vector<std::string> sentences;
  for (const CheckResult& check : audited.checks)
    if (check.failed) sentences.push_back(sentence_with_part(check.equation));
  return sentences;
}

class Server {
 public:
  Server(const Question& question, Library& library, Diagnostics& diagnostics)
      : question_(question), library_(library), diagnostics_(diagnostics) {}

  ServedOptions run() {
    if (!read_goal() || !read_scenario() || !read_parts() || !read_axes()) return {};
    for_each_option([&] { serve_option(); });
    finish();
    return std::move(served_);
  }

 private:
  bool good() const { return diagnostics_.empty(); }

  bool read_goal() {
    const std::string aim = question_.options.text(Option::best, "money");
    if (aim == "time" || aim == "latency") served_.goal = Goal::latency;
    if (aim == "chips") served_.goal = Goal::chips;
    if (aim != "money" && aim != "cost" && served_.goal == Goal::cost)
      diagnostics_.add(without_place(fmt::format("`{}` is nothing that a deployment can be best in", aim),
                                     {"--best money, --best time (of a token) or --best chips"}));
    return good();
  }

  bool read_scenario() {
    case_ = {question_.file(), question_.variant(), overrides_of(question_, diagnostics_), {}};
    if (good()) base_ = bound(case_, library_, diagnostics_);
    if (!good()) return false;
    served_.scenario = case_.file;
    served_.about = about(*base_);
    served_.shown = shown_beside(question_, *base_, case_.file, diagnostics_);
    return good();
  }

  bool read_parts() {
    std::vector<std::string> known, rows;  // of a part with rows each is one
    const std::string asked = question_.words.size() > 1 ? question_.words[1] : "";
    // Clients that ask in turn are not held against requests that arrive, unless one names a part.
    const auto serves = [&](const Part& part, std::string_view sheet) {
      return part.sheet && part.sheet->name == sheet;
    };
    const bool some_in_turn = std::any_of(base_->parts.begin(), base_->parts.end(),
                                          [&](const Part& part) { return serves(part, serving_sheet_name); });
    for (const Part& part : base_->parts) {
      const bool counts =
          serves(part, serving_sheet_name) || (serves(part, queue_sheet_name) && (!asked.empty() || !some_in_turn));
      if (!counts) continue;
      known.push_back(part.name);
      if (!asked.empty() && part.of == asked) rows.push_back(part.name);
    }
    if (known.empty())
      diagnostics_.add(without_place("no part of this scenario has the sheet `serving` or `serving_queue`",
                                     {"`costcurve new serving` prints one to start from"}));
    else if (asked.empty())
      parts_ = known;
    else if (!rows.empty())
      parts_ = rows;
    else if (std::find(known.begin(), known.end(), asked) != known.end())
      parts_ = {asked};
    else
      report_no_part(asked, known);
    if (parts_.size() > 1) served_.keys.emplace_back("part");
    return good();
  }

  void report_no_part(const std::string& asked, const std::vector<std::string>& known) {
    std::vector<std::string> notes;
    if (const std::string hint = did_you_mean(asked, known); !hint.empty()) notes.push_back(hint);
    notes.push_back("of the sheets `serving` and `serving_queue` it has " + listed(known));
    diagnostics_.add(without_place(fmt::format("`{}` is no part that serves", asked), notes));
  }

  bool read_axes() {
    axes_ = asked_axes(question_, case_, *base_, library_, diagnostics_);
    for (const SweptAxis& axis : axes_) served_.keys.push_back(axis.key);
    constexpr double most = 1000;
    double options = static_cast<double>(parts_.size());
    for (const SweptAxis& axis : axes_) options *= axis.points;
    if (good() && options > most)
      diagnostics_.add(without_place(
          fmt::format("these are {} options, and at most {} are searched", count_text(options), count_text(most)),
          {"fewer values behind --over"}));
    chosen_.assign(axes_.size(), 0);
    return good();
  }

  void for_each_option(const std::function<void()>& work) {
    for (const std::string& part : parts_) {
      part_ = part;
      for (bool more = true; more && good();) {
        work();
        more = false;
        for (std::size_t a = axes_.size(); a-- > 0 && !more;)
          if (!(more = ++chosen_[a] < axes_[a].size())) chosen_[a] = 0;
      }
    }
  }

  std::shared_ptr<const Scenario> scenario_of_option() {
    Case named = case_;
    for (std::size_t a = 0; a < axes_.size(); ++a)
      if (axes_[a].is_words()) named.sets.push_back({axes_[a].key, axes_[a].names[chosen_[a]]});
    return named.sets.size() == case_.sets.size() ? base_ : bound(named, library_, diagnostics_);
  }

  void serve_option() {
    const std::shared_ptr<const Scenario> scenario = scenario_of_option();
    if (!good() || !scenario) return;
    ServedOption option;
    Values values;
    if (parts_.size() > 1) option.choices.push_back(part_);
    for (std::size_t a = 0; a < axes_.size(); ++a) {
      option.choices.push_back(axes_[a].text(chosen_[a]));
      if (axes_[a].is_words()) continue;
      if (const std::optional<std::size_t> q = scenario->quantity(axes_[a].key))
        values.emplace_back(*q, axes_[a].value(chosen_[a]));
    }
    option.part = part_;
    option.name = fmt::format("{}", fmt::join(option.choices, ", "));
    // Beside others an option that cannot be says so in its row.
    Diagnostics mistakes;
    const Deployments deployments(scenario, part_, values, mistakes);
    if (!mistakes.empty() && axes_.empty()) return diagnostics_.add_all(mistakes);
    if (mistakes.empty())
      search(deployments, option);
    else
      option.no_plan = mistakes.sorted().front().problem;
    served_.options.push_back(std::move(option));
  }

  // A scenario of the sheet by whose equations prefill is apart, and nothing else: bound once.
  const std::shared_ptr<const Scenario>& fleet_alone() {
    if (fleet_) return fleet_;
    const auto source = std::make_shared<Source>();
    source->name = "disaggregated_serving";
    source->text = "[fleet]\nsheet = \"disaggregated_serving\"\n";
    if (std::optional<Value> document = parse_document(source, diagnostics_))
      fleet_ = std::make_shared<const Scenario>(library_.bind({source, std::move(*document)}, "", {}, diagnostics_));
    return fleet_;
  }

  // Chips that do both, and fleets with prefill apart, where every step takes so many times as long.
  std::vector<Deployment> of_both_kinds(const Deployments& deployments, double steps, ServedOption& option) const {
    std::vector<Deployment> all = deployments.all(steps);
    if (!apart_) return all;
    std::vector<Deployment> fleets = apart_->all(steps);
    option.has_apart = option.has_apart || !fleets.empty();
    option.worked_out += fleets.size();
    all.insert(all.end(), std::make_move_iterator(fleets.begin()), std::make_move_iterator(fleets.end()));
    return all;
  }

  void search(const Deployments& deployments, ServedOption& option) {
    apart_.reset();
    if (deployments.may_be_apart()) apart_.emplace(deployments, fleet_alone());
    std::vector<Deployment> all = of_both_kinds(deployments, 1, option);
    const BestTwo found = best_of(served_.goal, all);
    if (found.best) {
      option.best = *found.best;
      const bool apart = option.best->is_apart();
      if (const Deployment* other = best_of(served_.goal, all, [&](const Deployment& each) {
            return each.is_apart() != apart && has_stages(each) == has_stages(*option.best);
          }))
        option.other = *other;
    }
    if (found.staged) option.staged = *found.staged;
    served_.has_arrivals = deployments.has_arrivals();
    // Where plans without stages answer, what nobody has measured stands in one line.
    if (option.best && !has_stages(*option.best)) std::erase_if(all, has_stages);
    for (const Deployment& each : all) {
      const double most = each[Served::most_sequences];
      if (std::isfinite(each[Served::time_per_token]) && most >= 1 && each.sequences > most &&
          (!option.crowded || most > (*option.crowded)[Served::most_sequences]))
        option.crowded = each;
      if (!each.fits) continue;
      if (!option.fastest || is_better(Goal::latency, each, *option.fastest)) option.fastest = each;
      if (!option.soonest || each[Served::first_token] < (*option.soonest)[Served::first_token]) option.soonest = each;
    }
    option.plans = best_of_each_plan(served_.goal, all, deployments.plans());
    option.front = frontier(all);
    option.too_large = those_too_large(all);
    if (!option.fastest && !option.too_large.empty()) option.larger = deployments.larger_plan_that_fits();
    option.states_plan = deployments.states_plan();
    served_.knows_cost = served_.knows_cost && deployments.knows_cost();
    read_units(deployments);
    if (option.best || option.fastest) describe(deployments, option.best ? *option.best : *option.fastest, option);
    if (option.best) at_the_slow_end(deployments, option);
    if (!option.best && !all.empty())
      option.broken = broken_by(
          *deployments.audited_at(option.fastest && !option.fastest->is_apart() ? *option.fastest : all.front()));
    option.worked_out += deployments.worked_out();
    add_what_is_shown(deployments, option);
  }

  void add_what_is_shown(const Deployments& deployments, ServedOption& option) const {
    if (served_.shown.empty()) return;
    // What is asked for is a quantity of a part whose chips do both: where they do not there is none.
    const auto add = [&](Deployment& each) {
      if (each.is_apart())
        each.shown.assign(served_.shown.size(), std::nullopt);
      else
        each.shown = values_of(served_.shown, *deployments.solved_at(each));
    };
    for (std::optional<Deployment>* each : {&option.best, &option.other, &option.slow, &option.staged, &option.fastest})
      if (*each) add(**each);
    for (Deployment& each : option.plans) add(each);
    for (Deployment& each : option.front) add(each);
  }

  void describe(const Deployments& deployments, const Deployment& which, ServedOption& option) const {
    std::vector<std::string_view> names = {"price_over_cost", "request_price", "output_per_request"};
    const std::size_t money = names.size();
    names.insert(names.end(), terms_of_token.begin(), terms_of_token.end());
    const std::vector<std::optional<double>> numbers = deployments.values_of(which, names);
    option.terms = served_terms({numbers.begin() + static_cast<std::ptrdiff_t>(money), numbers.end()});
    option.price_over_cost = numbers[0];
    if (which.is_apart()) {
      std::erase_if(option.terms, [](const ServedTerm& term) { return term.name == prompts_of_others; });
      option.price_over_cost.reset();
      if (numbers[1] && numbers[2] && std::isfinite(which[Served::cost_per_output_token]))
        option.price_over_cost = *numbers[1] / (which[Served::cost_per_output_token] * *numbers[2]);
    }
    option.step_limit = deployments.known("time_per_token_limit");
    option.first_limit = deployments.known("first_token_limit");
    option.held_back_by = held_back(deployments, which, served_.goal);
    const Part& part = *deployments.audited().scenario.part(part_);
    const auto named = [&](const char* kind) {
      const auto said = part.attributes.find(kind);
      return said == part.attributes.end() ? std::string() : said->second;
    };
    option.evidence = evidence_near(named("llm"), named("chip"), which);
  }

  // With every step so much longer fewer requests keep the limits, and another plan may be the best.
  void at_the_slow_end(const Deployments& deployments, ServedOption& option) const {
    const std::vector<Deployment> all = of_both_kinds(deployments, slow_end, option);
    if (const Deployment* slow = best_of(served_.goal, all).best) {
      option.slow = *slow;
      option.cost_at_slow = (*slow)[Served::cost_per_output_token];
    }
  }

  void read_units(const Deployments& deployments) {
    for (std::size_t f = 0; f < served_count; ++f)
      if (const std::optional<std::size_t> q = deployments.quantity(static_cast<Served>(f)))
        served_.units[f] = deployments.audited().scenario.relations->quantities[*q].shown;
  }

  void finish() {
    if (!good()) return;
    sort_stably(served_.options, [&](const ServedOption& a, const ServedOption& b) {
      return a.best && b.best ? is_better(served_.goal, *a.best, *b.best) : a.best && !b.best;
    });
    if (!served_.options.front().best) diagnostics_.add(why_no_deployment(served_));
  }

  const Question& question_;
  Library& library_;
  Diagnostics& diagnostics_;
  Case case_;
  std::shared_ptr<const Scenario> base_;
  std::vector<std::string> parts_;
  std::string part_;
  std::vector<SweptAxis> axes_;
  std::vector<std::size_t> chosen_;
  std::shared_ptr<const Scenario> fleet_;
  std::optional<PrefillApart> apart_;  // of the option that is searched
  ServedOptions served_;
};

}  // namespace

Answer serve(const Question& question, Library& library) {
  Diagnostics mistakes;
  if (!library.open_catalog(mistakes)) return wrong_answer(mistakes);
  if (question.options.has(Option::trace) || question.options.has(Option::requests))
    return serve_trace(question, library);
  const auto served = std::make_shared<const ServedOptions>(Server(question, library, mistakes).run());
  if (!mistakes.empty()) return wrong_answer(mistakes);
  Answer answer;
  answer.document = [served, answers = answers_of(question)] {
    return told_about(served->about, served_document(*served), answers);
  };
  answer.data = {[served] { return data_of(*served); }};
  return answer;
}

}  // namespace costcurve
