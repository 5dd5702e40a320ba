// Fleets that serve tokens, as their operators describe them.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

TEST_CASE("the serving fleet's nodes, rent and cost per token are those of the published deployments") {
  const std::string day =
      "input_tokens = '608 B token'\noutput_tokens = '168 B token'\nchips_per_node = 8\nrent = '2 USD/chip/h'\n";
  const std::string speeds = "input_speed_per_node = '73.7 k token/s'\noutput_speed_per_node = '14.8 k token/s'\n";
  expect_figures(
      "serving_fleet",
      {
          {"DeepSeek open-infra-index, day 6", "nodes = 226.75\nchips_per_node = 8\nrent = '2 USD/chip/h'", "cost",
           87072, "USD", 0.5},
          // 226.86: 14.8 thousand tokens a second has three digits, 14.75 to 14.85, which is 226.3 to 227.5 nodes
          {"DeepSeek open-infra-index, day 6", day + speeds, "nodes", 226.75, "x", 0.6},
          {"DeepSeek open-infra-index, day 6", day + "nodes = 226.75\ninput_speed_per_node = '73.7 k token/s'",
           "output_speed_per_node", 14.8, "k token/s", 0.05},
          // nine nodes of eight H100s decode, each 22.3 thousand tokens a second: at 2 USD per chip 0.20 USD per
          // million
          {"LMSYS, Deploying DeepSeek with PD disaggregation and large-scale EP on 96 H100 GPUs, 5 May 2025",
           "output_token_rate = '9*22.3 k token/s'\nnodes = 9\nchips_per_node = 8\nrent = '2 USD/chip/h'",
           "cost_per_output_token", 0.20, "USD/Mtoken", 0.005},
      });
}

TEST_CASE("the serving fleet's energy per token is the power of its chips over its tokens") {
  // 72 chips at 770 W of building each, for 200.7 thousand output tokens a second: 0.2762 J
  const std::string decode =
      "output_token_rate = '9*22.3 k token/s'\nnodes = 9\nchips_per_node = 8\npower_per_chip = '770 W/chip'\n";
  const double joules = 72 * 770 / 200.7e3;
  expect_figures("serving_fleet", {
                                      {"by hand", decode, "energy_per_output_token", joules, "J/token", 1e-9},
                                      // three times as many tokens come in
                                      {"by hand", decode + "input_token_rate = '27*22.3 k token/s'", "energy_per_token",
                                       joules / 4, "J/token", 1e-9},
                                  });
}

TEST_CASE("nodes that are paid for and not kept busy are what the utilisation says") {
  // DeepSeek's peak of 278 nodes against the 226.75 in use on average: 81.6 %.
  expect_figures(
      "serving_fleet",
      {
          {"DeepSeek open-infra-index, day 6", "nodes = 278\nprefill_nodes = 95.48\ndecode_nodes = 131.27",
           "utilisation", 81.6, "%", 0.05},
          {"DeepSeek open-infra-index, day 6",
           "utilisation = '226.75/278'\nprefill_nodes = 95.48\ndecode_nodes = 131.27", "nodes", 278, "x", 0.5},
      });
}

TEST_CASE("serving_fleet: what rises and falls with each input") {
  const std::string fleet = "nodes chips cost_per_day cost",
                    of_output = " cost_per_output_token energy_per_output_token",
                    of_all = " cost_per_token energy_per_token",
                    rates = "input_rate_per_busy_node output_rate_per_busy_node";
  expect_directions(
      "serving_fleet", "",
      {
          // a token in takes less of a node than one out
          {"input_tokens", "608 B token",
           "input_token_rate token_rate input_rate_per_busy_node prefill_nodes " + fleet + of_output,
           "output_rate_per_busy_node" + of_all},
          {"output_tokens", "168 B token",
           "output_token_rate token_rate output_rate_per_busy_node decode_nodes " + fleet + of_all,
           "input_rate_per_busy_node" + of_output},
          {"period", "1 day", "",
           "input_token_rate output_token_rate token_rate prefill_nodes decode_nodes nodes chips cost_per_day"},
          {"input_speed_per_node", "73.7 k token/s", rates, "prefill_nodes " + fleet + of_all + of_output},
          {"output_speed_per_node", "14.8 k token/s", rates, "decode_nodes " + fleet + of_all + of_output},
          {"utilisation", "80 %", "", fleet + of_all + of_output},
          {"chips_per_node", "8", "chips cost_per_day cost" + of_all + of_output, ""},
          {"rent", "2 USD/chip/h", "cost_per_day cost cost_per_token cost_per_output_token", ""},
          {"power_per_chip", "1.2 kW/chip", "energy_per_token energy_per_output_token", ""},
      });
}
