#include "sheets/goodput.h"

namespace costcurve {

void quantities(Goodput& goodput, Table& table) {
  table.row("chips", goodput.chips, "chip", "accelerators used at once");
  table
      .row("chip_time_between_failures", goodput.chip_time_between_failures, "k chip h",
           "chip time between failures that stop the run")
      .usually("45 k chip h", "Llama 3: 51 k, BLOOM: 32 to 65 k, MegaScale: 83 to 145 k, OPT: 14 k")
      .between("15 k chip h", "130 k chip h");
  table.row("save", goodput.save, "s", "time that training stands still for a checkpoint")
      .usually("10 s", "checkpoints written beneath the work");
  table.row("restart", goodput.restart, "min", "from a failure to the next step: finding it, starting again")
      .usually("10 min", "automatic restarts of 2024; by hand it is hours");
  table.row("interval", goodput.interval, "min", "time between checkpoints");
  table.row("between", goodput.between, "h", "time between failures of the whole run");
  table.row("saving", goodput.saving, "%", "share of the time in which checkpoints are written").in(Domain::fraction);
  table.row("lost", goodput.lost, "%", "share of the time that failures take: work done again, restarts")
      .in(Domain::fraction);
  table.row("evaluation", goodput.evaluation, "%", "share of the time in which the model is evaluated")
      .in(Domain::fraction)
      .usually("0", "evaluated elsewhere");
  table.row("goodput", goodput.goodput, "%", "share of the wall clock that becomes training").in(Domain::fraction);
}

void equations(Goodput& goodput, System& system) {
  const Ratio one = system.number(1), two = system.number(2);
  system.equal("chips fail independently", goodput.between, goodput.chip_time_between_failures / goodput.chips);
  system.estimate_forward("checkpoints come as often as costs least", goodput.interval,
                          sqrt(two * goodput.save * goodput.between), "Young 1974",
                          {.more = "checkpoints less often than that", .less = "checkpoints more often", .most = 1000});
  system.equal("a checkpoint stops the work", goodput.saving, goodput.save / (goodput.interval + goodput.save));
  const Time redone = goodput.interval / two;
  system.equal_forward("a failure takes half an interval, and a restart", goodput.lost,
                       (redone + goodput.restart) / (goodput.between + redone + goodput.restart));
  system.equal("goodput is what evaluation, checkpoints and failures leave", goodput.goodput,
               (one - goodput.evaluation) * (one - goodput.saving) * (one - goodput.lost));
}

extern const Sheet goodput_sheet = {
    "goodput",
    "failures, checkpoints, restarts: the share of a run's time that becomes training",
    record_sheet<Goodput>,
    rows_of_sheet<Goodput>,
    R"(# What failures leave of a run. Give how often something fails, how long a checkpoint stops the work, and how long
# a restart takes.

title    = "Llama 3 405B: 419 interruptions in 54 days"
question = "How much of the time of 16,384 H100s became training?"

[sources]
llama3 = { title = "The Llama 3 Herd of Models, section 3.3.4", year = 2024, url = "https://arxiv.org/abs/2407.21783" }

[run]
sheet   = "goodput"
chips   = 16384
chip_time_between_failures = { is = "16,384 chip * 54 day / 419", source = "llama3" }
save    = "10 s"
restart = "8 min"
# interval = "30 min"            # without it the best there is

[[claim]]
says   = "more than 90 % effective training time"
of     = "run.goodput"
value  = "> 90 %"
source = "llama3"
)",
    {"goodput", "between", "interval"}};

}  // namespace costcurve
