#pragma once
// Lessons: scenarios with a question, a few lines of prose, something to predict, and an exercise that `check` marks.

#include <optional>
#include <string>
#include <vector>

#include "answer/library.h"
#include "document/data.h"
#include "document/document.h"

namespace costcurve {

/// A lesson as it is handed out: nothing in it is worked out.
struct Lesson {
  struct Task {
    std::string says, of, note;
  };
  std::size_t number = 0, of = 0;  // of how many; 0 of one that stands nowhere in the order
  std::string path, name;          // "scenarios/lessons/03-512-chips.toml", "03-512-chips"
  std::string title, question, prose;
  std::vector<Task> predictions, exercises;
  std::string text;  // of the file
};

/// The lessons that are shipped, in reading order: the files of scenarios/lessons where one works, else beside the
/// catalog. Empty, and what is wrong reported, if there are none or one has mistakes.
std::vector<std::string> lesson_paths(const Library& library, Diagnostics& diagnostics);
std::optional<Lesson> read_lesson(const std::string& path, Library& library, Diagnostics& diagnostics);

/// A lesson to be read before anything is run: within 72 columns and 18 lines.
Document lesson_document(const Lesson& lesson);
Document lessons_document(const std::vector<Lesson>& lessons);
Data lesson_data(const Lesson& lesson);

/// A page of a site: a lesson with its scenario, and links to its neighbours.
Document lesson_page(const Lesson& lesson, const Lesson* before, const Lesson* after);
Document index_page(const std::vector<Lesson>& lessons);

}  // namespace costcurve
