#include "numeric/sample_columns.h"

#include <cstdlib>

#include "numeric/machine.h"

namespace costcurve {

SampleColumns::SampleColumns(std::size_t columns, std::size_t length)
    : length_(length), block_(static_cast<double*>(allocate_pages(columns * length * sizeof(double)))) {}

void SampleColumns::Freed::operator()(double* block) const { std::free(block); }

}  // namespace costcurve
