// What is wrong with the options of `solve`, before any file is read.

#include <fmt/format.h>

#include <algorithm>

#include "answer/solve_question.h"
#include "text/listing.h"

namespace costcurve {

bool asks_for_all(const Question& asked) {
  const std::vector<std::string>& unknowns = asked.options.texts(Option::unknown);
  return std::find(unknowns.begin(), unknowns.end(), "all") != unknowns.end();
}

namespace {

using Strings = std::vector<std::string>;

void add(Diagnostics& diagnostics, std::string problem, Strings notes) {
  diagnostics.add(without_place(std::move(problem), std::move(notes)));
}

void check_what_is_missing(const Question& asked, const Strings& unknowns, std::size_t targets, Diagnostics& wrong) {
  if (asked.words.size() != 1)
    add(wrong, "`solve` takes one scenario",
        {"costcurve solve scenarios/deepseek-r1.toml --for r1.duration --so-that \"total.cost = 294 kUSD\""});
  if (targets == 0)
    add(wrong, "`solve` needs a target",
        {"what shall be true stands behind --so-that: --so-that \"total.cost = 294 kUSD\""});
  if (unknowns.empty())
    add(wrong, "`solve` needs an unknown",
        {"what may change stands behind --for: --for r1.duration", "--for all tries every input, one at a time"});
}

void check_all(std::size_t unknowns, std::size_t targets, std::size_t brackets, bool shows, Diagnostics& wrong) {
  if (unknowns > 1) add(wrong, "--for all stands alone", {"it tries every input, one at a time"});
  if (targets > 1)
    add(wrong, fmt::format("--for all takes one target, and there are {}", targets),
        {"several targets need as many unknowns: --for r1.duration --for assume.rent"});
  if (brackets > 0)
    add(wrong, "--between belongs to an unknown, and --for all names none",
        {"leave it out, or name one: --for r1.duration"});
  if (shows)
    add(wrong, "--show tells what follows of a solution, and --for all has as many as there are inputs",
        {"leave it out, or name one: --for r1.duration"});
}

void check_numbers(const Strings& unknowns, std::size_t targets, std::size_t brackets, Diagnostics& wrong) {
  const std::size_t count = unknowns.size();
  if (count != targets)
    add(wrong, fmt::format("`solve` has {} and {}", counted(count, "unknown"), counted(targets, "target")),
        {"it takes as many --so-that as --for",
         count > targets ? "leave unknowns out, or say what else shall be true"
                         : "with one unknown, the other targets can be looked at afterwards with --set"});
  if (brackets > count)
    add(wrong, fmt::format("there are {} --between for {}", brackets, counted(count, "unknown")),
        {"they belong to the unknowns in their order"});
  for (auto unknown = unknowns.begin(); unknown != unknowns.end(); ++unknown)
    if (std::find(unknowns.begin(), unknown, *unknown) != unknown)
      add(wrong, fmt::format("`{}` is asked for twice", *unknown), {"each unknown stands once"});
}

}  // namespace

void check_options(const Question& asked, Diagnostics& diagnostics) {
  const Strings& unknowns = asked.options.texts(Option::unknown);
  const std::size_t targets = asked.options.texts(Option::so_that).size(),
                    brackets = asked.options.texts(Option::between).size();
  check_what_is_missing(asked, unknowns, targets, diagnostics);
  if (unknowns.empty() || targets == 0) return;
  if (asks_for_all(asked))
    check_all(unknowns.size(), targets, brackets, asked.options.has(Option::show), diagnostics);
  else
    check_numbers(unknowns, targets, brackets, diagnostics);
}

}  // namespace costcurve
