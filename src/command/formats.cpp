#include "command/formats.h"

#include <algorithm>

namespace costcurve {

namespace {

std::string as_terminal(const Answer& answer, const TerminalStyle& style) { return terminal(answer.document(), style); }

std::string as_markdown(const Answer& answer, const TerminalStyle&) { return markdown(answer.document()); }
std::string as_html(const Answer& answer, const TerminalStyle&) { return html(answer.document()); }
std::string as_svg(const Answer& answer, const TerminalStyle&) { return svg(answer.document()); }

std::string as_json(const Answer& answer, const TerminalStyle&) {
  std::string text;
  for (const Later<Data>& data : answer.data) {
    if (answer.is_list) text += text.empty() ? "[\n" : ",\n";
    append_json(text, data());
  }
  if (answer.is_list) text += text.empty() ? "[]" : "\n]";
  text += '\n';
  return text;
}

std::string as_csv(const Answer& answer, const TerminalStyle&) {
  std::vector<Data> answers;
  for (const Later<Data>& data : answer.data) answers.push_back(data());
  return csv(answers);
}

}  // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> rows = {
      {"terminal", ".txt", false, false, as_terminal, "words"}, {"markdown", ".md", false, false, as_markdown, "words"},
      {"html", ".html", false, false, as_html, "words"},        {"svg", ".svg", false, false, as_svg, "picture"},
      {"json", ".json", true, false, as_json, "data"},          {"csv", ".csv", true, true, as_csv, "table"},
  };
  return rows;
}

const Format* find_format(std::string_view name) {
  const auto found =
      std::find_if(formats().begin(), formats().end(), [&](const Format& format) { return format.name == name; });
  return found == formats().end() ? nullptr : &*found;
}

const Format* format_of_file(std::string_view path) {
  const auto found = std::find_if(formats().begin(), formats().end(),
                                  [&](const Format& format) { return path.ends_with(format.ending); });
  return found == formats().end() ? nullptr : &*found;
}

}  // namespace costcurve
