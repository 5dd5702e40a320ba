// Which option is the least, by how much, and whether that is decided.

#include "answer/compare_sentences.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "answer/diff_words.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

bool is_share(const ComparedOptions& comparison) { return comparison.units.front().text == "%"; }

namespace {

// "1.7 times", "3 % more"; of a share in points, since 3 % more of 30 % would be 0.9 %.
std::string times_text(const ComparedOptions& comparison, double value, double least) {
  constexpr int digits = 3;
  if (is_share(comparison)) return difference_text(value - least, comparison.units.front(), digits);
  const double ratio = value / least;
  return ratio < 1.1 ? fmt::format("{} more", percent_text(ratio - 1, 2))
                     : fmt::format("{} times", number_text(ratio, 3));
}

}  // namespace

// Money that is paid: what one is paid, keeps or loses is counted in money too, and nobody calls it cheap.
bool is_price(const ComparedOptions& comparison) {
  constexpr std::array not_paid = {"revenue", "sales",  "income",  "earnings", "profit", "margin", "gain",
                                   "saved",   "saving", "savings", "loss",     "lost",   "worth",  "value"};
  if (comparison.units.front().dimension.twelfths(static_cast<int>(Base::money)) <= 0) return false;
  const std::string name = "_" + last_word(comparison.shown.front()) + "_";
  return std::none_of(not_paid.begin(), not_paid.end(), [&](std::string_view word) {
    return name.find("_" + std::string(word) + "_") != std::string::npos;
  });
}

std::string amount_of(const ComparedOptions& comparison, const ComparedOption& option) {
  const ShownUnit& unit = comparison.units.front();
  const double value = *option.values.front();
  const std::string_view mark = option.doubt.empty() ? "" : "*";
  if (value == 0 && is_price(comparison)) return fmt::format("free{}", mark);
  if (!option.belief || !(option.belief->low < option.belief->high))
    return fmt::format("{}{}", amount_text(value, unit, 4), mark);
  const RangedText text = ranged_text(value, option.belief->low, option.belief->high, unit);
  return fmt::format("{}{} (90 %: {})", text.value, mark, text.range);
}

namespace {

// "A, B and 12 more are free; of the others C is cheapest, at $118." A list that says 0 may not know the price.
std::string sentence_about_free(const ComparedOptions& comparison, std::size_t known) {
  constexpr std::size_t most = 3;
  std::vector<std::string> free;
  std::size_t count = 0;
  for (; count < known && *comparison.options[count].values.front() == 0; ++count)
    if (count < most) free.push_back(comparison.options[count].name);
  if (count > most) free.push_back(fmt::format("{} more", count - most));
  std::string text = fmt::format("{} {} free by the list", listed(free), count == 1 ? "is" : "are");
  if (count < known)
    text += fmt::format("; of the others {} is cheapest, at {}", comparison.options[count].name,
                        amount_of(comparison, comparison.options[count]));
  return text + ".";
}

}  // namespace

namespace {

// "B costs 1.7 times as much, C 21 times", from the one at `next` on.
std::string ratios_text(const ComparedOptions& comparison, std::size_t next, std::size_t known) {
  const std::vector<ComparedOption>& options = comparison.options;
  const double least = *options.front().values.front();
  std::string text = fmt::format("{} {} {}", options[next].name, is_price(comparison) ? "costs" : "is",
                                 times_text(comparison, *options[next].values.front(), least));
  if (!is_share(comparison) && *options[next].values.front() / least >= 1.1) text += " as much";
  if (known > next + 1)
    text += fmt::format(", {} {}", options[known - 1].name,
                        times_text(comparison, *options[known - 1].values.front(), least));
  return text;
}

}  // namespace

// "Cheapest: A at $118; B costs 1.7 times as much, C 21 times."
std::string first_sentence(const ComparedOptions& comparison, std::size_t known) {
  const std::vector<ComparedOption>& options = comparison.options;
  const ComparedOption& best = options.front();
  const double least = *best.values.front();
  if (is_price(comparison) && least == 0 && best.doubt.empty()) return sentence_about_free(comparison, known);
  const std::string lowest = is_price(comparison) ? "cheapest" : "least " + comparison.shown.front();
  std::string text = fmt::format("{}{}: {} at {}", best.doubt.empty() ? "" : "in doubt, ", lowest, best.name,
                                 amount_of(comparison, best));
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  if (known < 2 || !(least > 0)) return text + ".";
  constexpr double the_same = 1 + 1e-12;
  if (*options[1].values.front() <= least * the_same) return fmt::format("{}; {} the same.", text, options[1].name);
  text += "; " + ratios_text(comparison, 1, known);
  const bool says_why = !comparison.why.empty() && comparison.why != last_word(comparison.shown.front());
  return text +
         (!says_why ? ""
                    : fmt::format("; the next is {} by {}", is_price(comparison) ? "dearer" : "more", comparison.why)) +
         ".";
}

// "Not decided: A at $118 or B at $120; their ranges overlap (0.56 that A is cheaper). C costs 3 times as much as A."
std::string open_sentence(const ComparedOptions& comparison, const std::vector<const ComparedOption*>& rivals,
                          std::size_t known) {
  constexpr std::size_t most = 3;  // rivals that are told
  const ComparedOption& first = comparison.options.front();
  const std::string_view less = is_price(comparison) ? "cheaper" : "less";
  std::vector<std::string> told = {fmt::format("{} at {}", first.name, amount_of(comparison, first))}, odds;
  for (std::size_t i = 0; i < std::min(most, rivals.size()); ++i) {
    told.push_back(fmt::format("{} at {}", rivals[i]->name, amount_of(comparison, *rivals[i])));
    odds.push_back(fmt::format("{} that {} is{}", number_text(*rivals[i]->is_cheaper, 2), rivals[i]->name,
                               odds.empty() ? fmt::format(" {} than {}", less, first.name) : ""));
  }
  if (rivals.size() > most) told.push_back(fmt::format("one of {} more", rivals.size() - most));
  if (rivals.size() == 1)
    odds = {fmt::format("{} that {} is {}", number_text(1 - *rivals.front()->is_cheaper, 2), first.name, less)};
  const std::string last = told.back();
  told.pop_back();
  std::string text =
      fmt::format("Not decided: {} or {}; their ranges overlap ({}).", fmt::join(told, ", "), last, listed(odds));
  const ComparedOption& dearest = comparison.options[known - 1];
  if (std::find(rivals.begin(), rivals.end(), &dearest) == rivals.end() && *first.values.front() > 0)
    text += fmt::format(" {}.", ratios_text(comparison, known - 1, known));
  return text;
}

// "A comes to less, $0.12*, and is not ranked: unusual: ...". What is in doubt decides nothing, and is told.
std::string doubt_sentence(const ComparedOptions& comparison, std::size_t ranked, std::size_t known) {
  const ComparedOption& first = comparison.options.front();
  if (!first.doubt.empty()) return fmt::format("*{}: {}.", first.name, first.doubt);
  if (ranked == known) return {};
  const ComparedOption& least = comparison.options[ranked];
  if (*least.values.front() >= *first.values.front()) return {};
  const std::string others = known - ranked > 1 ? fmt::format(" (and {} more {} in doubt)", known - ranked - 1,
                                                              known - ranked == 2 ? "is" : "are")
                                                : "";
  return fmt::format("{} comes to less, {}, and is not ranked: {}{}.", least.name, amount_of(comparison, least),
                     least.doubt, others);
}

}  // namespace costcurve
