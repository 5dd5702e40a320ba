#include "answer/asked_axes.h"

#include <fmt/format.h>

#include <algorithm>

namespace costcurve {

namespace {

Excerpt question_at(const Excerpt& key) { return {key.source, key.begin, key.end, "?", false}; }

// A quantity that is asked for there may be: its part has a sheet without it, or none.
void report_unknown(const std::vector<SweptAxis>& axes, const Case& which, const Scenario& scenario, Library& library,
                    Diagnostics& diagnostics) {
  Case asking = which;
  const SweptAxis* unknown = nullptr;
  for (const SweptAxis& axis : axes)
    if (!axis.is_words() && !scenario.quantity(axis.key)) {
      asking.sets.push_back({axis.key, question_at(axis.key_text)});
      if (!unknown) unknown = &axis;
    }
  if (!unknown) return;
  for (const SweptAxis& axis : axes)
    if (axis.is_words()) asking.sets.push_back({axis.key, axis.names.front()});
  bound(asking, library, diagnostics);
  if (diagnostics.empty())
    diagnostics.add(mistake_at(unknown->key_text.place(),
                               fmt::format("`{}` is not a quantity of the scenario", unknown->key),
                               "write it into its part, for example as \"?\" and its unit, and sweep it then"));
}

}  // namespace

std::vector<SweptAxis> asked_axes(const Question& question, const Case& which, const Scenario& scenario,
                                  Library& library, Diagnostics& diagnostics) {
  std::vector<SweptAxis> axes;
  for (const std::string& over : question.options.texts(Option::over)) {
    std::optional<SweptAxis> axis = read_axis(over, scenario, diagnostics);
    if (!axis) continue;
    const auto same = [&](const auto& other) { return other.key == axis->key; };
    if (std::any_of(axes.begin(), axes.end(), same))
      diagnostics.add(mistake_at(axis->key_text.place(), fmt::format("`{}` is swept twice", axis->key),
                                 "leave out one of the two"));
    else if (std::any_of(which.sets.begin(), which.sets.end(), same))
      diagnostics.add(mistake_at(axis->key_text.place(), fmt::format("`{}` is both set and swept", axis->key),
                                 "leave out --set for it, or --over"));
    else
      axes.push_back(std::move(*axis));
  }
  if (diagnostics.empty()) report_unknown(axes, which, scenario, library, diagnostics);
  return axes;
}

}  // namespace costcurve
