#pragma once
// The language of scenarios as a JSON Schema, draft 7, for editors: keys with what they mean, the quantities of every
// sheet with their units, and the names of the catalog. Made of the tables that the binder reads (text/keys.h, the
// sheets, the catalog), so that neither can say what the other does not.

#include "answer/library.h"
#include "document/data.h"

namespace costcurve {

/// Of a library whose catalog is open. What a schema cannot say (units, references, what a sum comes to) is text to it.
Data scenario_schema(Library& library);

}  // namespace costcurve
