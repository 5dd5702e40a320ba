#include "answer/lesson.h"

#include <fmt/format.h>

#include "answer/question.h"
#include "answer/whole_number.h"
#include "text/diagnostic.h"
#include "text/path.h"

namespace costcurve {

namespace {

constexpr std::string_view shipped = "scenarios/lessons";

std::string beside_catalog(const std::string& configs) { return up_to_name(configs) + std::string(shipped); }

std::string stem_of(const std::string& path) {
  const std::string name = file_name(path);
  return name.ends_with(".toml") ? name.substr(0, name.size() - 5) : name;
}

std::vector<std::string> lessons_in(const std::string& folder, const Files& files) {
  std::vector<std::string> paths;
  for (const std::string& name : files.list(folder))
    if (name.ends_with(".toml") && files.is_file(folder + "/" + name)) paths.push_back(folder + "/" + name);
  return paths;
}

std::vector<Lesson> read_lessons(const std::vector<std::string>& paths, Library& library, Diagnostics& diagnostics) {
  std::vector<Lesson> lessons;
  for (const std::string& path : paths)
    if (std::optional<Lesson> lesson = read_lesson(path, library, diagnostics)) {
      lesson->number = lessons.size() + 1;
      lesson->of = paths.size();
      lessons.push_back(std::move(*lesson));
    }
  return lessons;
}

std::vector<Lesson> shipped_lessons(Library& library, Diagnostics& diagnostics) {
  if (!library.open_catalog(diagnostics)) return {};
  return read_lessons(lesson_paths(library, diagnostics), library, diagnostics);
}

Answer told(std::vector<Lesson> lessons) {
  const auto kept = std::make_shared<const std::vector<Lesson>>(std::move(lessons));
  Answer answer;
  answer.is_list = true;
  answer.document = [kept] { return lessons_document(*kept); };
  for (const Lesson& lesson : *kept) answer.data.emplace_back([kept, &lesson] { return lesson_data(lesson); });
  return answer;
}

Answer told(Lesson lesson) {
  const auto kept = std::make_shared<const Lesson>(std::move(lesson));
  Answer answer;
  answer.document = [kept] { return lesson_document(*kept); };
  answer.data = {[kept] { return lesson_data(*kept); }};
  return answer;
}

Answer no_such_lesson(const std::string& word, std::size_t count) {
  return wrong_answer(fmt::format("there is no lesson {}", made_visible(word)),
                      {fmt::format("they are numbered from 1 to {}: `costcurve lesson` lists them", count)});
}

bool is_scenario(const std::string& word, const Files& files) { return word.ends_with(".toml") || files.is_file(word); }

// What a reader runs, on a page of its own: to be opened after they have predicted.
Document run_page(const Lesson& lesson, Library& library) {
  Question question;
  question.words = {lesson.path};
  question.is_for_terminal = false;
  const Answer answer = check(question, library);
  Document page = answer.document ? answer.document() : Document();
  page.pieces.insert(page.pieces.begin(),
                     Paragraph{{{Text::filled("{}", {Text::link("back to the lesson", lesson.name + ".html")})}}});
  return page;
}

std::vector<KeptFile> pages_of(const std::vector<Lesson>& lessons, const std::string& folder, Library& library) {
  std::vector<KeptFile> files = {{folder + "/index.html", html(index_page(lessons))}};
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    const Lesson& lesson = lessons[i];
    const Lesson* before = i > 0 ? &lessons[i - 1] : nullptr;
    const Lesson* after = i + 1 < lessons.size() ? &lessons[i + 1] : nullptr;
    files.push_back({folder + "/" + lesson.name + ".html", html(lesson_page(lesson, before, after))});
    files.push_back({folder + "/" + lesson.name + "-run.html", html(run_page(lesson, library))});
    files.push_back({folder + "/" + lesson.name + ".toml", lesson.text});
  }
  return files;
}

// A folder and the one that it lies in.
struct FolderName {
  std::string outer, name;
};
std::optional<FolderName> folder_named(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  FolderName folder{folder_of(path), file_name(path)};
  if (folder.name.empty() || folder.name == "." || folder.name == "..") return std::nullopt;
  return folder;
}

Answer written_as_pages(const std::vector<Lesson>& lessons, const std::string& path, Library& library) {
  if (!library.store())
    return wrong_answer("pages are kept in files, and here there are none", {"it works in the program on a computer"});
  const std::optional<FolderName> folder = folder_named(path);
  if (!folder)
    return wrong_answer(fmt::format("{} is no folder of the pages' own", made_visible(path)),
                        {"--html site writes them into a folder `site`"});
  const std::vector<KeptFile> pages = pages_of(lessons, folder->name, library);
  const std::string failure = library.store()->change(folder->outer, [&] { return pages; });
  if (!failure.empty()) {
    Answer answer = wrong_answer(fmt::format("the pages cannot be written into {}: {}", made_visible(path), failure),
                                 {"nothing was changed"});
    answer.exit = not_written;
    return answer;
  }
  Answer answer;
  const std::string sentence = fmt::format("{} lessons stand in {}/: open {}/index.html.", lessons.size(), path, path);
  answer.document = [sentence] { return Document{"", {Lead{{sentence}, {}}}}; };
  return answer;
}

}  // namespace

