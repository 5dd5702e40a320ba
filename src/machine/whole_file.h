#pragma once
// A file that is written whole or not at all.

#include <sys/types.h>

#include <string>

namespace costcurve {

/// Writes the text into a file of that name: beside it first, and in its place once all of it is on the disk. Whatever
/// happens on the way, the file holds all of its old text or all of the new. What is no regular file (a pipe, a
/// terminal) is written to as it is. Returns why it could not be done, or nothing.
std::string write_whole(const std::string& path, const std::string& text);

/// What a path leads to behind links, which stay; itself where there is nothing yet.
std::string behind_links(const std::string& path);
/// Of these permissions, those that the process gives what it makes anew.
mode_t usual_mode(mode_t all);

}  // namespace costcurve
