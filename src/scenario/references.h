#pragma once
// What an expression needs to know of the names in it.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "quantity/dimension.h"
#include "text/diagnostic.h"

namespace costcurve {

/// Where an expression stands: `.x` is a sibling, and `*.x` leaves out this part.
struct Context {
  std::string part;
};

/// What a reference means.
class References {
 public:
  virtual ~References() = default;
  /// The quantities that a reference names; several for a pattern or a column. Reports what it does not find.
  virtual std::vector<std::size_t> resolve(const std::string& reference, const Context& context, const Place& place,
                                           Diagnostics& diagnostics) const = 0;
  /// The dimension of a quantity; nothing if it is itself mistaken.
  virtual std::optional<Dimension> dimension(std::size_t quantity) const = 0;
  virtual std::string name(std::size_t quantity) const = 0;
  /// True if the quantity is written as a number per time that is no pace: 4/year.
  virtual bool is_rate(std::size_t /*quantity*/) const { return false; }
  /// The words that a quantity may be, or null where it is no word.
  virtual const std::vector<std::string>* words(std::size_t /*quantity*/) const { return nullptr; }
};

}  // namespace costcurve
