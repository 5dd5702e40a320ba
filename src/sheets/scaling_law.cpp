#include "sheets/system.h"

namespace costcurve {

namespace {

/// How good a model becomes: its loss as a sum of what no model can learn, what more parameters would learn and what
/// more tokens would, after Hoffmann et al. 2022 ("Chinchilla"); and how to split compute between the two.
///
/// The five constants are fitted to dense transformers and to one text, tokenizer and context, so that losses of two
/// fits cannot be compared. Left out: mixtures of experts, tokens seen more than once, better data, what a loss is
/// worth in use, and that serving a smaller model is cheaper. Beyond the largest run that was fitted (some 1e21 to 1e22
/// FLOP) everything is extrapolated: three fits of nearly the same runs want 18, 59 or 93 tokens per parameter for one
/// budget.
struct ScalingLaw {
  Ratio irreducible_loss;
  Ratio parameter_coefficient;
  Ratio parameter_exponent;
  Ratio token_coefficient;
  Ratio token_exponent;
  Parameters parameters;
  Tokens tokens;
  TokensPerParameter tokens_per_parameter;
  Compute compute;
  Ratio parameter_loss;
  Ratio token_loss;
  Ratio loss;
  Ratio optimal_exponent;
  Ratio optimal_coefficient;
  Parameters optimal_parameters;
  Tokens optimal_tokens;
  TokensPerParameter optimal_tokens_per_parameter;
  Ratio optimal_parameter_loss;
  Ratio optimal_loss;
  Ratio compute_exponent;
  Ratio excess_loss;
  Ratio compute_overhead;
  Compute compute_of_equal_loss;
};

void constants(ScalingLaw& law, Table& table) {
  table.row("irreducible_loss", law.irreducible_loss, "", "E: nats per token that no model can learn of the text")
      .in(Domain::not_negative)
      .from("fit.irreducible_loss");
  table.row("parameter_coefficient", law.parameter_coefficient, "", "A: the parameters' part of the loss is A/N^alpha")
      .from("fit.parameter_coefficient");
  table.row("parameter_exponent", law.parameter_exponent, "", "alpha: how fast more parameters lower it")
      .in(Domain::fraction)
      .from("fit.parameter_exponent");
  table.row("token_coefficient", law.token_coefficient, "", "B: the tokens' part of the loss is B/D^beta")
      .from("fit.token_coefficient");
  table.row("token_exponent", law.token_exponent, "", "beta: how fast more tokens lower it")
      .in(Domain::fraction)
      .from("fit.token_exponent");
}

void the_model(ScalingLaw& law, Table& table) {
  table.row("parameters", law.parameters, "B parameter", "N: all parameters of a dense model");
  table.row("tokens", law.tokens, "B token", "D: training tokens, each seen once");
  table.row("tokens_per_parameter", law.tokens_per_parameter, "token/parameter", "training tokens over parameters");
  table.row("compute", law.compute, "FLOP", "C: floating point operations, at six per parameter and token");
  table.row("parameter_loss", law.parameter_loss, "", "what more parameters would learn, nats per token");
  table.row("token_loss", law.token_loss, "", "what more tokens would learn, nats per token");
  table.row("loss", law.loss, "", "loss of the model on text of the same kind, nats per token");
}

void the_optimum(ScalingLaw& law, Table& table) {
  table.row("optimal_exponent", law.optimal_exponent, "", "a: optimal parameters grow as compute to that power")
      .in(Domain::fraction);
  table.row("optimal_coefficient", law.optimal_coefficient, "", "G: optimal parameters are G (C/6)^a");
  table.row("optimal_parameters", law.optimal_parameters, "B parameter",
            "parameters that give the least loss for the compute");
  table.row("optimal_tokens", law.optimal_tokens, "B token", "tokens that give the least loss for the compute");
  table.row("optimal_tokens_per_parameter", law.optimal_tokens_per_parameter, "token/parameter",
            "optimal tokens over optimal parameters");
  table.row("optimal_parameter_loss", law.optimal_parameter_loss, "",
            "what more parameters than the optimal would learn, nats per token");
  table.row("optimal_loss", law.optimal_loss, "", "the least loss for the compute, nats per token");
  table.row("compute_exponent", law.compute_exponent, "", "how fast more compute lowers the least loss")
      .in(Domain::fraction);
  table.row("excess_loss", law.excess_loss, "", "loss over the least loss for the compute, nats per token")
      .in(Domain::any);
  table.row("compute_overhead", law.compute_overhead, "x",
            "compute over what would do for the same loss: 1 at the optimum");
  table.row("compute_of_equal_loss", law.compute_of_equal_loss, "FLOP", "compute that would do for the same loss");
}

void quantities(ScalingLaw& law, Table& table) {
  constants(law, table);
  the_model(law, table);
  the_optimum(law, table);
}

// Each part of the loss is a quantity of its own, so that every equation has each unknown once.
void loss_of_the_model(ScalingLaw& law, System& system) {
  const ComputePerParameterToken six = system.constant<ComputePerParameterToken>(6, "6 FLOP/parameter/token");
  const Parameters parameter = system.constant<Parameters>(1, "1 parameter");
  const Tokens token = system.constant<Tokens>(1, "1 token");
  const char* source = "Hoffmann et al. 2022, equation 10";
  system.equal("compute is six FLOP per parameter and token", law.compute, six * law.parameters * law.tokens,
               "Kaplan et al. 2020, section 2.1");
  system.equal("tokens per parameter is their ratio", law.tokens_per_parameter, law.tokens / law.parameters);
  system.equal("more parameters lower the loss as a power", law.parameter_loss,
               law.parameter_coefficient / pow(law.parameters / parameter, law.parameter_exponent), source);
  system.equal("more tokens lower the loss as a power", law.token_loss,
               law.token_coefficient / pow(law.tokens / token, law.token_exponent), source);
  system.equal("loss is what cannot be learned and what more parameters and tokens would learn", law.loss,
               law.irreducible_loss + law.parameter_loss + law.token_loss, source);
}

// Where six FLOP per parameter and token bind the two, the loss is least where alpha times the parameters' part is beta
// times the tokens' part. The parameters' part is then the share a = beta / (alpha + beta) of both, whatever the
// compute.
void least_loss(ScalingLaw& law, System& system) {
  const Ratio one = system.number(1);
  const Compute six = system.constant<Compute>(6, "6 FLOP");
  const ComputePerParameterToken six_each = system.constant<ComputePerParameterToken>(6, "6 FLOP/parameter/token");
  const Parameters parameter = system.constant<Parameters>(1, "1 parameter");
  const Ratio alpha = law.parameter_exponent, beta = law.token_exponent;
  const char* source = "Hoffmann et al. 2022, section 3.3";
  system.equal("optimal parameters grow with compute as beta over alpha and beta", law.optimal_exponent,
               one / (one + alpha / beta), source);
  system.equal_forward("the optimum is where both parts fall alike", law.optimal_coefficient,
                       pow(alpha * law.parameter_coefficient / (beta * law.token_coefficient), one / (alpha + beta)),
                       source);
  system.equal("optimal parameters are a power of compute", law.optimal_parameters,
               parameter * law.optimal_coefficient * pow(law.compute / six, law.optimal_exponent), source);
  system.equal("optimal tokens are what compute leaves them", law.optimal_tokens,
               law.compute / (six_each * law.optimal_parameters));
  system.equal("optimal tokens per parameter is their ratio", law.optimal_tokens_per_parameter,
               law.optimal_tokens / law.optimal_parameters);
  system.equal("optimal parameters lower the loss as all do", law.optimal_parameter_loss,
               law.parameter_coefficient / pow(law.optimal_parameters / parameter, alpha));
  system.equal("at the optimum the parameters' part is the same share of what could be learned", law.optimal_loss,
               law.irreducible_loss + law.optimal_parameter_loss / law.optimal_exponent);
}

void above_the_optimum(ScalingLaw& law, System& system) {
  const Ratio one = system.number(1);
  system.equal("the least loss falls with compute as alpha times a", law.compute_exponent,
               law.parameter_exponent * law.optimal_exponent, "Hoffmann et al. 2022, section 3.3");
  // What cannot be learned is in both: it is left out, not subtracted.
  system.equal("excess loss is what could be learned over what could at the optimum", law.excess_loss,
               law.parameter_loss + law.token_loss - law.optimal_parameter_loss / law.optimal_exponent);
  system.equal("compute overhead makes up for what more could be learned", law.compute_overhead,
               pow((law.parameter_loss + law.token_loss) * law.optimal_exponent / law.optimal_parameter_loss,
                   one / law.compute_exponent));
  system.equal("the same loss is the least of compute without the overhead", law.compute_of_equal_loss,
               law.compute / law.compute_overhead);
}

void equations(ScalingLaw& law, System& system) {
  loss_of_the_model(law, system);
  least_loss(law, system);
  above_the_optimum(law, system);
}

}  // namespace

extern const Sheet scaling_law_sheet = {
    "scaling_law",
    "loss from parameters and tokens, and the split of compute between them that makes it least",
    record_sheet<ScalingLaw>,
    rows_of_sheet<ScalingLaw>,
    R"(# A scaling law: loss from parameters and tokens, and how to split compute between the two. Name a fit of the
# catalog (`costcurve list fits`) or give its five constants. Losses of two fits cannot be compared.

title    = "Was Chinchilla compute-optimal?"
question = "70 B parameters and 1.4 T tokens: what would the same compute have done best with?"

[sources]
hoffmann = { title = "Hoffmann et al., Training compute-optimal large language models", year = 2022, url = "https://arxiv.org/abs/2203.15556" }

[chinchilla]
sheet      = "scaling_law"
fit        = "besiroglu_2024"              # or hoffmann_2022, with its rounded exponents; brings the five constants
parameters = { is = "70 B parameter", source = "hoffmann" }
tokens     = { is = "1.4 T token", source = "hoffmann" }
# compute  = "5.76e23 FLOP"                # instead of one of them, or alone for the optimum
# loss     = 1.94                          # instead of one of them: how many tokens does that take?
# parameter_exponent = 0.35                # in place of the fit's

[[claim]]
says   = "for the compute, 20 tokens for each parameter"
of     = "chinchilla.optimal_tokens_per_parameter"
value  = "about 20 token/parameter"
source = "hoffmann"
)",
    {"loss", "optimal_loss", "optimal_parameters", "optimal_tokens", "tokens_per_parameter"}};

}  // namespace costcurve
