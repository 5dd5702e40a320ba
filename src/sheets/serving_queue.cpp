// A deployment whose requests arrive at a rate, whether it has answered the others or not: what one waits for.

#include "sheets/serving.h"

namespace costcurve {

namespace {

/// A model that answers requests which arrive at a rate. How many are answered at once follows from the time that one
/// takes, and that from how many are (Little's law): one solution, or none, where the deployment cannot keep up.
///
/// Prompts ride along with the next step, first come first served; deployments that are alike share the requests
/// evenly. Left out: bursts beyond what arrival_cv2 says, preemption, routing to the idlest. Percentiles of the first
/// token are shapes of simulated queues: to a load of 0.7 they are within 0.7 to 1.5 times what a simulation says,
/// beyond that they are no numbers, and a simulation has to say them.
struct ServingQueue {
  ServingSteps steps;
  TokenCost cost;
  Pace request_rate, deployment_rate;
  Ratio deployments, arrival_cv2, length_cv2, extra_steps, load;
  Chips all_chips;
  MoneyRate all_money_rate;
  TokenRate interactivity;
  Tokens budget;
  Time seen_step, own_step, time_per_token, gated_first_token, crowded_first_token, first_token, latency;
  Time first_token_p50, first_token_p90, first_token_p99, time_per_token_limit, first_token_limit;
  Ratio busy;
};

void arrivals(ServingQueue& queue, Table& table) {
  table.row("request_rate", queue.request_rate, "1/s", "requests that arrive per time, at all deployments together")
      .counts(requests_asked);
  table.row("deployments", queue.deployments, "", "deployments that are alike, which share the requests evenly")
      .usually("1", "one deployment answers all");
  table.row("deployment_rate", queue.deployment_rate, "1/s", "requests that arrive per time at one deployment")
      .counts(requests_asked);
  table.row("all_chips", queue.all_chips, "chip", "accelerators of all deployments");
  table.row("all_money_rate", queue.all_money_rate, "USD/h", "what an hour of all deployments costs")
      .in(Domain::not_negative);
  table
      .row("arrival_cv2", queue.arrival_cv2, "",
           "squared coefficient of variation of the time between arrivals: 1 where they are independent")
      .in(Domain::not_negative)
      .usually("1", "independent arrivals (a Poisson process)");
  table.row("length_cv2", queue.length_cv2, "", "squared coefficient of variation of the input's length")
      .in(Domain::not_negative)
      .usually("0", "requests of equal length");
  table.row("budget", queue.budget, "token", "tokens of prompts that a step takes in at most, on each replica")
      .usually("8192 token", "vLLM's max_num_batched_tokens on chips of 80 GB and more");
  table
      .row("extra_steps", queue.extra_steps, "",
           "decode steps more than the queue explains before a first token is seen")
      .in(Domain::not_negative)
      .usually("1", "engines schedule a step ahead and stream a token late");
  table.row("busy", queue.busy, "%", "share of the time that goes into prompts").in(Domain::not_negative);
  table.row("load", queue.load, "%", "share of the time that full steps would need to take in the prompts that come")
      .in(Domain::not_negative);
}

void waiting(ServingQueue& queue, Table& table) {
  table.row("time_per_token", queue.time_per_token, "ms",
            "TPOT: the time of an answer after its first token, over the tokens of that time");
  table.row("interactivity", queue.interactivity, "token/s", "output tokens that one user sees in a second");
  table.row("seen_step", queue.seen_step, "ms", "the step that a request arrives in, on average");
  table.row("own_step", queue.own_step, "ms", "the step that takes in its prompt, and those of others that came");
  table.row("gated_first_token", queue.gated_first_token, "ms", "first token where a step takes in all that came");
  table.row("crowded_first_token", queue.crowded_first_token, "ms", "first token where the budget binds");
  table.row("first_token", queue.first_token, "ms", "TTFT: from a request's arrival to its first token, a mean");
  table.row("first_token_p50", queue.first_token_p50, "ms", "half of the first tokens come sooner");
  table.row("first_token_p90", queue.first_token_p90, "ms", "nine in ten come sooner");
  table.row("first_token_p99", queue.first_token_p99, "ms", "99 in a hundred come sooner");
  table.row("latency", queue.latency, "s", "from a request to its last token");
  table.row("time_per_token_limit", queue.time_per_token_limit, "ms", "what a user is promised");
  table.row("first_token_limit", queue.first_token_limit, "ms", "the same of the first token");
}

void quantities(ServingQueue& queue, Table& table) {
  arrivals(queue, table);
  waiting(queue, table);
  quantities(queue.steps, table);
  quantities(queue.cost, table);
}

// A gated queue: each step takes in all prompts that came during the one before. A step without prompts is a vacation.
struct GatedQueue {
  Ratio busy;
  Time seen, own, time_per_token;
};

// What all replicas take in at most in a step.
Tokens whole_budget(const ServingQueue& queue) { return queue.budget * queue.steps.served.memory.plan.replicas; }

// What full steps would be busy with prompts, as a share of the time: a step of the budget has as many as fit into it.
Ratio asked_of(const ServingQueue& queue, const StepTimes& times) {
  const Ratio chunks = queue.steps.served.memory.requests.fresh / whole_budget(queue);
  return queue.deployment_rate * (times.prompt_time + times.decode_interval * chunks);
}

GatedQueue gated_queue(const ServingQueue& queue, const StepTimes& times, System& system) {
  const Requests& requests = queue.steps.served.memory.requests;
  const Ratio one = system.number(1), almost = system.number(0.999);
  const Tokens one_token = system.constant<Tokens>(1, "1 token");
  const Time &decode = times.decode_interval, &added = times.prompt_time;
  // Where prompts come faster than full steps take them in, waits grow without end: they are no numbers.
  const Ratio keeps_up = less(asked_of(queue, times), one);
  GatedQueue gated;
  gated.busy = min(queue.deployment_rate * added, almost);
  gated.seen =
      (decode / (one - gated.busy) + gated.busy * added * (one + queue.length_cv2) / (one - gated.busy * gated.busy)) /
      keeps_up;
  gated.own = decode + added * (one + queue.deployment_rate * gated.seen);
  gated.time_per_token = min((decode + gated.busy * gated.own * one_token / requests.output) / (one - gated.busy),
                             decode + added * max(whole_budget(queue) / requests.fresh, one)) /
                         keeps_up;
  return gated;
}

// How many are answered at once decides how long a step takes, and that how many there are: one equation of one
// unknown, which is looked for.
void time_per_token(ServingQueue& queue, System& system) {
  const ServingSteps& steps = queue.steps;
  const Requests& requests = steps.served.memory.requests;
  const Ratio one = system.number(1);
  const Tokens one_token = system.constant<Tokens>(1, "1 token");
  // Of no fewer than none: an equation of lines and powers goes on below, where nobody is.
  const Ratio is_a_number = at_most(system.number(0), requests.sequences);
  const Ratio answered = queue.deployment_rate * requests.output / one_token *
                         gated_queue(queue, step_times(steps, requests.sequences, system), system).time_per_token /
                         is_a_number;
  system.equal("as many are answered at once as arrive while one is (Little's law)", requests.sequences, answered,
               "Little 1961");
  const GatedQueue gated = gated_queue(queue, {steps.decode_interval, steps.prompt_time}, system);
  system.equal_forward("prompts keep the chips busy for a share of the time", queue.busy,
                       queue.deployment_rate * steps.prompt_time);
  system.estimate_forward("arrivals fall into long steps more often than into short ones", queue.seen_step, gated.seen,
                          "a gated queue with vacations; exact for independent arrivals", {.more = "bursts"});
  system.estimate_forward("the step that takes in my prompt takes in those of all who came in the one before",
                          queue.own_step, gated.own, "a gated queue with vacations", {.more = "bursts"});
  system.estimate_forward("steps are lengthened by prompts, by no more than the budget holds", queue.time_per_token,
                          gated.time_per_token,
                          "a gated queue with vacations; simulated queues within 3 % to a load of 0.85",
                          {.more = "bursts, and short answers where the budget binds"});
  system.at_most("prompts leave time for answers: else there is no steady state", queue.busy, one);
}

void first_token(ServingQueue& queue, System& system) {
  const ServingSteps& steps = queue.steps;
  const Requests& requests = steps.served.memory.requests;
  const Ratio one = system.number(1), two = system.number(2), half = system.number(0.5), almost = system.number(0.999);
  const Tokens one_token = system.constant<Tokens>(1, "1 token");
  const Time decode = steps.decode_interval, added = steps.prompt_time;
  const Ratio busy = min(queue.busy, almost);
  system.estimate_forward(
      "I wait for the rest of the step I fall into, then for mine with the others'", queue.gated_first_token,
      queue.seen_step * (half + queue.busy) + decode + own_prompt(steps, steps.served.memory.plan.pipeline) +
          (queue.arrival_cv2 - one) / two * added / (one - busy),
      "a gated queue with vacations; simulated queues within 3 %", {.more = "a budget that binds"});
  const Ratio chunks = requests.fresh / queue.budget;
  // Replicas take in one each at the same time.
  const Time served = added + decode * ceil(chunks) / steps.served.memory.plan.replicas,
             own = own_prompt(steps, steps.served.memory.plan.pipeline) + decode * ceil(chunks);
  const Ratio asked = asked_of(queue, {decode, added}), crowd = min(asked, almost);
  system.equal_forward("load is what full steps would be busy with", queue.load, asked);
  system.estimate_forward(
      "where the budget binds prompts queue one behind the other", queue.crowded_first_token,
      own + crowd * (queue.arrival_cv2 + queue.length_cv2) / (two * (one - crowd) * less(asked, one)) * served,
      "Kingman 1961; Pollaczek-Khinchine", {.less = "prompts that share a step"});
  // How many are answered at once varies more than independent ones would, for each makes all others slower, and the
  // more so the higher the load: simulated, a variance of (1 - load)^-1.5 times the mean. Four standard deviations must
  // fit beside the mean; where they do, simulated means are at most 30 % longer, and where they do not, soon ten times.
  const Ratio answered = requests.sequences, uneven = pow(one - crowd, system.number(-0.75));
  const Ratio finds_room =
      at_most(answered + system.number(4) * sqrt(answered) * uneven, steps.served.memory.most_sequences);
  system.estimate_forward(
      "the longer of the two, and what engines take, as long as memory has room for bursts: else `serve --requests` "
      "says "
      "it",
      queue.first_token,
      (max(queue.gated_first_token, queue.crowded_first_token) + queue.extra_steps * decode) / finds_room,
      "simulated queues", {.more = "bursts", .less = "routing to the idlest replica"});
  // Beyond shapes of queues differ too much: such a percentile is no number, and the others rest on it.
  const Ratio is_known = at_most(queue.load, system.number(0.7));
  const std::string_view simulated = "45 simulated queues, to a load of 0.7";
  const LeftOut shapes = {.more = "bursts", .less = "a load far below 0.7"};
  system.estimate_forward(
      "to a load of 70 % half of the first tokens come in 0.62 to 0.93 of the mean, beyond `serve --trace` says it",
      queue.first_token_p50, system.number(0.75) * queue.first_token / is_known, simulated, shapes);
  system.estimate_forward("nine in ten come in 1.4 to 2.3 times the mean", queue.first_token_p90,
                          system.number(1.9 / 0.75) * queue.first_token_p50, simulated, shapes);
  system.estimate_forward("99 in a hundred come in 2.2 to 5.4 times the mean", queue.first_token_p99,
                          system.number(3.7 / 0.75) * queue.first_token_p50, simulated, shapes);
  system.equal_forward("a user sees a token in the time of one", queue.interactivity, one_token / queue.time_per_token);
  system.equal_forward("an answer takes its first token and the time of the others", queue.latency,
                       queue.first_token + (requests.output / one_token - one) * queue.time_per_token);
  system.at_most("time per token keeps its limit", queue.time_per_token, queue.time_per_token_limit);
  system.at_most("the first token keeps its limit", queue.first_token, queue.first_token_limit);
}

void alike_deployments(ServingQueue& queue, System& system) {
  const ServingPlan& plan = queue.steps.served.memory.plan;
  system.equal("deployments share the requests evenly", queue.request_rate, queue.deployment_rate * queue.deployments);
  system.equal("all chips are those of each deployment", queue.all_chips, plan.chips * queue.deployments);
  system.equal("all deployments cost as much as one, times their number", queue.all_money_rate,
               queue.cost.money_rate * queue.deployments);
}

void equations(ServingQueue& queue, System& system) {
  equations(queue.steps, queue.steps.served.memory.plan.pipeline, system);
  alike_deployments(queue, system);
  time_per_token(queue, system);
  first_token(queue, system);
  system.equal_forward(
      "every request that comes is answered, where there is a steady state", queue.cost.throughput,
      queue.deployment_rate * queue.steps.served.memory.requests.output / less(queue.load, system.number(1)));
  equations(queue.cost, queue.steps, system);
}

}  // namespace

extern const Sheet serving_queue_sheet = {
    "serving_queue",
    "a model whose requests arrive at a rate: how many at once, time per token, first token, their percentiles",
    record_sheet<ServingQueue>,
    rows_of_sheet<ServingQueue>,
    R"(# Requests that arrive at a rate. How many are answered at once follows; where the deployment cannot keep up there is
# no steady state.

title    = "Llama 3.1 70B on two H100s, two requests a second"
question = "How long does a first token take when two requests arrive every second?"

[llama]
sheet              = "serving_queue"
llm                = "Llama-3.1-70B"
chip               = "H100"
format             = "fp8-static"
tensor             = 2
input_per_request  = "2048 token"
output_per_request = "512 token"
request_rate       = "2/s"
# deployments      = 4                  # that share the requests; `costcurve serve` finds how many it takes
# arrival_cv2      = 4                  # bursts; 1 where arrivals are independent
# rent             = "2.95 USD/chip/h"
)",
    {"first_token", "time_per_token", "sequences", "busy", "cost_per_output_token"}};

}  // namespace costcurve
