#include "text/unit_question.h"

#include <array>
#include <string_view>
#include <utility>

namespace costcurve {

std::string question_about(const std::string& number, const Unit& unit, const std::string& rest) {
  std::string question = unit.question;
  const std::array<std::pair<std::string_view, const std::string*>, 3> blanks = {
      {{"{number}", &number}, {"{prefix}", &unit.prefix}, {"{rest}", &rest}}};
  for (const auto& [blank, text] : blanks)
    for (std::size_t at = question.find(blank); at != std::string::npos; at = question.find(blank, at + text->size()))
      question.replace(at, blank.size(), *text);
  return question;
}

}  // namespace costcurve
