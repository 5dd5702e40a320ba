#pragma once
// The work of a comparison, in the order it is done. Internal to answer/.
//
//   compare.cpp         what is compared, the options judged against each other
//   compare_option.cpp  one option worked out

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "answer/compare.h"
#include "audit/audit.h"

namespace costcurve {

// An option while the others are still worked out.
struct Worked {
  ComparedOption option;
  std::unique_ptr<AuditedVariant> audited;  // null where it cannot be
  std::optional<std::size_t> quantity;      // the first that is shown
  std::vector<double> samples;              // of it, where something is believed
};

class Comparer {
 public:
  Comparer(const Question& question, std::string file, Library& library, Diagnostics& diagnostics)
      : question_(question), file_(std::move(file)), library_(library), diagnostics_(diagnostics) {}

  ComparedOptions run();
  /// What makes the two options behind --why differ; of use where there are no mistakes.
  Answer why();

 private:
  void ask();
  const CompareOption* option_named(const std::string& name);
  std::shared_ptr<const Scenario> scenario_of(const CompareOption& option, Worked& worked);
  std::string shown_name(const CompareOption& option, const std::string& name) const;
  Worked worked(const CompareOption& option);
  void read_values(const CompareOption& option, Worked& worked);
  void draw(const std::vector<std::size_t>& behind, Worked& worked) const;
  void judge(std::vector<Worked>& all);
  void choose_shown();

  const Question& question_;
  std::string file_;
  Library& library_;
  Diagnostics& diagnostics_;
  std::vector<Override> sets_;
  std::shared_ptr<const Scenario> base_;
  CompareQuestion asked_;
  ComparedOptions comparison_;
};

}  // namespace costcurve
