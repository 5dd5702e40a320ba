#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "answer/sweep.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

std::size_t SweepTable::index(std::size_t p, std::size_t k) const {
  for (std::size_t after = keys.size(); after-- > k + 1;) p /= keys[after].size();
  return p % keys[k].size();
}

std::string SweepTable::key_text(std::size_t p, std::size_t k) const { return keys[k].text(index(p, k)); }

std::size_t not_determined(const ShownQuantity& shown) {
  return static_cast<std::size_t>(
      std::count_if(shown.values.begin(), shown.values.end(), [](double value) { return !std::isfinite(value); }));
}

RangedText ShownQuantity::text(std::size_t point, int digits) const {
  if (!has_range(point)) return {amount_text(values[point], unit, digits), ""};
  return ranged_text(values[point], low[point], high[point], unit);
}

bool ShownQuantity::has_ranges() const {
  for (std::size_t p = 0; p < low.size(); ++p)
    if (has_range(p)) return true;
  return false;
}

namespace {

bool alike(double a, double b) { return std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b)); }

// Where the least and the greatest of the determined values are.
struct Course {
  std::size_t first = 0, last = 0, least = 0, most = 0, determined = 0;
  bool rises = true, falls = true;  // never the other way
};

Course course_of(const std::vector<double>& values) {
  Course made;
  for (std::size_t p = 0; p < values.size(); ++p) {
    if (!std::isfinite(values[p])) continue;
    if (made.determined++ == 0) made.first = made.last = made.least = made.most = p;
    if (values[p] < values[made.least]) made.least = p;
    if (values[p] > values[made.most]) made.most = p;
    if (!alike(values[p], values[made.last])) (values[p] > values[made.last] ? made.falls : made.rises) = false;
    made.last = p;
  }
  return made;
}

// Four, or as many as tell the least from the greatest.
int digits_apart(const ShownQuantity& shown, const Course& course) {
  int digits = 4;
  while (course.determined > 0 && digits < 12 &&
         amount_text(shown.values[course.least], shown.unit, digits) ==
             amount_text(shown.values[course.most], shown.unit, digits))
    ++digits;
  return alike(shown.values[course.least], shown.values[course.most]) ? 4 : digits;
}

// Values with their ranges. Where these are so wide that two values would read alike, the numbers keep the digits that
// tell them apart.
class PointTexts {
 public:
  PointTexts(const ShownQuantity& shown, const Course& course)
      : shown_(shown),
        digits_(digits_apart(shown, course)),
        hides_difference_(!alike(shown.values[course.least], shown.values[course.most]) &&
                          shown.text(course.least, digits_).value == shown.text(course.most, digits_).value) {}

  /// "$9.2 M (90 %: 8.0 to 10.6)".
  std::string first(std::size_t point) const { return text(point, "90 %: "); }
  /// "$3.1 M (2.7 to 3.5)": once it is said what the range is.
  std::string further(std::size_t point) const { return text(point, ""); }

 private:
  std::string text(std::size_t p, std::string_view range_is) const {
    const std::string value = amount_text(shown_.values[p], shown_.unit, digits_);
    if (!shown_.has_range(p)) return value;
    if (hides_difference_)
      return fmt::format("{} ({}{})", value, range_is,
                         range_text(shown_.low[p], shown_.high[p], shown_.unit, shown_.values[p]));
    const RangedText ranged = shown_.text(p, digits_);
    return fmt::format("{} ({}{})", ranged.value, range_is, ranged.range);
  }

  const ShownQuantity& shown_;
  int digits_;
  bool hides_difference_;
};

// "training.mfu = 40 % and run.chip = H800".
std::string place_text(const SweepTable& table, std::size_t p, const ShownQuantity& shown) {
  std::vector<std::string> parts;
  for (std::size_t k = 0; k < table.keys.size(); ++k)
    if (shown.moved_by[k]) parts.push_back(fmt::format("{} = {}", table.keys[k].key, table.key_text(p, k)));
  return listed(parts);
}

