#pragma once
// A question, the verb that answers it, and the answer: what a person is told and what a program is told, neither
// worked out before a format asks for it.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "answer/later.h"
#include "answer/library.h"
#include "answer/options.h"
#include "chance/simulation.h"
#include "document/data.h"
#include "document/document.h"
#include "text/diagnostic.h"

namespace costcurve {

/// Exit codes: as expected; a verdict is not the expected one or givens contradict; the input or usage is wrong; output
/// could not be written. A fault of the program itself ends with 70, as sysexits.h has it.
enum Exit : int { as_expected = 0, unexpected = 1, wrong_input = 2, not_written = 3, program_fault = 70 };

/// What answers are printed on.
struct Terminal {
  long width = 100;
  long height = 0;  // lines; 0 where nobody knows
  bool colour = false;
  bool is_ascii = false;                         // it shows nothing else
  bool is_seen = false;                          // the answer goes to a person, not to a program
  std::function<void(const std::string&)> draw;  // beside the answer, while it is worked out; empty: nobody looks
  std::size_t draw_width = 80;
};

/// An answer. What it captures it owns.
struct Answer {
  Later<Document> document;
  std::vector<Later<Data>> data;  // of several files or variants one each
  bool is_list = false;           // the data are a list, though there be one of them
  bool is_brief = false;          // told in brief already
  Later<Document> remarks;        // what data alone do not say
  Later<Document> table_remarks;  // what the table among them does not say
  std::vector<Diagnostic> mistakes;
  std::vector<std::string> faults;  // of the program itself
  int exit = as_expected;
};

struct Verb;

struct Question {
  const Verb* verb = nullptr;
  std::vector<std::string> words;  // behind the verb
  Options options;
  Terminal terminal;
  bool wants_data = false;          // the answer is told to a program: its document is not asked for
  bool is_for_terminal = true;      // told in lines: a page has room for everything
  bool second_is_scenario = false;  // of two sides: the word behind the first scenario is one, and no quantity

  /// The first scenario that is named.
  const std::string& file() const { return words.front(); }
  /// The names of variants, as asked for, each once.
  std::vector<std::string> variants() const;
  /// True where the answer is to show several variants side by side.
  bool side_by_side() const { return options.has(Option::variants) || variants().size() > 1; }
  /// The one variant that is asked for; empty for the scenario as it stands, and where several stand side by side.
  std::string variant() const;
  /// Columns of the terminal.
  std::size_t width() const;
  /// How samples are to be drawn.
  SimulationOptions simulation() const;
};

/// What stands behind a verb.
enum class Words : std::uint8_t {
  scenarios,              // one or more
  scenario,               // one
  scenario_and_quantity,  // one of each
  two_sides,              // one or two scenarios, perhaps a quantity
  topic,                  // what is asked about, if anything
  as_typed                // of another line, which may be anything
};

/// A verb: what it is called and does, what it takes, and the function that answers.
struct Verb {
  std::string_view name;
  std::string_view about;
  std::string_view example;
  std::string_view words_text;  // "SCENARIO QUANTITY"
  Words words = Words::scenarios;
  std::vector<Option> takes;
  Answer (*answer)(const Question& question, Library& library);
  std::string_view forms = {};  // further ways to ask, for its help
};

/// An answer that has gone wrong.
Answer wrong_answer(const Diagnostics& diagnostics);
Answer wrong_answer(std::string problem, std::vector<std::string> notes);
/// A text that is printed as it stands, in the language that a page marks it with.
Answer printed_text(std::string title, std::string language, std::string text);

/// Answers that stand beside each other, each under its heading; one alone stands as it is.
struct HeadedAnswer {
  std::string heading;
  Answer answer;
};
/// `first`: what stands before them all, such as a comparison of them.
Answer joined(std::vector<HeadedAnswer> answers, Section::Of of, bool is_list, std::vector<Piece> first = {});

Answer check(const Question& question, Library& library);
Answer run(const Question& question, Library& library);
Answer explain(const Question& question, Library& library);
Answer sensitivity(const Question& question, Library& library);
Answer range(const Question& question, Library& library);
Answer solve_for(const Question& question, Library& library);
Answer sweep(const Question& question, Library& library);
Answer diff(const Question& question, Library& library);
Answer compare(const Question& question, Library& library);
Answer measured(const Question& question, Library& library);
Answer serve(const Question& question, Library& library);
Answer lesson(const Question& question, Library& library);
Answer lessons(const Question& question, Library& library);
Answer list(const Question& question, Library& library);
Answer schema(const Question& question, Library& library);
Answer tried(const Question& question, Library& library);
Answer new_scenario(const Question& question, Library& library);
Answer eval(const Question& question, Library& library);
Answer import_file(const Question& question, Library& library);
Answer export_files(const Question& question, Library& library);

}  // namespace costcurve
