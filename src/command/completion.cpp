#include "command/completion.h"

#include <algorithm>

#include "answer/import.h"
#include "answer/lesson.h"
#include "answer/list.h"
#include "command/completed_values.h"
#include "command/formats.h"
#include "command/verbs.h"
#include "command/words.h"
#include "text/listing.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

using WordList = std::vector<std::string>;

struct Shell {
  std::string_view name;
  std::string_view script;
};

constexpr Shell shells[] = {
    {"bash",
     R"sh(# eval "$(costcurve completion bash)", or a file of that below ~/.local/share/bash-completion/completions/
_costcurve() {
  local IFS=$'\n' i
  local begun=("$2")
  if [[ ${COMP_WORDS[COMP_CWORD]} == [\'\"]* ]]; then begun=(); fi
  COMPREPLY=($("$1" completion line -- "${COMP_LINE:0:COMP_POINT}" "${begun[@]}" 2>/dev/null))
  if [[ ${COMPREPLY-} == *[=.] ]]; then compopt -o nospace; fi
  if ((${#begun[@]} == 0)); then return; fi
  for i in "${!COMPREPLY[@]}"; do printf -v "COMPREPLY[i]" %q "${COMPREPLY[i]}"; done
}
complete -o default -F _costcurve costcurve
)sh"},
    {"zsh",
     R"sh(#compdef costcurve
# source <(costcurve completion zsh), or a file _costcurve of that in a folder of $fpath
_costcurve() {
  local -a found
  found=("${(@f)$("$words[1]" completion words -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  if [[ -z $found[1] ]]; then
    _files
  else
    compadd -S '' -- "${(@M)found:#*[=.]}"
    compadd -- "${(@)found:#*[=.]}"
  fi
}
compdef _costcurve costcurve
)sh"},
    {"fish",
     R"sh(# costcurve completion fish > ~/.config/fish/completions/costcurve.fish
function __costcurve_completion
  set -l words (commandline -opc)
  set -l begun (commandline -ct | string replace -r '^[\'"]' '')
  set -l found ($words[1] completion words -- $words[2..-1] "$begun" 2>/dev/null)
  if test (count $found) -gt 0
    printf '%s\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c costcurve -f -a '(__costcurve_completion)'
)sh"},
};

WordList shell_names() {
  WordList names;
  for (const Shell& shell : shells) names.emplace_back(shell.name);
  return names;
}

WordList names_of_verbs() {
  WordList names = {"help", "--help", "--version"};
  for (const Verb& verb : verbs()) names.emplace_back(verb.name);
  return names;
}

WordList options_of(const Verb& verb) {
  WordList names = {"--help"};
  for (const OptionRow& row : option_rows())
    if (std::find(verb.takes.begin(), verb.takes.end(), row.option) != verb.takes.end()) names.emplace_back(row.name);
  return names;
}

const OptionRow* option_named(const std::string& word) {
  const auto found = std::find_if(option_rows().begin(), option_rows().end(),
                                  [&](const OptionRow& row) { return row.name == word && !row.value.empty(); });
  return found == option_rows().end() ? nullptr : &*found;
}

// The first scenario among the words, bound as it stands; nothing where there is none, or mistakes are in it.
std::optional<Scenario> scenario_among(const WordList& words, Library& library) {
  Diagnostics unheard = Diagnostics::unheard();
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i].starts_with('-') || option_named(words[i - 1]) || !library.files().is_file(words[i])) continue;
    const std::shared_ptr<const ScenarioFile> file = library.scenario(words[i], unheard);
    if (!file || !library.open_catalog(unheard)) return std::nullopt;
    return library.bind(*file, "", {}, unheard);
  }
  return std::nullopt;
}

WordList quantities_among(const WordList& words, Library& library) {
  const std::optional<Scenario> scenario = scenario_among(words, library);
  return scenario ? scenario->quantity_names() : WordList();
}

WordList keys_among(const WordList& words, Library& library) {
  const std::optional<Scenario> scenario = scenario_among(words, library);
  return scenario ? keys_of(*scenario) : WordList();
}

WordList values_among(const WordList& words, Library& library) {
  const std::optional<Scenario> scenario = scenario_among(words, library);
  return scenario ? completed_values(words.back(), *scenario, library) : WordList();
}

WordList variants_among(const WordList& words, Library& library) {
  const std::optional<Scenario> scenario = scenario_among(words, library);
  return scenario ? scenario->variants : WordList();
}

WordList names_of_formats() {
  WordList names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  return names;
}

// Several with commas: the last is being typed.
WordList listed_behind(const std::string& typed, const WordList& words) {
  const std::size_t comma = typed.rfind(',');
  const std::string before = comma == std::string::npos ? "" : typed.substr(0, comma + 1);
  WordList whole;
  for (const std::string& word : words) whole.push_back(before + word);
  return whole;
}

WordList values_of(Option option, const WordList& words, Library& library) {
  Diagnostics unheard = Diagnostics::unheard();
  switch (option) {
    case Option::set:
    case Option::over:
    case Option::so_that: return values_among(words, library);
    case Option::unknown: {
      WordList keys = keys_among(words, library);
      keys.emplace_back("all");
      return keys;
    }
    case Option::show: return listed_behind(words.back(), quantities_among(words, library));
    case Option::variant: return listed_behind(words.back(), variants_among(words, library));
    case Option::within:
    case Option::between: return library.open_catalog(unheard) ? completed_amount(words.back(), library) : WordList();
    case Option::best: return {"time", "money", "chips"};
    case Option::hide: return {"computed"};
    case Option::format: return names_of_formats();
    default: return {};
  }
}

WordList numbers_of_lessons(const Library& library) {
  Diagnostics unheard = Diagnostics::unheard();
  WordList numbers;
  const std::size_t lessons = lesson_paths(library, unheard).size();
  while (numbers.size() < lessons) numbers.push_back(std::to_string(numbers.size() + 1));
  return numbers;
}

// What a verb is asked about, by how many words stand between the two.
WordList topics_of(const Verb& verb, const WordList& words, Library& library) {
  const bool is_first = words.size() == 2;
  if (verb.name == "list") return is_first ? what_is_listed() : names_listed(words[1], library);
  if (verb.name == "schema" && is_first) return names_listed("sheets", library);
  if (verb.name == "lesson" && is_first) return numbers_of_lessons(library);
  if (verb.name == "new" && is_first) return scenarios_to_start_from();
  if (verb.name == "import" && is_first) return names_of_imports();
  if (verb.name == "completion" && is_first) return shell_names();
  return {};
}

// A line of `eval`, of which the words before are lines too.
WordList line_begun(const WordList& words, Library& library) {
  Diagnostics unheard = Diagnostics::unheard();
  if (!library.open_catalog(unheard)) return {};
  return completed_line(words.back(), {words.begin() + 1, words.end() - 1}, library);
}

WordList what_may_stand(const WordList& words, Library& library) {
  if (words.size() < 2) return names_of_verbs();
  // `help` explains a verb, and `watch` answers by one.
  if (words.size() == 2 && (words.front() == "help" || words.front() == "watch") && !words.back().starts_with('-'))
    return names_of_verbs();
  const Verb* verb = find_verb(words.front());
  if (!verb) return {};
  if (const OptionRow* option = option_named(words[words.size() - 2])) return values_of(option->option, words, library);
  if (words.back().starts_with('-')) return options_of(*verb);
  if (verb->name == "eval") return line_begun(words, library);
  if (verb->words == Words::topic) return topics_of(*verb, words, library);
  const bool has_quantities = verb->words == Words::scenario_and_quantity || verb->words == Words::two_sides;
  return has_quantities ? quantities_among(words, library) : WordList();
}

WordList completed(const WordList& typed, Library& library) {
  WordList words = typed.empty() ? WordList{""} : typed;
  const std::size_t equals = words.back().starts_with("--") ? words.back().find('=') : std::string::npos;
  if (equals != std::string::npos) {
    const std::string before = words.back().substr(0, equals + 1);
    words.back().erase(0, equals + 1);
    words.insert(words.end() - 1, before.substr(0, equals));
    WordList whole;
    for (const std::string& value : completed(words, library)) whole.push_back(before + value);
    return whole;
  }
  WordList whole;
  for (std::string& name : what_may_stand(words, library))
    if (name.starts_with(words.back())) whole.push_back(std::move(name));
  std::sort(whole.begin(), whole.end());
  whole.erase(std::unique(whole.begin(), whole.end()), whole.end());
  return whole;
}

// The words of a line up to the cursor, the program's name left out; the last is being typed, and may be empty.
WordList words_up_to_cursor(const std::string& line) {
  constexpr char cursor = '\1';
  WordList words = words_of(line + cursor);
  words.back().pop_back();
  words.erase(words.begin());
  return words;
}

// For a shell that takes the end of a word for a word, behind an =: what stands before that is not to be repeated.
// Without such an end the words are whole.
WordList completed_in_line(const WordList& line_and_end, Library& library) {
  if (line_and_end.empty()) return {};
  const WordList words = words_up_to_cursor(line_and_end.front());
  if (words.empty()) return {};
  const WordList ends = line_and_end.size() > 1 ? words_of(line_and_end[1]) : words;
  const std::string end = ends.empty() ? "" : ends.back();
  const std::size_t kept = words.back().ends_with(end) ? words.back().size() - end.size() : 0;
  WordList rest;
  for (const std::string& whole : completed(words, library)) rest.push_back(whole.substr(kept));
  return rest;
}

std::string lines_of(const WordList& words) {
  std::string lines;
  for (const std::string& word : words) lines += word + "\n";
  return lines;
}

}  // namespace

Answer completion(const Question& question, Library& library) {
  const std::string what = question.words.empty() ? "" : question.words.front();
  std::string text;
  const bool is_of_a_script = what == "words" || what == "line";
  const WordList behind(question.words.begin() + (is_of_a_script ? 1 : 0), question.words.end());
  if (is_of_a_script) text = lines_of(what == "line" ? completed_in_line(behind, library) : completed(behind, library));
  for (const Shell& shell : shells)
    if (what == shell.name) text = shell.script;
  if (text.empty() && !is_of_a_script) {
    WordList notes;
    if (const std::string hint = did_you_mean(what, shell_names()); !hint.empty()) notes.push_back(hint);
    notes.push_back("costcurve completion " + listed(shell_names(), "or"));
    return wrong_answer(what.empty() ? "completion in which shell?" : "there is no completion for `" + what + "`",
                        notes);
  }
  return printed_text("Completion in a shell", "sh", text);
}

}  // namespace costcurve
