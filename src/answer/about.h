#pragma once
// What stands around an answer on a page: what its scenario asks, and where its numbers come from.

#include <cstdint>
#include <string>

#include "answer/question.h"
#include "document/document.h"
#include "scenario/scenario.h"

namespace costcurve {

struct About {
  std::string title, question;
  Sources sources;  // all that the scenario lists
};

About about(const Scenario& scenario);

/// What an answer is one to: to what the scenario asks, or to a question about it.
enum class Answers : std::uint8_t { the_scenario, a_question_about_it };

/// What is answered where nothing but the scenario is named: what it asks itself.
Answers answers_of(const Question& question);

/// The document with what is asked before it and, after it, those of the sources that it names.
Document told_about(const About& about, Document document, Answers answers = Answers::a_question_about_it);

}  // namespace costcurve
