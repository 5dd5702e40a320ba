// Loss from parameters and tokens, and the best split of compute, as the papers print them.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

namespace {

const std::string printed = "fit = 'hoffmann_2022'\n", unrounded = "fit = 'hoffmann_2022_unrounded'\n",
                  refit = "fit = 'besiroglu_2024'\n";
const std::string budget = "compute = '5.76e23 FLOP'\n", chinchilla = "parameters = '70 B'\ntokens = '1.4 T'\n",
                  gopher = "parameters = '280 B'\ntokens = '300 B'\n";

}  // namespace

TEST_CASE("scaling_law: three fits of the same runs want 93, 59 and 18 tokens per parameter for Gopher's budget") {
  const std::string where = "Hoffmann et al. 2022; Besiroglu et al. 2024";
  expect_figures("scaling_law",
                 {
                     {where, printed + budget, "optimal_tokens_per_parameter", 92.6, "token/parameter", 0.05},
                     {where, unrounded + budget, "optimal_tokens_per_parameter", 58.9, "token/parameter", 0.05},
                     {where, refit + budget, "optimal_tokens_per_parameter", 18.4, "token/parameter", 0.05},
                     // Hoffmann et al., figure 4: 40 B parameters; rounding the constants makes 32 B of them
                     {where, unrounded + budget, "optimal_parameters", 40, "B parameter", 0.5},
                     {where, printed + budget, "optimal_parameters", 32, "B parameter", 0.5},
                     // table 2, approach 3: N grows as C^0.46; Besiroglu et al.: 0.513
                     {where, unrounded, "optimal_exponent", 0.46, "x", 0.005},
                     {where, refit, "optimal_exponent", 0.5126, "x", 0.00005},
                 });
}

TEST_CASE("scaling_law: what Gopher and Chinchilla lack, by the law as printed") {
  // the terms that everybody quotes: Gopher lacks tokens (0.251), Chinchilla both
  const std::string where = "nostalgebraist, Chinchilla's wild implications, 2022";
  expect_figures("scaling_law", {
                                    {where, printed + chinchilla, "parameter_loss", 0.083, "x", 0.0005},
                                    {where, printed + chinchilla, "token_loss", 0.163, "x", 0.0005},
                                    {where, printed + chinchilla, "loss", 1.936, "x", 0.001},
                                    {where, printed + gopher, "parameter_loss", 0.052, "x", 0.0005},
                                    {where, printed + gopher, "token_loss", 0.251, "x", 0.0005},
                                    {where, printed + gopher, "loss", 1.993, "x", 0.0005},
                                    {where, chinchilla, "compute", 5.88e23, "FLOP", 1e9},
                                    {where, chinchilla, "tokens_per_parameter", 20, "token/parameter", 1e-9},
                                });
}

TEST_CASE("scaling_law: from a loss back to tokens, parameters, compute and a constant") {
  const std::string loss = "loss = 1.9738818631585637\n", law = refit;
  expect_figures(
      "scaling_law",
      {
          {"by hand", law + loss + "parameters = '70 B'", "tokens", 1.4, "T token", 1e-9},
          {"by hand", law + loss + "tokens = '1.4 T'", "parameters", 70, "B parameter", 1e-7},
          {"by hand", law + loss + "parameters = '70 B'", "compute", 5.88e23, "FLOP", 1e15},
          // the budget that the least loss takes, and back
          {"by hand", law + "optimal_loss = 1.974441108397412", "compute", 5.76e23, "FLOP", 1e15},
          {"by hand", law + "optimal_loss = 1.974441108397412", "optimal_parameters", 72.2487, "B parameter", 0.0001},
          {"by hand", law + "optimal_parameters = '72,248,702,500.38242 parameter'", "compute", 5.76e23, "FLOP", 1e13},
          // one constant given in place of the fit's
          {"by hand", law + "token_exponent = 0.28\n" + budget, "optimal_exponent", 0.28 / 0.6278, "x", 1e-12},
          {"by hand",
           "irreducible_loss = 1.8172\nparameter_coefficient = 482.01\nparameter_exponent = 0.3478\n"
           "parameter_loss = 0.08149499737253324",
           "parameters", 70, "B parameter", 1e-9},
      });
}

TEST_CASE("scaling_law: the optimum is the least loss of all splits, and has no overhead") {
  expect_figures(
      "scaling_law",
      {
          {"by hand", refit + "parameters = '72,248,702,500.38242 parameter'\ntokens = '1,328,743,585,388.151'",
           "compute_overhead", 1, "x", 1e-9},
          {"by hand", refit + "parameters = '72,248,702,500.38242 parameter'\ntokens = '1,328,743,585,388.151'",
           "excess_loss", 0, "x", 1e-12},
      });
  // a tenth more parameters and a tenth fewer, at the same compute
  for (const char* parameters : {"79.5 B", "65.7 B"}) {
    const auto off = audited("[part]\nsheet = 'scaling_law'\n" + refit + budget + "parameters = '" + parameters + "'");
    CHECK(value(*off, "part.excess_loss") > 1e-5);
    CHECK(value(*off, "part.excess_loss") < 1e-3);
    CHECK(value(*off, "part.compute_overhead") > 1.001);
  }
}

TEST_CASE("scaling_law: what rises and falls with each input") {
  // a small model trained long: each constant that favours parameters makes it lie further above the optimum
  const std::string both = "loss optimal_loss", above = "excess_loss compute_overhead";
  expect_directions(
      "scaling_law", "parameter_exponent = 0.3478\ntoken_exponent = 0.3658",
      {
          {"irreducible_loss", "1.8172", both, ""},
          {"parameter_coefficient", "482.01",
           both + " parameter_loss optimal_parameter_loss optimal_coefficient optimal_parameters " + above,
           "optimal_tokens optimal_tokens_per_parameter compute_of_equal_loss"},
          {"token_coefficient", "2085.43",
           both +
               " token_loss optimal_parameter_loss optimal_tokens optimal_tokens_per_parameter compute_of_equal_loss",
           "optimal_coefficient optimal_parameters " + above},
          {"parameters", "8 B parameter", "compute optimal_parameters optimal_tokens compute_of_equal_loss",
           "tokens_per_parameter parameter_loss optimal_tokens_per_parameter optimal_parameter_loss " + both + " " +
               above},
          {"tokens", "15 T token",
           "tokens_per_parameter compute optimal_parameters optimal_tokens compute_of_equal_loss " + above,
           "token_loss optimal_tokens_per_parameter optimal_parameter_loss " + both},
      });
}
