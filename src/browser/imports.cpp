// Others' files are not read here: what becomes of them is kept in files, and there are none. `import` says so before
// it asks for any of these, and the page need not hold them.

#include "answer/import.h"
#include "imports/import.h"

namespace costcurve::imports {

std::optional<Imported> read_genai_prices(const SourcePointer&, const Circumstances&, Diagnostics&) { return {}; }
std::optional<Imported> read_litellm(const SourcePointer&, const Circumstances&, Diagnostics&) { return {}; }
std::optional<Imported> read_hf_config(const SourcePointer&, const Circumstances&, Diagnostics&) { return {}; }
std::optional<Imported> read_skypilot(const SourcePointer&, const Circumstances&, Diagnostics&) { return {}; }
std::optional<Imported> read_grid(const SourcePointer&, const Circumstances&, Diagnostics&) { return {}; }

}  // namespace costcurve::imports

namespace costcurve {

Answer kept_import(const imports::ImportKind&, const Question&, Library&) { return {}; }

}  // namespace costcurve
