// What `solve` comes to, as JSON.

#include "answer/json_values.h"
#include "answer/solved.h"

namespace costcurve {

namespace {

Json end(double value, const SolvedUnknown& unknown, bool is_end_of_search) {
  return is_end_of_search && !unknown.bracketed ? Json(nullptr) : amount(value, unknown.unit, unknown.dimension);
}

Json of_unknown(const SolvedUnknown& unknown, double value) {
  Json one = {{"value", amount(value, unknown.unit, unknown.dimension)},
              {"unit", plain_unit(unknown.unit, unknown.dimension)}};
  if (unknown.standing != SolvedUnknown::Standing::open) {
    one["stated"] = amount(unknown.stated, unknown.unit, unknown.dimension);
    if (unknown.stated > 0 && value > 0 && !unknown.dimension.is_point())
      one["factor"] = number(value / unknown.stated);
  }
  return one;
}

Json targets(const Solved& solved) {
  Json all = Json::array();
  for (const SolvedTarget& target : solved.targets)
    all.push_back({{"so_that", target.text},
                   {"holds", target.holds},
                   {"now", target.now ? amount(*target.now, target.unit, target.unit.dimension) : Json(nullptr)},
                   {"unit", plain_unit(target.unit, target.unit.dimension)}});
  return all;
}

Json points(const Solved& solved) {
  Json all = Json::array();
  for (const SolvedPoint& point : solved.points) {
    Json one;
    for (std::size_t u = 0; u < solved.unknowns.size(); ++u)
      one["values"][solved.unknowns[u].name] = of_unknown(solved.unknowns[u], point.values[u]);
    if (point.consequences) {
      one["broken"] = point.consequences->broken;
      one["now_true"] = point.consequences->now_true;
      one["now_false"] = point.consequences->now_false;
    }
    all.push_back(std::move(one));
  }
  return all;
}

Json ranges(const Solved& solved) {
  Json all = Json::array();
  const SolvedUnknown& unknown = solved.unknowns.front();
  for (const Interval& range : solved.ranges)
    all.push_back({{"low", end(range.low, unknown, range.low <= unknown.searched.low)},
                   {"high", end(range.high, unknown, range.high >= unknown.searched.high)},
                   {"unit", plain_unit(unknown.unit, unknown.dimension)}});
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

Json changes(const Solved& solved) {
  Json all = Json::array();
  for (const SolvedChange& row : solved.changes) {
    Json one = {{"quantity", row.input.name}};
    one.update(of_unknown(row.input, row.change.value));
    one["implausibility"] = number(row.change.implausibility);
    one["measured_by"] = measured_by(row.change.standing);
    one["other_solutions"] = row.change.others;
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

std::string to_json(const std::string& file, const std::string& variant, const Solved& solved) {
  Json document = document_head(file, variant);
  document["targets"] = targets(solved);
  if (solved.unknowns.empty()) {
    document["changes"] = changes(solved);
    document["cannot"] = solved.cannot;
  } else {
    Json names = Json::array();
    for (const SolvedUnknown& unknown : solved.unknowns) names.push_back(unknown.name);
    document["for"] = std::move(names);
    document["solutions"] = points(solved);
    if (solved.unknowns.size() == 1) document["ranges"] = ranges(solved);
    Json beyond = Json::array();
    for (const double value : solved.outside) beyond.push_back(of_unknown(solved.unknowns.front(), value));
    if (!beyond.empty()) document["outside"] = std::move(beyond);
    if (!solved.forbidden.empty()) document["outside_because"] = solved.forbidden;
    if (!solved.traded.empty()) document["not_fixed"] = solved.traded;
    if (solved.reach) {
      const SolvedTarget& target = solved.targets.front();
      document["reach"] = {{"low", amount(solved.reach->low, target.unit, target.unit.dimension)},
                           {"high", amount(solved.reach->high, target.unit, target.unit.dimension)}};
    }
  }
  return document_text(document);
}

}  // namespace costcurve
