#pragma once
// The formats of an answer, a row for each. A format writes documents or data and knows no verb.

#include <string>
#include <string_view>
#include <vector>

#include "answer/question.h"

namespace costcurve {

struct Format {
  std::string_view name;
  std::string_view ending;    // of a file's name
  bool for_programs = false;  // it writes data, and what data cannot say goes to standard error
  bool is_table = false;      // likewise what a table cannot say
  std::string (*write)(const Answer& answer, const TerminalStyle& style);
  std::string_view needs;  // what an answer may not have, and is then not written
};

const std::vector<Format>& formats();
/// The format of that name, or null.
const Format* find_format(std::string_view name);
/// The format of a file by the ending of its name, or null.
const Format* format_of_file(std::string_view path);

}  // namespace costcurve
