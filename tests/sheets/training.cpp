// Training runs as papers print them.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

TEST_CASE("the training sheet gives DeepSeek's chip hours, dollars and days") {
  expect_figures(
      "training",
      {
          // table 1: hours and dollars of the three stages and their sum, at an assumed 2 USD
          {"DeepSeek-V3, arXiv 2412.19437, table 1", "chip_time = '2664 k chip h'\nrent = '2 USD/chip/h'", "cost",
           5.328, "M USD", 0.0005},
          {"DeepSeek-V3, arXiv 2412.19437, table 1", "chip_time = '119 k chip h'\nrent = '2 USD/chip/h'", "cost", 0.238,
           "M USD", 0.0005},
          {"DeepSeek-V3, arXiv 2412.19437, table 1", "chip_time = '5 k chip h'\nrent = '2 USD/chip/h'", "cost", 0.01,
           "M USD", 0.005},
          {"DeepSeek-V3, arXiv 2412.19437, table 1", "chip_time = '2788 k chip h'\nrent = '2 USD/chip/h'", "cost",
           5.576, "M USD", 0.0005},
          // section 1: 180 thousand chip hours and 3.7 days for each trillion tokens on 2,048 chips
          {"DeepSeek-V3, arXiv 2412.19437, section 1", "chip_time = '2664 k chip h'\ntokens = '14.8 T token'",
           "chip_time_per_token", 180, "k chip h/T token", 0.5},
          {"DeepSeek-V3, arXiv 2412.19437, section 1",
           "chip_time_per_token = '180 k chip h/T token'\ntokens = '1 T token'\nchips = 2048", "duration", 3.7, "day",
           0.05},
          // 180 thousand chip hours at 2 dollars for a trillion tokens
          {"DeepSeek-V3, arXiv 2412.19437, table 1 and section 1",
           "chip_time = '2664 k chip h'\ntokens = '14.8 T token'\nrent = '2 USD/chip/h'", "cost_per_token", 0.36,
           "USD/Mtoken", 0.001},
          // 272.80 B tokens a day are 2,664 thousand chip hours for 14.8 T: 272.80 has five digits, 14.8 three, 14.75
          // to 14.85 T
          {"DeepSeek-V3 at ISCA, arXiv 2505.09343, table 4",
           "token_rate = '272.80 B token/day'\ntokens = '14.8 T token'\nchips = 2048", "chip_time", 2664, "k chip h",
           9},
          // table 4's MFU of 38.94 % with causal attention, and table 2's 250 GFLOP per token
          {"DeepSeek-V3 at ISCA, arXiv 2505.09343, tables 2 and 4",
           "token_rate = '272.80 B token/day'\ntokens = '14.8 T token'\nchips = 2048\nchip = 'H800'\nmfu = '38.94 %'",
           "flop_per_token", 250, "GFLOP/token", 0.5},
          {"DeepSeek-R1, arXiv 2501.12948, supplement B.4.4 and table 7", "chips = '64*8 chip'\nduration = '198 h'",
           "chip_time", 101, "k chip h", 0.5},
          {"DeepSeek-R1, arXiv 2501.12948, supplement B.4.4 and table 7", "chips = '64*8 chip'\nduration = '80 h'",
           "chip_time", 41, "k chip h", 0.5},
          {"DeepSeek-R1, arXiv 2501.12948, table 7", "chip_time = '101 k chip h'\nrent = '2 USD/chip/h'", "cost", 202,
           "kUSD", 0.5},
          {"DeepSeek-R1, arXiv 2501.12948, table 7", "chip_time = '5 k chip h'\nrent = '2 USD/chip/h'", "cost", 10,
           "kUSD", 0.5},
          {"DeepSeek-R1, arXiv 2501.12948, table 7", "chip_time = '41 k chip h'\nrent = '2 USD/chip/h'", "cost", 82,
           "kUSD", 0.5},
          {"DeepSeek-R1, arXiv 2501.12948, table 7", "chip_time = '147 k chip h'\nrent = '2 USD/chip/h'", "cost", 294,
           "kUSD", 0.5},
      });
}

