// Many files at once, told to people.

#include <algorithm>

#include "answer/tally.h"

namespace costcurve {

namespace {

Lead lead_of(const Marking& marking, const FileTally& tally) {
  Lead lead;
  std::string sentence = counted(marking.files.size(), "file", "files");
  if (tally.claims.all > 0) {
    sentence = fmt::format("{} in {}", counted(tally.claims.all, "claim", "claims"), sentence);
    sentence += ": " + tally.claims.text();
    sentence += tally.claims.unexpected == 0
                    ? "; all as expected"
                    : fmt::format("; {} not as expected", counted(tally.claims.unexpected, "is", "are"));
  }
  lead.sentences.emplace_back(sentence + ".");
  if (tally.exercises.all > 0) lead.sentences.emplace_back(tally.exercises.text() + ".");
  const auto wrong = static_cast<std::size_t>(std::count_if(
      marking.files.begin(), marking.files.end(), [](const MarkedFile& file) { return !file.mistake.empty(); }));
  if (wrong > 0)
    lead.sentences.emplace_back(wrong == 1 ? "1 file has mistakes in it."
                                           : fmt::format("{} files have mistakes in them.", wrong));
  if (marking.is_cut) lead.sentences.emplace_back("There is more in the folder than is looked at: 100,000 names.");
  return lead;
}

// "3 of 4 claims hold", "the claim does not hold"
std::string claims_text(const Tally& claims) {
  if (claims.all > 1) return fmt::format("{} of {} claims hold", claims.hold, claims.all);
  return claims.hold == 1 ? "the claim holds" : claims.fail == 1 ? "the claim does not hold" : "the claim stays open";
}

// " (198 days)": what was answered where it is wrong.
std::string wrong_answers(const MarkedFile& file) {
  std::vector<std::string> answers;
  for (const MarkedClaim& claim : file.claims)
    if (claim.is_exercise && claim.verdict == Verdict::is_false) answers.push_back(claim.comes_to);
  return answers.empty() ? "" : fmt::format(" ({})", listed(answers));
}

// Of one that holds exercises its claims are told only where they surprise.
Text words_of(const MarkedFile& file, const FileTally& tally) {
  std::vector<Text> words;
  if (tally.exercises.all > 0) words.emplace_back(tally.exercises.text() + wrong_answers(file));
  if (tally.claims.all > 0 && (tally.exercises.all == 0 || tally.claims.unexpected > 0)) {
    std::string claims = claims_text(tally.claims);
    if (tally.claims.unexpected > 0)
      claims += tally.claims.all == 1
                    ? ", not as expected"
                    : fmt::format(", {} not as expected", counted(tally.claims.unexpected, "is", "are"));
    words.emplace_back(claims);
  }
  for (const std::string& difference : file.not_as_handed_out) words.emplace_back(difference);
  if (!file.contradiction.empty()) words.emplace_back(file.contradiction);
  return words.empty() ? Text("nothing is claimed") : Text::joined(words, "; ");
}

// A file in a line.
Entries::Entry file_entry(const MarkedFile& file) {
  Entries::Entry entry;
  entry.name = file.name;
  Mark mark = Mark::holds;
  if (!file.mistake.empty()) {
    mark = Mark::fails;
    entry.words = file.mistake;
  } else {
    const FileTally tally(file.claims);
    const bool is_wrong = !file.contradiction.empty() || !file.not_as_handed_out.empty() || tally.claims.unexpected > 0 || tally.exercises.wrong > 0;
    mark = is_wrong ? Mark::fails : tally.exercises.all > tally.exercises.right ? Mark::open : Mark::holds;
    entry.words = words_of(file, tally);
  }
  entry.value = std::string(sign_of(mark));
  return entry;
}

std::string verdict_of(const MarkedClaim& claim) {
  if (!claim.is_exercise) return std::string(verdict_word(claim.verdict));
  return claim.verdict == Verdict::is_true ? "right" : claim.verdict == Verdict::is_false ? "wrong" : "open";
}

// Seen without its ending, which all of them have.
std::string name_of_file(const std::string& name) {
  return name.ends_with(".toml") ? name.substr(0, name.size() - std::string_view(".toml").size()) : name;
}

// A claim in a line; of several in a file the first has its name.
Entries::Entry claim_entry(const MarkedFile& file, const MarkedClaim& claim, bool is_first) {
  Entries::Entry entry;
  entry.name = is_first ? name_of_file(file.name) : "";
  entry.value = std::string(sign_of(mark_of(claim.verdict))) + " " + verdict_of(claim);
  entry.words = claim.says;
  if (!claim.comes_to.empty()) entry.words += (claim.says.ends_with('?') ? " " : ": ") + claim.comes_to;
  if (!claim.fault.empty()) entry.words += " · " + claim.fault_text;
  if (!claim.as_expected && !claim.is_exercise) entry.words += " · not as expected";
  return entry;
}

bool is_settled(const MarkedClaim& claim) {
  return claim.as_expected && (holds(claim.verdict) || claim.verdict == Verdict::cited);
}

// What holds is counted above and told by `--all`.
Entries lines_of(const Marking& marking) {
  Entries lines;
  for (const MarkedFile& file : marking.files) {
    bool is_named = !file.mistake.empty() || !file.contradiction.empty() || !file.not_as_handed_out.empty();
    if (is_named) lines.entries.push_back(file_entry(file));
    if (!file.mistake.empty()) continue;
    for (const MarkedClaim& claim : file.claims) {
      const bool is_told = claim.is_exercise && !file.not_as_handed_out.empty();  // in the line of the file
      if (is_settled(claim) || is_told) continue;
      lines.entries.push_back(claim_entry(file, claim, !is_named));
      is_named = true;
    }
  }
  return lines;
}

Grid table_of(const Marking& marking) {
  Grid grid;
  grid.columns = {{"claim"}, {"printed by"}, {"of"}, {"comes to"}, {"verdict"}, {"fault"}};
  for (const MarkedFile& file : marking.files) {
    const Text link = Text::link(file.name, file.name);
    if (!file.mistake.empty())
      grid.rows.push_back(row_of({{link}, {}, {}, {}, {"cannot be read", Mark::fails}, {file.mistake}}));
    for (const MarkedClaim& claim : file.claims) {
      const Text source = claim.url.empty() ? Text(claim.source) : Text::link(claim.source, claim.url);
      grid.rows.push_back(
          row_of({{Text::link(claim.says, file.name)},
                  {source + (claim.date.empty() ? "" : ", " + claim.date)},
                  {claim.layer},
                  {claim.comes_to},
                  {verdict_of(claim) + (claim.as_expected ? "" : ", not as expected"), mark_of(claim.verdict)},
                  {claim.fault_text}}));
    }
  }
  return grid;
}

// Of exercises that are none of the lessons: nobody but their file says what is right.
std::string own_seals_text(const Marking& marking) {
  std::vector<std::string> names;
  for (const MarkedFile& file : marking.files)
    if (file.has_own_seals) names.push_back(file.name);
  if (names.empty()) return {};
  return fmt::format("{}; --lesson FILE names the exercise as it was handed out, which then counts",
                     listed_some(names));
}

Notes aside_notes(const Marking& marking) {
  Notes notes;
  if (const std::string text = own_seals_text(marking); !text.empty())
    notes.notes.push_back({"marked by their own seals", text, Tone::dim});
  for (const FolderContents::Aside& aside : marking.aside)
    notes.notes.push_back({"left aside", aside.path + ": " + aside.reason, Tone::dim});
  return notes;
}

}  // namespace

Document marking_document(const Marking& marking, MarkedAs as) {
  const FileTally tally(claims_of(marking));
  Document document;
  document.title = "What was claimed, and what it comes to";
  if (as == MarkedAs::brief) {
    Entries files;
    for (const MarkedFile& file : marking.files) files.entries.push_back(file_entry(file));
    document.pieces = {std::move(files), aside_notes(marking), lead_of(marking, tally)};
    return document;
  }
  document.pieces.emplace_back(lead_of(marking, tally));
  if (as == MarkedAs::page)
    document.pieces.emplace_back(table_of(marking));
  else
    document.pieces.emplace_back(lines_of(marking));
  document.pieces.emplace_back(aside_notes(marking));
  for (Piece& piece : scoreboard(marking)) document.pieces.push_back(std::move(piece));
  return document;
}

}  // namespace costcurve
