#pragma once
// The verbs, a row for each: `--help`, refusals, the manual and a test walk this table.

#include <optional>
#include <string>
#include <vector>

#include "answer/question.h"

namespace costcurve {

const std::vector<Verb>& verbs();
/// The verb of that name, or null.
const Verb* find_verb(std::string_view name);

/// All verbs and options, and one verb with its own; lines no wider than `width`.
std::string help(std::size_t width);
std::string help_of(const Verb& verb, std::size_t width);

/// What the question has that its verb does not take, or lacks; nothing where it can be answered. Words of `diff` are
/// put in order: scenarios first.
std::optional<Diagnostic> refused(Question& question, const Files& files);

}  // namespace costcurve
