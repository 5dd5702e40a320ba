#pragma once
// The lines of `eval`, read into a scenario. Internal to answer/.
//
//   eval_lines.cpp      lines as they are typed: a name, an expression, a claim
//   eval_scenario.cpp   a scenario of them, and mistakes in it in the words that were typed

#include <utility>

#include "answer/question.h"
#include "text/toml.h"

namespace costcurve {

/// A line as it is typed: an expression, perhaps with a name for later lines, perhaps with a claim about it.
struct EvalLine {
  std::string name;    // for later lines; empty of a line without one
  Excerpt expression;  // of everything that is typed
  Excerpt unit;        // "in kWh": what the answer is wanted in; empty where nobody says
  Excerpt claimed;     // "$5.3 million", "< 6 M USD"; empty where nothing is

  bool is_named() const { return !name.empty(); }
  bool wants_unit() const { return !unit.text.empty(); }
  bool claims() const { return !claimed.text.empty(); }
};

/// The lines that are asked for: each word is one, and - stands for those of standard input. Reports what cannot be
/// read.
std::vector<EvalLine> lines_asked(const Question& question, Library& library, Diagnostics& mistakes);

/// The unit that a line wants its answer in. Reports what is no unit, or is one of another dimension.
std::optional<ShownUnit> unit_wanted(const EvalLine& line, const Dimension& dimension, const Units& units,
                                     Diagnostics& mistakes);

/// What a line's quantity is called: "line.line1".
std::string quantity_of_line(std::size_t line);

/// A scenario of lines: a part `line` with a quantity for each, parts for the entries of the catalog that they name,
/// claims. Names of its own stand in it for those that were typed, and stay in it.
class EvalScenario {
 public:
  /// Reports entries that the catalog does not have, and fields that an entry does not have.
  EvalScenario(const std::vector<EvalLine>& lines, Library& library, Diagnostics& mistakes);

  ScenarioFile file() const;
  /// A mistake in it at its place in what was typed, and in words that were typed.
  Diagnostic as_typed(Diagnostic mistake) const;
  /// "H800.peak" of fact1.peak_bf16.
  std::string as_typed(std::string text) const;

 private:
  // A stretch of what was typed, and what stands for it in the scenario.
  struct Replaced {
    std::size_t begin, end;              // in the scenario's text
    std::size_t typed_begin, typed_end;  // in what was typed
  };
  struct Meant {
    std::size_t length = 0;  // of what was typed
    std::string text;        // that stands for it
  };

  void append(const EvalLine& line, std::size_t number, Library& library, Diagnostics& mistakes);
  Meant meant_at(std::size_t at, const Excerpt& typed, std::size_t number, Library& library, Diagnostics& mistakes);
  std::optional<Meant> fact_in(const std::string& typed, const Place& place, Library& library, Diagnostics& mistakes);
  std::string fact_named(const std::string& kind, const std::string& name, const std::string& field,
                         const std::string& meant);
  std::size_t typed_offset(std::size_t offset, bool is_end) const;

  const std::vector<EvalLine>& lines_;
  std::shared_ptr<Source> source_ = std::make_shared<Source>();
  std::vector<std::pair<std::size_t, std::size_t>> bound_;  // where each line begins and ends in its text
  std::vector<Replaced> replaced_;
  std::vector<std::pair<std::string, std::string>> entries_;  // kind and name
  std::vector<std::pair<std::string, std::string>> words_;    // of the scenario, and as they were typed
};

}  // namespace costcurve
