#include "command/watched.h"

#include "command/verbs.h"

namespace costcurve {

namespace {

// The words behind `watch`, with a verb in front.
std::vector<std::string> with_verb(std::vector<std::string> words) {
  if (words.empty() || !find_verb(words.front())) words.insert(words.begin(), "check");
  return words;
}

}  // namespace

bool is_to_be_watched(const CommandLine& line) {
  return line.problem.empty() && !line.wants_help && !line.wants_version && line.words.size() > 1 &&
         line.words.front() == "watch" && line.words[1] != "watch";
}

std::vector<std::string> watched_words(const CommandLine& line) {
  std::vector<std::string> words = with_verb({line.words.begin() + 1, line.words.end()});
  for (const OptionRow& row : option_rows())
    for (const std::string& text : line.options.texts(row.option)) {
      if (row.option == Option::html) continue;
      words.emplace_back(row.name);
      if (!row.value.empty()) words.push_back(text);
    }
  return words;
}

Answer watch(const Question& question, Library& library) {
  std::vector<std::string> words = with_verb(question.words);
  Question once = question;
  once.verb = find_verb(words.front());
  once.words = {words.begin() + 1, words.end()};
  if (once.verb == question.verb || once.words.empty())
    return wrong_answer("`watch` needs a scenario", {std::string(question.verb->example)});
  return once.verb->answer(once, library);
}

}  // namespace costcurve
