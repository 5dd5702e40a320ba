#include "answer/eval_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/names.h"
#include "text/lines.h"
#include "text/listing.h"

namespace costcurve {

namespace {

// "... = $5.3 million?", "... < 6 M USD?": the claim behind the comparison. Of several marks the last counts.
void take_claim(EvalLine& line) {
  if (!line.expression.ends_with('?')) return;
  const std::string text =
      std::string(trimmed(std::string_view(line.expression).substr(0, line.expression.size() - 1)));
  const std::size_t mark = text.find_last_of("<>=");
  if (mark == std::string::npos || mark == 0) return;
  const bool two = std::string_view("<>").find(text[mark - 1]) != std::string_view::npos && text[mark] == '=';
  const std::size_t begin = two ? mark - 1 : mark;
  const std::string relation = text.substr(begin, mark - begin + 1),
                    value = std::string(trimmed(std::string_view(text).substr(mark + 1)));
  line.claimed = relation == "=" ? value : relation + " " + value;
  line.expression = std::string(trimmed(std::string_view(text).substr(0, begin)));
}

// "hours = 2048 chip * 54 days": a name for later lines.
void take_name(EvalLine& line) {
  const std::size_t equals = line.expression.find('=');
  if (equals == std::string::npos) return;
  const std::string name = std::string(trimmed(std::string_view(line.expression).substr(0, equals)));
  if (!is_name(name)) return;
  line.name = name;
  line.is_named = true;
  line.expression = std::string(trimmed(std::string_view(line.expression).substr(equals + 1)));
}

std::vector<EvalLine> lines_in(const std::string& text, std::size_t before) {
  std::vector<EvalLine> lines;
  for (const std::string_view text_line : text_lines(text)) {
    EvalLine line;
    line.expression = std::string(trimmed(text_line));
    if (line.expression.empty() || line.expression.starts_with('#')) continue;
    line.name = fmt::format("line{}", before + lines.size() + 1);
    take_claim(line);
    take_name(line);
    lines.push_back(std::move(line));
  }
  return lines;
}

bool is_part_of_a_name(char c) {
  return (std::isalnum(static_cast<unsigned char>(c)) != 0) || c == '-' || c == '_' || c == '/';
}

// The facts that expressions name: H800.peak becomes fact1.peak_bf16, of a part that names the chip.
class NamedFacts {
 public:
  NamedFacts(Library& library, Diagnostics& mistakes) : library_(library), mistakes_(mistakes) {}

