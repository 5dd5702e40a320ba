#pragma once
// Formulas as people write them, and the tree of reasons behind a quantity.

#include <optional>
#include <string>
#include <vector>

#include "quantity/formula_tree.h"
#include "quantity/units.h"
#include "solve/solve.h"

namespace costcurve {

/// A node as text with the names of its quantities: "chips × duration". Names of the same part lose their prefix.
std::string formula_text(const Relations& relations, const Graph& formulas, NodeId node, const std::string& part);
/// An expression in a formula that is written by its name, and what it comes to.
struct NamedReason {
  std::string text;              // "matmul(attention_parameters, ...)"
  std::string amount, sentence;  // the first is empty where it is of another kind than the quantity
};

/// One quantity in an explanation: why it has its value.
struct Reason {
  std::string name;
  std::optional<double> amount;    // nothing where it is not determined
  std::optional<Interval> belief;  // where 90 % of it lies, as far as that is known
  ShownUnit shown;
  std::string meaning;
  std::string sentence;                    // the equation's
  std::string formula;                     // as rearranged, over names
  std::string numbers;                     // with numbers put in
  FormulaTree formula_tree, numbers_tree;  // the two taken apart
  std::string source;
  std::string where;               // file:line
  std::string decided;             // 'recompute "full", zero "1"': what its choices were decided by, if they are folded
  std::vector<NamedReason> named;  // expressions that the formula writes by their names
  std::string note;                // "estimate: attention is left out", "quotation: 79.5 to 80.5 h", "assumed"
  bool is_numerical = false;       // solved for together with others: `formula` says from what
  bool is_combined = false;        // from several equations at once: the sentence says what cancels in them
  bool is_default = false;
  bool repeated = false;  // explained above already
  std::string as_in;      // nothing differs from the explanation of that name
  std::vector<Reason> below;
};

/// "512 chips", "$580 (90 %: 420 to 860)", "not determined".
std::string value_text(const Reason& reason);

/// How formulas of sheets are told: with all their choices; or what these come to for the values that are known, with
/// expressions that have a name written out or by it.
enum class Choices : std::uint8_t { whole, folded, folded_with_names };

/// The tree below a quantity, `depth` levels deep. Of money in another currency the rate is told, where `units` has it.
Reason explain(const Relations& relations, const Solution& solution, std::size_t quantity, int depth,
               const Units* units = nullptr, Choices choices = Choices::whole);
/// The trees of several, one after the other: what an earlier one explains, a later one does not repeat.
std::vector<Reason> explain(const Relations& relations, const Solution& solution,
                            const std::vector<std::size_t>& quantities, int depth, const Units* units = nullptr);

/// Folds what is explained in `first` in the same way, down to the givens: it is marked as in `name`. What differs
/// stays open.
void fold_what_is_same(Reason& reason, const Reason& first, const std::string& name);

}  // namespace costcurve
