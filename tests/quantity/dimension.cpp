#include "quantity/dimension.h"

#include "support/property.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr Dimension time_(Base::time), money(Base::money), chip(Base::chip), token(Base::token), energy(Base::energy);

// A small power of every base, so that products of a few stay exact.
Dimension a_dimension() {
  Dimension made;
  for (int base = 0; base < most_bases; ++base)
    if (below(4) == 0) made.set(base, 12 * a_whole(-3, 3));
  return made;
}

}  // namespace

TEST_CASE("a dimension is said as people say it: money first, then what is counted, time last") {
  struct Row {
    Dimension dimension;
    std::string words;
  };
  const Row rows[] = {
      {Dimension(), "a plain number"},
      {Dimension::point_in_time(), "a date"},
      {money, "money"},
      {money / (chip * time_), "money / chip / time"},
      {money / time_, "money / time"},
      {chip * time_, "chip * time"},
      {Dimension() / time_, "1 / time"},
      {Dimension(Base::operation) / (chip * time_), "operation / chip / time"},
      {Dimension(Base::emission) / energy, "emission / energy"},
      {chip * time_ / token, "chip * time / token"},
      {Dimension(Base::time, 2), "time^2"},
      {energy / Dimension(Base::time, 3), "energy / time^3"},
      {time_.raised(0.5), "time^0.5"},
      {money.raised(1.0 / 3), "money^0.333333"},
      {Dimension::own(0), "request"},
      {money / Dimension::own(1), "money / book"},
      {Dimension::own(2), "own unit"},
  };
  for (const Row& row : rows) CHECK(in_words(row.dimension, {"request", "book"}) == row.words);
}

TEST_CASE("dimensions multiply and divide like what they measure") {
  property("dividing by a factor takes it out again", [] {
    const Dimension a = a_dimension(), b = a_dimension();
    RC_ASSERT(a * b / b == a);
    RC_ASSERT(a / b * b == a);
    RC_ASSERT(a * b == b * a);
    RC_ASSERT((a / a).is_plain());
  });
  property("powers add up, and a root undoes a power", [] {
    const Dimension a = a_dimension();
    const int power = a_whole(1, 3);
    Dimension product;
    for (int i = 0; i < power; ++i) product = product * a;
    RC_ASSERT(a.can_raise(power));
    RC_ASSERT(a.raised(power) == product);
    RC_ASSERT(product.can_raise(1.0 / power));
    RC_ASSERT(product.raised(1.0 / power) == a);
    RC_ASSERT(a.raised(-1) == Dimension() / a);
  });
}

TEST_CASE("square, cube, fourth and twelfth roots are exact, others are refused") {
  for (const int root : {2, 3, 4, 6, 12}) {
    CAPTURE(root);
    CHECK(time_.can_raise(1.0 / root));
    CHECK(time_.raised(1.0 / root).raised(root) == time_);
  }
  for (const double exponent : {1.0 / 5, 0.3, 11.0, -11.0, 1e9, std::nan(""), HUGE_VAL}) {
    CAPTURE(exponent);
    CHECK_FALSE(time_.can_raise(exponent));
  }
  CHECK(time_.can_raise(10));
  CHECK(time_.can_raise(0));
  CHECK(time_.raised(0).is_plain());
  CHECK(Dimension().can_raise(0.123));
  CHECK_FALSE(Dimension::point_in_time().can_raise(2));
}

TEST_CASE("chips, tokens, parameters, own units and plain numbers are counted, the rest is measured") {
  for (const Dimension& counted :
       {Dimension(), chip, token, Dimension(Base::parameter), Dimension::own(0), Dimension::own(14)})
    CHECK(counted.is_count());
  for (const Dimension& measured :
       {time_, money, energy, Dimension(Base::operation), Dimension(Base::information), Dimension(Base::emission),
        chip * time_, chip * token, Dimension(Base::chip, 2), Dimension() / token, Dimension::point_in_time()})
    CHECK_FALSE(measured.is_count());
}

TEST_CASE("a date is no time, and only 1/time is a pace") {
  CHECK(Dimension::point_in_time() != time_);
  CHECK(Dimension::point_in_time().is_point());
  CHECK_FALSE(time_.is_point());
  CHECK((Dimension() / time_).is_pace());
  CHECK_FALSE((money / time_).is_pace());
  CHECK_FALSE(time_.is_pace());
}
