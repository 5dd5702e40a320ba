#pragma once
// The work of a comparison, in the order it is done. Internal to answer/.
//
//   compare.cpp          what is compared, the options judged against each other
//   compare_shown.cpp    in which quantity, where nobody names one
//   compare_option.cpp   what is read of an option that is worked out
//   compare_beware.cpp   what has to be known beside its number: of when its prices are, and which are unusual
//   compare_work.cpp     all options worked out: one by an audit, those that differ in numbers alone as it was
//   compare_samples.cpp  what is believed of them, common inputs drawn in common

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "answer/compare.h"
#include "audit/audit.h"
#include "audit/repeated_audit.h"

namespace costcurve {

// A limit that is seldom broken: by what its two sides follow from what is given.
struct UnusualLimit {
  std::size_t equation = 0;
  Program program;  // the left side, and the right
  std::vector<double> plain;
};

// How the quantity that options are ranked by follows from what is given: the same for options that differ in numbers.
struct OptionFormula {
  Program program;
  std::vector<std::string> names;    // of its inputs
  std::vector<double> plain;         // their values, for those that nobody gave: full uptime is an estimate
  std::vector<UnusualLimit> limits;  // of what it rests on
  std::string layer, basis;          // what the quantity covers, and how it was reckoned
};

// An option while the others are still worked out.
struct Worked {
  explicit Worked(const CompareOption& which);

  ComparedOption option;
  bool can_be = true;                            // no limit is broken
  std::shared_ptr<const OptionFormula> formula;  // null where it comes to no number
  std::vector<GivenPointer> givens;              // of the formula's inputs; null of an estimate
};

class Comparer {
 public:
  Comparer(const Question& question, std::string file, Library& library, Diagnostics& diagnostics)
      : question_(question), file_(std::move(file)), library_(library), diagnostics_(diagnostics) {}

  ComparedOptions run();
  /// What makes the two options behind --why differ; of use where there are no mistakes.
  Answer why();

 private:
  // An option whose like was worked out by an audit.
  struct Like {
    RepeatedAudit repeated;
    std::vector<std::optional<std::size_t>> shown;  // of each shown quantity, which of the wanted it is
    std::shared_ptr<const OptionFormula> formula;
  };
  // What is to be solved for an option: the same relations with other givens, or a scenario of its own.
  struct Bound {
    std::optional<Choice> choice;
    std::shared_ptr<const Scenario> scenario;
    std::string lacking;       // why there is neither
    bool is_mistaken = false;  // because something is wrong with a file
  };

  void ask();
  std::shared_ptr<const Scenario> bound_alone(const std::string& variant, const std::vector<Override>& sets,
                                              Diagnostics& mistakes);
  void bind_base(const ScenarioFile& file);
  bool stands_in(const ScenarioFile& file, const Diagnostics& mistakes);
  void choose_shown();
  std::optional<std::size_t> telling_of(const std::vector<Worked>& options) const;
  std::string most_telling_of_options();
  void name_units();
  Place place_of_word(std::string_view key, const std::string& word);
  void report_nothing_to_show(const std::string& name);
  bool show_what_is_known(const std::vector<Worked>& options);
  const CompareOption* option_of(const std::string& name) const;
  void report_no_option(const std::string& name);
  std::pair<const CompareOption*, const CompareOption*> pair_behind_why();
  std::optional<std::size_t> counted(const CompareOption& option, const AuditedVariant* audited, std::string lacking);

  // By key and text; nothing of those with which the scenario must be bound.
  using Replacements = std::map<std::pair<std::string, std::string>, std::optional<ReadReplacement>>;

  Replacements read_replacements();
  std::vector<const ReadReplacement*> read_sets(const CompareOption& option, const Replacements& read) const;
  std::vector<Bound> bound_options();
  Bound bound_with(const CompareOption& option);
  std::vector<Override> sets_of(const CompareOption& option) const;
  void report_day_before_all(const std::vector<Worked>& options);
  std::shared_ptr<const Scenario> scenario_of(const Bound& bound) const;
  std::unique_ptr<AuditedVariant> audited_option(const CompareOption& option, std::string& lacking);
  std::vector<Worked> work_out();
  void work_out_alike(const std::vector<std::size_t>& alike, const std::vector<Bound>& all,
                      std::vector<std::optional<Worked>>& worked) const;
  Worked worked_by_audit(const CompareOption& option, const Bound& bound, std::optional<Like>& like) const;
  std::optional<Worked> worked_like(const Like& like, const CompareOption& option, const Choice& choice) const;

  std::string shown_name(const CompareOption& option, std::size_t s) const;
  std::set<std::string> parts_of_others(const CompareOption& option) const;
  void read_values(const AuditedVariant& audited, const CompareOption& option, Worked& worked) const;
  std::optional<Like> like_of(const AuditedVariant& audited, const CompareOption& option, const Worked& worked) const;
  void rank(std::vector<Worked>& options);
  void explain(const std::vector<Worked>& options);
  void add_meaning(ComparedOption& option) const;

  const Question& question_;
  std::string file_;
  Library& library_;
  Diagnostics& diagnostics_;
  std::vector<Override> sets_;
  std::shared_ptr<const Scenario> base_;
  bool is_stand_in_ = false;  // the base is one of the options, since the scenario as it stands cannot be bound
  CompareQuestion asked_;
  std::vector<Worked> worked_;  // all options, where choosing what to show has worked them out
  ComparedOptions comparison_;
};

/// The formula by which a quantity that is known follows; null where it cannot be compiled.
std::shared_ptr<const OptionFormula> formula_of_option(const AuditedVariant& audited, std::size_t quantity);
/// The limits that are seldom broken, of what the inputs of the formula say.
std::vector<UnusualLimit> unusual_limits(const AuditedVariant& audited, const Program& formula);
/// What has to be known of the prices that an option rests on. `parts`: as the option has them, where they are others
/// than the scenario's. `given`: what an input takes its value from; null of an estimate.
void read_givens(const Scenario& scenario, const std::vector<Part>& parts, const std::vector<LeftBehind>& left_behind,
                 const std::function<GivenPointer(std::size_t)>& given, Worked& worked);
/// Ranges of all that is believed, and of each option the probability that it is less than the first.
void add_beliefs(std::vector<Worked>& options, const SimulationOptions& simulation);

}  // namespace costcurve
