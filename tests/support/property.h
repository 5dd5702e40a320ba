#pragma once
// Properties over examples: a statement that is tried on random cases, the counterexample made small.

#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <rapidcheck/detail/TestListenerAdapter.h>

#include <cmath>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

namespace costcurve::testing {

/// Tries the property on random cases, the same ones every time: a hundred, or fewer of what takes long. Silent when it
/// holds; when not, the smallest counterexample is printed. RC_PARAMS="seed=7 max_success=10000" in the environment
/// asks for other and more cases.
template <class Testable>
void property(const std::string& sentence, Testable&& testable, int cases = 100) {
  rc::detail::TestParams chosen;
  chosen.seed = 20250120;
  chosen.maxSuccess = cases;
  if (std::getenv("RC_PARAMS")) chosen = rc::detail::configuration().testParams;
  rc::detail::TestMetadata named;
  named.id = named.description = sentence;
  rc::detail::TestListenerAdapter silence;
  const auto result = rc::detail::checkTestable(std::forward<Testable>(testable), named, chosen, silence,
                                                std::unordered_map<std::string, rc::detail::Reproduce>());
  std::ostringstream said;
  rc::detail::printResultMessage(result, said);
  CHECK_MESSAGE(result.template is<rc::detail::SuccessResult>(), sentence, ": ", said.str());
}

// Rapidcheck narrows its ranges while a run is young; here every case draws from the whole.

/// A whole number from `low` to `high`, shrinking towards `low`.
inline int a_whole(int low, int high) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, high + 1)); }
/// A number between `low` and `high`; a positive one, every decade as likely as another.
inline double a_number(double low, double high) { return low + (high - low) * (a_whole(0, 1000000) / 1e6); }
inline double a_size(double low, double high) { return std::exp(a_number(std::log(low), std::log(high))); }

/// A number below `count`, one of the list, heads or tails.
inline std::size_t below(std::size_t count) {
  return static_cast<std::size_t>(a_whole(0, static_cast<int>(count) - 1));
}
template <class T>
const T& one_of(const std::vector<T>& list) {
  return list[below(list.size())];
}
inline bool flip() { return below(2) == 1; }

/// True if the two agree to `tolerance` of the larger.
inline bool near(double a, double b, double tolerance) {
  return a == b || std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

}  // namespace costcurve::testing
