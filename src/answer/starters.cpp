#include "answer/starters.h"

#include <algorithm>

namespace costcurve {

namespace {

constexpr std::string_view comparison =
    R"(# Which of several is cheapest for what one does? Say the work once; every option's bill takes it from there.
#
#     costcurve compare mine.toml                          # the cheapest first, and why
#     costcurve compare mine.toml --why 'GPT-4o-mini, o1'  # what makes one dearer, in dollars that add up
#     costcurve compare mine.toml --as-of 2025-06-01       # at the prices of another day
#     costcurve compare mine.toml --over 'bill.api = *'    # every API of the catalog

title    = "Which API for our work?"
question = "Which API is cheapest for what we do in a month?"
as_of    = "2026-11-28"                      # prices of that day

[work]
sheet              = "workload"
requests           = "200 k requests"        # in the month
input_per_request  = "1,500 to 3,000 token"  # a range: what nobody knows better is 90 % of what may be
output_per_request = "400 token"
cached_share       = "30 %"                  # of the input, read from a cache
# batch_share      = "20 %"                  # of the work, that may wait a day

[bill]
sheet = "bill"
like  = "work"                               # takes what it does not say itself from there
api   = "GPT-4o-mini"

# Your own contract: a part with its prices stands beside the others, with `beside` below; many as rows = "prices.csv".
# [contract]
# sheet        = "bill"
# like         = "work"
# input_price  = "0.12 USD/Mtoken"
# output_price = "0.50 USD/Mtoken"

[compare]
over = { bill.api = ["GPT-4o-mini", "DeepSeek-V4.1-Flash", "Claude-Haiku-4.5", "o1"] }
show = ["bill.cost", "bill.input_price", "bill.output_price"]
# beside = ["contract"]
# base = "GPT-4o-mini"                       # all others are held to it
)";

constexpr std::string_view claim =
    R"(# One published claim, checked. Put in what you have read: costcurve works out what follows, and whether the claim can be true.
#
#     costcurve check mine.toml
#     costcurve explain mine.toml run.cost
#
# Others to start from: costcurve new press-release, costcurve new compare, or the name of a sheet (costcurve list sheets).

question = "Can 512 H800s for 80 hours have cost $294,000?"

[sources]
article = { title = "the article you read", year = 2025, url = "https://example.org" }

[run]
sheet    = "training"                        # which equations hold
chip     = "H800"                            # of the catalog: brings its peak
chips    = 512
duration = { is = "80 h", source = "article" }    # a quotation: 79.5 to 80.5 h
rent     = "2 USD/chip/h"                    # of one chip

[[claim]]
says   = "512 H800s for an 80-hour run cost $294,000"
of     = "run.cost"
value  = "$294,000"
source = "article"
)";

constexpr std::string_view press_release =
    R"(# A press release, checked: put in what it prints, and see what follows and what does not hold.
#
#     costcurve check mine.toml                 # which of its claims can be true
#     costcurve run mine.toml                   # the rent that its dollars imply, the power, the carbon
#     costcurve solve mine.toml --for all --so-that 'run.cost = $5.6 million'

title    = "A press release: what it cost, how well it ran, what it drew"
question = "Can what is printed be true, and what does it imply?"
answer   = ["run.rent", "run.mfu", "power.facility_power", "like.households"]

[sources]
release = { title = "the press release", year = 2024, url = "https://example.org" }

[run]
sheet    = "training"
layer    = "final run"                      # or development, cluster, company: what the dollars cover
source   = "release"                        # all values of the part are quotations: rounded as printed
chip     = "H800"                           # `costcurve list chips` shows the others
chips    = "2,048 chip"
duration = "57 days"
cost     = "$5.6 million"                   # dollars without a rent: it follows, beside what clouds ask
llm      = "DeepSeek-V3"                    # brings the parameters; or active_parameters = "37 B parameter"
tokens   = "14.8 T token"                   # with them the compute follows, and the MFU

[power]
sheet       = "energy"
like        = "run"                         # its chips and its duration
chip        = "H800"
utilisation = { assumed = "70 to 90 %" }    # of the rated power
server_overhead = { assumed = "1.3 to 1.8" }    # processors, memory and fans of the servers; 1 would be the chips alone
pue         = { assumed = "1.1 to 1.4" }    # of the building; 1 would be the servers alone
grid        = "china"                       # `costcurve list grids`

[yardsticks]
yardstick = "everyday"                      # a household's year, a flight: what results are like

[like]
households = "power.energy / yardsticks.us_household_year"
flights    = "power.emissions / yardsticks.transatlantic_return"

[[claim]]
says   = "a third of what the chips can do was used"
of     = "run.mfu"
value  = "about 33 %"
source = "release"

[[claim]]
says   = "trained at a fraction of the usual price: under 2 dollars a GPU hour"
of     = "run.rent"
value  = "under 2 USD/chip/h"
source = "release"

[[claim]]
says   = "the cluster draws less than 3 megawatts"
of     = "power.facility_power"
value  = "under 3 MW"
source = "release"

[[claim]]
says   = "its training emitted no more than 1,000 tonnes"
of     = "power.emissions"
value  = "at most 1,000 tCO2e"
source = "release"
)";

}  // namespace

const std::vector<Starter>& starters() {
  static const std::vector<Starter> all = {
      {"claim", "one published claim, checked: what `new` prints without a name", claim},
      {"press-release", "cost, efficiency, power and carbon as claims, and what the dollars imply", press_release},
      {"compare", "options side by side for one workload, the cheapest first", comparison},
  };
  return all;
}

const Starter* find_starter(std::string_view name) {
  const auto found =
      std::find_if(starters().begin(), starters().end(), [&](const Starter& starter) { return starter.name == name; });
  return found == starters().end() ? nullptr : &*found;
}

}  // namespace costcurve
