#pragma once
// The cases that a question is asked of, and the answers to them: side by side where there are several.

#include <memory>
#include <string>
#include <vector>

#include "answer/question.h"
#include "audit/audit.h"

namespace costcurve {

/// A scenario as a question asks of it: a file, in a variant, with replacements.
struct Case {
  std::string file;
  std::string variant;         // empty: the scenario as it stands
  std::vector<Override> sets;  // stand in place of what the file says
  std::string shown;           // what an answer calls it; empty where there is nothing to tell it from
};

struct Cases {
  std::vector<Case> all;
  Diagnostics mistakes;  // where there are any, nothing is answered
  Diagnostics lacking;   // variants that the file does not have; the others are answered all the same
};

/// The replacements of the command line. Reports those without a key or a value.
std::vector<Override> overrides_of(const Question& question, Diagnostics& diagnostics);
/// The cases of a file that the question names: one, or several side by side.
Cases cases_of(const std::string& file, const Question& question, Library& library);

/// The name of a variant beside others.
std::string column_name(const std::string& variant);

/// Of use for reading on, for more mistakes, where there are some already. Null where there is no such file or variant.
std::shared_ptr<const Scenario> bound(const Case& which, Library& library, Diagnostics& mistakes);

/// Cases, each with what follows from it.
using Variants = std::vector<std::unique_ptr<AuditedVariant>>;
/// Each of the cases of a file; none where there is a mistake in one of them. `judged`: with its claims, also those
/// that are said of variants nobody asked for, which then follow; and with what is believed.
Variants audited_cases(const std::string& file, const Question& question, bool judged, Library& library,
                       Diagnostics& diagnostics);

/// A verb's answer to each case of its scenario for itself, under its name where several stand side by side. What the
/// verb finds wrong with one case does not keep it from answering the others.
Answer answer_each(const Question& question, Library& library,
                   Answer (*answer)(const Question&, const Case&, Library&, Diagnostics& mistakes));

}  // namespace costcurve
