#pragma once
// How far each input moves a value: bars to the left and right of it on one scale, what gives the ends beside them.

#include <string>
#include <utility>
#include <vector>

#include "quantity/units.h"

namespace costcurve {

struct Tornado {
  struct Bar {
    std::string name;
    std::string least, greatest;  // what gives the ends; empty where an end is the value itself
    double low = 0, high = 0;     // in base units
  };
  std::string title;
  ShownUnit unit;
  double value = 0;       // in base units
  std::vector<Bar> bars;  // the widest first
};

/// As many digits as tell the ends apart, and one more.
int digits_apart(double low, double high);

/// The least and the greatest of all bars.
std::pair<double, double> ends_of(const Tornado& tornado);

/// Lines of text, the names above their bars where the terminal is narrow. Nothing where there are no bars.
std::string drawn(const Tornado& tornado, std::size_t width);

}  // namespace costcurve
