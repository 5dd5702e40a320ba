#include "answer/import.h"

#include <fmt/format.h>

#include "answer/question.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

using imports::ImportKind;

std::vector<std::string> names_of_imports() {
  std::vector<std::string> names;
  for (const ImportKind& kind : imports::import_kinds()) names.emplace_back(kind.name);
  return names;
}

namespace {

Answer unknown_kind(const std::string& word) {
  const std::vector<std::string> names = names_of_imports();
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(word, names); !hint.empty()) notes.push_back(hint);
  notes.push_back("what can be imported: " + listed(names));
  return wrong_answer(fmt::format("`{}` is no kind of file that can be imported", word), notes);
}

bool is_folder(const std::string& path, const Files& files) {
  const auto opened = files.open(path);
  const Unread* unread = std::get_if<Unread>(&opened);
  return unread && unread->why == Unread::Why::directory;
}

Answer import_of(const ImportKind& kind, const Question& question, Library& library) {
  if (!library.store())
    return wrong_answer("`import` keeps what it reads in files, and here there are none",
                        {"it works in the program on a computer"});
  return kept_import(kind, question, library);
}

}  // namespace

std::string catalog_folder(const Question& question, const Library& library) {
  if (question.options.has(Option::catalog)) return question.options.text(Option::catalog);
  constexpr const char* beside = "catalog";
  return is_folder(beside, library.files()) ? beside : library.store()->own_catalog();
}

Answer import_file(const Question& question, Library& library) {
  const std::vector<std::string>& words = question.words;
  if (words.empty()) {
    Answer answer;
    answer.document = import_kinds_document;
    answer.data = {import_kinds_data};
    return answer;
  }
  const ImportKind* kind = imports::find_import_kind(words[0]);
  if (!kind) return unknown_kind(words[0]);
  const std::string example(kind->example);
  if (words.size() < 2)
    return wrong_answer(fmt::format("`import {}` needs a file", kind->name),
                        {example, "- stands for what is piped in"});
  const std::size_t most = kind->takes_name ? 3 : 2;
  if (words.size() > most)
    return wrong_answer(fmt::format("`import {}` takes one file; `{}` is a word too many", kind->name, words[most]),
                        {example});
  return import_of(*kind, question, library);
}

}  // namespace costcurve
