// What is wrong with the options of `solve`, before any file is read.

#include <fmt/format.h>

#include <algorithm>

#include "answer/solve_question.h"

namespace costcurve {

bool asks_for_all(const Question& asked) {
  const std::vector<std::string>& unknowns = asked.options.texts(Option::unknown);
  return std::find(unknowns.begin(), unknowns.end(), "all") != unknowns.end();
}

namespace {

std::string counted(std::size_t count, const std::string& noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

class OptionCheck {
 public:
  OptionCheck(const Question& asked, Diagnostics& diagnostics)
      : asked_(asked),
        unknowns_(asked.options.texts(Option::unknown)),
        targets_(asked.options.texts(Option::so_that).size()),
        brackets_(asked.options.texts(Option::between).size()),
        diagnostics_(diagnostics) {}

  void check() {
    missing();
    if (unknowns_.empty() || targets_ == 0) return;
    if (asks_for_all(asked_)) return of_all();
    numbers();
    repeated();
  }

 private:
  void wrong(std::string problem, std::vector<std::string> notes) {
    diagnostics_.add(without_place(std::move(problem), std::move(notes)));
  }

  void missing() {
    if (asked_.words.size() != 1)
      wrong("`solve` takes one scenario",
            {"costcurve solve scenarios/deepseek-r1.toml --for r1.duration --so-that \"total.cost = 294 kUSD\""});
    if (targets_ == 0)
      wrong("`solve` needs a target",
            {"what shall be true stands behind --so-that: --so-that \"total.cost = 294 kUSD\""});
    if (unknowns_.empty())
      wrong("`solve` needs an unknown",
            {"what may change stands behind --for: --for r1.duration", "--for all tries every input, one at a time"});
  }

  void of_all() {
    if (unknowns_.size() > 1) wrong("--for all stands alone", {"it tries every input, one at a time"});
    if (targets_ > 1)
      wrong(fmt::format("--for all takes one target, and there are {}", targets_),
            {"several targets need as many unknowns: --for r1.duration --for assume.rent"});
    if (brackets_ > 0)
      wrong("--between belongs to an unknown, and --for all names none",
            {"leave it out, or name one: --for r1.duration"});
  }

  void numbers() {
    if (unknowns_.size() != targets_)
      wrong(
          fmt::format("`solve` has {} and {}", counted(unknowns_.size(), "unknown"), counted(targets_, "target")),
          {"it takes as many --so-that as --for",
           unknowns_.size() > targets_ ? "leave unknowns out, or say what else shall be true"
                                       : "with one unknown, the other targets can be looked at afterwards with --set"});
    if (brackets_ > unknowns_.size())
      wrong(fmt::format("there are {} --between for {}", brackets_, counted(unknowns_.size(), "unknown")),
            {"they belong to the unknowns in their order"});
  }

  void repeated() {
    for (auto unknown = unknowns_.begin(); unknown != unknowns_.end(); ++unknown)
      if (std::find(unknowns_.begin(), unknown, *unknown) != unknown)
        wrong(fmt::format("`{}` is asked for twice", *unknown), {"each unknown stands once"});
  }

  const Question& asked_;
  const std::vector<std::string>& unknowns_;
  std::size_t targets_, brackets_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_options(const Question& asked, Diagnostics& diagnostics) { OptionCheck(asked, diagnostics).check(); }

}  // namespace costcurve
