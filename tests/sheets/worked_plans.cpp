// Generated from an independent program; see worked_plans.h.

#include "worked_plans.h"

namespace costcurve::testing {

const std::vector<WorkedPlan>& worked_plans() {
  static const std::vector<WorkedPlan> plans = {
      {"1 GPT 22B, full recomputation",
       R"(layers = 48
hidden = 6144
heads = 64
kv_heads = 64
head_width = 96
ffn = 24576
matrices = 2
vocabulary = 51200
chip = "A100-80GB"
sequence = "2048 token"
chips = 8
tensor = 8
microbatch = 4
batch = 4
recompute = "full"
sequence_parallel = "no"
attention = "unfused"
overlap = "no"
overlap_tensor = "no"
gradient_bytes = "2 byte/parameter"
zero = 0
)",
       {
           {"chip_token_rate", 688.876, "token/s/chip"},
           {"step", 1.48648, "s"},
           {"mfu", 0.308216, "x"},
           {"mfu_causal", 0.300215, "x"},
           {"bytes", 51.3928, "GB"},
           {"slowest", 1.37741, "s"},
           {"fill", 0, "s"},
           {"time_replicas", 0, "s"},
           {"time_update", 0.0500832, "s"},
       }},
      {"2 GPT 22B, selective recomputation and sequence parallelism",
       R"(layers = 48
hidden = 6144
heads = 64
kv_heads = 64
head_width = 96
ffn = 24576
matrices = 2
vocabulary = 51200
chip = "A100-80GB"
sequence = "2048 token"
chips = 8
tensor = 8
microbatch = 4
batch = 4
recompute = "selective"
attention = "unfused"
overlap = "no"
overlap_tensor = "no"
gradient_bytes = "2 byte/parameter"
zero = 0
)",
       {
           {"chip_token_rate", 945.5, "token/s/chip"},
           {"step", 1.08302, "s"},
           {"mfu", 0.423035, "x"},
           {"mfu_causal", 0.412053, "x"},
           {"bytes", 55.5032, "GB"},
           {"slowest", 0.990521, "s"},
           {"fill", 0, "s"},
           {"time_replicas", 0, "s"},
           {"time_update", 0.0500832, "s"},
       }},
      {"3 GPT-3 on 64 A100s",
       R"(llm = "GPT-3"
chip = "A100-80GB"
sequence = "2048 token"
chips = 64
tensor = 8
pipeline = 8
interleave = 3
batch = 64
recompute = "selective"
attention = "unfused"
overlap = "no"
overlap_tensor = "no"
gradient_bytes = "2 byte/parameter"
zero = 0
)",
       {
           {"chip_token_rate", 148.182, "token/s/chip"},
           {"step", 13.8209, "s"},
           {"mfu", 0.511247, "x"},
           {"mfu_causal", 0.504362, "x"},
           {"bytes", 58.3595, "GB"},
           {"slowest", 0.193419, "s"},
           {"fill", 0.44625, "s"},
           {"time_replicas", 0, "s"},
           {"time_update", 0.0507975, "s"},
           {"attention_parameters", 603.98, "M parameter"},
           {"ffn_parameters", 1207.96, "M parameter"},
           {"flop_per_token", 1.07644, "TFLOP/token"},
           {"flop_per_token_causal", 1.06195, "TFLOP/token"},
           {"time_projections", 1.30817, "ms"},
           {"time_ffn", 2.55539, "ms"},
           {"time_core", 0.491217, "ms"},
           {"time_elementwise", 0.0647587, "ms"},
           {"time_activation", 0.0304747, "ms"},
           {"time_tensor", 0.944824, "ms"},
           {"plain_forward", 5.39484, "ms"},
           {"plain_backward", 10.3361, "ms"},
           {"time_head", 4.46516, "ms"},
           {"time_send", 2.4793, "ms"},
           {"through", 1.51017, "s"},
           {"bytes_weights", 5.5931, "GB"},
           {"bytes_gradients", 5.5931, "GB"},
           {"bytes_optimizer", 33.5586, "GB"},
           {"bytes_activations", 13.2624, "GB"},
       }},
      {"4 MT-NLG 530B on 280 A100s",
       R"(llm = "MT-NLG-530B"
chip = "A100-80GB"
sequence = "2048 token"
chips = 280
tensor = 8
pipeline = 35
interleave = 3
batch = 280
recompute = "selective"
attention = "unfused"
overlap = "no"
overlap_tensor = "no"
gradient_bytes = "2 byte/parameter"
zero = 0
)",
       {
           {"chip_token_rate", 52.7282, "token/s/chip"},
           {"step", 38.8407, "s"},
           {"mfu", 0.545877, "x"},
           {"mfu_causal", 0.541412, "x"},
           {"bytes", 57.9967, "GB"},
           {"slowest", 0.120659, "s"},
           {"fill", 1.32955, "s"},
           {"time_replicas", 0, "s"},
           {"time_update", 0.0366648, "s"},
       }},
      {"5 MPT-7B, ZeRO-3",
       R"(layers = 32
hidden = 4096
heads = 32
kv_heads = 32
head_width = 128
ffn = 16384
matrices = 2
vocabulary = 50368
chip = "A100-80GB"
sequence = "2048 token"
chips = 8
microbatch = 8
batch = 512
zero = 3
recompute = "full"
attention = "v1"
gradient_bytes = "2 byte/parameter"
data = 8
)",
       {
           {"chip_token_rate", 3787.94, "token/s/chip"},
           {"step", 34.6025, "s"},
           {"mfu", 0.523437, "x"},
           {"mfu_causal", 0.503883, "x"},
           {"bytes", 27.2514, "GB"},
           {"slowest", 4.06624, "s"},
           {"fill", 0, "s"},
           {"time_replicas", 0.664325, "s"},
           {"time_update", 0.0150963, "s"},
       }},
      {"6 MPT-30B on 64 A100s, ZeRO-3",
       R"(layers = 48
hidden = 7168
heads = 56
kv_heads = 56
head_width = 128
ffn = 28672
matrices = 2
vocabulary = 50368
chip = "A100-80GB"
sequence = "2048 token"
chips = 64
microbatch = 8
batch = 512
zero = 3
recompute = "full"
attention = "v1"
gradient_bytes = "2 byte/parameter"
data = 64
)",
       {
           {"chip_token_rate", 869.511, "token/s/chip"},
           {"step", 18.8428, "s"},
           {"mfu", 0.524471, "x"},
           {"mfu_causal", 0.512688, "x"},
           {"bytes", 32.7304, "GB"},
           {"slowest", 16.771, "s"},
           {"fill", 0, "s"},
           {"time_replicas", 1.04756, "s"},
           {"time_update", 0.00850205, "s"},
       }},
      {"7 GPT-3 on 1,024 A100s",
       R"(llm = "GPT-3"
chip = "A100-80GB"
sequence = "2048 token"
chips = 1024
tensor = 8
pipeline = 8
data = 16
interleave = 6
batch = 1536
recompute = "selective"
attention = "v2"
overlap = "no"
overlap_tensor = "no"
)",
       {
           {"chip_token_rate", 155.345, "token/s/chip"},
           {"step", 19.7753, "s"},
           {"mfu", 0.535963, "x"},
           {"mfu_causal", 0.528745, "x"},
           {"bytes", 30.302, "GB"},
           {"slowest", 0.174438, "s"},
           {"fill", 0.204151, "s"},
           {"time_replicas", 0.983323, "s"},
           {"time_update", 0.00317484, "s"},
       }},
      {"8 Llama 3 8B in FP8, ZeRO-3",
       R"(llm = "Llama-3.1-8B"
chip = "H100"
sequence = "8192 token"
chips = 8
data = 8
batch = 128
zero = 3
precision = "fp8"
)",
       {
           {"chip_token_rate", 12077.5, "token/s/chip"},
           {"step", 10.8526, "s"},
           {"mfu", 0.706934, "x"},
           {"mfu_causal", 0.628292, "x"},
           {"bytes", 57.02, "GB"},
           {"slowest", 0.569924, "s"},
           {"fill", 0, "s"},
           {"time_replicas", 1.33292, "s"},
           {"time_update", 0.0103713, "s"},
       }},
      {"9 Llama 3 70B on 64 H100s in FP8",
       R"(llm = "Llama-3.1-70B"
chip = "H100"
sequence = "8192 token"
chips = 64
tensor = 4
pipeline = 8
data = 2
interleave = 5
batch = 128
balanced = "yes"
precision = "fp8"
)",
       {
           {"chip_token_rate", 1639.45, "token/s/chip"},
           {"step", 9.99362, "s"},
           {"mfu", 0.797742, "x"},
           {"mfu_causal", 0.744366, "x"},
           {"bytes", 73.8009, "GB"},
           {"slowest", 0.13791, "s"},
           {"fill", 0.204401, "s"},
           {"time_replicas", 0.011111, "s"},
           {"time_update", 0.0132767, "s"},
       }},
      {"10 Llama 3.1 405B on 1,024 H100s in FP8",
       R"(llm = "Llama-3.1-405B"
chip = "H100"
sequence = "8192 token"
chips = 1024
tensor = 8
pipeline = 8
context = 2
data = 8
interleave = 8
batch = 512
balanced = "yes"
precision = "fp8"
)",
       {
           {"chip_token_rate", 288.835, "token/s/chip"},
           {"step", 14.1811, "s"},
           {"mfu", 0.766438, "x"},
           {"mfu_causal", 0.736816, "x"},
           {"bytes", 76.9157, "GB"},
           {"slowest", 0.182703, "s"},
           {"fill", 0.166389, "s"},
           {"time_replicas", 1.06544, "s"},
           {"time_update", 0.00451796, "s"},
       }},
      {"11 Qwen3 30B-A3B on 8 GB200s in MXFP8",
       R"(llm = "Qwen3-30B-A3B"
chip = "GB200"
sequence = "4096 token"
chips = 8
data = 8
expert_parallel = 8
microbatch = 4
batch = 512
launch = "partial"
precision = "mxfp8"
balanced = "yes"
)",
       {
           {"chip_token_rate", 27907, "token/s/chip"},
           {"step", 9.39347, "s"},
           {"mfu", 0.311595, "x"},
           {"mfu_causal", 0.257658, "x"},
           {"bytes", 178.695, "GB"},
           {"slowest", 0.561633, "s"},
           {"fill", 0, "s"},
           {"time_replicas", 0.00501801, "s"},
           {"time_update", 0.0174889, "s"},
       }},
      {"12 DeepSeek-V3 on 2,048 H800s in FP8",
       R"(llm = "DeepSeek-V3"
chip = "H800"
sequence = "4096 token"
chips = 2048
pipeline = 16
data = 128
expert_parallel = 64
batch = 15360
recompute = "light"
balanced = "yes"
precision = "fp8"
overlap_expert = "yes"
dispatch_bytes = "1.5 byte/token"
dual_pipe = "yes"
)",
       {
           {"chip_token_rate", 1274.93, "token/s/chip"},
           {"step", 24.0955, "s"},
           {"mfu", 0.362289, "x"},
           {"mfu_causal", 0.322726, "x"},
           {"bytes", 69.7425, "GB"},
           {"slowest", 0.170416, "s"},
           {"fill", 1.28816, "s"},
           {"time_replicas", 0.0894155, "s"},
           {"time_update", 0.00369247, "s"},
           {"copies", 32768, "token"},
           {"local_experts", 4, "x"},
           {"ranks_hit", 7.57591, "x"},
           {"domains_hit", 4, "x"},
           {"time_experts", 2.94956, "ms"},
           {"time_routing", 1.19676, "ms"},
           {"time_all_to_all", 10.1778, "ms"},
           {"mixture_forward", 17.0831, "ms"},
           {"mixture_backward", 26.7385, "ms"},
       }},
  };
  return plans;
}

}  // namespace costcurve::testing
