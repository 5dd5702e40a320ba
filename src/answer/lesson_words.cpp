// Lessons, told to people and to programs.

#include <fmt/format.h>

#include "answer/lesson.h"
#include "text/lines.h"

namespace costcurve {

namespace {

std::string heading_of(const Lesson& lesson) {
  return lesson.of == 0 ? lesson.title : fmt::format("Lesson {} of {}: {}", lesson.number, lesson.of, lesson.title);
}

// Lines that stand together are one paragraph, as in a text for people.
std::vector<Piece> prose_of(const Lesson& lesson) {
  std::vector<Piece> prose;
  std::string paragraph;
  const auto end_paragraph = [&] {
    if (!paragraph.empty()) prose.emplace_back(Paragraph{{{paragraph}}});
    paragraph.clear();
  };
  for (const std::string_view line : text_lines(lesson.prose)) {
    if (line.find_first_not_of(' ') == std::string::npos)
      end_paragraph();
    else
      (paragraph += paragraph.empty() ? "" : " ") += line;
  }
  end_paragraph();
  return prose;
}

Notes tasks_of(const Lesson& lesson) {
  Notes notes;
  for (const Lesson::Task& task : lesson.predictions)
    notes.notes.push_back({"predict", Text::filled("{} What is {}?", {task.says + ".", Text::name(task.of)})});
  for (const Lesson::Task& task : lesson.exercises)
    notes.notes.push_back({"exercise", Text::filled("{} ({})", {task.says, Text::name(task.of)})});
  return notes;
}

Data tasks_data(const std::vector<Lesson::Task>& tasks) {
  Data all = Data::list();
  for (const Lesson::Task& task : tasks) {
    Data row;
    row.add("says", task.says);
    row.add("of", task.of);
    all.push(std::move(row));
  }
  return all;
}

}  // namespace

Document lesson_document(const Lesson& lesson) {
  Document document;
  document.title = heading_of(lesson);
  Lead lead;
  lead.sentences = {heading_of(lesson), lesson.question};
  Paragraph how;
  how.sentences = {{fmt::format("cp {} mine.toml", lesson.path), Tone::dim},
                   {"Predict and answer in mine.toml, then: `costcurve check mine.toml`", Tone::dim}};
  document.pieces = {std::move(lead)};
  for (Piece& paragraph : prose_of(lesson)) document.pieces.push_back(std::move(paragraph));
  document.pieces.emplace_back(tasks_of(lesson));
  document.pieces.emplace_back(std::move(how));
  return document;
}

Document lessons_document(const std::vector<Lesson>& lessons) {
  Document document;
  document.title = "Lessons";
  Entries entries;
  for (const Lesson& lesson : lessons)
    entries.entries.push_back({"", std::to_string(lesson.number), {}, lesson.title, {}});
  document.pieces = {Lead{{"`costcurve lesson 1` begins."}, {}}, std::move(entries)};
  return document;
}

Data lesson_data(const Lesson& lesson) {
  Data row;
  if (lesson.of > 0) row.add("lesson", lesson.number);
  row.add("title", lesson.title);
  row.add("question", lesson.question);
  row.add("prose", lesson.prose);
  row.add("scenario", lesson.path);
  row.add("predictions", tasks_data(lesson.predictions));
  row.add("exercises", tasks_data(lesson.exercises));
  return row;
}

Document lesson_page(const Lesson& lesson, const Lesson* before, const Lesson* after) {
  Document page;
  page.title = heading_of(lesson);
  Paragraph ways;
  ways.sentences.push_back(
      {Text::filled("Save {}, write your predictions and answers into it, and let `costcurve check` mark it. "
                    "Predicted already? {}",
                    {Text::link(lesson.name + ".toml", lesson.name + ".toml"),
                     Text::link("What it comes to.", lesson.name + "-run.html")})});
  std::vector<Text> links = {Text::link("all lessons", "index.html")};
  if (before) links.push_back(Text::link("before: " + before->title, before->name + ".html"));
  if (after) links.push_back(Text::link("next: " + after->title, after->name + ".html"));
  ways.sentences.push_back({Text::joined(links, " · ")});
  page.pieces = {Preface{"", lesson.question, false}};
  for (Piece& paragraph : prose_of(lesson)) page.pieces.push_back(std::move(paragraph));
  page.pieces.emplace_back(tasks_of(lesson));
  page.pieces.emplace_back(std::move(ways));
  page.pieces.emplace_back(Verbatim{"toml", lesson.text});
  return page;
}

Document index_page(const std::vector<Lesson>& lessons) {
  Document page;
  page.title = "What language models cost: twelve lessons";
  Entries entries;
  for (const Lesson& lesson : lessons)
    entries.entries.push_back(
        {"", std::to_string(lesson.number), {}, Text::link(lesson.title, lesson.name + ".html"), {lesson.question}});
  page.pieces = {std::move(entries)};
  return page;
}

}  // namespace costcurve
