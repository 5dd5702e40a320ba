#pragma once
// The bytes on the fullest chip of a training plan.

#include "sheets/plan.h"

namespace costcurve {

/// What the fullest chip holds: weights, gradients, optimizer, activations, and what is worked on.
struct Memory {
  ChipMemory memory;
  Ratio reserved;

  Parameters held_dense, held_experts;
  Information bytes_weights, bytes_gradients, bytes_optimizer, bytes_gathered;
  Ratio in_flight;
  Information bytes_activations, bytes_working, bytes_logits, bytes_first, bytes_last, bytes;
  Ratio headroom;
  Word fits;
};

void quantities(Memory& memory, Table& table);
void equations(const Transformer& llm, const Network& network, const Split& split, const Layer& layer, Plan& plan,
               Memory& memory, System& system);

}  // namespace costcurve
