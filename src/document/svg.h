#pragma once
// Drawings. Lines are told apart by their dashes and by names at their ends, bars by what is written beside them:
// nothing by colour.
//
//   svg_plot.cpp, svg_tornado.cpp       what terminals draw as well
//   svg_histogram.cpp, svg_cascade.cpp, svg_stream.cpp, svg_ranges.cpp, svg_cost_curve.cpp   what pages alone have
//   svg_parts.cpp                       what all of them are drawn with

#include <string>

#include "document/document.h"
#include "document/svg_parts.h"

namespace costcurve {

Picture picture_of(const Plot& plot);
Picture picture_of(const Tornado& tornado);
Picture picture_of(const Histogram& histogram);
Picture picture_of(const Cascade& cascade);
Picture picture_of(const Stream& stream);
Picture picture_of(const RangeBars& ranges);
Picture picture_of(const CostCurve& curve);

/// The drawing as a part of a page; nothing where there is nothing to draw.
std::string svg(const Chart& chart);

}  // namespace costcurve
