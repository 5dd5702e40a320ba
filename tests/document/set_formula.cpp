#include "document/set_formula.h"

#include <doctest/doctest.h>

#include "graph/formula_text.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// The formula behind a quantity of one part, taken apart.
FormulaTree tree_of(const std::string& formula) {
  const auto audited = costcurve::testing::audited("[p]\na = 3\nb = 4\nc = 5\nq = \"" + formula + "\"\n");
  const std::size_t q = *audited->scenario.quantity("p.q");
  const Graph& formulas = audited->solution.formulas;
  return formula_tree(formulas, audited->solution.found[q].formula, [&](const Node& leaf) {
    return leaf.operation == Operation::constant
               ? std::to_string(static_cast<int>(leaf.value))
               : audited->scenario.relations->quantities[leaf.quantity()].name.substr(2);
  });
}

}  // namespace

TEST_CASE("formulas are set: quotients as fractions, exponents raised, brackets where they are needed") {
  struct Case {
    std::string formula, tex;
  };
  for (const auto& [formula, expected] :
       std::vector<Case>{{"p.a * p.b", R"(\text{a} \times \text{b})"},
                         {"p.a / p.b", R"(\frac{\text{a}}{\text{b}})"},
                         {"(p.a + p.b) / (p.a - p.c)", R"(\frac{\text{a} + \text{b}}{\text{a} - \text{c}})"},
                         {"(p.a + p.b) * p.c", R"(\left(\text{a} + \text{b}\right) \times \text{c})"},
                         {"p.a^(p.b / p.c)", R"({\text{a}}^{\text{b} / \text{c}})"},
                         {"sqrt(p.a + 1)", R"(\sqrt{\text{a} + \text{1}})"},
                         {"max(p.a, p.b)", R"(\text{max}\left(\text{a}, \text{b}\right))"},
                         {"-p.a", R"(- \text{a})"}}) {
    CAPTURE(formula);
    CHECK(tex(tree_of(formula)) == expected);
  }
  CHECK(math_ml(tree_of("p.a / (p.b + 1)")) ==
        "<math "
        "displaystyle=\"true\"><mfrac><mtext>a</mtext><mrow><mtext>b</mtext><mo>+</mo><mtext>1</mtext></mrow></mfrac>"
        "</math>");
  // Each part of a sum stands for itself, with its sign, and the line may break before it.
  const std::string sum =
      math_ml_in_pieces(tree_of("(p.a + p.b + p.c + p.a + p.b + p.c + p.a + p.b) * (p.a + 2 * p.b + p.c + p.a)"));
  CHECK(sum.find("<wbr><math displaystyle=\"true\"><mrow><mo form=\"infix\">+</mo>") != std::string::npos);
  CHECK(math_ml_in_pieces(tree_of("p.a / (p.b + 1)")) == math_ml(tree_of("p.a / (p.b + 1)")));
}

TEST_CASE("what stands in a formula stays text") {
  const FormulaTree leaf{FormulaTree::Kind::leaf, "$5 \\alpha {x}_y <b> & 3 %", {}};
  CHECK(tex(leaf) == R"(\text{\$5 \backslash alpha \{x\}\_y &lt;b&gt; \& 3 \%})");
  CHECK(math_ml(leaf) == "<math displaystyle=\"true\"><mtext>$5 \\alpha {x}_y &lt;b&gt; &amp; 3 %</mtext></math>");
}
