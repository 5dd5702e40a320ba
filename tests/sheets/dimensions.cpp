// What must not compile does not, and what must does. Most of this file is checked when it is compiled; after the
// manner of test/static of mp-units.

#include "sheets/dimensions.h"

#include <doctest/doctest.h>

#include <concepts>
#include <stdexcept>

#include "sheets/system.h"

using namespace costcurve;

namespace {

// --- arithmetic

template <class A, class B>
concept can_add = requires(A a, B b) {
  a + b;
};
template <class A, class B>
concept can_subtract = requires(A a, B b) {
  a - b;
};
template <class A, class B>
concept can_become = std::convertible_to<A, B>;  // const B intermediate = a;
template <class A, class B>
concept can_max = requires(A a, B b) {
  max(a, b);
};
template <class A, class B>
concept can_min = requires(A a, B b) {
  min(a, b);
};
template <class A>
concept can_exp = requires(A a) {
  exp(a);
};
template <class A>
concept can_log = requires(A a) {
  log(a);
};

template <class A, class B>
concept can_mix =
    can_add<A, B> || can_subtract<A, B> || can_become<A, B> || can_become<B, A> || can_max<A, B> || can_min<A, B>;

static_assert(can_add<Money, Money> && can_subtract<Money, Money> && can_max<Money, Money> && can_min<Time, Time>);
static_assert(can_become<decltype(Chips() * Time()), ChipTime> && !can_become<decltype(Money() / Time()), Rent>);
static_assert(!can_mix<Money, Compute>);
static_assert(!can_mix<Money, Rent>);
static_assert(!can_mix<Time, ChipTime>, "a GPU-hour is no hour");
static_assert(!can_mix<Chips, Ratio>, "a chip is no plain number");
static_assert(!can_mix<Tokens, Parameters>);
static_assert(!can_mix<Compute, Energy>);
static_assert(!can_mix<Pace, Ratio>, "a pace is no factor");
static_assert(!can_mix<Power, ChipPower>, "a chip's power is no building's");
static_assert(!can_mix<Money, double> && !can_mix<Ratio, int>, "a number comes in by System::number");
static_assert(!can_mix<Money, Term>);

// --- what products are

template <class Product, class Expected>
concept is = std::same_as<Product, Expected>;

static_assert(is<decltype(Chips() * Time()), ChipTime>);
static_assert(is<decltype(Time() * Chips()), ChipTime>);
static_assert(is<decltype(ChipTime() * Rent()), Money>);
static_assert(is<decltype(Chips() * Time() * Rent()), Money>);
static_assert(is<decltype(Money() / ChipTime()), Rent>);
static_assert(is<decltype(Money() / Time()), MoneyRate> && !is<decltype(Money() / Time()), Rent>,
              "a node's price per hour is no rent");
static_assert(is<decltype(Money() / Tokens()), TokenPrice>);
static_assert(is<decltype(Tokens() / Time()), TokenRate> && !is<decltype(Tokens() / Time()), ChipTokenRate>);
static_assert(is<decltype(ChipTime() * Speed()), Compute>);
static_assert(is<decltype(ComputePerParameterToken() * Parameters() * Tokens()), Compute>);
static_assert(is<decltype(ComputePerParameterToken() * Parameters()), ComputePerToken>);
static_assert(is<decltype(ChipTime() * ChipPower()), Energy>);
static_assert(is<decltype(Energy() * EnergyPrice()), Money> && is<decltype(Energy() * GridIntensity()), Emission>);
static_assert(is<decltype(Energy() / Time()), Power> && is<decltype(ChipPrice() * Pace()), Rent>);
static_assert(is<decltype(Pace() * Time()), Ratio> && is<decltype(Money() / Money()), Ratio>);
static_assert(is<decltype(Ratio() * Money()), Money> && is<decltype(Ratio() / Time()), Pace>);
static_assert(is<decltype(-Money()), Money>);
static_assert(is<decltype(exp(Pace() * Time())), Ratio> && is<decltype(log(Money() / Money())), Ratio>);

static_assert(can_exp<Ratio> && can_log<Ratio>);
static_assert(!can_exp<Pace> && !can_exp<Time> && !can_log<Money>,
              "only plain numbers have an exponential or a logarithm");

// --- whole pieces, choices, words

template <class A>
concept can_round = requires(A a) {
  floor(a);
  ceil(a);
};
template <class A, class B>
concept can_choose = requires(A a, B b) {
  select(less(a, a), a, b);
  select(equal(a, b), a, b);
  select(at_most(a, b), a, b);
};

template <class A>
concept has_arithmetic = requires(A a) {
  -a;
}
|| requires(A a) { a* a; };

static_assert(is<decltype(ceil(Chips())), Chips> && is<decltype(floor(Ratio())), Ratio>);
static_assert(can_round<Tokens> && can_round<Parameters>);
static_assert(!can_round<Money> && !can_round<Time> && !can_round<ChipTime>, "what is not counted has no whole pieces");
static_assert(is<decltype(less(Money(), Money())), Ratio> && is<decltype(select(Ratio(), Money(), Money())), Money>);
static_assert(can_choose<Money, Money> && !can_choose<Money, Rent> && !can_choose<Chips, Ratio>);
static_assert(is<decltype(Word() == "full"), Ratio>);
static_assert(!can_add<Word, Word> && !can_max<Word, Word> && !can_round<Word> && !can_mix<Word, Ratio>);
static_assert(!has_arithmetic<Word> && has_arithmetic<Money>);

// --- no comparison, no `if`: what a sheet does may not depend on a value that is not there yet

template <class A>
concept can_compare = requires(A a, A b) {
  a < b;
}
|| requires(A a, A b) { a == b; }
|| requires(A a, A b) { a > b; };

// Boost.Units declares comparisons for quantities of any number, and an explicit conversion and an assignment between
// any two; that those cannot be instantiated shows only when one tries. So it is the number inside that is asked.
static_assert(!can_compare<Term>);
static_assert(!can_compare<Word>, "a word is compared with a text of its list");
static_assert(!std::convertible_to<Term, bool> && !std::constructible_from<bool, Term>, "if (term)");
static_assert(!std::convertible_to<Ratio, bool> && !std::constructible_from<bool, Ratio>, "if (ratio)");
static_assert(!std::constructible_from<bool, Money>);
static_assert(!std::convertible_to<Ratio, double> && !std::convertible_to<Term, double>);
static_assert(!std::constructible_from<Money, double> && !std::constructible_from<Ratio, double>,
              "a number comes in by System::number");

// --- statements

template <class Left, class Right>
concept can_equal = requires(System system, Left left, Right right) {
  system.equal("", left, right);
};
template <class Left, class Right>
concept can_estimate = requires(System system, Left left, Right right) {
  system.estimate("", left, right, "", {});
};
template <class Left, class Right>
concept can_limit = requires(System system, Left left, Right right) {
  system.at_most("", left, right);
}
|| requires(System system, Left left, Right right) { system.at_least("", left, right); };
template <class Left, class Right>
concept can_state = can_equal<Left, Right> || can_estimate<Left, Right> || can_limit<Left, Right>;

static_assert(can_equal<Money, Money> && can_estimate<Compute, Compute> && can_limit<Ratio, Ratio>);
static_assert(can_equal<Money, decltype(ChipTime() * Rent())> && can_equal<decltype(Chips() * Time()), ChipTime>);
static_assert(!can_state<Money, ChipTime>, "equal(cost, chip_time)");
static_assert(!can_state<Rent, decltype(Money() / Time())>, "rent = cost / duration");
static_assert(!can_state<Money, decltype(Chips() * Rent())>, "cost = chips * rent");
static_assert(!can_state<Compute, decltype(Parameters() * Tokens())>, "compute = N D");
static_assert(!can_state<Compute, decltype(Ratio() * Parameters() * Tokens())>,
              "compute = 6 N D, the six a plain number");
static_assert(!can_state<Speed, decltype(Compute() / Time())>, "FLOP/s of a machine are not those of a chip");
static_assert(!can_state<Ratio, double> && !can_state<Money, int>);
static_assert(!can_state<Ratio, Pace>);

// --- the two books: the dimension as a type and as data

struct Both {
  Dimension from_type;
  Dimension from_data;
  std::string words;
};

template <class Quantity>
Both both(Dimension data, const char* words) {
  return {dimension_of<Quantity>(), data, words};
}

}  // namespace