std::vector<std::string> lesson_paths(const Library& library, Diagnostics& diagnostics) {
  for (const std::string& folder : {std::string(shipped), beside_catalog(library.configs())})
    if (std::vector<std::string> paths = lessons_in(folder, library.files()); !paths.empty()) return paths;
  diagnostics.add(
      without_place("there are no lessons here", {"they stand in scenarios/lessons, beside the folder configs/"}));
  return {};
}

std::optional<Lesson> read_lesson(const std::string& path, Library& library, Diagnostics& diagnostics) {
  const std::shared_ptr<const ScenarioFile> file = library.scenario(path, diagnostics);
  if (!file) return std::nullopt;
  const Scenario scenario = library.bind(*file, "", {}, diagnostics);
  if (!diagnostics.empty()) return std::nullopt;
  Lesson lesson;
  lesson.path = path;
  lesson.name = stem_of(path);
  lesson.title = scenario.title;
  lesson.question = scenario.question;
  lesson.prose = scenario.prose;
  lesson.text = file->source->text;
  for (const Claim& claim : scenario.claims) {
    if (!claim.predict.empty()) lesson.predictions.push_back({claim.says, claim.of, claim.note});
    if (claim.is_exercise()) lesson.exercises.push_back({claim.says, claim.of, claim.note});
  }
  return lesson;
}

Answer lesson(const Question& question, Library& library) {
  if (question.words.size() > 1)
    return wrong_answer(fmt::format("`lesson` shows one; `{}` is a word too many", made_visible(question.words[1])),
                        {"costcurve lesson 3"});
  Diagnostics diagnostics;
  const std::string word = question.words.empty() ? "" : question.words.front();
  if (!word.empty() && is_scenario(word, library.files())) {
    if (!library.open_catalog(diagnostics)) return wrong_answer(diagnostics);
    std::optional<Lesson> own = read_lesson(word, library, diagnostics);
    return own ? told(std::move(*own)) : wrong_answer(diagnostics);
  }
  std::vector<Lesson> all = shipped_lessons(library, diagnostics);
  if (!diagnostics.empty()) return wrong_answer(diagnostics);
  if (word.empty()) return told(std::move(all));
  const std::optional<std::uint64_t> number = whole_number(word, 1, 1e6);
  if (!number || *number > all.size()) return no_such_lesson(word, all.size());
  return told(std::move(all[*number - 1]));
}

Answer lessons(const Question& question, Library& library) {
  if (!question.words.empty())
    return wrong_answer(fmt::format("`lessons` takes no `{}`", made_visible(question.words.front())),
                        {fmt::format("costcurve lesson {}", made_visible(question.words.front()))});
  Diagnostics diagnostics;
  std::vector<Lesson> all = shipped_lessons(library, diagnostics);
  if (!diagnostics.empty()) return wrong_answer(diagnostics);
  if (!question.options.has(Option::html)) return told(std::move(all));
  return written_as_pages(all, question.options.text(Option::html), library);
}

}  // namespace costcurve
