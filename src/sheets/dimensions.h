#pragma once
// The dimensions as types, for sheets: an equation whose sides differ in dimension does not compile.
// Boost.Units is named in this room only. There is one base unit per dimension (second, US dollar, chip, token,
// parameter, FLOP, byte, joule, kilogram of CO2e, litre); conversion happens where text is read and printed, nowhere
// else.

#include <boost/units/base_dimension.hpp>
#include <boost/units/base_unit.hpp>
#include <boost/units/derived_dimension.hpp>
#include <boost/units/make_system.hpp>
#include <boost/units/quantity.hpp>
#include <boost/units/unit.hpp>
#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/term.h"
#include "quantity/dimension.h"

namespace costcurve {

namespace base {
template <Base base>
struct Tag : boost::units::base_dimension<Tag<base>, 7100 + static_cast<int>(base)> {
  static constexpr Base which = base;
};
template <Base base>
struct Unit : boost::units::base_unit<Unit<base>, typename Tag<base>::dimension_type, 7100 + static_cast<int>(base)> {};
}  // namespace base

using UnitSystem =
    boost::units::make_system<base::Unit<Base::time>, base::Unit<Base::money>, base::Unit<Base::chip>,
                              base::Unit<Base::token>, base::Unit<Base::parameter>, base::Unit<Base::operation>,
                              base::Unit<Base::information>, base::Unit<Base::energy>, base::Unit<Base::emission>,
                              base::Unit<Base::volume>>::type;

/// A quantity in a sheet: its dimension is in its type, its number is a handle into the graph.
template <class StaticDimension>
using Traced = boost::units::quantity<boost::units::unit<StaticDimension, UnitSystem>, Term>;

namespace detail {
using boost::units::derived_dimension;
using T = base::Tag<Base::time>;
using M = base::Tag<Base::money>;
using C = base::Tag<Base::chip>;
using K = base::Tag<Base::token>;
using P = base::Tag<Base::parameter>;
using O = base::Tag<Base::operation>;
using I = base::Tag<Base::information>;
using E = base::Tag<Base::energy>;
using G = base::Tag<Base::emission>;
using V = base::Tag<Base::volume>;
}  // namespace detail

using Ratio = Traced<boost::units::dimensionless_type>;
using Time = Traced<detail::T::dimension_type>;
using Money = Traced<detail::M::dimension_type>;
using Chips = Traced<detail::C::dimension_type>;
using Tokens = Traced<detail::K::dimension_type>;
using Parameters = Traced<detail::P::dimension_type>;
using Compute = Traced<detail::O::dimension_type>;
using Energy = Traced<detail::E::dimension_type>;
using Emission = Traced<detail::G::dimension_type>;
using Volume = Traced<detail::V::dimension_type>;

using Pace = Traced<detail::derived_dimension<detail::T, -1>::type>;                   // ln(factor) / time
using ChipTime = Traced<detail::derived_dimension<detail::C, 1, detail::T, 1>::type>;  // GPU-hours
using Rent = Traced<detail::derived_dimension<detail::M, 1, detail::C, -1, detail::T, -1>::type>;
using Speed = Traced<detail::derived_dimension<detail::O, 1, detail::C, -1, detail::T, -1>::type>;  // FLOP/s of a chip
using ComputePerToken = Traced<detail::derived_dimension<detail::O, 1, detail::K, -1>::type>;
using ComputePerParameterToken = Traced<detail::derived_dimension<detail::O, 1, detail::P, -1, detail::K, -1>::type>;
using TokensPerParameter = Traced<detail::derived_dimension<detail::K, 1, detail::P, -1>::type>;
using TokenRate = Traced<detail::derived_dimension<detail::K, 1, detail::T, -1>::type>;
using ChipTokenRate = Traced<detail::derived_dimension<detail::K, 1, detail::C, -1, detail::T, -1>::type>;
using ChipTimePerToken = Traced<detail::derived_dimension<detail::C, 1, detail::T, 1, detail::K, -1>::type>;
using TokenPrice = Traced<detail::derived_dimension<detail::M, 1, detail::K, -1>::type>;
using MoneyRate = Traced<detail::derived_dimension<detail::M, 1, detail::T, -1>::type>;
using ChipPrice = Traced<detail::derived_dimension<detail::M, 1, detail::C, -1>::type>;
using ChipPower = Traced<detail::derived_dimension<detail::E, 1, detail::T, -1, detail::C, -1>::type>;
using Power = Traced<detail::derived_dimension<detail::E, 1, detail::T, -1>::type>;
using EnergyPrice = Traced<detail::derived_dimension<detail::M, 1, detail::E, -1>::type>;
using GridIntensity = Traced<detail::derived_dimension<detail::G, 1, detail::E, -1>::type>;  // mass of CO2e / energy
using EnergyPerChipTime = ChipPower;
using EnergyPerToken = Traced<detail::derived_dimension<detail::E, 1, detail::K, -1>::type>;
using VolumePerEnergy = Traced<detail::derived_dimension<detail::V, 1, detail::E, -1>::type>;

namespace detail {
template <class List>
struct ReadDimension {
  static void into(Dimension& read) {
    using Item = typename List::item;
    using Exponent = typename Item::value_type;
    read.set(static_cast<int>(Item::tag_type::which),
             static_cast<int>(12 * Exponent::Numerator / Exponent::Denominator));
    ReadDimension<typename List::next>::into(read);
  }
};
template <>
struct ReadDimension<boost::units::dimensionless_type> {
  static void into(Dimension&) {}
};
}  // namespace detail

/// The dimension of a sheet's quantity as data.
template <class Quantity>
Dimension dimension_of() {
  Dimension read;
  detail::ReadDimension<boost::units::list<typename Quantity::unit_type::dimension_type::item,
                                           typename Quantity::unit_type::dimension_type::next>>::into(read);
  return read;
}
template <>
inline Dimension dimension_of<Ratio>() {
  return Dimension();
}

inline Ratio exp(const Ratio& x) { return Ratio::from_value(exp(x.value())); }
inline Ratio pow(const Ratio& x, const Ratio& exponent) { return Ratio::from_value(pow(x.value(), exponent.value())); }
inline Ratio log(const Ratio& x) { return Ratio::from_value(log(x.value())); }

/// The larger and the smaller of two quantities of one dimension.
template <class D>
Traced<D> max(const Traced<D>& a, const Traced<D>& b) {
  return Traced<D>::from_value(max(a.value(), b.value()));
}
template <class D>
Traced<D> min(const Traced<D>& a, const Traced<D>& b) {
  return Traced<D>::from_value(min(a.value(), b.value()));
}

/// 1 where the comparison holds and 0 where not, for `select`; a product is `and`, a max is `or`.
template <class D>
Ratio less(const Traced<D>& a, const Traced<D>& b) {
  return Ratio::from_value(less(a.value(), b.value()));
}
template <class D>
Ratio at_most(const Traced<D>& a, const Traced<D>& b) {
  return Ratio::from_value(at_most(a.value(), b.value()));
}
template <class D>
Ratio equal(const Traced<D>& a, const Traced<D>& b) {
  return Ratio::from_value(equal(a.value(), b.value()));
}
/// The first where the condition holds, otherwise the second.
template <class D>
Traced<D> select(const Ratio& condition, const Traced<D>& a, const Traced<D>& b) {
  return Traced<D>::from_value(select(condition.value(), a.value(), b.value()));
}

/// A word that a formula comes to.
struct WordValue {
  Term term;
};
inline WordValue select(const Ratio& condition, const WordValue& a, const WordValue& b) {
  return {select(condition.value(), a.term, b.term)};
}

/// One word of a closed list. It is no number: all that can be done with it is to compare it with one of its words.
class Word {
 public:
  Word() = default;
  Word(Term term, std::shared_ptr<const std::vector<std::string>> words) : term_(term), words_(std::move(words)) {}

  /// One of its words, for what it may come to. Throws std::logic_error if the list has no such word.
  WordValue is(std::string_view text) const { return {constant(text)}; }
  const Term& term() const { return term_; }

  /// 1 where it is that word and 0 where not. Throws std::logic_error if the list has no such word.
  friend Ratio operator==(const Word& word, std::string_view text) {
    return Ratio::from_value(equal(word.term_, word.constant(text)));
  }

 private:
  Term constant(std::string_view text) const;

  Term term_;
  std::shared_ptr<const std::vector<std::string>> words_;
};

/// What comes in whole pieces: chips, tokens, parameters, plain numbers. Money and
/// time have no last digit to keep.
template <class Quantity>
concept Counted = std::same_as<Quantity, Ratio> || std::same_as<Quantity, Chips> || std::same_as<Quantity, Tokens> ||
    std::same_as<Quantity, Parameters>;
/// The whole number of pieces below, and above.
template <Counted Quantity>
Quantity floor(const Quantity& x) {
  return Quantity::from_value(floor(x.value()));
}
template <Counted Quantity>
Quantity ceil(const Quantity& x) {
  return Quantity::from_value(ceil(x.value()));
}

}  // namespace costcurve
