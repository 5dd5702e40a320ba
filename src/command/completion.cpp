#include "command/completion.h"

#include <algorithm>

#include "answer/import.h"
#include "answer/list.h"
#include "command/formats.h"
#include "command/verbs.h"
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
  local IFS=$'\n'
  COMPREPLY=($("$1" completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
  if [[ ${COMPREPLY-} == *= ]]; then compopt -o nospace; fi
}
complete -o default -F _costcurve costcurve
)sh"},
    {"zsh",
     R"sh(#compdef costcurve
# source <(costcurve completion zsh), or a file _costcurve of that in a folder of $fpath
_costcurve() {
  local -a found
  found=("${(@f)$("$words[1]" completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n $found[1] ]]; then compadd -- "${found[@]}"; else _files; fi
}
compdef _costcurve costcurve
)sh"},
    {"fish",
     R"sh(# costcurve completion fish > ~/.config/fish/completions/costcurve.fish
function __costcurve_completion
  set -l words (commandline -opc)
  set -l found ($words[1] completion words -- $words[2..-1] (commandline -ct) 2>/dev/null)
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

WordList quantities_among(const WordList& words, Library& library, std::string_view behind) {
  WordList names;
  if (const std::optional<Scenario> scenario = scenario_among(words, library))
    for (const Quantity& quantity : scenario->relations->quantities)
      names.push_back(quantity.name + std::string(behind));
  return names;
}

WordList variants_among(const WordList& words, Library& library) {
  const std::optional<Scenario> scenario = scenario_among(words, library);
  return scenario ? scenario->variants : WordList();
}

WordList values_of(Option option, const WordList& words, Library& library) {
  switch (option) {
    case Option::set:
    case Option::over: return quantities_among(words, library, "=");
    case Option::unknown:
    case Option::so_that:
    case Option::show: return quantities_among(words, library, "");
    case Option::variant: return variants_among(words, library);
    case Option::hide: return {"computed"};
    case Option::format: {
      WordList names;
      for (const Format& format : formats()) names.emplace_back(format.name);
      return names;
    }
    default: return {};
  }
}

// What a verb is asked about, by how many words stand between the two.
WordList topics_of(const Verb& verb, const WordList& words, Library& library) {
  const bool is_first = words.size() == 2;
  if (verb.name == "list") return is_first ? what_is_listed() : names_listed(words[1], library);
  if (verb.name == "new" && is_first) return scenarios_to_start_from();
  if (verb.name == "import" && is_first) return names_of_imports();
  if (verb.name == "completion" && is_first) return shell_names();
  return {};
}

WordList what_may_stand(const WordList& words, Library& library) {
  if (words.size() < 2) return names_of_verbs();
  const Verb* verb = find_verb(words.front());
  if (!verb) return {};
  if (const OptionRow* option = option_named(words[words.size() - 2])) return values_of(option->option, words, library);
  if (words.back().starts_with('-')) return options_of(*verb);
  if (verb->words == Words::topic) return topics_of(*verb, words, library);
  const bool has_quantities = verb->words == Words::scenario_and_quantity || verb->words == Words::two_sides;
  return has_quantities ? quantities_among(words, library, "") : WordList();
}

std::string completed(const WordList& words, Library& library) {
  const std::string begun = words.empty() ? "" : words.back();
  std::string lines;
  for (const std::string& name : what_may_stand(words.empty() ? WordList{""} : words, library))
    if (name.starts_with(begun)) lines += name + "\n";
  return lines;
}

}  // namespace

Answer completion(const Question& question, Library& library) {
  const std::string what = question.words.empty() ? "" : question.words.front();
  std::string text;
  if (what == "words") text = completed({question.words.begin() + 1, question.words.end()}, library);
  for (const Shell& shell : shells)
    if (what == shell.name) text = shell.script;
  if (text.empty() && what != "words") {
    WordList notes;
    if (const std::string hint = did_you_mean(what, shell_names()); !hint.empty()) notes.push_back(hint);
    notes.push_back("costcurve completion " + listed(shell_names(), "or"));
    return wrong_answer(what.empty() ? "completion in which shell?" : "there is no completion for `" + what + "`",
                        notes);
  }
  return printed_text("Completion in a shell", "sh", text);
}

}  // namespace costcurve