  std::string without_names(std::string text) {
    for (std::size_t dot = text.find('.'); dot != std::string::npos; dot = text.find('.', dot + 1)) {
      if (dot + 1 >= text.size() || std::islower(static_cast<unsigned char>(text[dot + 1])) == 0) continue;
      std::size_t begin = dot;
      while (begin > 0 && (is_part_of_a_name(text[begin - 1]) || text[begin - 1] == '.')) --begin;
      std::size_t end = dot + 1;
      while (end < text.size() && (std::islower(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_' ||
                                   text[end] == '.' || std::isdigit(static_cast<unsigned char>(text[end])) != 0))
        ++end;
      const std::string replaced = fact(text.substr(begin, dot - begin), text.substr(dot + 1, end - dot - 1));
      if (replaced.empty()) continue;
      text.replace(begin, end - begin, replaced);
      dot = begin + replaced.size() - 1;
    }
    return text;
  }

  /// The parts, as a scenario has them.
  std::string parts() const {
    std::string text;
    for (std::size_t i = 0; i < entries_.size(); ++i)
      text += fmt::format("[fact{}]\n{} = \"{}\"\n", i + 1, entries_[i].first, entries_[i].second);
    return text;
  }

 private:
  // A name may be that of an llm and of its API: the entry is meant that knows the field.
  std::string fact(const std::string& name, const std::string& field) {
    constexpr std::array<const char*, 4> kinds = {"chip", "llm", "api", "grid"};
    // Without a precision that of bf16 is meant, as a part means it.
    // As a sheet has it an API's `input` is its input_price.
    const std::string wanted = as_name(field == "peak" ? "peak.bf16" : field);
    const std::string plain = wanted.ends_with("_price") ? wanted.substr(0, wanted.size() - 6) : wanted;
    std::string meant, found;
    std::vector<std::string> known_fields;
    for (const char* kind : kinds) {
      Diagnostics unheard = Diagnostics::unheard();
      const std::vector<std::string> names = library_.catalog_names(kind);
      if (std::find(names.begin(), names.end(), name) == names.end()) continue;
      const CatalogEntry* entry = library_.catalog_entry(kind, name, unheard);
      if (!entry) continue;
      for (const Fact& known : entry->facts) {
        const std::string spelled = as_name(known.field);
        if (spelled == wanted || spelled == plain) found = spelled;
        if (std::find(known_fields.begin(), known_fields.end(), known.field) == known_fields.end())
          known_fields.push_back(known.field);
      }
      meant = kind;
      if (!found.empty()) break;
    }
    if (!meant.empty() && found.empty())
      mistakes_.add(without_place(fmt::format("`{}` has no `{}`", name, field),
                                  {fmt::format("it has {}", listed_some(known_fields))}));
    return found.empty() ? "" : fmt::format("fact{}.{}", number_of({meant, name}), found);
  }

  std::size_t number_of(const std::pair<std::string, std::string>& entry) {
    const auto place = std::find(entries_.begin(), entries_.end(), entry);
    const auto number = static_cast<std::size_t>(place - entries_.begin()) + 1;
    if (place == entries_.end()) entries_.push_back(entry);
    return number;
  }

  Library& library_;
  Diagnostics& mistakes_;
  std::vector<std::pair<std::string, std::string>> entries_;  // kind and name
};

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// Names of earlier lines are written as they were given; in a part a sibling has a dot in front.
std::string with_dots(const std::string& text, const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (is_part_of_a_name(text[end]) || text[end] == '.')) ++end;
    if (end == at) ++end;
    const std::string word = text.substr(at, end - at);
    out += (std::find(names.begin(), names.end(), word) != names.end() ? "." : "") + word;
    at = end;
  }
  return out;
}

}  // namespace

// The lines that are asked for: each word is one, and - stands for those of standard input.
std::vector<EvalLine> lines_asked(const Question& question, Library& library, Diagnostics& mistakes) {
  std::vector<EvalLine> all;
  for (const std::string& word : question.words) {
    std::string text = word;
    if (word == "-") {
      constexpr std::size_t largest = 1U << 20U;
      std::variant<std::string, Unread> read = library.files().read("-", largest);
      if (std::holds_alternative<Unread>(read))
        mistakes.add(without_place("nothing can be read from standard input",
                                   {"for example echo '2 * 3 h' | costcurve eval -"}));
      else
        text = std::get<std::string>(std::move(read));
    }
    for (EvalLine& line : lines_in(text, all.size())) all.push_back(std::move(line));
  }
  std::vector<std::string> names;
  for (EvalLine& line : all) {
    line.bound = with_dots(line.expression, names);
    names.push_back(line.name);
  }
  return all;
}

std::string scenario_of(const std::vector<EvalLine>& lines, const std::string& as_of, Library& library,
                        Diagnostics& mistakes) {
  NamedFacts facts(library, mistakes);
  std::string quantities = "[line]\n", claims;
  for (const EvalLine& line : lines) {
    quantities += fmt::format("{} = {}\n", line.name, quoted(facts.without_names(line.bound)));
    if (!line.claimed.empty())
      claims += fmt::format("[[claim]]\nsays = {}\nof = \"line.{}\"\nvalue = {}\n", quoted(line.expression), line.name,
                            quoted(line.claimed));
  }
  const std::string day = as_of.empty() ? "" : fmt::format("as_of = {}\n", quoted(as_of));
  return day + quantities + facts.parts() + claims;
}

}  // namespace costcurve
