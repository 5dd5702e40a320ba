// What `solve` comes to, for programs.

#include "answer/amount_data.h"
#include "answer/solve_phrases.h"

namespace costcurve {

namespace {

Data end(double value, const SolvedUnknown& unknown, bool is_end_of_search) {
  return is_end_of_search && !unknown.bracketed ? Data() : amount(value, unknown.unit);
}

Data of_unknown(const SolvedUnknown& unknown, double value) {
  Data row = Data::members({{"value", amount(value, unknown.unit)}, {"unit", plain_unit(unknown.unit)}});
  if (unknown.standing != SolvedUnknown::Standing::open) {
    row.add("stated", amount(unknown.stated, unknown.unit));
    if (unknown.stated > 0 && value > 0 && !unknown.dimension.is_point())
      row.add("factor", Data(value / unknown.stated));
  }
  return row;
}

Data targets(const Solved& solved) {
  Data all = Data::list();
  for (const SolvedTarget& target : solved.targets)
    all.push(Data::members({{"so_that", target.text},
                            {"holds", target.holds},
                            {"now", target.now ? amount(*target.now, target.unit) : Data()},
                            {"unit", plain_unit(target.unit)}}));
  return all;
}

Data points(const Solved& solved) {
  Data all = Data::list();
  for (const SolvedPoint& point : solved.points) {
    Data solution, values;
    for (std::size_t u = 0; u < solved.unknowns.size(); ++u)
      values.add(solved.unknowns[u].name, of_unknown(solved.unknowns[u], point.values[u]));
    solution.add("values", std::move(values));
    if (!point.shown.empty()) {
      Data shown;
      for (const ShownValue& each : point.shown)
        shown.add(each.name, Data::members({{"value", each.value ? amount(*each.value, each.unit) : Data()},
                                            {"unit", plain_unit(each.unit)}}));
      solution.add("shown", std::move(shown));
    }
    if (!point.no_plan.empty()) solution.add("no_plan", point.no_plan);
    if (point.consequences) {
      solution.add("broken", broken_sentences(solved, point));
      solution.add("now_true", point.consequences->now_true);
      solution.add("now_false", point.consequences->now_false);
    }
    all.push(std::move(solution));
  }
  return all;
}

Data ranges(const Solved& solved) {
  Data all = Data::list();
  const SolvedUnknown& unknown = solved.unknowns.front();
  for (const Interval& range : solved.ranges)
    all.push(Data::members({{"quantity", unknown.name},
                            {"low", end(range.low, unknown, range.low <= unknown.searched.low)},
                            {"high", end(range.high, unknown, range.high >= unknown.searched.high)},
                            {"unit", plain_unit(unknown.unit)}}));
  return all;
}

const char* measured_by(Standing standing) {
  switch (standing) {
    case Standing::believed: return "90 % range";
    case Standing::nominal: return "nominal 10 %";
    case Standing::within_digits: return "within its digits";
    case Standing::beyond_digits: break;
  }
  return "beyond its digits";
}

Data changes(const Solved& solved) {
  Data all = Data::list();
  for (const SolvedChange& row : solved.changes) {
    Data change = Data::members({{"quantity", row.input.name}});
    change.add_all(of_unknown(row.input, row.needed.value));
    change.add("implausibility", Data(row.needed.implausibility));
    change.add("measured_by", measured_by(row.needed.standing));
    change.add("other_solutions", row.needed.others);
    if (!row.cannot_be.empty()) change.add("cannot_be", row.cannot_be);
    all.push(std::move(change));
  }
  return all;
}

}  // namespace

Data data_of(const std::string& file, const std::string& variant, const Solved& solved) {
  Data document = answer_head(file, variant);
  document.add("targets", targets(solved));
  if (solved.unknowns.empty()) {
    document.add("changes", changes(solved).as_table());
    document.add("cannot", solved.cannot);
    if (!solved.words.empty()) document.add("words", solved.words);
  } else {
    Data names = Data::list();
    for (const SolvedUnknown& unknown : solved.unknowns) names.push(unknown.name);
    document.add("for", std::move(names));
    // Of what there is the first is the table.
    auto add_rows = [&, is_told = false](const char* name, Data rows) mutable {
      const bool is_table = !is_told && !rows.empty();
      is_told = is_told || is_table;
      document.add(name, is_table ? std::move(rows).as_table() : std::move(rows));
    };
    add_rows("solutions", points(solved));
    if (solved.unknowns.size() == 1) add_rows("ranges", ranges(solved));
    Data beyond = Data::list();
    for (const double value : solved.outside) {
      Data row = Data::members({{"quantity", solved.unknowns.front().name}});
      row.add_all(of_unknown(solved.unknowns.front(), value));
      beyond.push(std::move(row));
    }
    if (!beyond.empty()) add_rows("outside", std::move(beyond));
    if (!solved.forbidden.empty()) document.add("outside_because", solved.forbidden);
    if (!solved.traded.empty()) document.add("not_fixed", solved.traded);
    if (solved.jump) {
      const SolvedTarget& target = solved.targets.front();
      document.add("jump", Data::members({{"at", amount(solved.jump->at, solved.unknowns.front().unit)},
                                          {"below", amount(solved.jump->below, target.unit)},
                                          {"above", amount(solved.jump->above, target.unit)}}));
    }
    if (solved.reach) {
      const SolvedTarget& target = solved.targets.front();
      document.add("reach", Data::members({{"low", amount(solved.reach->low, target.unit)},
                                           {"high", amount(solved.reach->high, target.unit)}}));
    }
  }
  return document;
}

}  // namespace costcurve
