// A deployment whose chips decode and take in prompts, and its clients: each asks again as soon as it is answered.

#include "sheets/serving.h"

namespace costcurve {

namespace {

constexpr PassNames of_decoding = {"decode_dense",
                                   "decode_experts",
                                   "decode_cache",
                                   "",
                                   "decode_reduce",
                                   "decode_exchange",
                                   "decode_fixed",
                                   "decode_waits",
                                   "decode_hidden",
                                   "decode_step",
                                   "one step of all sequences, each by a token"};
constexpr PassNames of_prompts = {"prompt_dense",
                                  "prompt_experts",
                                  "prompt_cache",
                                  "prompt_attention",
                                  "prompt_reduce",
                                  "prompt_exchange",
                                  "prompt_fixed",
                                  "prompt_waits",
                                  "prompt_hidden",
                                  "prompt_step",
                                  "a step in which each replica takes in a prompt as well, or nothing else"};
constexpr PassNames of_checking = {"check_dense",
                                   "check_experts",
                                   "check_cache",
                                   "",
                                   "check_reduce",
                                   "check_exchange",
                                   "check_fixed",
                                   "check_waits",
                                   "check_hidden",
                                   "checked_step",
                                   "one step of all sequences, each checking its drafts"};

}  // namespace

void quantities(ServingSteps& steps, Table& table) {
  quantities(steps.served, table);
  table.row("drafts", steps.drafts, "", "tokens that a head of one layer drafts for each step to check (MTP)")
      .in(Domain::not_negative)
      .usually("0", "no drafts");
  table.row("acceptance", steps.acceptance, "%", "chance that a drafted token is right where the one before it was")
      .in(Domain::fraction)
      .usually("0.62", "SGLang: 2.18 tokens a step of 3 drafts, 2.44 of 4")
      .between("0.55", "0.85");
  table.row("tokens_per_step", steps.tokens_per_step, "token", "tokens that a sequence goes on by in a step");
  table
      .row("rank_sequences", steps.sequences.on_rank, "",
           "sequences of one copy of attention in one stage: of fewer than copies or stages, one")
      .in(Domain::not_negative);
  table
      .row("stage_sequences", steps.sequences.in_stage, "",
           "sequences in one stage, over all copies: of fewer than stages, one")
      .in(Domain::not_negative);
  pass_quantities(steps.decode, of_decoding, table);
  pass_quantities(steps.with_prompt, of_prompts, table);
  pass_quantities(steps.checking, of_checking, table);
  table.row("weights_share", steps.weights_share, "%",
            "share of a decode step that goes into weights, read or multiplied: the rest is cache, talk and kernels");
  table.row("draft_step", steps.draft_step, "ms", "drafting one token");
  table.row("decode_interval", steps.decode_interval, "ms",
            "time per output token of a sequence that no prompt disturbs");
  table.row("prompt_time", steps.prompt_time, "ms",
            "by how much one prompt lengthens the steps of all: its share, where replicas take in one each");
  steps.decode_step = steps.decode.whole;
  steps.prompt_step = steps.with_prompt.whole;
  steps.checked_step = steps.checking.whole;
}

namespace {

// What each kind of pass carries with so many sequences.
struct Loads {
  PassLoad decode, with_prompt, checking;
};

Loads loads(const ServingSteps& steps, const RankSequences& sequences, const Ratio& stages, System& system) {
  const ServingPlan& plan = steps.served.memory.plan;
  const Requests& requests = steps.served.memory.requests;
  const Ratio none = system.number(0), one = system.number(1);
  const Tokens one_token = system.constant<Tokens>(1, "1 token");
  const auto beside_prompts = [&](const Ratio& number) { return select(plan.prompts == "alone", none, number); };
  return {{sequences, one_token},
          {{beside_prompts(sequences.on_rank), beside_prompts(sequences.in_stage)},
           one_token,
           true,
           requests.fresh * plan.prompts_at_once,
           stages,
           requests.looks},
          {sequences, one_token * (steps.drafts + one)}};
}

// A prompt takes steps of its own, or lengthens one that reads the weights anyway.
Time added_by_a_prompt(const ServingSteps& steps, const Time& with_prompt, const Time& decode, System& system) {
  const ServingPlan& plan = steps.served.memory.plan;
  const Time no_time = system.constant<Time>(0, "0 s");
  return (with_prompt - select(plan.prompts == "alone", no_time, decode)) / (plan.replicas * plan.prompts_at_once);
}

// A draft takes one layer, and the output's matrix.
Time drafting(const ServingSteps& steps, const Time& decode, System& system) {
  const ServedModel& served = steps.served;
  const BytesPerParameter wide = system.constant<BytesPerParameter>(2, "2 byte/parameter");
  return decode / served.memory.llm.layers +
         served.memory.llm.vocabulary_parameters * wide / (served.memory.plan.tensor * served.rates.stream);
}

Time interval(const ServingSteps& steps, const Time& checked, const Time& draft, System& system) {
  const Tokens one_token = system.constant<Tokens>(1, "1 token");
  return (checked + steps.drafts * draft) * one_token / steps.tokens_per_step;
}

}  // namespace

void equations(ServingSteps& steps, const Ratio& stages, System& system) {
  equations(steps.served, system);
  const Ratio one = system.number(1);
  const Tokens one_token = system.constant<Tokens>(1, "1 token");
  const RankSequences spread =
      spread_over_ranks(steps.served.memory.plan, steps.served.memory.requests.sequences, system);
  system.equal_forward("copies of attention and stages share the sequences; one sequence lies on one of them",
                       steps.sequences.on_rank, spread.on_rank);
  system.equal_forward("stages share the sequences; one sequence is in one of them", steps.sequences.in_stage,
                       spread.in_stage);
  const Loads carried = loads(steps, steps.sequences, stages, system);
  pass_equations(steps.served, carried.decode, steps.decode, system);
  pass_equations(steps.served, carried.with_prompt, steps.with_prompt, system);
  pass_equations(steps.served, carried.checking, steps.checking, system);
  system.equal_forward(
      "weights are the matrices of all tokens and the experts of some", steps.weights_share,
      steps.served.constants.structure * (steps.decode.dense + steps.decode.experts) / steps.decode_step);
  system.estimate_forward("a prompt takes steps of its own, or lengthens one that reads the weights anyway",
                          steps.prompt_time, added_by_a_prompt(steps, steps.prompt_step, steps.decode_step, system),
                          "Agrawal et al. 2024, Sarathi-Serve", {.more = "the engine's own order of prompts"});
  system.estimate_forward("a draft takes one layer, and the output's matrix", steps.draft_step,
                          drafting(steps, steps.decode_step, system), "DeepSeek-V3, section 2.2", {});
  const Ratio right = min(steps.acceptance, system.number(0.999999));  // at 1 the sum of the series is no quotient
  system.estimate_forward("drafts are accepted until the first is wrong", steps.tokens_per_step,
                          one_token * (one - pow(right, steps.drafts + one)) / (one - right),
                          "Leviathan et al. 2023, equation 1", {.less = "text that is harder to guess"});
  system.equal_forward("a step that checks its drafts gives several tokens", steps.decode_interval,
                       interval(steps, steps.checked_step, steps.draft_step, system));
}

Time own_prompt(const ServingSteps& steps, const Ratio& stages) {
  return steps.prompt_time * steps.served.memory.plan.replicas * stages;
}

StepTimes step_times(const ServingSteps& steps, const Ratio& sequences, System& system) {
  const ServingPlan& plan = steps.served.memory.plan;
  const Loads carried = loads(steps, spread_over_ranks(plan, sequences, system), plan.pipeline, system);
  const Time decode = pass_time(steps.served, carried.decode, system),
             with_prompt = pass_time(steps.served, carried.with_prompt, system),
             checked = pass_time(steps.served, carried.checking, system);
  return {interval(steps, checked, drafting(steps, decode, system), system),
          added_by_a_prompt(steps, with_prompt, decode, system)};
}

namespace {

/// A model that answers on some chips: as many clients as are said, each of which asks again when it is answered.
///
/// Definitions, as benchmarks have them. TTFT, `first_token`: from the request to its first token. TPOT,
/// `time_per_token`: the rest of the answer's time over its tokens but the first, a mean over requests; the inter-token
/// latency has the same mean where every step gives one token. Throughput counts output tokens.
///
/// Left out: bursts, preemption, requests whose length differs, gaps in the engine's scheduling.
struct Serving {
  ServingSteps steps;
  TokenCost cost;
  Ratio concurrency, stall, first_wave, first_token_steps;
  Time time_per_token, first_token, latency, time_per_token_limit, first_token_limit;
  Ratio busy;
  TokenRate interactivity;
};

void clients(Serving& serving, Table& table) {
  table.row("concurrency", serving.concurrency, "", "clients, each of which asks again as soon as it is answered")
      .counts(requests_asked);
  table.row("time_per_token", serving.time_per_token, "ms",
            "TPOT: the time of an answer after its first token, over the tokens of that time");
  table.row("interactivity", serving.interactivity, "token/s", "output tokens that one user sees in a second");
  table.row("first_token", serving.first_token, "ms",
            "TTFT: from a request to its first token; mean of a benchmark whose clients start all at once and ask "
            "ten times");
  table.row("latency", serving.latency, "s", "from a request to its last token");
  table.row("busy", serving.busy, "%", "share of the time that goes into prompts");
  table.row("time_per_token_limit", serving.time_per_token_limit, "ms", "what a user is promised");
  table.row("first_token_limit", serving.first_token_limit, "ms", "the same of the first token");
  table.row("stall", serving.stall, "", "how often each other client's prompt meets an answer of mine")
      .usually("1", "clients that ask at any time; a simulation agrees within 2 %");
  table
      .row("first_token_steps", serving.first_token_steps, "",
           "decode steps that pass in scheduling and streaming before a first token is seen")
      .usually("5", "measured first tokens: vLLM 6, TensorRT-LLM 13, SGLang 20")
      .between("2", "20");
  table
      .row("first_wave", serving.first_wave, "",
           "prompts of the others, for each of them, that a mean request waits for")
      .in(Domain::not_negative)
      .usually("0.11", "measured first tokens: the first wave arrives at once")
      .between("0.05", "0.30");
}

void quantities(Serving& serving, Table& table) {
  clients(serving, table);
  quantities(serving.steps, table);
  quantities(serving.cost, table);
}

// Clients fill no more stages with prompts than there are clients, and one at least.
Ratio stages_filled(const Serving& serving, System& system) {
  const ServingMemory& memory = serving.steps.served.memory;
  return max(system.number(1), min(memory.plan.pipeline, memory.requests.sequences));
}

void closed_loop(Serving& serving, System& system) {
  const ServingSteps& steps = serving.steps;
  const Requests& requests = steps.served.memory.requests;
  const Ratio one = system.number(1), two = system.number(2), none = system.number(0), most = system.number(0.95);
  const Tokens one_token = system.constant<Tokens>(1, "1 token");
  const Ratio others = max(serving.concurrency - one, none);
  system.equal("every client has a request in flight", requests.sequences, serving.concurrency);
  system.estimate_forward(
      "while my answer runs every other client brings a prompt", serving.time_per_token,
      steps.decode_interval + serving.stall * others * steps.prompt_time * one_token / requests.output, "a closed loop",
      {.more = "clients that move in step", .less = "prompts that wait"});
  const Time of_all_prompts = serving.concurrency * steps.prompt_time,
             of_answers = requests.output / one_token * steps.decode_interval;
  system.equal_forward("while all are answered once, steps and everybody's prompts share the time", serving.busy,
                       of_all_prompts / (of_answers + of_all_prompts));
  // A queue whose prompts come at any time, and what is left of the wave in which all clients start: of prompts there
  // are no more than the others have.
  const Ratio load = min(serving.busy, most);
  system.estimate_forward(
      "a first token waits for scheduling, its own prompt and those before it: no more than the others have",
      serving.first_token,
      serving.first_token_steps * steps.decode_step + own_prompt(steps, stages_filled(serving, system)) +
          min(load / (two * (one - load)) + serving.first_wave * others, others) * steps.prompt_time,
      "measured closed loops", {.more = "engines that schedule late", .less = "clients that start one by one"});
  system.equal_forward("an answer takes its first token and the time of the others", serving.latency,
                       serving.first_token + (requests.output / one_token - one) * serving.time_per_token);
  system.equal_forward("a user sees a token in the time of one", serving.interactivity,
                       one_token / serving.time_per_token);
  system.at_most("time per token keeps its limit", serving.time_per_token, serving.time_per_token_limit);
  system.at_most("the first token keeps its limit", serving.first_token, serving.first_token_limit);
}

void equations(Serving& serving, System& system) {
  equations(serving.steps, stages_filled(serving, system), system);
  closed_loop(serving, system);
  full_throughput(serving.cost, serving.steps, system);
  equations(serving.cost, serving.steps, system);
}

}  // namespace

extern const Sheet serving_sheet = {
    "serving",
    "a model that answers on some chips: memory, time per token, throughput, USD per million tokens",
    record_sheet<Serving>,
    rows_of_sheet<Serving>,
    R"(# A model that answers: from its shape and the chip's data sheet to milliseconds, tokens per second and dollars.

title    = "Llama 3.1 70B on two H100s"
question = "What does a million output tokens cost when 64 clients ask at once?"

[llama]
sheet              = "serving"
layer              = "serving"
llm                = "Llama-3.1-70B"
chip               = "H100"
format             = "fp8-static"          # `costcurve list formats`: how weights and cache are kept
tensor             = 2                     # chips that attention is split over; replicas, expert_parallel, pipeline
input_per_request  = "1024 token"
output_per_request = "1024 token"
# cached_per_request = "512 token"         # of the input, what is in the prefix cache
concurrency        = 64                    # clients, each of which asks again as soon as it is answered
rent               = "2.95 USD/chip/h"
# utilisation      = "50 %"                # lays idle hours on the tokens; without it the chips are always busy
# api              = "Llama-3.3-70B-Groq"  # what somebody asks for the same: `margin`

[[claim]]
says  = "every user gets 20 tokens a second"
of    = "llama.interactivity"
value = "> 20 token/s"
)",
    {"cost_per_output_token", "time_per_token", "chip_throughput", "first_token", "most_sequences"}};

}  // namespace costcurve
