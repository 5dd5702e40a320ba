#include "answer/serve.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/asked_axes.h"
#include "answer/cases.h"
#include "answer/serve_trace.h"
#include "quantity/print.h"
#include "serve/evidence.h"
#include "serve/prefill_apart.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

// The sheets of what serves: clients that ask in turn, requests that arrive at a rate.
constexpr std::string_view serving_sheet_name = "serving", queue_sheet_name = "serving_queue";

constexpr const char* prompts_of_others = "prompts of others";

template <class Counts>
const Deployment* best_of(Goal goal, const std::vector<Deployment>& all, Counts counts) {
  const Deployment* best = nullptr;
  for (const Deployment& each : all)
    if (each.fits && each.keeps_times && counts(each) && (!best || is_better(goal, each, *best))) best = &each;
  return best;
}

bool has_stages(const Deployment& deployment) { return deployment.plan.pipeline > 1; }

// What a goal looks at, over the same of another: above one where it is worse.
double worse_by(Goal goal, const Deployment& a, const Deployment& b) {
  const Served looked_at = goal == Goal::latency                             ? Served::time_per_token
                           : goal == Goal::chips                             ? Served::chips
                           : std::isfinite(a[Served::cost_per_output_token]) ? Served::cost_per_output_token
                                                                             : Served::chip_throughput;
  return looked_at == Served::chip_throughput ? b[looked_at] / a[looked_at] : a[looked_at] / b[looked_at];
}

// The best, and what with stages would be better: nobody has measured any, so it has to be better by more than what the
// equations leave out.
struct BestTwo {
  const Deployment *best = nullptr, *staged = nullptr;
};
BestTwo best_of(Goal goal, const std::vector<Deployment>& all) {
  constexpr double left_out = 1.30;  // the slow end of `structure`
  const Deployment* const plain = best_of(goal, all, [](const Deployment& each) { return !has_stages(each); });
  const Deployment* const staged = best_of(goal, all, has_stages);
  if (!plain || !staged) return {plain ? plain : staged, nullptr};
  if (worse_by(goal, *plain, *staged) > left_out) return {staged, nullptr};
  return {plain, is_better(goal, *staged, *plain) ? staged : nullptr};
}

// With prefill apart, of each plan that decodes.
std::vector<Deployment> best_of_each_plan(Goal goal, const std::vector<Deployment>& all,
                                          const std::vector<PlanChoice>& plans) {
  std::vector<Deployment> best;
  for (const bool apart : {false, true})
    for (const PlanChoice& plan : plans)
      if (const Deployment* one =
              best_of(goal, all, [&](const Deployment& each) { return each.plan == plan && each.is_apart() == apart; }))
        best.push_back(*one);
  std::stable_sort(best.begin(), best.end(),
                   [&](const Deployment& a, const Deployment& b) { return is_better(goal, a, b); });
  return best;
}

// By plan what lacks where not even one sequence fits.
std::vector<TooLarge> those_too_large(const std::vector<Deployment>& all) {
  std::vector<TooLarge> found;
  for (const Deployment& each : all) {
    const double most = each[Served::most_sequences], left = each[Served::free_memory];
    if (each.is_apart()) continue;
    const bool said =
        std::any_of(found.begin(), found.end(), [&](const TooLarge& one) { return one.plan == each.plan; });
    if (said || !std::isfinite(most) || most >= 1 || !std::isfinite(left)) continue;
    found.push_back({each.plan, each[Served::weights_memory], std::max(0.0, -left), std::max(0.0, left),
                     most > 0 ? each.plan.replicas * left / most : 0});
  }
  return found;
}

std::vector<std::string> broken_by(const AuditedVariant& audited) {
  std::vector<std::string> sentences;
  for (const CheckResult& check : audited.checks)
    if (check.failed) sentences.push_back(sentence_with_part(check.equation));
  return sentences;
}