TEST_CASE("the training sheet gives the compute of GPT-3's family from parameters and tokens") {
  // Brown et al. 2020, arXiv 2005.14165, table D.1: six FLOP per parameter and token, 300 billion tokens each.
  struct Model {
    const char* parameters;
    double flop;
    double petaflop_days;
  };
  const std::vector<Model> models = {
      {"125 M", 2.25e20, 2.60e0},    {"356 M", 6.41e20, 7.42e0},     {"760 M", 1.37e21, 1.58e1},
      {"1,320 M", 2.38e21, 2.75e1},  {"2,650 M", 4.77e21, 5.52e1},   {"6,660 M", 1.20e22, 1.39e2},
      {"12,850 M", 2.31e22, 2.68e2}, {"174,600 M", 3.14e23, 3.64e3},
  };
  for (const Model& model : models) {
    const std::string given =
        "active_parameters = '" + std::string(model.parameters) + " parameter'\ntokens = '300 B token'";
    const auto half_of_third_digit = [](double printed) {
      return 0.5 * std::pow(10.0, std::floor(std::log10(printed)) - 2);
    };
    expect_figures("training",
                   {{"GPT-3, table D.1", given, "compute", model.flop, "FLOP", half_of_third_digit(model.flop)},
                    {"GPT-3, table D.1", given, "compute", model.petaflop_days, "PFLOP day/s",
                     half_of_third_digit(model.petaflop_days)}});
  }
}

TEST_CASE("the training sheet gives the utilisation and the days of published runs") {
  expect_figures(
      "training",
      {
          {"Llama 3, arXiv 2407.21783, section 1", "active_parameters = '405 B parameter'\ntokens = '15.6 T token'",
           "compute", 3.8e25, "FLOP", 0.05e25},
          // 46.2 % with attention, 45.7 % without: ours is without
          {"PaLM, arXiv 2204.02311, section 4.1 and appendix B",
           "chips = 6144\ntoken_rate = '238.3 k token/s'\nactive_parameters = '540.35 B parameter'\ntokens = '780 B "
           "token'\npeak = '275 TFLOP/s/chip'",
           "mfu", 45.7, "%", 0.05},
          {"LLaMA, arXiv 2302.13971, section 2.4",
           "chips = 2048\ntoken_rate = '380*2048 token/s'\ntokens = '1.4 T token'", "duration", 21, "day", 0.5},
          // section 5.1: 140 and 163 TFLOP/s per A100, activations recomputed, hence eight FLOP per parameter and token
          {"Narayanan et al. 2021, arXiv 2104.04473, section 5.1: GPT-3",
           "chips = 1024\ntokens = '300 B token'\nflop_per_token = '8*175 GFLOP/token'\npeak = '312 TFLOP/s/chip'\nmfu "
           "= '140/312'",
           "duration", 34, "day", 0.5},
          {"Narayanan et al. 2021, arXiv 2104.04473, section 5.1: 1 T parameters",
           "chips = 3072\ntokens = '450 B token'\nflop_per_token = '8*1008 GFLOP/token'\npeak = '312 "
           "TFLOP/s/chip'\nmfu = '163/312'",
           "duration", 84, "day", 0.5},
      });
}

TEST_CASE("the training sheet takes and gives what logs print: tokens and FLOP per second and chip") {
  expect_figures(
      "training",
      {
          {"LLaMA, arXiv 2302.13971, section 2.4",
           "chips = 2048\nchip_token_rate = '380 token/s/chip'\ntokens = '1.4 T token'", "duration", 21, "day", 0.5},
          {"LLaMA, arXiv 2302.13971, section 2.4", "chips = 2048\nduration = '21 days'\ntokens = '1.4 T token'",
           "chip_token_rate", 380, "token/s/chip", 9},
          {"Narayanan et al. 2021, arXiv 2104.04473, section 5.1: GPT-3",
           "chips = 1024\ntokens = '300 B token'\nflop_per_token = '8*175 GFLOP/token'\nachieved_speed = '140 "
           "TFLOP/s/chip'",
           "duration", 34, "day", 0.5},
          {"PaLM, arXiv 2204.02311, appendix B",
           "chip_token_rate = '238.3/6144 k token/s/chip'\nactive_parameters = '540.35 B parameter'\npeak = '275 "
           "TFLOP/s/chip'",
           "mfu", 45.7, "%", 0.05},
          // table 4: 430 and 380 TFLOP/s on H100s, 43 and 38 %; the share is truncated
          {"Llama 3, arXiv 2407.21783, table 4", "achieved_speed = '430 TFLOP/s/chip'\nchip = 'H100'", "mfu", 43.5, "%",
           0.05},
          {"Llama 3, arXiv 2407.21783, table 4", "mfu = '38 %'\nchip = 'H100'", "achieved_speed", 380, "TFLOP/s/chip",
           5},
      });
}

