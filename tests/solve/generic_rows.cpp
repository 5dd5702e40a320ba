#include "solve/generic_rows.h"

#include <doctest/doctest.h>

#include "solve/structure.h"
#include "support/property.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

std::vector<OpenEquation> some_equations(std::size_t quantities) {
  std::vector<OpenEquation> open(below(2 * quantities));
  for (std::size_t e = 0; e < open.size(); ++e) {
    open[e].equation = e;
    for (std::size_t q = 0; q < quantities; ++q)
      if (below(quantities) < 2) open[e].unknowns.push_back(q);
  }
  std::erase_if(open, [](const OpenEquation& one) { return one.unknowns.empty(); });
  return open;
}

// The equations that are left once some unknowns are known.
std::vector<OpenEquation> without(std::vector<OpenEquation> open, const std::vector<std::size_t>& known) {
  for (OpenEquation& one : open)
    std::erase_if(one.unknowns, [&](std::size_t q) { return std::find(known.begin(), known.end(), q) != known.end(); });
  std::erase_if(open, [](const OpenEquation& one) { return one.unknowns.empty(); });
  return open;
}

}  // namespace

TEST_CASE("generic rows: what they hold fast, with and without further givens, a matching holds fast") {
  property("generic rows", [&] {
    const std::size_t quantities = 2 + below(8);
    const std::vector<OpenEquation> open = some_equations(quantities);
    GenericRows rows(quantities);
    for (const OpenEquation& one : open) rows.keep(one);
    std::vector<std::size_t> known;
    for (std::size_t q = 1; q < quantities; ++q)
      if (below(4) == 0) known.push_back(q);
    std::vector<GenericRow> given;
    for (const std::size_t q : known) given.push_back(rows.of(q));
    const Structure structure(without(open, known), quantities);
    RC_ASSERT(structure.holds(0) == is_spanned(rows.of(0), given));
    RC_ASSERT(Structure(open, quantities).holds(0) == rows.of(0).is_none());
  });
}

TEST_CASE("generic rows: a long chain whose ends are free is fixed by any of its links") {
  constexpr std::size_t links = 100'000;
  GenericRows rows(links + 1);
  for (std::size_t e = 0; e < links; ++e) rows.keep({e, {e, e + 1}});
  for (const std::size_t q : {std::size_t{0}, links / 2, links}) {
    CHECK_FALSE(rows.of(q).is_none());
    CHECK(is_spanned(rows.of(q), {rows.of(links / 3)}));
  }
  rows.keep({links, {links / 2}});
  CHECK(rows.of(0).is_none());
}
