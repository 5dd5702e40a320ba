#pragma once
// What an operation can come to when its operands lie in intervals: the interval counterpart of `apply`.

#include "graph/graph.h"
#include "numeric/interval.h"

namespace costcurve {

inline Interval enclose(Operation operation, Interval a, Interval b) {
  switch (operation) {
    case Operation::add: return a + b;
    case Operation::subtract: return a - b;
    case Operation::multiply: return a * b;
    case Operation::divide: return a / b;
    case Operation::power: return pow(a, b);
    case Operation::min: return {std::min(a.low, b.low), std::min(a.high, b.high)};
    case Operation::max: return {std::max(a.low, b.low), std::max(a.high, b.high)};
    case Operation::negate: return -a;
    case Operation::exp: return exp(a);
    case Operation::log: return log(a);
    case Operation::sqrt: return sqrt(a);
    case Operation::weekday: return a.is_point() ? Interval::point(apply(operation, a.low, 0)) : Interval{1, 7};
    case Operation::constant:
    case Operation::symbol:
    case Operation::root: break;
  }
  return Interval::everything();
}

}  // namespace costcurve
