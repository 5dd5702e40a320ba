#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "answer/check_words.h"
#include "quantity/print.h"
#include "text/listing.h"

namespace costcurve {

std::string Undetermined::reason() const {
  if (!refused.empty()) return refused;
  if (sets.empty()) return "no equation leads to it from what is given";
  std::vector<std::string> options;
  for (std::vector<std::string> set : sets) {
    for (std::string& given : set)
      if (!part.empty() && given.starts_with(part + ".")) given.erase(0, part.size() + 1);
    options.push_back(listed(set));
  }
  return "give " + listed(options, "or");
}

Notes::Note Taken::note() const {
  std::string text;
  for (const std::string& statement : statements) text += (text.empty() ? "" : "; ") + statement;
  return {way, text, Tone::plain};
}

std::vector<std::string> missing_sentences(const std::vector<Undetermined>& undetermined) {
  constexpr std::size_t long_reason = 38;  // shorter ones are no burden to read again
  std::vector<std::string> sentences;
  std::set<std::string> reasons;
  for (const Undetermined& missing : undetermined) {
    // What is held by the same equations is not explained twice.
    const std::string reason = missing.reason();
    const bool said = !reasons.insert(reason).second && reason.size() > long_reason;
    std::string sentence = said ? missing.name + " is not determined either" : missing.text();
    if (std::find(sentences.begin(), sentences.end(), sentence) == sentences.end())
      sentences.push_back(std::move(sentence));
  }
  return sentences;
}

std::vector<std::string> contradiction_sentences(const Checked& checked) {
  constexpr std::size_t most = 6;
  std::vector<std::string> sentences;
  for (const Contradiction& contradiction : checked.contradictions) {
    std::vector<std::string> givens;
    for (const Contradiction::Stated& given : contradiction.givens)
      givens.push_back(
          fmt::format("{} = {}{}", given.name, given.text, given.where.empty() ? "" : " (" + given.where + ")"));
    std::string text = fmt::format("these cannot all be true: {}", listed(givens));
    if (!contradiction.defined_twice.empty()) {
      const auto &first = contradiction.definitions[0], &second = contradiction.definitions[1];
      text = fmt::format("{} is defined twice, and the two differ: {} ({}) and {} ({})", contradiction.defined_twice,
                         first.text, first.where, second.text, second.where);
    }
    const std::vector<std::string>& dependents = contradiction.dependents;
    if (!dependents.empty())
      text += fmt::format("; in dispute with them: {}", dependents.size() > most
                                                            ? fmt::format("{} derived quantities", dependents.size())
                                                            : listed(dependents));
    sentences.push_back(std::move(text));
  }
  return sentences;
}

std::string Bounded::sentence() const {
  const std::string said = fmt::format("{}{} is a bound", text, where.empty() ? "" : " (" + where + ")");
  if (follow.empty()) return said + ", and nothing else is known of it";
  std::vector<std::string> sides;
  for (const Side& side : follow)
    sides.push_back(fmt::format("{} is {} {}", side.name, side.is_least ? "at least" : "at most",
                                amount_text(side.value, side.shown)));
  return said + ": " + listed(sides);
}

std::string withdrawn_sentence(const Withdrawn& fact) {
  return fmt::format("{}: {}{} is left aside: it contradicts what is given", fact.name, fact.text,
                     fact.where.empty() ? "" : " (" + fact.where + ")");
}

namespace {

// Two peaks are printed of a chip that are twice the one that counts.
std::string doubled_peak(const Overruled& fact) {
  const bool is_doubled = last_word(fact.name) == "peak" && std::abs(fact.yours / fact.offered - 2) < 0.02;
  return is_doubled ? ": twice as much, the peak with sparsity, or that of half the precision?" : "";
}

}  // namespace

std::vector<std::string> overruled_sentences(const Checked& checked, const std::vector<Undetermined>& missing) {
  std::vector<std::string> sentences;
  for (const Overruled& fact : checked.overruled)
    sentences.push_back(fmt::format("{}: catalog {}; your numbers {} {}{}", fact.name,
                                    amount_text(fact.offered, fact.shown), fact.is_stated ? "say" : "imply",
                                    amount_text(fact.yours, fact.shown), doubled_peak(fact)));
  for (const Bounded& bounded : checked.bounded) sentences.push_back(bounded.sentence());
  for (const Withdrawn& fact : checked.withdrawn) sentences.push_back(withdrawn_sentence(fact));
  for (const std::string& twice : checked.counted_twice) sentences.push_back(twice);
  for (const std::string& why : checked.refused)
    if (std::none_of(missing.begin(), missing.end(), [&](const Undetermined& open) { return open.refused == why; }))
      sentences.push_back(why);
  return sentences;
}

Notes::Note drawn_note(const SimulationOptions& drawn, const char* more) {
  return {
      "drawn",
      fmt::format("{} samples with seed {}{}", number_text(static_cast<double>(drawn.samples), 9), drawn.seed, more),
      Tone::plain};
}

void Foot::add_to(std::vector<Piece>& pieces) const {
  const auto add = [&](const char* heading, const std::vector<std::string>& texts, Tone tone) {
    Notes notes;
    for (const std::string& text : texts) notes.notes.push_back({heading, text, tone});
    pieces.emplace_back(std::move(notes));
  };
  add("contradiction", contradictions, Tone::bad);
  add("missing", missing, Tone::open);
  pieces.emplace_back(Notes{{}, taken});
  add("note", overruled, Tone::dim);
}

}  // namespace costcurve