// What the same with one deployment less breaks.
std::string held_at_a_rate(const Deployments& deployments, const Deployment& best, Goal goal) {
  if (deployments.fixed_number()) return "the number of deployments that the scenario says";
  if (best.deployments == 1) return "nothing: one deployment answers all";
  DeploymentPoint fewer = best;
  --fewer.deployments;
  const Deployment next = deployments.work_out({fewer}, 1).front();
  const bool is_one = fewer.deployments == 1;
  const std::string with = is_one ? "one deployment" : fmt::format("{} deployments", count_text(fewer.deployments));
  if (!std::isfinite(next[Served::time_per_token])) return fmt::format("{} cannot keep up", with);
  if (!next.fits) return fmt::format("memory: {} would have more at once than fit", with);
  if (!next.keeps_times) return fmt::format("its limit of time, which {} {}", with, is_one ? "breaks" : "break");
  return goal == Goal::latency ? "nothing: with fewer deployments a token takes longer"
                               : "nothing: with fewer deployments it is no better";
}

// Of decode workers what more at once would break, or fewer of them.
std::string held_back_apart(const Deployments& deployments, const Deployment& best) {
  DeploymentPoint next = best;
  if (deployments.has_arrivals() && best.deployments == 1) return "nothing: one decode worker answers all";
  deployments.has_arrivals() ? --next.deployments : ++next.sequences;
  const Deployment worker = deployments.decode_worker(next);
  if (!worker.fits) return "memory of its decode workers";
  if (!worker.keeps_times) return "its limit of time";
  return "nothing of its decode workers: with more at once fleets are no better, or first tokens late";
}