TEST_CASE("what a log prints is between failures, what a bill counts is all of it") {
  // 100 token/s/chip for four fifths of the hours: 12,500 chip seconds for a million tokens
  const std::string log = "chip_token_rate = '100 token/s/chip'\nuptime = '80 %'\n";
  expect_figures("training",
                 {
                     {"by hand", log, "chip_time_per_token", 12500, "chip s/Mtoken", 1e-9},
                     {"by hand", log + "rent = '3.60 USD/chip/h'", "cost_per_token", 12.5, "USD/Mtoken", 1e-9},
                     {"by hand", log + "flop_per_token = '3 TFLOP/token'", "achieved_speed", 300, "TFLOP/s/chip", 1e-9},
                 });
}

TEST_CASE("the training sheet gives the bills that people print") {
  expect_figures(
      "training",
      {
          {"nanochat, README", "chips = 8\nduration = '2 h'\nrent = '3 USD/chip/h'", "cost", 48, "USD", 0.5},
          // 3 hours and 51 minutes of a node of eight at 24 dollars an hour; "the best ChatGPT that $100 can buy"
          {"nanochat, commit 3a5e0bc", "chips = 8\nduration = '3.85 h'\nrent = '3 USD/chip/h'", "cost", 92.4, "USD",
           0.05},
          // 440 A100-40GB for 9.5 days, "~$200k": one digit, and two dollars an hour are nowhere printed
          {"MPT-7B, databricks.com/blog/mpt-7b", "chips = 440\nduration = '9.5 days'\nrent = '2 USD/chip/h'", "cost",
           200, "kUSD", 50},
          {"MPT-7B, databricks.com/blog/mpt-7b", "chips = 440\ncost = '200 kUSD'\nrent = '2 USD/chip/h'", "duration",
           9.5, "day", 0.05},
          // ~55 days and 21.5 M USD, neither exact: 54.5 to 55.5 days are 21.4 to 21.8 M USD
          {"SemiAnalysis, GPT-4 architecture, 2023", "chips = 8192\nduration = '55 days'\nrent = '2 USD/chip/h'",
           "cost", 21.5, "M USD", 0.2},
          {"AI Index 2024, Gemini Ultra", "chip_time = '132 M chip h'\nrent = '1.45 USD/chip/h'", "cost", 191, "M USD",
           0.5},
          // Cottier et al. price GPT-4's hours at Azure's three-year rate; inflation is added outside
          {"Cottier et al. 2024, model_costs.csv: GPT-4",
           "chip_time = '57 M chip h'\nrent = '1.36 USD/chip/h * 119.349/117.766'", "cost", 78.562, "M USD", 0.0005},
      });
}

TEST_CASE("training: what rises and falls with each input") {
  const std::string bill = "chip_time useful_chip_time cost chip_time_per_token cost_per_token",
                    use = "mfu achieved_speed chip_token_rate";
  expect_directions("training", "",
                    {
                        {"chips", "2048", bill, use},
                        {"duration", "54 days", bill, use + " token_rate"},
                        {"uptime", "90 %", "useful_chip_time", use},
                        {"rent", "2 USD/chip/h", "cost cost_per_token", ""},
                        {"active_parameters", "37 B parameter", "flop_per_token compute mfu achieved_speed", ""},
                        {"tokens", "14.8 T token", "compute token_rate " + use, "chip_time_per_token cost_per_token"},
                        {"peak", "989.4 TFLOP/s/chip", "", "mfu"},
                    });
}
