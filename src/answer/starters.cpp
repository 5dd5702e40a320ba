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

# Your own contract: a part with its prices stands beside the others, with `of` in place of `over` below.
# [contract]
# sheet        = "bill"
# like         = "work"
# input_price  = "0.12 USD/Mtoken"
# output_price = "0.50 USD/Mtoken"

[compare]
over = { bill.api = ["GPT-4o-mini", "DeepSeek-V4.1-Flash", "Claude-Haiku-4.5", "o1"] }
show = ["bill.cost", "bill.input_price", "bill.output_price"]
# of = ["bill.cost", "contract.cost"]
)";

}  // namespace

const std::vector<Starter>& starters() {
  static const std::vector<Starter> all = {
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
