#pragma once
// What measured values say of constants that are known within ranges.
//
// Each measured value is its program's output times a factor that nobody knows: its logarithm is the sum of what the
// constants make of it and of what is left unexplained. The constants' logarithms are believed normal, by their 90 %
// ranges, so that few rows move them little and a constant that no row depends on stays as it was. Gauss and Newton's
// steps find the most probable constants; what they leave unexplained is found from the rows themselves.
//
// Ranges are those of machines that were measured. Rows of one that is not like them would be left unexplained for
// good, however many they are: so the fit is made once more with constants that are believed within a factor of two,
// and that one counts where the rows make it far more probable (the marginal likelihood, in Laplace's approximation, so
// that what more freedom explains by itself is taken off).
//
// A row that was written down wrongly would pull all constants. So rows are weighed first as if what is left were
// distributed as Cauchy has it; those that then lie far outside of what is left of the others are named, and the
// constants are found without them.

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "program/program.h"

namespace costcurve {

/// A constant, positive, and what is believed of it: the standard deviation of its logarithm. It is never above `most`.
struct CalibratedConstant {
  double value = 1;
  double deviation = 0.1;
  double most = std::numeric_limits<double>::infinity();
};

/// A measured value, and how it would be worked out.
struct Observation {
  Program program;                                      // of one output
  std::vector<double> inputs;                           // their stated values
  std::vector<std::optional<std::size_t>> constant_of;  // for each input which constant it is, if it is one
  double measured = 0;                                  // positive
  double weight = 1;                                    // a row that measures several things is one row
};

struct Calibration {
  std::vector<CalibratedConstant> believed, constants;  // before the rows, and after
  double unexplained = 0;                               // standard deviation of the logarithm of what is left
  std::vector<double> before, after;                    // of each observation the logarithm of measured over worked out
  std::vector<double> left_out;                         // the same where its own row was not looked at
  std::vector<bool> is_outlier;                         // of each observation: the constants were found without it
  bool is_freed = false;                                // the machine is not like those that ranges were found on
};

/// `unexplained` is what is believed of it before; `rows` says to which row each observation belongs. Observations
/// whose output is not positive, with the constants as they are, are not counted.
Calibration calibrate(const std::vector<CalibratedConstant>& constants, const std::vector<Observation>& observations,
                      const std::vector<std::size_t>& rows, double unexplained);

}  // namespace costcurve
