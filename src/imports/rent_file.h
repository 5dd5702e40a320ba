#pragma once
// The file of a cloud in the catalog. What an earlier import wrote stays: a rent that has changed since is followed by
// the new one.

#include "imports/api_entry.h"
#include "imports/import.h"

namespace costcurve::imports {

/// What a cloud asks for a machine, by the hour.
struct Rent {
  std::string chip, instance;
  long long chips = 1;
  std::string place;           // a region, or a zone of one
  double on_demand = 0;        // US dollars for the whole machine
  std::optional<double> spot;  // nothing where there is none
  std::string date = {};       // the day on which it was first read
  std::string read_on = {};    // the last day on which a file had it
};

/// The file; its records are to be added.
CatalogFile cloud_file(const std::string& cloud, const std::vector<Rent>& rents, const ReadFrom& from);

}  // namespace costcurve::imports
