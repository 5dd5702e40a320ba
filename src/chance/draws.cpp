#include "chance/draws.h"

#include "chance/quantiles.h"

namespace costcurve {

Draws::Draws(const std::vector<std::string>& names, const std::vector<Distribution>& beliefs, std::uint64_t seed)
    : beliefs_(beliefs) {
  for (const std::string& name : names) keys_.push_back(key_of(seed, name));
}

void Draws::strip_of(std::size_t input, std::uint64_t strip, std::size_t count, double* column) {
  draw_strip(keys_[input], strip, count, drawn_);
  quantiles(beliefs_[input], drawn_.ascending.data(), values_.data(), count);
  for (std::size_t i = 0; i < count; ++i) column[i] = values_[drawn_.order[i]];
}

void Draws::strip_of_all(std::uint64_t strip, std::size_t count, ColumnProgram::Workspace& workspace) {
  for (std::size_t i = 0; i < beliefs_.size(); ++i)
    if (!beliefs_[i].is_point()) strip_of(i, strip, count, workspace.input(i));
}

ColumnProgram columns_of(const Program& program, const std::vector<Distribution>& beliefs) {
  std::vector<double> fixed;
  std::vector<bool> varies;
  for (const Distribution& belief : beliefs) {
    fixed.push_back(belief.first);
    varies.push_back(!belief.is_point());
  }
  return ColumnProgram(program, fixed, varies);
}

}  // namespace costcurve
