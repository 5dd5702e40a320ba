#pragma once
// Exercises as they were handed out. What comes back is a file that its writer could edit anywhere, its seals too: the
// text of the one who teaches is the measure.

#include <memory>
#include <string>
#include <vector>

#include "answer/library.h"
#include "answer/question.h"

namespace costcurve {

class HandedOut {
 public:
  /// Adds the exercises of a file. False where there is none with a seal; one still to be made, `sealed = "?"`, is no
  /// measure.
  bool add(const ScenarioFile& file);

  /// A file that came back, as it is to be marked, and what in it is not as it was handed out: a sentence each.
  struct Marked {
    std::shared_ptr<const ScenarioFile> file;
    std::vector<std::string> differences;
    bool is_known = false;
  };
  /// The exercises are those of the file with the same title, else of one with such an exercise: its seals stand in
  /// place of the file's, and what is sealed nowhere else is not marked. Unchanged where nothing of the kind is
  /// known.
  Marked marked(const std::shared_ptr<const ScenarioFile>& file) const;

 private:
  struct Exercise {
    std::string says, of, seal;
    Value claim;  // as it stands in the file
  };
  struct Sheet {
    std::string title;
    std::vector<Exercise> exercises;
  };
  const Sheet* of(const Value& document) const;
  static std::vector<std::string> differences(const Sheet& sheet, const Value& document);

  std::vector<Sheet> sheets_;
};

/// True of a file with an exercise in it.
bool has_exercises(const ScenarioFile& file);

/// What `--lesson` names, and the lessons that are shipped. Reports a file that cannot be read.
HandedOut handed_out(const Question& question, Library& library, Diagnostics& diagnostics);

}  // namespace costcurve