TEST_CASE("the dimension of a type, as data, is the one that scenarios are checked with") {
  const Dimension time_(Base::time), money(Base::money), chip(Base::chip), token(Base::token),
      parameter(Base::parameter), operation(Base::operation), energy(Base::energy), emission(Base::emission);
  const Both rows[] = {
      both<Ratio>(Dimension(), "a plain number"),
      both<Time>(time_, "time"),
      both<Money>(money, "money"),
      both<Chips>(chip, "chip"),
      both<Tokens>(token, "token"),
      both<Parameters>(parameter, "parameter"),
      both<Compute>(operation, "operation"),
      both<Energy>(energy, "energy"),
      both<Emission>(emission, "emission"),
      both<Pace>(Dimension() / time_, "1 / time"),
      both<ChipTime>(chip * time_, "chip * time"),
      both<Rent>(money / chip / time_, "money / chip / time"),
      both<Speed>(operation / chip / time_, "operation / chip / time"),
      both<ComputePerToken>(operation / token, "operation / token"),
      both<ComputePerParameterToken>(operation / parameter / token, "operation / token / parameter"),
      both<TokenRate>(token / time_, "token / time"),
      both<ChipTokenRate>(token / chip / time_, "token / chip / time"),
      both<ChipTimePerToken>(chip * time_ / token, "chip * time / token"),
      both<TokenPrice>(money / token, "money / token"),
      both<MoneyRate>(money / time_, "money / time"),
      both<ChipPrice>(money / chip, "money / chip"),
      both<ChipPower>(energy / time_ / chip, "energy / chip / time"),
      both<Power>(energy / time_, "energy / time"),
      both<EnergyPrice>(money / energy, "money / energy"),
      both<GridIntensity>(emission / energy, "emission / energy"),
      both<decltype(Money() * Money() / Time())>(money * money / time_, "money^2 / time"),
  };
  for (const Both& row : rows) {
    CHECK(row.from_type == row.from_data);
    CHECK(in_words(row.from_type) == row.words);
  }
}

