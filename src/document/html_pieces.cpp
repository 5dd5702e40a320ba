// Pieces of a page that are no tables.

#include <algorithm>

#include "document/html_escape.h"
#include "document/html_writer.h"
#include "document/svg.h"
#include "text/diagnostic.h"
#include "text/lines.h"

namespace costcurve {

std::string tone_class(Tone tone) {
  switch (tone) {
    case Tone::dim: return " class=\"dim\"";
    case Tone::good: return " class=\"good\"";
    case Tone::bad: return " class=\"bad\"";
    case Tone::open: return " class=\"open\"";
    case Tone::plain: break;
  }
  return {};
}

std::string class_of(Mark mark) {
  return mark == Mark::holds ? "good" : mark == Mark::fails ? "bad" : mark == Mark::quoted ? "dim" : "open";
}

void HtmlWriter::pieces(const std::vector<Piece>& all) {
  for (const Piece& piece : all) std::visit([&](const auto& kind) { write(kind); }, piece);
}

void HtmlWriter::heading(const Text& text) {
  if (text.empty()) return;
  const std::string tag = within_.empty() ? "h2" : "h3";
  out_ += "<" + tag + ">" + inline_text(text) + "</" + tag + ">\n";
}

void HtmlWriter::notes(const std::vector<Notes::Note>& all) {
  if (all.empty()) return;
  out_ += "<ul class=\"notes\">\n";
  for (const Notes::Note& note : all)
    out_ += "<li" + tone_class(note.tone) + ">" +
            (note.heading.empty() ? "" : "<strong>" + inline_text(note.heading) + "</strong> ") +
            inline_text(note.text) + "</li>\n";
  out_ += "</ul>\n";
}

void HtmlWriter::write(const Lead& lead) {
  for (const Text& sentence : lead.sentences) out_ += "<p class=\"lead\">" + inline_text(sentence) + "</p>\n";
  notes(lead.below);
}

void HtmlWriter::write(const Paragraph& all) {
  for (const Paragraph::Sentence& sentence : all.sentences)
    out_ += "<p" + tone_class(sentence.tone) + ">" + inline_text(sentence.text) + "</p>\n";
}

void HtmlWriter::write(const Notes& all) {
  if (!all.notes.empty()) heading(all.heading);
  notes(all.notes);
}

void HtmlWriter::write(const Items& all) {
  if (all.items.empty()) return;
  heading(all.heading);
  out_ += "<ul class=\"items\">\n";
  for (const Items::Item& item : all.items) write(item);
  out_ += "</ul>\n";
}

void HtmlWriter::write(const Items::Item& item) {
  out_ += "<li><span class=\"mark " + class_of(item.mark) + "\">" + std::string(sign_of(item.mark)) + " <small>" +
          std::string(word_of(item.mark)) + "</small></span><div><p class=\"says\">" + inline_text(item.says) + "</p>";
  if (!item.tags.empty()) out_ += "<p class=\"tags\">" + inline_text(Text::joined(item.tags, " · ")) + "</p>";
  if (!item.evidence.empty()) out_ += "<p>" + inline_text(item.evidence) + "</p>";
  for (const Text& detail : item.details) out_ += "<p class=\"dim\">" + inline_text(detail) + "</p>";
  out_ += "</div></li>\n";
}

void HtmlWriter::write(const Branch& branch) {
  constexpr int open_levels = 3;
  out_ += "<div class=\"tree\">\n";
  write(branch, open_levels);
  out_ += "</div>\n";
}

void HtmlWriter::write(const Derivations& derivations) {
  if (derivations.trees.empty()) return;
  heading(derivations.heading);
  out_ += "<div class=\"tree\">\n";
  for (const Branch& tree : derivations.trees) write(tree, &tree == &derivations.trees.front() ? 1 : 0);
  out_ += "</div>\n";
}

// The first levels are open; below them one opens what one wants to see.
void HtmlWriter::write(const Branch& branch, int open_levels) {
  here_ = branch.anchor;
  std::string said = "<span class=\"says\">" + inline_text(branch.says) + "</span>";
  here_.clear();
  if (!branch.tags.empty())
    said += " <span class=\"tags\">" + inline_text(Text::joined(branch.tags, " · ")) + "</span>";
  std::string lines;
  for (const Text& line : branch.lines) lines += "<p>" + inline_text(line) + "</p>";
  const std::string id = id_attribute(branch.anchor);
  if (branch.below.empty() && lines.empty()) {
    out_ += "<div class=\"leaf\"" + id + ">" + said + "</div>\n";
    return;
  }
  out_ += "<details" + id + (open_levels > 0 ? " open" : "") + "><summary>" + said + "</summary>" + lines + "\n";
  for (const Branch& below : branch.below) write(below, open_levels - 1);
  out_ += "</details>\n";
}

void HtmlWriter::write(const Steps& all) {
  if (all.steps.empty()) return;
  out_ += "<ol class=\"steps\">\n";
  for (const Steps::Step& step : all.steps) {
    here_ = step.anchor;
    out_ += "<li" + id_attribute(step.anchor) + "><span class=\"says\">" + inline_text(step.says) + "</span>";
    here_.clear();
    if (!step.tags.empty()) out_ += " <span class=\"tags\">" + inline_text(Text::joined(step.tags, " · ")) + "</span>";
    for (const Text& line : step.lines) out_ += "<p>" + inline_text(line) + "</p>";
    out_ += "</li>\n";
  }
  out_ += "</ol>\n";
}

void HtmlWriter::write(const Chart& chart) {
  const std::string drawing = svg(chart);
  if (!drawing.empty()) out_ += "<figure>\n" + drawing + "</figure>\n";
}

void HtmlWriter::write(const Verbatim& verbatim) {
  std::string text;
  for (const std::string_view line : text_lines(verbatim.text)) text += html_escaped(made_visible(line)) + "\n";
  out_ += "<pre>" + text + "</pre>\n";
}

void HtmlWriter::write(const Preface& preface) {
  if (!preface.scenario.empty()) out_ += "<p class=\"scenario\">" + inline_text(preface.scenario) + "</p>\n";
  if (!preface.question.empty()) out_ += "<p class=\"asked\">" + inline_text(preface.question) + "</p>\n";
}

}  // namespace costcurve
