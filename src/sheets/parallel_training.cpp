// From a plan to seconds, dollars and tonnes: several sheets as one part, in which what has one name is one quantity.

#include "sheets/energy.h"
#include "sheets/goodput.h"
#include "sheets/memory.h"
#include "sheets/training.h"

namespace costcurve {

namespace {

/// A model, a chip and a plan; the step, the memory, the goodput; and the run that comes of them.
struct ParallelTraining {
  Transformer llm;
  Split split;
  Network network;
  Layer layer;
  Plan plan;
  Memory memory;
  Goodput goodput;
  Training run;
  EnergyUse energy;
};

/// What nobody prints of a run, as runs that were metered have it.
void usual_power(EnergyUse& energy, Table& table) {
  table.row("utilisation", energy.utilisation, "%", "average draw of a chip over its rated power")
      .of("chip_power")
      .usually("75 %", "metered training runs")
      .between("60 %", "90 %");
  table.row("server_overhead", energy.server_overhead, "x", "power of a server over that of its chips")
      .usually("1.4", "servers of eight H100s: 10.2 kW over 8 x 0.7 kW is 1.8 at most")
      .between("1.2", "1.8");
  table.row("pue", energy.pue, "x", "power usage effectiveness: energy of the building over that of its servers")
      .usually("1.2", "large data centres: 1.08 to 1.5")
      .between("1.08", "1.5");
}

void quantities(ParallelTraining& part, Table& table) {
  quantities(part.llm, table);
  quantities(part.split, table);
  quantities(part.layer, table);
  quantities(part.network, table);
  quantities(part.plan, table);
  quantities(part.memory, table);
  quantities(part.goodput, table);
  quantities(part.run, table);
  usual_power(part.energy, table);
  quantities(part.energy, table);
}

void equations(ParallelTraining& part, System& system) {
  equations(part.llm, system);
  equations(part.network, system);
  equations(part.llm, part.network, part.split, part.layer, system);
  equations(part.llm, part.network, part.split, part.layer, part.plan, system);
  equations(part.llm, part.network, part.split, part.layer, part.plan, part.memory, system);
  equations(part.goodput, system);
  identities(part.run, system);
  identities(part.energy, system);
  system.at_least("a run has the tokens of one step at least", part.run.tokens, part.split.batch_tokens);
  system.equal("uptime is goodput", part.run.uptime, part.goodput.goodput);
}

}  // namespace

extern const Sheet parallel_training_sheet = {
    "parallel_training",
    "a training plan: how a run is split over chips; its step, memory, MFU, goodput, hours and cost",
    record_sheet<ParallelTraining>,
    rows_of_sheet<ParallelTraining>,
    R"(# A training plan: which model, how many of which chips, and how it is split. What is not said is the usual, and is
# named below the answer.

title    = "Llama 3 70B on 64 H100s"
question = "How long does a step take, does it fit, and what do 15 T tokens cost?"

[run]
sheet     = "parallel_training"
layer     = "final run"
llm       = "Llama-3.1-70B"          # brings the shape; `costcurve list llms`
chip      = "H100"                   # brings peak, memory, bandwidths and what matmuls reach
precision = "fp8"                    # or bf16, mxfp8, nvfp4
sequence  = "8192 token"
batch     = 128                      # sequences of one step
chips     = 64
tensor    = 4                        # TP: chips that share each matrix
pipeline  = 8                        # PP: stages; `data` follows from the number of chips
interleave = 5                       # chunks of layers in a stage
# zero      = 1                      # 0, 1, 2, 3 (FSDP)
# recompute = "selective"            # none, selective, light, full
# attention = "v3"                   # unfused, v1, v2, v3
# launch    = "eager"                # eager, partial, graph
# microbatch = 1                     # sequences at once
tokens    = "15 T token"
rent      = "2 USD/chip/h"
)",
    {"step", "mfu", "mfu_causal", "chip_token_rate", "bytes", "headroom", "fits", "goodput", "duration", "cost",
     "energy", "emissions", "left_out"}};

}  // namespace costcurve
