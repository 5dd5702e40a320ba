#pragma once
// What stands around an answer on a page: what its scenario asks, and where its numbers come from.

#include <string>

#include "document/document.h"
#include "scenario/scenario.h"

namespace costcurve {

struct About {
  std::string title, question;
  Sources sources;  // all that the scenario lists
};

About about(const Scenario& scenario);

/// The document with what is asked before it and, after it, those of the sources that it names.
Document told_about(const About& about, Document document);

}  // namespace costcurve
