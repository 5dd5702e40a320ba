#include "quantity/units.h"
#include "sheets/system.h"

namespace costcurve {

namespace {

/// Steady exponential change: "doubles every 8 months", "2.8x per year", "177 % a year" and "44x in 7 years" in each
/// other's words.
///
/// The pace is positive; whatever uses the sheet says whether its subject rises or falls. Of something that falls,
/// `start` and `end` change places, and the doubling time is the time to halve. Both are plain numbers: for dollars or
/// FLOP give `factor` as an expression, "37.5 USD / 6 USD". Left out: whatever is not a straight line on a log scale.
struct Growth {
  Ratio start;
  Ratio end;
  Ratio factor;
  Time elapsed;
  Pace pace;
  Time doubling_time;
  Ratio annual_factor;
  Ratio annual_growth;
  Ratio annual_decline;
};

void quantities(Growth& growth, Table& table) {
  table.row("start", growth.start, "x",
            "the smaller value: the first of something that rises, the last of something that falls");
  table.row("end", growth.end, "x", "the larger value");
  table.row("factor", growth.factor, "x", "how many times more, or of something that falls, how many times less");
  table.row("elapsed", growth.elapsed, "year", "time in which it did");
  table.row("pace", growth.pace, "x/year", "the steady pace that does it");
  table.row("doubling_time", growth.doubling_time, "month", "time to double, or of something that falls, to halve");
  table.row("annual_factor", growth.annual_factor, "x", "how many times more, or less, after a year of 365.25 days");
  table.row("annual_growth", growth.annual_growth, "%", "growth in a year, if it rises");
  table.row("annual_decline", growth.annual_decline, "%", "decline in a year, if it falls").in(Domain::fraction);
}

void equations(Growth& growth, System& system) {
  const Ratio one = system.number(1);
  const Ratio ln_two = system.number(0.69314718055994531);
  const Time year = system.constant<Time>(seconds_per_year, "1 year");

  system.equal("factor is end over start", growth.factor, growth.end / growth.start);
  system.equal("factor is the pace kept up for the time elapsed", growth.factor, exp(growth.pace * growth.elapsed));
  system.equal("the pace over the doubling time makes a factor of two", growth.pace * growth.doubling_time, ln_two);
  system.equal("annual factor is the pace kept up for a year", growth.annual_factor, exp(growth.pace * year));
  // 10x a year is a growth of 900 % and a decline of 90 %: both words are printed for the same pace.
  system.equal("annual growth is the annual factor less 1", growth.annual_growth, growth.annual_factor - one);
  system.equal("annual decline is 1 less the part that is left", growth.annual_decline,
               one - one / growth.annual_factor);
}

}  // namespace

extern const Sheet growth_sheet = {
    "growth",
    "steady growth or decline: factor, time, pace, doubling time, factor and per cent a year",
    record_sheet<Growth>,
    rows_of_sheet<Growth>,
    R"(# Growth in everybody's words. Give a factor and a time, or any one of pace, doubling_time, annual_factor,
# annual_growth and annual_decline; the others follow.

title    = "How fast API prices fell from GPT-4 to Claude 3.5 Sonnet"
question = "Is that the 4x per year of the cost curve?"

[sources]
essay = { title = "Dario Amodei, On DeepSeek and Export Controls", year = 2025, url = "https://darioamodei.com/post/on-deepseek-and-export-controls" }

[price]
sheet   = "growth"
factor  = "37.5 USD / 6 USD"               # launch prices per million tokens, three of input to one of output
elapsed = "2024-06-20 - 2023-03-14"        # release to release, 464 days
# start = 6                                # instead of factor, the smaller and the larger of two plain numbers
# end   = 37.5

[[claim]]
says   = "the cost curve falls by maybe ~4x a year"   # said of training
of     = "price.pace"
value  = "about 4x/year"
source = "essay"
)",
    {"end", "pace", "elapsed", "factor", "annual_factor"}};

}  // namespace costcurve
