#pragma once
// Which equations hold which unknowns fast, told from where unknowns stand alone, without numbers.

#include <cstddef>
#include <vector>

namespace costcurve {

/// An equation with the quantities in it that are not known yet.
struct OpenEquation {
  std::size_t equation = 0;
  std::vector<std::size_t> unknowns;
};

/// Open equations matched with unknowns of theirs: each unknown with one equation at most, as many as possible. An
/// unknown is held fast if it is matched and no unmatched unknown can take its place by way of others: the over- and
/// well-determined part of Dulmage and Mendelsohn's decomposition (1958).
class Structure {
 public:
  /// Of several ways to match, the one that the order of the equations leads to.
  Structure(std::vector<OpenEquation> open, std::size_t quantities);

  bool holds(std::size_t quantity) const { return held_[quantity]; }
  /// The equations that hold the quantity fast together with all that it depends on, as places in `open`, ascending;
  /// empty if none do.
  std::vector<std::size_t> behind(std::size_t quantity) const;
  /// The smallest set of equations that determines as many unknowns with no help of others; the first of equals.
  std::vector<std::size_t> smallest_block() const;

  const std::vector<OpenEquation>& open() const { return open_; }
  /// The unknown that an open equation is matched with.
  std::size_t unknown_of(std::size_t place) const { return static_cast<std::size_t>(unknown_of_[place]); }

 private:
  bool augment(std::size_t place);
  void release();

  std::vector<OpenEquation> open_;
  std::vector<long> unknown_of_;                       // by place, -1 if unmatched
  std::vector<long> place_of_;                         // by quantity, -1 if unmatched
  std::vector<std::vector<std::size_t>> places_with_;  // by quantity
  std::vector<std::size_t> tried_;                     // by quantity: in which round
  std::size_t round_ = 0;
  std::vector<bool> held_;
};

}  // namespace costcurve
