#include "graph/operation.h"

#include <algorithm>
#include <cmath>

namespace costcurve {

// arithmetic.cpp
extern const OperationRow add_row, subtract_row, multiply_row, divide_row, negate_row;
// powers.cpp
extern const OperationRow power_row, exp_row, log_row, sqrt_row;
// choices.cpp
extern const OperationRow min_row, max_row, less_row, at_most_row, equal_row, select_row, where_row;
// whole_numbers.cpp
extern const OperationRow floor_row, ceil_row, weekday_row;

// In the order of `Operation`, one for each: as many as there are names, or this does not compile.
constinit const std::array<const OperationRow*, static_cast<std::size_t>(operation_count)> operation_rows = std::array{
    &add_row,  &subtract_row, &multiply_row, &divide_row, &power_row,   &min_row,    &max_row,
    &less_row, &at_most_row,  &equal_row,    &select_row, &where_row,   &negate_row, &log_row,
    &exp_row,  &sqrt_row,     &floor_row,    &ceil_row,   &weekday_row,
};

const OperationRow* find_function(std::string_view name) {
  const auto found = std::find_if(operation_rows.begin(), operation_rows.end(), [&](const OperationRow* row) {
    return row->written->kind == Notation::Kind::function && row->name == name;
  });
  return found == operation_rows.end() ? nullptr : *found;
}

double apply(Operation operation, double a, double b, double c) {
  return is_leaf(operation) ? std::nan("") : row_of(operation).apply(a, b, c);
}

}  // namespace costcurve