// What the next deployment with more at once breaks; else more at once is no better.
std::string held_back(const Deployments& deployments, const Deployment& best, Goal goal) {
  if (best.is_apart()) return held_back_apart(deployments, best);
  if (deployments.has_arrivals()) return held_at_a_rate(deployments, best, goal);
  if (deployments.fixed_number()) return "the number of requests that the scenario says";
  constexpr double a_bit_more = 1.05;
  for (const double sequences : {best.sequences + 1, std::ceil(best.sequences * a_bit_more)}) {
    const Deployment next = deployments.work_out({{best.plan, sequences, 1}}, 1).front();
    if (!next.fits) return "memory";
    if (!next.keeps_times) return "its limit of time";
  }
  return goal == Goal::latency ? "nothing: with more at once a token takes longer"
                               : "nothing: with more at once it is no better";
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

  void search(const Deployments& deployments, ServedOption& option) {
    std::vector<Deployment> all = deployments.all(1);
    if (deployments.may_be_apart()) {
      apart_.emplace(deployments, fleet_alone());
      std::vector<Deployment> fleets = apart_->all(1);
      option.has_apart = !fleets.empty();
      option.worked_out = fleets.size();
      all.insert(all.end(), std::make_move_iterator(fleets.begin()), std::make_move_iterator(fleets.end()));
    } else {
      apart_.reset();
    }
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
    std::vector<Deployment> all = deployments.all(slow_end);
    if (apart_) {
      std::vector<Deployment> fleets = apart_->all(slow_end);
      option.worked_out += fleets.size();
      all.insert(all.end(), std::make_move_iterator(fleets.begin()), std::make_move_iterator(fleets.end()));
    }
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

  static std::string text_of_time(double time, const ShownUnit& unit) { return amount_text(time, unit, 3); }

  // No option has an answer: the first says why.
  void report_none() {
    const ServedOption& first = served_.options.front();
    const ShownUnit& time = served_.units[static_cast<std::size_t>(Served::time_per_token)];
    const ShownUnit& memory = served_.units[static_cast<std::size_t>(Served::free_memory)];
    std::vector<std::string> notes;
    if (!first.no_plan.empty()) return diagnostics_.add(without_place(first.no_plan, {"other values behind --over"}));
    if (first.fastest && first.step_limit && (*first.fastest)[Served::time_per_token] > *first.step_limit) {
      std::vector<std::string> terms;
      for (const ServedTerm& term : first.terms)
        if (terms.size() < 3) terms.push_back(fmt::format("{} {}", term.name, text_of_time(term.time, time)));
      notes.push_back(
          fmt::format("{} with {:.0f} at once: {}", first.fastest->text(), first.fastest->sequences, listed(terms)));
      notes.emplace_back("a longer limit, a format of fewer bytes or a chip of more bandwidth would do");
      return diagnostics_.add(without_place(
          fmt::format("no deployment gives a token in {}: the fastest takes {}", text_of_time(*first.step_limit, time),
                      text_of_time((*first.fastest)[Served::time_per_token], time)),
          notes));
    }
    if (first.soonest && first.first_limit && (*first.soonest)[Served::first_token] > *first.first_limit)
      return diagnostics_.add(without_place(
          fmt::format("no deployment gives a first token in {}: the soonest takes {}",
                      text_of_time(*first.first_limit, time),
                      text_of_time((*first.soonest)[Served::first_token], time)),
          {fmt::format("{} with {} at once", first.soonest->text(), number_text(first.soonest->sequences, 2)),
           "a longer limit, a shorter prompt, more of it in the cache or a faster chip would do"}));
    if (!first.fastest && first.crowded)
      return diagnostics_.add(without_place(
          fmt::format(
              "no deployment holds all requests at once: {} of them fit in the memory of {}, and there would be "
              "more",
              count_text(std::floor((*first.crowded)[Served::most_sequences])), first.crowded->text()),
          {served_.has_arrivals ? "fewer or shorter requests, or more deployments: leave `deployments` open"
                                : "fewer clients, or shorter requests",
           "more chips, a chip of more memory, or a format of fewer bytes"}));
    if (served_.has_arrivals && !first.fastest && first.too_large.empty())
      return diagnostics_.add(without_place(
          "no deployment keeps up: prompts come faster than they are taken in, and waits grow without end",
          {"fewer requests, shorter prompts or more deployments: leave `deployments` open"}));
    if (!first.too_large.empty() && !first.fastest) {
      const TooLarge& last = first.too_large.back();
      for (const TooLarge& each : first.too_large) notes.push_back(each.text(memory));
      // Where the plan is open more chips were tried already.
      if (first.larger)
        notes.push_back(fmt::format("chips = {:.0f} would do: {}", first.larger->chips(), first.larger->text()));
      notes.push_back(
          fmt::format("{}{}, or a chip of more memory would do", first.states_plan ? "more chips, " : "",
                      last.sequence > 0 ? "shorter requests, a cache of fewer bytes" : "a format of fewer bytes"));
      return diagnostics_.add(
          without_place(fmt::format("{} fits on no number of chips that was tried, up to {:.0f}",
                                    last.sequence > 0 ? "a single request" : "the model", last.plan.chips()),
                        notes));
    }
    for (const std::string& sentence : first.broken) notes.push_back("broken: " + sentence);
    notes.emplace_back("a plan that the file does not say is looked for: leave `tensor` or `chips` open");
    diagnostics_.add(without_place("no deployment keeps every limit", notes));
  }

  void finish() {
    if (!good()) return;
    std::stable_sort(served_.options.begin(), served_.options.end(), [&](const ServedOption& a, const ServedOption& b) {
      return a.best && b.best ? is_better(served_.goal, *a.best, *b.best) : a.best && !b.best;
    });
    if (!served_.options.front().best) report_none();
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

std::vector<ServedTerm> served_terms(const std::vector<std::optional<double>>& values) {
  constexpr std::array<std::string_view, 7> names = {"matrices that every token passes",
                                                     "experts",
                                                     "KV cache",
                                                     "all-reduces",
                                                     "traffic between experts",
                                                     "kernels and scheduling",
                                                     "waiting for the network"};
  std::vector<ServedTerm> terms;
  for (std::size_t i = 0; i < names.size(); ++i) terms.push_back({std::string(names[i]), values[i].value_or(0)});
  terms.push_back({prompts_of_others, values[7].value_or(0) - values[8].value_or(0)});
  std::erase_if(terms, [](const ServedTerm& term) { return !(term.time > 0); });
  std::stable_sort(terms.begin(), terms.end(),
                   [](const ServedTerm& a, const ServedTerm& b) { return a.time > b.time; });
  return terms;
}

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