std::string unmoved_sentence(const SweepTable& table, const ShownQuantity& shown, const std::string& value) {
  std::vector<std::string> names;
  for (const Axis& key : table.keys) names.push_back(key.key);
  std::string sentence =
      fmt::format("{} does not depend on {}: it is {} throughout", shown.name, listed(names, "or"), value);
  if (!shown.rests_on.empty())
    sentence += shown.rests_on == shown.name ? ", as given" : fmt::format(", from {}", shown.rests_on);
  return sentence + ".";
}

// "at 2 of 5 points there is no plan and at 1 of 5 points it is not determined".
std::string open_points(const SweepTable& table, const ShownQuantity& shown, std::size_t open) {
  std::size_t without_plan = 0;
  for (std::size_t p = 0; p < table.impossible.size(); ++p) without_plan += lacks_plan(table, shown, p) ? 1 : 0;
  std::vector<std::string> parts;
  const auto tell = [&](std::size_t points, const char* what) {
    if (points > 0)
      parts.push_back(fmt::format("at {} of {} points {}", count_text(static_cast<double>(points)),
                                  count_text(static_cast<double>(shown.values.size())), what));
  };
  tell(without_plan, "there is no plan");
  tell(open - without_plan, "it is not determined");
  return listed(parts);
}

std::string sentence_on(const SweepTable& table, const ShownQuantity& shown) {
  const Course course = course_of(shown.values);
  if (course.determined == 0)
    return shown.missing.empty() ? fmt::format("{} is not determined at any point.", shown.name) : shown.missing + ".";
  const bool moved = std::find(shown.moved_by.begin(), shown.moved_by.end(), true) != shown.moved_by.end();
  const std::size_t open = shown.values.size() - course.determined;
  const std::string behind = open == 0 ? "." : "; " + open_points(table, shown, open) + ".";
  const PointTexts texts(shown, course);
  if (!moved && open == 0) return unmoved_sentence(table, shown, texts.first(course.first));
  if (alike(shown.values[course.least], shown.values[course.most]))
    return fmt::format("{} is {} throughout{}", shown.name, texts.first(course.first), behind);
  if (shown.unit.words) return fmt::format("{} takes several words{}", shown.name, behind);
  const Axis& key = table.keys.front();
  if (table.keys.size() == 1 && !key.is_words() && (course.rises || course.falls)) {
    const bool up = key.value(course.last) > key.value(course.first);
    return fmt::format("{} {} from {} to {} as {} {} from {} to {}{}", shown.name, course.rises ? "rises" : "falls",
                       texts.first(course.first), texts.further(course.last), key.key, up ? "rises" : "falls",
                       table.key_text(course.first, 0), table.key_text(course.last, 0), behind);
  }
  return fmt::format("{} is lowest, {}, at {}, and highest, {}, at {}{}", shown.name, texts.first(course.least),
                     place_text(table, course.least, shown), texts.further(course.most),
                     place_text(table, course.most, shown), behind);
}

// Of several keys those that change nothing are named; what depends on none says so itself.
std::string still_keys(const SweepTable& table, const ShownQuantity& shown) {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < table.keys.size(); ++k)
    if (!shown.moved_by[k]) names.push_back(table.keys[k].key);
  if (names.empty() || names.size() == table.keys.size() || not_determined(shown) == shown.values.size()) return {};
  return fmt::format("{} does not depend on {}.", shown.name, listed(names, "or"));
}

}  // namespace

bool lacks_plan(const SweepTable& table, const ShownQuantity& shown, std::size_t point) {
  return !table.impossible.empty() && table.impossible[point] && !std::isfinite(shown.values[point]);
}

std::vector<std::string> sweep_sentences(const SweepTable& table) {
  std::vector<std::string> all;
  for (const ShownQuantity& shown : table.shown) {
    all.push_back(sentence_on(table, shown));
    if (std::string still = still_keys(table, shown); !still.empty()) all.push_back(std::move(still));
  }
  return all;
}

}  // namespace costcurve
