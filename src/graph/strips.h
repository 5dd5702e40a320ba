#pragma once
// Loops over strips for rows of the table of operations, one plain loop for each way that operands may vary. Internal
// to graph/.

#include "graph/operation.h"
#include "numeric/vector_math.h"

// Over one column x.
#define COSTCURVE_UNARY_STRIP(name, expression)                                          \
  COSTCURVE_VECTOR void name##_column(const double* a, double* out, std::size_t count) { \
    COSTCURVE_INDEPENDENT                                                                \
    for (std::size_t i = 0; i < count; ++i) {                                            \
      const double x = a[i];                                                             \
      out[i] = expression;                                                               \
    }                                                                                    \
  }                                                                                      \
  void name##_strip(std::span<const Cells> of, double* out, std::size_t count) {         \
    name##_column(of[0].column, out, count);                                             \
  }

// Over x and y, of which one may be a single value.
#define COSTCURVE_BINARY_STRIP(name, expression)                                                           \
  COSTCURVE_VECTOR void name##_columns(const double* a, const double* b, double* out, std::size_t count) { \
    COSTCURVE_INDEPENDENT                                                                                  \
    for (std::size_t i = 0; i < count; ++i) {                                                              \
      const double x = a[i], y = b[i];                                                                     \
      out[i] = expression;                                                                                 \
    }                                                                                                      \
  }                                                                                                        \
  COSTCURVE_VECTOR void name##_right(const double* a, double y, double* out, std::size_t count) {          \
    COSTCURVE_INDEPENDENT                                                                                  \
    for (std::size_t i = 0; i < count; ++i) {                                                              \
      const double x = a[i];                                                                               \
      out[i] = expression;                                                                                 \
    }                                                                                                      \
  }                                                                                                        \
  COSTCURVE_VECTOR void name##_left(double x, const double* b, double* out, std::size_t count) {           \
    COSTCURVE_INDEPENDENT                                                                                  \
    for (std::size_t i = 0; i < count; ++i) {                                                              \
      const double y = b[i];                                                                               \
      out[i] = expression;                                                                                 \
    }                                                                                                      \
  }                                                                                                        \
  void name##_strip(std::span<const Cells> of, double* out, std::size_t count) {                           \
    if (of[0].column && of[1].column)                                                                      \
      name##_columns(of[0].column, of[1].column, out, count);                                              \
    else if (of[0].column)                                                                                 \
      name##_right(of[0].column, of[1].value, out, count);                                                 \
    else                                                                                                   \
      name##_left(of[0].value, of[1].column, out, count);                                                  \
  }
