#include "answer/about.h"

#include <set>
#include <utility>

namespace costcurve {

About about(const Scenario& scenario) {
  About about{scenario.title, scenario.question, {}};
  for (const auto& [key, note] : scenario.sources)
    about.sources.rows.push_back({key, note.title, note.year, note.url, note.unverified});
  return about;
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
