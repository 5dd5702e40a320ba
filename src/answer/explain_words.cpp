#include <fmt/format.h>

#include "answer/explain.h"
#include "text/listing.h"

namespace costcurve {

namespace {

Text said(const Reason& reason) {
  const Text says = Text::filled("{} = {}", {Text::name(reason.name), Text::amount(value_text(reason))});
  if (!reason.as_in.empty()) return says + " (as in " + reason.as_in + ")";
  return reason.repeated ? says + " (see above)" : says;
}

std::vector<Text> tags_of(const Reason& reason) {
  std::vector<Text> tags;
  if (!reason.as_in.empty()) return tags;
  if (!reason.note.empty()) tags.emplace_back(reason.note);
  if (!reason.source.empty()) tags.push_back(Text::source(reason.source));
  if (!reason.where.empty()) tags.push_back(Text::source(reason.where));
  return tags;
}

// The formula with names and the sentence behind it, where that is no formula itself; then the numbers.
std::vector<Text> formulas_of(const Reason& reason) {
  std::vector<Text> lines;
  if (reason.formula.empty() || reason.repeated || !reason.as_in.empty()) return lines;
  const std::string sign = reason.is_numerical ? "" : "= ";
  const bool is_formula = reason.sentence.find('=') != std::string::npos;
  const bool says_more = !reason.sentence.empty() && (!is_formula || reason.is_combined);
  lines.push_back(Text::formula(sign + reason.formula) + (says_more ? "   (" + reason.sentence + ")" : ""));
  if (reason.numbers != reason.formula) lines.push_back(Text::formula(sign + reason.numbers));
  return lines;
}

Branch branch_of(const Reason& reason, bool with_defaults) {
  Branch branch;
  if (!reason.repeated && reason.as_in.empty()) branch.anchor = reason.name;
  branch.says = said(reason);
  branch.tags = tags_of(reason);
  branch.lines = formulas_of(reason);
  for (const Reason& below : reason.below)
    if (with_defaults || !below.is_default) branch.below.push_back(branch_of(below, with_defaults));
  return branch;
}

}  // namespace

Document explain_document(const Reason& reason, bool with_defaults) {
  Document document;
  document.title = reason.name;
  if (!reason.meaning.empty())
    document.pieces.emplace_back(Lead{{Text::filled("{}: {}.", {Text::name(reason.name), reason.meaning})}, {}});
  document.pieces.emplace_back(branch_of(reason, with_defaults));
  return document;
}

std::vector<Notes::Note> what_would_determine(const Undetermined& quantity) {
  std::vector<Notes::Note> notes;
  const auto add = [&](const std::string& fact) { notes.push_back({{}, fact, Tone::plain}); };
  if (!quantity.refused.empty()) add(quantity.refused + ".");
  for (const std::vector<std::string>& set : quantity.sets)
    add(fmt::format("Giving {} would determine it.", listed(set)));
  if (notes.empty()) add("No equation leads to it from what is given.");
  return notes;
}

Lead not_determined(const Undetermined& quantity) {
  return {{Text::filled("{} is not determined.", {Text::name(quantity.name)})}, what_would_determine(quantity)};
}

}  // namespace costcurve