TEST_CASE("a statement is recorded once, with its two sides and its sentence") {
  Graph graph;
  std::vector<Equation> equations;
  System system(graph, equations);
  const Money cost = system.constant<Money>(10);
  system.equal("cost is ten dollars", cost, system.constant<Money>(10), "a source");
  system.estimate("about that", cost, cost, "a paper", {.more = "the rest"});
  system.at_most("no more", cost, cost);
  system.at_least("no less", cost, cost);
  REQUIRE(equations.size() == 4);
  CHECK(equations[0].statement == Statement::equal);
  CHECK(equations[0].sentence == "cost is ten dollars");
  CHECK(equations[0].source == "a source");
  CHECK(equations[1].statement == Statement::estimate);
  CHECK(equations[1].left_out.text() == "the rest");
  CHECK(equations[2].statement == Statement::at_most);
  CHECK(equations[3].statement == Statement::at_least);
  CHECK(graph[equations[0].left].dimension == Dimension(Base::money));
}

TEST_CASE("a sheet whose type says one dimension and whose graph says another is refused when it is recorded") {
  Graph graph;
  std::vector<Equation> equations;
  System system(graph, equations);
  const Money cost = system.constant<Money>(10);
  const Money mislabelled = Money::from_value(Term{&graph, graph.constant(3600, Dimension(Base::time))});
  CHECK_THROWS_AS(system.equal("the right side is a time", cost, mislabelled), std::logic_error);
  CHECK_THROWS_AS(system.equal("the left side is a time", mislabelled, cost), std::logic_error);
  CHECK_THROWS_AS(system.at_most("both are times", mislabelled, mislabelled), std::logic_error);
  CHECK_THROWS_WITH(system.equal("cost is an hour", mislabelled, cost),
                    doctest::Contains("the sheet says money, the graph says time: cost is an hour"));
  CHECK_NOTHROW(system.equal("cost is cost", cost, cost));
  CHECK(equations.size() == 1);
}

TEST_CASE("what a sheet computes has the same dimension in its type and in the graph") {
  Graph graph;
  std::vector<Equation> equations;
  System system(graph, equations);
  const auto both_books_agree = [&](const auto& quantity) {
    using Quantity = std::remove_cvref_t<decltype(quantity)>;
    CHECK(graph[quantity.value().node].dimension == dimension_of<Quantity>());
  };
  const Chips chips = system.constant<Chips>(512);
  const Time duration = system.constant<Time>(3600);
  const Rent rent = system.constant<Rent>(2.0 / 3600);
  const Pace pace = system.constant<Pace>(1e-8);
  both_books_agree(chips * duration);
  both_books_agree(chips * duration * rent);
  both_books_agree(chips * duration / chips);
  both_books_agree(max(duration, duration));
  both_books_agree(min(rent, rent));
  both_books_agree(exp(pace * duration));
  both_books_agree(log(duration / duration));
  both_books_agree(-rent);
  both_books_agree(duration + duration - duration);
}

TEST_CASE("every sheet can be recorded, behind other quantities too, and its rows are its symbols") {
  for (const Sheet* sheet : sheets()) {
    CAPTURE(sheet->name);
    Graph graph;
    std::vector<Equation> equations;
    const std::vector<Row> rows = sheet->record(graph, 7, equations);
    CHECK(rows.size() == sheet->rows().size());
    CHECK(!equations.empty());
    for (const Equation& equation : equations)
      for (const NodeId side : {equation.left, equation.right})
        for (const std::size_t quantity : graph.quantities_below(side)) {
          CHECK(quantity >= 7);
          CHECK(quantity < 7 + rows.size());
        }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      CAPTURE(rows[i].name);
      CHECK(!rows[i].meaning.empty());
      CHECK(graph[static_cast<NodeId>(i)].quantity() == 7 + i);
      CHECK(graph[static_cast<NodeId>(i)].dimension == rows[i].dimension);
      for (std::size_t j = 0; j < i; ++j) CHECK(rows[i].name != rows[j].name);
      if (!rows[i].relative_to.empty()) CHECK(sheet->row(rows[i].relative_to) != nullptr);
    }
  }
}
