#include "sheets/system.h"

namespace costcurve {

namespace {

using EmissionRate = Traced<detail::derived_dimension<detail::G, 1, detail::T, -1>::type>;
using EmissionPerToken = Traced<detail::derived_dimension<detail::G, 1, detail::K, -1>::type>;

/// Totals of a service said of what people understand: one request, one token, and one user for a month. Which totals
/// go in is the scenario's choice (electricity alone or with the making of hardware, final run or fleet), and so is
/// what a request is.
struct FunctionalUnit {
  Ratio requests;
  Ratio users;
  Time period;
  Emission emissions;
  Energy energy;
  Money cost;
  Emission emissions_per_request;
  Energy energy_per_request;
  Money cost_per_request;
  EmissionRate emissions_per_user;
  Power energy_per_user;
  MoneyRate cost_per_user;
  Tokens tokens;
  Tokens tokens_per_request;
  EmissionPerToken emissions_per_token;
  EnergyPerToken energy_per_token;
  TokenPrice cost_per_token;
};

// What counts as one request, and as one user, is the scenario's choice; it may be written with the numbers.
constexpr std::string_view people = "user person household";

void totals(FunctionalUnit& unit, Table& table) {
  table.row("requests", unit.requests, "", "requests that the totals are of: prompts, queries, answers")
      .counts(requests_asked);
  table.row("users", unit.users, "", "people whose requests they are").counts(people);
  table.row("period", unit.period, "day", "time in which they were made");
  table.row("emissions", unit.emissions, "tCO2e", "emissions of all requests").in(Domain::not_negative);
  table.row("energy", unit.energy, "MWh", "energy of all requests").in(Domain::not_negative);
  table.row("cost", unit.cost, "USD", "cost of all requests").in(Domain::not_negative);
}

void shares(FunctionalUnit& unit, Table& table) {
  table.row("emissions_per_request", unit.emissions_per_request, "gCO2e", "emissions of one request")
      .in(Domain::not_negative)
      .counts(requests_asked);
  table.row("energy_per_request", unit.energy_per_request, "Wh", "energy of one request")
      .in(Domain::not_negative)
      .counts(requests_asked);
  table.row("cost_per_request", unit.cost_per_request, "USD", "cost of one request")
      .in(Domain::not_negative)
      .counts(requests_asked);
  table.row("emissions_per_user", unit.emissions_per_user, "gCO2e/month", "emissions of one user's month")
      .in(Domain::not_negative)
      .counts(people);
  table.row("energy_per_user", unit.energy_per_user, "kWh/month", "energy of one user's month")
      .in(Domain::not_negative)
      .counts(people);
  table.row("cost_per_user", unit.cost_per_user, "USD/month", "cost of one user's month")
      .in(Domain::not_negative)
      .counts(people);
}

void shares_of_tokens(FunctionalUnit& unit, Table& table) {
  table.row("tokens", unit.tokens, "B token", "tokens of all requests");
  table.row("tokens_per_request", unit.tokens_per_request, "token", "tokens of one request").counts(requests_asked);
  table.row("emissions_per_token", unit.emissions_per_token, "gCO2e/Mtoken", "emissions of one token")
      .in(Domain::not_negative);
  table.row("energy_per_token", unit.energy_per_token, "J/token", "energy of one token").in(Domain::not_negative);
  table.row("cost_per_token", unit.cost_per_token, "USD/Mtoken", "cost of one token").in(Domain::not_negative);
}

void quantities(FunctionalUnit& unit, Table& table) {
  totals(unit, table);
  shares(unit, table);
  shares_of_tokens(unit, table);
}

void equations(FunctionalUnit& unit, System& system) {
  system.equal("emissions are those of one request times requests", unit.emissions,
               unit.emissions_per_request * unit.requests);
  system.equal("energy is that of one request times requests", unit.energy, unit.energy_per_request * unit.requests);
  system.equal("cost is that of one request times requests", unit.cost, unit.cost_per_request * unit.requests);
  system.equal("emissions are those of one user over the period, times users", unit.emissions,
               unit.emissions_per_user * unit.period * unit.users);
  system.equal("energy is that of one user over the period, times users", unit.energy,
               unit.energy_per_user * unit.period * unit.users);
  system.equal("cost is that of one user over the period, times users", unit.cost,
               unit.cost_per_user * unit.period * unit.users);
  system.equal("tokens are those of one request times requests", unit.tokens, unit.tokens_per_request * unit.requests);
  system.equal("emissions are those of one token times tokens", unit.emissions, unit.emissions_per_token * unit.tokens);
  system.equal("energy is that of one token times tokens", unit.energy, unit.energy_per_token * unit.tokens);
  system.equal("cost is that of one token times tokens", unit.cost, unit.cost_per_token * unit.tokens);
}

}  // namespace

extern const Sheet functional_unit_sheet = {
    "functional_unit",
    "totals of a service per request, per token, per user and month: emissions, energy, money",
    record_sheet<FunctionalUnit>,
    rows_of_sheet<FunctionalUnit>,
    R"(# Per request, per token, and per user and month. Give totals with requests, tokens, users and period; or what one
# request or token takes, for the totals. Totals may be another part's quantities: "run.energy".

title    = "One answer of ChatGPT, early in 2023"
question = "Do 564 MWh a day and 195 million requests make 2.9 Wh?"

[sources]
devries2023 = { title = "de Vries, The growing energy footprint of artificial intelligence, Joule 7", year = 2023, url = "https://doi.org/10.1016/j.joule.2023.09.004" }

[chatgpt]
sheet    = "functional_unit"
layer    = "serving"
source   = "devries2023"
requests = 195e6
period   = { is = "1 day", exact = true }
energy   = "564 MWh"
# emissions = "fleet.emissions"            # with cost, in the same way
# users     = 13e6                         # for one user's month
# tokens_per_request = 600                 # or tokens, of all requests: what one token takes

[[claim]]
says   = "2.9 Wh for each request"
of     = "chatgpt.energy_per_request"
value  = "2.9 Wh"
source = "devries2023"
)",
    {"cost_per_request", "energy_per_request", "emissions_per_request", "cost_per_token", "energy_per_token",
     "emissions_per_token", "cost_per_user"}};

}  // namespace costcurve
