#include <fmt/format.h>

#include <algorithm>

#include "answer/comparer.h"
#include "audit/checks.h"
#include "catalog/kinds.h"
#include "numeric/demand.h"
#include "program/program.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

void add_remark(std::vector<std::string>& remarks, const std::string& remark) {
  if (std::find(remarks.begin(), remarks.end(), remark) == remarks.end()) remarks.push_back(remark);
}

const Part* part_of(const Scenario& scenario, const std::vector<Part>& parts, std::size_t quantity) {
  const std::string& name = scenario.relations->quantities[quantity].part;
  const auto chosen = std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.name == name; });
  return chosen == parts.end() ? scenario.part(name) : &*chosen;
}

const std::string& attribute_of(const Part& part, const std::string& name) {
  static const std::string nothing;
  const auto said = part.attributes.find(name);
  return said == part.attributes.end() ? nothing : said->second;
}

// True where the catalog knows from when to when the amount is in force: of an API's price, not of a rent that was
// asked on a day.
bool has_periods(const Scenario& scenario, const Part& part, std::size_t quantity) {
  if (!part.sheet) return part.attributes.contains("api");
  const std::string_view field = part.sheet->rows()[scenario.relations->quantities[quantity].row].catalog;
  const CatalogKind* kind = catalog_kind(field.substr(0, field.find('.')));
  return kind && !kind->dated_noun.empty();
}

bool is_money(const Scenario& scenario, std::size_t quantity) {
  return scenario.relations->quantities[quantity].dimension.twelfths(static_cast<int>(Base::money)) != 0;
}

// What is said behind these words of when a price holds.
std::string said_behind(std::string_view words, const Given& given) {
  for (const std::string& caveat : given.caveats)
    if (caveat.starts_with(words)) return caveat.substr(words.size());
  return {};
}

// When what stands in a list of prices ended, where nobody asks for a day.
std::string end_of(const Given& given) { return said_behind("until ", given); }

// The last day of which somebody has read a price; of a source that has but a year nobody knows. `of`: the day that the
// price is of, where one is known.
std::string last_known(const Given& given, const std::string& of, bool is_asked) {
  constexpr std::size_t year = 4;
  if (const std::string read = said_behind("last read on ", given); is_asked && !read.empty()) return read;
  return !of.empty() || given.retrieved.size() <= year ? of : given.retrieved;
}

// Nobody can buy at a price that has ended, or has only been announced.
std::string out_of_force(const Given& given) {
  if (const std::string end = end_of(given); !end.empty()) return "the last price known ended on " + end;
  if (const std::string begin = said_behind("in force from ", given); !begin.empty())
    return "the first price known is in force from " + begin;
  return {};
}

bool tells_the_force(const std::string& caveat) {
  return caveat.starts_with("until ") || caveat.starts_with("in force from ");
}

bool tells_the_day(const std::string& caveat) {
  return caveat.starts_with("as listed on ") || caveat.starts_with("the first known");
}

void read_currencies(const Scenario& scenario, const Given& given, ComparedOption& option) {
  for (const Unit& currency : scenario.units.currencies_in(given.text)) {
    add_remark(option.currencies, currency.symbol);
    add_remark(option.remarks, fmt::format("asked in {}: 1 USD = {} {} ({})", currency.symbol,
                                           number_text(1 / currency.factor), currency.symbol, currency.rate_date));
  }
}

// A price of the catalog: of which day it is, and what else has to be known.
void read_price(const Scenario& scenario, const Part& part, std::size_t quantity, const Given& given, Worked& worked) {
  ComparedOption& option = worked.option;
  if (!given.source.empty())
    add_remark(option.sources, given.source + (given.retrieved.empty() ? "" : ", read " + given.retrieved));
  static const std::string at = "at";
  const std::string& day = attribute_of(part, at);
  const bool is_later = !day.empty() && given.date > day && !is_within(given.date, day);
  if (is_later && is_money(scenario, quantity) && option.doubt.empty())
    option.doubt = fmt::format("nothing is known of {}: the {} is of {}", day,
                               last_word(scenario.relations->quantities[quantity].name), given.date);
  const std::string out = day.empty() ? out_of_force(given) : "";
  for (const std::string& caveat : given.caveats)
    if (!(is_later && tells_the_day(caveat)) && !(!out.empty() && tells_the_force(caveat)))
      add_remark(option.remarks, caveat);
  if (!is_money(scenario, quantity)) return;
  if (!day.empty() && day != scenario.as_of) option.names_its_day = true;
  const bool is_of_its_date = is_later || !has_periods(scenario, part, quantity);
  const std::string of = is_of_its_date ? given.date : day.empty() ? end_of(given) : day;
  if (option.doubt.empty()) option.doubt = out;
  if (const std::string known = last_known(given, of, !day.empty()); !known.empty())
    option.known.push_back({quantity, known});
  if (!of.empty())
    option.days.push_back({quantity, of});
  else
    option.since = std::max(option.since, given.date);
}

