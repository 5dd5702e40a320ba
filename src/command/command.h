#pragma once
// What a person asks for, and the verbs that answer.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "chance/simulation.h"
#include "command/library.h"
#include "document/document.h"
#include "scenario/scenario.h"

namespace costcurve {

/// Exit codes: as expected; a verdict is not the expected one or givens contradict; the input or usage is wrong; output
/// could not be written. A fault of the program itself ends with 70, as sysexits.h has it.
enum Exit : int { as_expected = 0, unexpected = 1, wrong_input = 2, not_written = 3, program_fault = 70 };

/// What answers are printed on.
struct Terminal {
  long width = 100;
  bool colour = false;
  bool is_seen = false;                          // the answer goes to a person, not to a program
  std::function<void(const std::string&)> draw;  // beside the answer, while it is worked out; empty: nobody looks
  std::size_t draw_width = 80;
};

struct Invocation {
  std::string verb;
  std::vector<std::string> files;     // scenarios; of `list` and `new` the words behind the verb
  std::string quantity;               // of explain, diff
  std::string variant;                // the one being worked on; empty for the scenario as it stands
  bool beside_others = false;         // its answer stands among those of others, and names it
  std::vector<std::string> variants;  // as asked for, each once; several stand side by side, and diff compares two
  bool all_variants = false;          // the scenario as it stands and every variant of the file
  std::vector<std::string> sets;      // key=value
  std::vector<std::string> unknowns;  // of solve: --for
  std::vector<std::string> targets;   // of solve: --so-that
  std::vector<std::string> brackets;  // of solve: --between, in the order of the unknowns
  std::vector<std::string> overs;     // of sweep: key=values
  std::vector<std::string> shows;     // of sweep: quantities, with commas between several
  std::string since;                  // of check and run: the file of an earlier answer
  std::string format = "terminal";    // or markdown, html, json; of sweep also csv
  int depth = 20;
  bool with_defaults = false;
  std::uint64_t samples = 16384;
  std::uint64_t seed = 1;
  unsigned threads = 0;  // 0: as many as the machine has, where it is worth it
  TerminalStyle style;
  Terminal terminal;
};

/// What a verb comes to: an answer for standard output, mistakes for standard error.
struct Outcome {
  std::string out;
  std::string err = {};
  int exit = as_expected;
  std::optional<Document> document = {};  // what a person is told; a format makes `out` of it
};

/// An answer that a person is told.
inline Outcome told(Document document) { return {"", "", as_expected, std::move(document)}; }

/// A verb: its name, what it does in one line, an example, and the function that does it.
struct Verb {
  std::string_view name;
  std::string_view about;
  std::string_view example;
  Outcome (*run)(const Invocation&, Library&);
};

const std::vector<Verb>& verbs();

Outcome check(const Invocation& invocation, Library& library);
Outcome run(const Invocation& invocation, Library& library);
Outcome explain(const Invocation& invocation, Library& library);
Outcome sensitivity(const Invocation& invocation, Library& library);
Outcome range(const Invocation& invocation, Library& library);
Outcome solve_for(const Invocation& invocation, Library& library);
Outcome sweep(const Invocation& invocation, Library& library);
Outcome diff(const Invocation& invocation, Library& library);
Outcome list(const Invocation& invocation, Library& library);
/// What `list` knows lists of: sheets, the kinds of the catalog, units.
std::vector<std::string> what_is_listed();
Outcome new_scenario(const Invocation& invocation, Library& library);

/// Reads the command line. If it asks for help or is wrong, the outcome is filled and `parsed` false.
struct Parsed {
  Invocation invocation;
  Outcome outcome;
  bool parsed = false;
};
Parsed parse_arguments(int count, const char* const* words, const char* version, const Files& files,
                       const Terminal& terminal);

/// The whole program but its streams: what a command line comes to. The words begin with the program's name.
Outcome answer(int count, const char* const* words, const char* version, Library& library, const Terminal& terminal);

/// A scenario file with its variants, solved and judged; or nothing, with the mistakes in `diagnostics`.
std::vector<std::unique_ptr<AuditedVariant>> audit_file(const std::string& path, const Invocation& invocation,
                                                        Library& library, Diagnostics& diagnostics);

/// The scenario in the one variant that is asked for, and what is believed of it not yet drawn; null where there are
/// mistakes.
std::unique_ptr<AuditedVariant> audit_one(const std::string& path, const Invocation& invocation, Library& library,
                                          Diagnostics& diagnostics);

/// True where the answer is to show several variants side by side.
inline bool side_by_side(const Invocation& invocation) {
  return invocation.all_variants || invocation.variants.size() > 1;
}

/// The variants that the command line names, side by side: each bound from one reading of the file, audited, and every
/// claim judged in each. A variant that the file lacks is reported and the others are still audited; nothing is
/// returned where another mistake was found. `drawn`: with what is believed of each.
std::vector<std::unique_ptr<AuditedVariant>> audit_side_by_side(const std::string& path, const Invocation& invocation,
                                                                bool drawn, Library& library, Diagnostics& diagnostics);

/// How an answer names its variant: not at all where it is the scenario as it stands, alone.
inline std::string shown_variant(const Invocation& invocation) {
  return invocation.variant.empty() && invocation.beside_others ? std::string(as_it_stands) : invocation.variant;
}

/// The names of these variants; "" is the scenario as it stands. Reports those that the file lacks.
std::vector<std::string> variants_asked(const ScenarioFile& file, const Invocation& invocation,
                                        Diagnostics& diagnostics);

/// The document in the format that is asked for.
std::string written(const Document& document, const Invocation& invocation);

/// A verb that answers for one variant, done for each that stand side by side, under its name; JSON becomes an array.
Outcome for_each_variant(const Invocation& invocation, Library& library, Outcome (*verb)(const Invocation&, Library&));

/// The replacements of the command line. Reports those without a key or a value.
std::vector<Override> overrides_of(const std::vector<std::string>& sets, Diagnostics& diagnostics);

/// How the command line wants samples drawn.
SimulationOptions simulation_options(const Invocation& invocation);

/// All diagnostics as text.
std::string rendered(const Diagnostics& diagnostics, const TerminalStyle& style);

}  // namespace costcurve
