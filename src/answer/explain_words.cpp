#include <fmt/format.h>

#include <map>
#include <set>

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
  const auto line = [&](const std::string& text, const FormulaTree& tree) {
    if (reason.is_numerical) return Text::formula(text);  // it is a sentence
    return Text::formula(sign + text, {FormulaTree::Kind::row, sign, {tree}});
  };
  std::string behind = says_more ? reason.sentence : "";
  if (!reason.decided.empty()) behind += (behind.empty() ? "" : "; ") + reason.decided;
  lines.push_back(line(reason.formula, reason.formula_tree) + (behind.empty() ? "" : "   (" + behind + ")"));
  if (reason.numbers != reason.formula) lines.push_back(line(reason.numbers, reason.numbers_tree));
  return lines;
}

Branch branch_of(const NamedReason& named) {
  Branch branch;
  branch.says = Text::formula(named.text);
  if (!named.amount.empty()) branch.says = branch.says + " = " + Text::amount(named.amount);
  branch.tags = {named.sentence};
  return branch;
}

Branch branch_of(const Reason& reason, bool with_defaults) {
  Branch branch;
  if (!reason.repeated && reason.as_in.empty()) branch.anchor = reason.name;
  branch.says = said(reason);
  branch.tags = tags_of(reason);
  branch.lines = formulas_of(reason);
  if (!reason.repeated && reason.as_in.empty())
    for (const NamedReason& named : reason.named) branch.below.push_back(branch_of(named));
  for (const Reason& below : reason.below)
    if (with_defaults || !below.is_default) branch.below.push_back(branch_of(below, with_defaults));
  return branch;
}

// What a step rests on comes before it, each quantity once.
class WorkedSolution {
 public:
  explicit WorkedSolution(bool with_defaults) : with_defaults_(with_defaults) {}

  std::size_t add(const Reason& reason) {
    if (const auto known = numbers_.find(reason.name); known != numbers_.end()) return known->second;
    std::vector<std::string> from;
    for (const Reason& below : reason.below)
      if (with_defaults_ || !below.is_default) from.push_back(std::to_string(add(below)));
    Steps::Step step{reason.name, said(reason), tags_of(reason), formulas_of(reason)};
    for (const NamedReason& named : reason.named) step.tags.push_back(named.text + ": " + named.sentence);
    if (!from.empty()) step.tags.emplace_back("from " + listed(from));
    steps_.steps.push_back(std::move(step));
    return numbers_[reason.name] = steps_.steps.size();
  }
  Steps steps() { return std::move(steps_); }

 private:
  bool with_defaults_;
  Steps steps_;
  std::map<std::string, std::size_t> numbers_;
};

// Steps end in what is asked: it is said before them.
Lead answer_of(const Reason& reason) {
  return {{Text::filled("{} is {}.", {Text::name(reason.name), Text::amount(value_text(reason))})}, {}};
}

void add_names(const Reason& reason, std::set<std::string>& names) {
  for (const NamedReason& named : reason.named) names.insert(named.text.substr(0, named.text.find('(')));
  for (const Reason& below : reason.below) add_names(below, names);
}

// Of the quantity itself what it means stands behind its value: the first line answers.
Piece derivation(const Reason& reason, ExplainedAs as) {
  const std::vector<Text> meaning = reason.meaning.empty() ? std::vector<Text>() : std::vector<Text>{reason.meaning};
  if (!as.in_steps) {
    Branch branch = branch_of(reason, as.with_defaults);
    branch.tags.insert(branch.tags.begin(), meaning.begin(), meaning.end());
    return branch;
  }
  WorkedSolution solution(as.with_defaults);
  solution.add(reason);
  Steps steps = solution.steps();
  steps.steps.back().tags.insert(steps.steps.back().tags.begin(), meaning.begin(), meaning.end());
  return steps;
}

}  // namespace

Document explain_document(const Reason& reason, ExplainedAs as) {
  Document document;
  document.title = reason.name;
  if (as.in_steps) document.pieces.emplace_back(answer_of(reason));
  document.pieces.emplace_back(derivation(reason, as));
  std::set<std::string> names;
  add_names(reason, names);
  Notes by_name;
  if (!names.empty())
    by_name.notes.push_back({"by name",
                             fmt::format("{}; `--unfold` writes {} out", listed({names.begin(), names.end()}),
                                         names.size() == 1 ? "it" : "them"),
                             Tone::dim});
  document.pieces.emplace_back(std::move(by_name));
  return document;
}

Branch tree_of_reasons(const Reason& reason) { return branch_of(reason, false); }

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
