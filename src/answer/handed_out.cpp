#include "answer/handed_out.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/lesson.h"

namespace costcurve {

namespace {

std::string text_behind(const Value& table, std::string_view key) {
  const Entry* entry = table.find(key);
  return entry && entry->value.is_text() ? entry->value.text.text : std::string();
}

bool is_exercise(const Value& claim) { return claim.find("sealed") != nullptr; }

// The claims of a document, as far as they are written as claims.
const std::vector<Value>& claims_in(const Value& document) {
  static const std::vector<Value> none;
  const Entry* claims = document.find("claim");
  return claims && claims->value.is_array() ? claims->value.elements : none;
}

// The exercise on that quantity, or null.
const Value* exercise_on(std::string_view of, const Value& document) {
  const std::vector<Value>& claims = claims_in(document);
  const auto found = std::find_if(claims.begin(), claims.end(), [&](const Value& claim) {
    return is_exercise(claim) && text_behind(claim, "of") == of;
  });
  return found == claims.end() ? nullptr : &*found;
}

// True if the quantity of that name stands in the text: [exercise] with duration in it.
bool is_written(const Value& document, std::string_view name) {
  const std::size_t dot = name.find('.');
  const Entry* part = document.find(name.substr(0, dot));
  return part && dot != std::string_view::npos && part->value.find(name.substr(dot + 1)) != nullptr;
}

}  // namespace

bool has_exercises(const ScenarioFile& file) {
  const std::vector<Value>& claims = claims_in(file.document);
  return std::any_of(claims.begin(), claims.end(), is_exercise);
}

bool HandedOut::add(const ScenarioFile& file) {
  Sheet sheet{text_behind(file.document, "title"), {}};
  for (const Value& claim : claims_in(file.document))
    if (const std::string seal = text_behind(claim, "sealed"); !seal.empty() && seal != "?")
      sheet.exercises.push_back({text_behind(claim, "says"), text_behind(claim, "of"), seal, claim});
  if (sheet.exercises.empty()) return false;
  sheets_.push_back(std::move(sheet));
  return true;
}

const HandedOut::Sheet* HandedOut::of(const Value& document) const {
  const std::string title = text_behind(document, "title");
  for (const Sheet& sheet : sheets_)
    if (!title.empty() && sheet.title == title) return &sheet;
  for (const Sheet& sheet : sheets_)
    for (const Exercise& exercise : sheet.exercises)
      if (const Value* same = exercise_on(exercise.of, document); same && text_behind(*same, "says") == exercise.says)
        return &sheet;
  return nullptr;
}

std::vector<std::string> HandedOut::differences(const Sheet& sheet, const Value& document) {
  std::vector<std::string> all;
  for (const Exercise& exercise : sheet.exercises) {
    const Value* same = exercise_on(exercise.of, document);
    if (!is_written(document, exercise.of))
      all.push_back(fmt::format("{}, which the exercise asks for, is no longer in the file", exercise.of));
    else if (!same)
      all.push_back(fmt::format("the exercise on {} was taken out, and is marked all the same", exercise.of));
    else if (text_behind(*same, "sealed") != exercise.seal)
      all.push_back(fmt::format("the seal of {} is not the one that was handed out, which counts", exercise.of));
  }
  for (const Value& claim : claims_in(document)) {
    const std::string of = text_behind(claim, "of");
    const auto is_of = [&](const Exercise& exercise) { return exercise.of == of; };
    if (is_exercise(claim) && std::none_of(sheet.exercises.begin(), sheet.exercises.end(), is_of))
      all.push_back(fmt::format("an exercise on {} was not handed out, and is not marked", of));
  }
  return all;
}

HandedOut::Marked HandedOut::marked(const std::shared_ptr<const ScenarioFile>& file) const {
  const Sheet* sheet = of(file->document);
  if (!sheet) return {file, {}, false};
  std::vector<std::string> found = differences(*sheet, file->document);
  if (found.empty()) return {file, {}, true};
  std::vector<Value> claims;
  for (const Value& claim : claims_in(file->document))
    if (!is_exercise(claim)) claims.push_back(claim);
  for (const Exercise& exercise : sheet->exercises)
    if (is_written(file->document, exercise.of)) claims.push_back(exercise.claim);
  ScenarioFile marked = *file;
  std::erase_if(marked.document.members, [](const Entry& entry) { return entry.key == "claim"; });
  Value all;
  all.kind = Value::Kind::array;
  all.elements = std::move(claims);
  if (!all.elements.empty()) marked.document.members.push_back({"claim", all.elements.front().place, std::move(all)});
  return {std::make_shared<const ScenarioFile>(std::move(marked)), std::move(found), true};
}

HandedOut handed_out(const Question& question, Library& library, Diagnostics& diagnostics) {
  HandedOut handed_out;
  for (const std::string& path : question.options.texts(Option::lesson)) {
    const std::shared_ptr<const ScenarioFile> file = library.scenario(path, diagnostics);
    if (file && !handed_out.add(*file))
      diagnostics.add(mistake_at({named(file->source), 0, 0}, "there is no sealed exercise in this file",
                                 "--lesson names the file that was handed out; sealed = \"?\" shows a seal to put in"));
  }
  // A program alone has none, and then files are marked by their own seals.
  Diagnostics unheard = Diagnostics::unheard();
  for (const std::string& path : lesson_paths(library, unheard))
    if (const std::shared_ptr<const ScenarioFile> file = library.scenario(path, unheard)) handed_out.add(*file);
  return handed_out;
}

}  // namespace costcurve
