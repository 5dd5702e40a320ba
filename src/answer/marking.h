#pragma once
// Many files at once: what became of each claim, in a line, and how all of them came out together.
//
//   marking.cpp         from what was found of a file to a line
//   marking_words.cpp   the lines, the table, the first sentences
//   scoreboard.cpp      verdicts, faults, sources

#include <string>
#include <vector>

#include "answer/check.h"
#include "answer/folders.h"

namespace costcurve {

/// A claim, with what a line or a table says of it.
struct MarkedClaim {
  std::string says, comes_to, layer;
  std::string fault;
  std::string fault_text;  // with whether the audit finds it: "wrong scope (found)"
  std::string source;      // its title
  std::string url, date;
  Verdict verdict = Verdict::cited;
  bool as_expected = true;
  bool finds_fault = false;
  bool is_exercise = false;
};

/// A file with its claims, or with what is wrong with it.
struct MarkedFile {
  std::string path;  // as it was found
  std::string name;  // seen from the folder that was asked about
  std::vector<MarkedClaim> claims;
  std::string mistake;        // the first one: "line 3: there is no unit `h0ur`"
  std::vector<std::string> not_as_handed_out;  // of its exercises, a sentence each
  bool has_own_seals = false;                  // its exercises are none that are known
  std::string contradiction;                   // givens that cannot all be true, a limit that is broken
};

/// Everything that a folder, or several, came to.
struct Marking {
  std::vector<MarkedFile> files;
  std::vector<FolderContents::Aside> aside;
  bool is_cut = false;
};

/// What was found of a file, let go but for a line each.
MarkedFile marked(const std::string& path, const CheckedCases& cases);
MarkedFile marked_as_wrong(const std::string& path, const std::vector<Diagnostic>& mistakes);

/// A line for each file; or a line for each claim, and the scoreboard: verdicts, faults by kind, sources. On a page
/// claims stand in a table and link to their files.
enum class MarkedAs : std::uint8_t { brief, lines, page };
Document marking_document(const Marking& marking, MarkedAs as);
/// The scoreboard alone.
std::vector<Piece> scoreboard(const Marking& marking);

}  // namespace costcurve
