#include "answer/about.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace costcurve {

About about(const Scenario& scenario) {
  About about{scenario.title, scenario.question, {}};
  for (const auto& [key, note] : scenario.sources)
    about.sources.rows.push_back({key, note.title, note.year, note.url, note.unverified});
  return about;
}

Answers answers_of(const Question& question) {
  constexpr Option of_ones_own[] = {Option::set,  Option::over, Option::show,
                                    Option::best, Option::why,  Option::variant};
  const bool asks_more = std::any_of(std::begin(of_ones_own), std::end(of_ones_own),
                                     [&](Option option) { return question.options.has(option); });
  return asks_more || question.words.size() != 1 ? Answers::a_question_about_it : Answers::the_scenario;
}

Document told_about(const About& about, Document document, Answers answers) {
  const std::set<std::string> cited = cited_in(document.pieces);
  Sources sources;
  for (const Sources::Row& row : about.sources.rows)
    if (cited.contains(row.key)) sources.rows.push_back(row);
  const bool is_named = document.title.plain() == about.title;
  document.pieces.insert(document.pieces.begin(),
                         Preface{is_named ? "" : about.title, about.question, answers == Answers::the_scenario});
  document.pieces.emplace_back(std::move(sources));
  return document;
}

}  // namespace costcurve
