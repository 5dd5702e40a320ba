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

std::string Taken::Statement::in_parts() const {
  constexpr std::size_t most = 3;
  if (parts.empty() || (parts.size() == 1 && parts.front() == "assume")) return {};
  return parts.size() > most ? fmt::format(" ({} parts)", parts.size()) : " in " + listed(parts);
}

namespace {

std::string in_full(const Taken& taken) {
  std::vector<std::string> texts;
  for (const Taken::Statement& statement : taken.statements) texts.push_back(statement.text + statement.in_parts());
  return fmt::format("{}", fmt::join(texts, "; "));
}

// "12 facts, 2024-12 to 2025-01"
std::string facts_counted(const Taken& taken) {
  std::string first, last;
  for (const Taken::Statement& fact : taken.statements) {
    if (fact.date.empty()) continue;
    if (first.empty() || fact.date < first) first = fact.date;
    last = std::max(last, fact.date);
  }
  std::string text = fmt::format("{} facts", taken.statements.size());
  if (!first.empty()) text += ", " + (first == last ? first : first + " to " + last);
  return text;
}

// The first few, those of the same parts together: "pue 1.1x and busy_share 100 % in own, uptime 100 % in run".
std::string first_few(const Taken& taken, std::size_t few) {
  std::string text;
  for (std::size_t i = 0; i < taken.statements.size() && i < few; ++i) {
    const Taken::Statement& statement = taken.statements[i];
    const bool goes_on =
        i + 1 < std::min(few, taken.statements.size()) && taken.statements[i + 1].parts == statement.parts;
    text += (i == 0 ? "" : ", ") + statement.brief + (goes_on ? "" : statement.in_parts());
  }
  if (taken.statements.size() > few) text += fmt::format(" and {} more", taken.statements.size() - few);
  return text;
}

// What must be known of facts, with the quantities that it is said of.
struct Warning {
  std::string text;
  std::string in_parts;
  std::vector<std::string> names;
};

std::vector<Warning> warnings_in(const Taken& taken, std::vector<std::string> Taken::Statement::*which) {
  std::vector<Warning> warnings;
  for (const Taken::Statement& statement : taken.statements)
    for (const std::string& text : statement.*which) {
      const std::string in_parts = statement.in_parts();
      auto same = std::find_if(warnings.begin(), warnings.end(), [&](const Warning& warning) {
        return warning.text == text && warning.in_parts == in_parts;
      });
      if (same == warnings.end()) same = warnings.insert(warnings.end(), {text, in_parts, {}});
      if (std::find(same->names.begin(), same->names.end(), statement.name) == same->names.end())
        same->names.push_back(statement.name);
    }
  return warnings;
}

// What is said of the same quantities or of the same parts is told together; of many remarks those alone that make a
// number less sure.
std::string warnings_of(const Taken& taken) {
  constexpr std::size_t many = 3;  // of so many quantities it is said of the parts alone
  constexpr std::size_t few = 3;
  std::string text;
  std::vector<Warning> warnings = warnings_in(taken, &Taken::Statement::warnings);
  const std::size_t all = warnings.size();
  if (all > few) warnings = warnings_in(taken, &Taken::Statement::doubts);
  for (std::size_t i = 0; i < warnings.size(); ++i) {
    const bool same_names =
        i > 0 && warnings[i - 1].names == warnings[i].names && warnings[i - 1].in_parts == warnings[i].in_parts;
    const bool goes_on = i + 1 < warnings.size() && warnings[i + 1].in_parts == warnings[i].in_parts;
    const bool of_all = warnings[i].names.size() >= many;
    text += "; " + (same_names || of_all ? "" : listed(warnings[i].names) + ": ") + warnings[i].text +
            (goes_on ? "" : warnings[i].in_parts);
  }
  if (all > warnings.size())
    text += fmt::format("; {} {}remark{}", all - warnings.size(), warnings.empty() ? "" : "more ",
                        all - warnings.size() == 1 ? "" : "s");
  return text;
}

}  // namespace

Notes::Note Taken::note(bool full) const {
  constexpr std::size_t few = 2;
  const bool has_sources = std::any_of(statements.begin(), statements.end(),
                                       [](const Statement& statement) { return statement.text != statement.brief; });
  if (full || !has_sources) return {way, in_full(*this), Tone::plain};
  const bool counts = way == "from the catalog" && statements.size() > few;
  return {way, (counts ? facts_counted(*this) : first_few(*this, few)) + warnings_of(*this), Tone::plain};
}

std::vector<Notes::Note> taken_notes(const std::vector<Taken>& all, bool in_full) {
  std::vector<Notes::Note> notes;
  std::size_t last = all.size();
  for (const Taken& taken : all) {
    notes.push_back(taken.note(in_full));
    if (notes.back().text.plain() != taken.note(true).text.plain()) last = notes.size() - 1;
  }
  if (last < notes.size()) notes[last].text += "; `--sources` lists all";
  return notes;
}

std::vector<std::string> missing_sentences(const std::vector<Undetermined>& undetermined) {
  constexpr std::size_t long_reason = 38;  // shorter ones are no burden to read again
  std::vector<std::string> sentences;
  std::set<std::string> reasons, told;
  for (const Undetermined& missing : undetermined) {
    // What is held by the same equations is not explained twice.
    const std::string reason = missing.reason();
    const bool said = !reasons.insert(reason).second && reason.size() > long_reason;
    std::string sentence = said ? missing.name + " is not determined either" : missing.text();
    if (told.insert(sentence).second) sentences.push_back(std::move(sentence));
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

std::string Bounded::Side::text() const {
  const std::string low = amount_text(range.low, shown), high = amount_text(range.high, shown);
  if (range.is_point()) return low + " in any case";
  if (!std::isfinite(range.high)) return "at least " + low;
  if (!std::isfinite(range.low)) return "at most " + high;
  return fmt::format("between {} and {}", low, high);
}

std::string Bounded::sentence() const {
  const std::string said = fmt::format("{}{} is a bound", text, where.empty() ? "" : " (" + where + ")");
  if (follow.empty()) return said + ", and nothing else is known of it";
  std::vector<std::string> sides;
  for (const Side& side : follow) sides.push_back(fmt::format("{} is {}", side.name, side.text()));
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
  add("not as handed out", differences, Tone::bad);
  add("contradiction", contradictions, Tone::bad);
  add("missing", missing, Tone::open);
  pieces.emplace_back(Notes{{}, taken});
  add("note", overruled, Tone::dim);
}

}  // namespace costcurve