// What nobody asked a price for by the day that is asked for is not ranked among what could be had then.
void leave_out_what_came_later(Worked& worked) {
  const auto later = std::find_if(worked.givens.begin(), worked.givens.end(),
                                  [](const GivenPointer& given) { return given && given->is_later; });
  if (later == worked.givens.end()) return;
  worked.option.lacking = fmt::format("no price is known by then: the first is of {}", (*later)->date);
  for (std::optional<double>& value : worked.option.values) value.reset();
  worked.option.remarks.clear();
  worked.option.doubt.clear();
  worked.option.days.clear();
  worked.option.known.clear();
  worked.option.since.clear();
  worked.option.currencies.clear();
  worked.option.sources.clear();
  worked.formula = nullptr;
  worked.givens.clear();
}

// The value of the left side where it breaks the limit; nothing of what is free, which is said otherwise.
std::optional<double> beyond(const UnusualLimit& limit, Statement statement,
                             const std::function<GivenPointer(std::size_t)>& given) {
  std::vector<double> inputs = limit.plain;
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (const GivenPointer taken = given(limit.program.inputs[i])) inputs[i] = taken->value;
  const std::vector<double> sides = evaluate(limit.program, inputs);
  const Demand demand = statement == Statement::at_most ? Demand::at_most : Demand::at_least;
  return sides[0] == 0 || meets(demand, sides[0], sides[1]) ? std::nullopt : std::optional(sides[0]);
}

// A unit that slipped makes whatever it likes the cheapest.
void doubt_what_is_unusual(const Scenario& scenario, const std::function<GivenPointer(std::size_t)>& given,
                           Worked& worked) {
  const Relations& relations = *scenario.relations;
  for (const UnusualLimit& limit : worked.formula->limits) {
    const Equation& equation = relations.equations[limit.equation];
    const std::optional<double> value = beyond(limit, equation.statement, given);
    if (!value) continue;
    const Quantity& quantity = relations.quantities[relations.graph[equation.left].quantity()];
    worked.option.doubt =
        fmt::format("unusual: {} is {}{}{}", last_word(quantity.name), amount_text(*value, quantity.shown, 4),
                    equation.source.empty() ? "" : "; ", equation.source);
    return;
  }
}

}  // namespace

std::vector<UnusualLimit> unusual_limits(const AuditedVariant& audited, const Program& formula) {
  const Relations& relations = *audited.scenario.relations;
  std::vector<UnusualLimit> limits;
  for (std::size_t e = 0; e < relations.equations.size(); ++e) {
    const Equation& equation = relations.equations[e];
    if (!equation.seldom_broken || relations.graph[equation.left].operation != Operation::symbol ||
        !knows_all(audited.solution, equation))
      continue;
    std::optional<Program> program = compile(relations, audited.solution, {equation.left, equation.right});
    if (!program || std::none_of(program->inputs.begin(), program->inputs.end(),
                                 [&](std::size_t input) { return formula.input_of(input).has_value(); }))
      continue;
    std::vector<double> plain = stated_values(*program, audited.solution);
    limits.push_back({e, std::move(*program), std::move(plain)});
  }
  return limits;
}

void read_givens(const Scenario& scenario, const std::vector<Part>& parts, const std::vector<LeftBehind>& left_behind,
                 const std::function<GivenPointer(std::size_t)>& given, Worked& worked) {
  const std::vector<std::size_t>& inputs = worked.formula->program.inputs;
  for (const std::size_t input : inputs) worked.givens.push_back(given(input));
  for (const LeftBehind& left : left_behind)
    if (worked.formula->program.input_of(left.quantity))
      add_remark(worked.option.remarks,
                 fmt::format("{} was written for {}", last_word(scenario.relations->quantities[left.quantity].name),
                             left.entry));
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const GivenPointer& taken = worked.givens[i];
    if (!taken) continue;
    if (const Part* part = part_of(scenario, parts, inputs[i]); part && taken->rank == Rank::catalog)
      read_price(scenario, *part, inputs[i], *taken, worked);
    if (is_money(scenario, inputs[i])) read_currencies(scenario, *taken, worked.option);
  }
  doubt_what_is_unusual(scenario, given, worked);
  leave_out_what_came_later(worked);
}

}  // namespace costcurve
