#pragma once
// `watch`: a question that is answered anew whenever a file that it rests on is saved.
//
//   watch.h    the loop
//   screen.h   what is drawn: what changed, the answer with its new lines marked, the last good one beside a mistake

#include <string>
#include <vector>

namespace costcurve {

/// Answers the words (without the program's name and without `watch`) until the person ends it; into `page`, where that
/// is no empty name, as a page that reloads itself. Returns the exit code.
int watch_files(const std::vector<std::string>& words, const std::string& page, const char* version);

}  // namespace costcurve
