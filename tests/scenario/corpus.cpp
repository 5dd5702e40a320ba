// The corpus of audited claims: every one can be said in the language, and the rules judge it as it was judged by hand.
//
// Where the two differ, a comment above the row says why. Values with a source are quotations, rounded to half their
// last digit; values without one are exact. Letters: A DeepSeek-V3, B DeepSeek-R1, C DeepSeek's day of inference, D
// databases, E Llama, F energy, G GPT-4 and Gemini, H and I trends, J small runs, K the market, L clusters, M the cost
// curve, P papers.

#include "scenario/corpus.h"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

const char* const costcurve::testing::sources_of_corpus = R"(
[sources]
v3_report     = { title = "DeepSeek-V3 technical report, table 1 and section 1", year = 2024, url = "https://arxiv.org/abs/2412.19437" }
isca_paper    = { title = "Insights into DeepSeek-V3, ISCA 2025, table 4", year = 2025, url = "https://arxiv.org/abs/2505.09343" }
r1_paper      = { title = "DeepSeek-R1, supplement B.4.4 and table 7", year = 2025, url = "https://arxiv.org/abs/2501.12948" }
v2_paper      = { title = "DeepSeek-V2, section 3.2.3", year = 2024, url = "https://arxiv.org/abs/2405.04434" }
day_6         = { title = "DeepSeek open-infra-index, day 6", year = 2025, url = "https://github.com/deepseek-ai/open-infra-index" }
stratechery   = { title = "Stratechery, DeepSeek FAQ", year = 2025, url = "https://stratechery.com/2025/deepseek-faq/" }
econotimes    = { title = "EconoTimes, DeepSeek Claims $294K Training Cost for R1 AI Model", year = 2025 }
hyper_ai      = { title = "HyperAI, news 44332", year = 2025, url = "https://hyper.ai/en/news/44332" }
insight       = { title = "AI Insight Daily, 18 September 2025", year = 2025 }
erdil         = { title = "Erdil, What went into training DeepSeek-R1?", year = 2025, url = "https://epoch.ai/gradient-updates/what-went-into-training-deepseek-r1" }
epoch         = { title = "Epoch AI, training-cost-trends: data and notebooks", year = 2025, url = "https://github.com/epoch-research/training-cost-trends" }
llama_card    = { title = "Llama 3.1 model card", year = 2024, url = "https://github.com/meta-llama/llama-models" }
llama3        = { title = "The Llama 3 Herd of Models, table 4", year = 2024, url = "https://arxiv.org/abs/2407.21783" }
karpathy      = { title = "Andrej Karpathy on X, 26 December 2024", year = 2024 }
llama1        = { title = "LLaMA, table 15", year = 2023, url = "https://arxiv.org/abs/2302.13971" }
bloom         = { title = "Luccioni et al., Estimating the carbon footprint of BLOOM", year = 2022, url = "https://arxiv.org/abs/2211.02001" }
patterson     = { title = "Patterson et al., Carbon emissions and large neural network training, table 4", year = 2021, url = "https://arxiv.org/abs/2104.10350" }
ai_index      = { title = "AI Index 2024 and 2025", year = 2025 }
semianalysis  = { title = "SemiAnalysis, GPT-4 and DeepSeek Debates", year = 2025, url = "https://newsletter.semianalysis.com/p/deepseek-debates" }
genspark      = { title = "Genspark on GPT-4's electricity", year = 2024 }
ho            = { title = "Ho et al., Algorithmic progress in language models", year = 2024, url = "https://arxiv.org/abs/2403.05812" }
hernandez     = { title = "Hernandez and Brown, Measuring the algorithmic efficiency of neural networks", year = 2020, url = "https://arxiv.org/abs/2005.04305" }
essay         = { title = "Amodei, On DeepSeek and Export Controls", year = 2025, url = "https://darioamodei.com/post/on-deepseek-and-export-controls" }
a16z          = { title = "a16z, LLMflation", year = 2024, url = "https://a16z.com/llmflation-llm-inference-cost/" }
rdworld       = { title = "R&D World, 21 January 2025", year = 2025 }
google        = { title = "Google on the energy of a prompt, August 2025", year = 2025 }
nanochat      = { title = "Karpathy, nanochat", year = 2025, url = "https://github.com/karpathy/nanochat" }
mpt           = { title = "MosaicML, MPT-7B", year = 2023, url = "https://www.databricks.com/blog/mpt-7b" }
closes        = { title = "Stock Analysis, Nvidia price history", year = 2025 }
techtarget    = { title = "TechTarget, DeepSeek explained", year = 2025 }
nextbigfuture = { title = "NextBigFuture, December 2024, after SemiAnalysis", year = 2024 }
hakia         = { title = "hakia, Cost of AI", year = 2025, url = "https://hakia.pages.dev/tech-insights/cost-of-ai" }
hankyoreh     = { title = "Hankyoreh, English edition, January 2025", year = 2025, url = "https://www.hani.co.kr/arti/english_edition/e_business/1180229.html" }
chinchilla    = { title = "Hoffmann et al., Training Compute-Optimal Large Language Models, approach 3", year = 2022, url = "https://arxiv.org/abs/2203.15556" }
altman        = { title = "Wired, 17 April 2023, and Epoch AI, development_cost.ipynb", year = 2024 }
)";

const std::vector<PublishedClaim> costcurve::testing::corpus = {
    {"A01", R"toml(
[v3]
sheet     = "training"
chip_time = "2788 k chip h"
rent      = "2 USD/chip/h"
[[claim]]
says   = "the full training of DeepSeek-V3 costs $5.576M"
of     = "v3.cost"
value  = "$5.576 M"
source = "v3_report"
)toml",
     "consistent", "exact", 1},
    {"A02", R"toml(
[hours]
pretraining = "2664 k chip h"
context     = "119 k chip h"
post        = "5 k chip h"
[[claim]]
says   = "the stages add up to 2788K GPU hours"
of     = "sum(hours.pretraining, hours.context, hours.post)"
value  = "2788 k chip h"
source = "v3_report"
)toml",
     "consistent", "exact", 1},
    {"A03", R"toml(
[dollars]
pretraining = "5.328 M USD"
context     = "0.238 M USD"
post        = "0.01 M USD"
[[claim]]
says   = "the stages add up to $5.576M"
of     = "sum(dollars.pretraining, dollars.context, dollars.post)"
value  = "$5.576 M"
source = "v3_report"
)toml",
     "consistent", "exact", 1},
    {"A04", R"toml(
[pretraining]
sheet               = "training"
chip_time_per_token = "180 k chip h/T token"
tokens              = "14.8 T token"
[[claim]]
says   = "180K GPU hours per trillion tokens are 2664K for 14.8T"
of     = "pretraining.chip_time"
value  = "2664 k chip h"
source = "v3_report"
)toml",
     "consistent", "exact", 1},
    {"A05", R"toml(
[trillion]
sheet     = "training"
chip_time = "180 k chip h"
chips     = 2048
[[claim]]
says   = "a trillion tokens took 3.7 days"
of     = "trillion.duration"
value  = "3.7 days"
source = "v3_report"
)toml",
     "consistent", "agrees", 0.9898},
    // By hand two months were taken for 60.8 days; here they are a sixth of a year, 60.875.
    {"A06", R"toml(
[pretraining]
sheet     = "training"
chip_time = "2664 k chip h"
chips     = 2048
[[claim]]
says   = "pre-training took less than two months"
of     = "pretraining.duration"
value  = "less than 2 months"
source = "v3_report"
)toml",
     "consistent", "true", 0.8903},
    {"A07", R"toml(
[v3]
sheet      = "training"
source     = "isca_paper"
token_rate = "272.80 B token/day"
tokens     = "14.8 T token"
chips      = 2048
[[claim]]
says   = "272.80B tokens a day make 2664K GPU hours for 14.8T tokens"
of     = "v3.chip_time"
value  = "2664 k chip h"
source = "v3_report"
)toml",
     "consistent", "agrees", 1.001},
    {"A10", R"toml(
[v3]
sheet             = "training"
active_parameters = "37 B parameter"
[[claim]]
says   = "37B active parameters equate to 333.3 billion FLOPs of compute per token"
of     = "v3.flop_per_token"
value  = "333.3 GFLOP/token"
source = "stratechery"
)toml",
     "inconsistent", "contradicted", 0.6661},
    {"B01", R"toml(
[r1]
sheet    = "training"
chips    = 512
duration = { is = "80 h", source = "r1_paper" }
rent     = "2 USD/chip/h"
[[claim]]
says   = "R1 cost $294,000, 512 H800, 80 hours"
of     = "r1.cost"
value  = "$294,000"
source = "econotimes"
)toml",
     "inconsistent", "contradicted", 0.2786},
    {"B02", R"toml(
[r1_zero]
sheet    = "training"
chips    = "64*8 chip"
duration = "198 h"
[[claim]]
says   = "R1-Zero took 101K GPU hours"
of     = "r1_zero.chip_time"
value  = "101 k chip h"
source = "r1_paper"
)toml",
     "consistent", "agrees", 1.004},
    {"B03", R"toml(
[r1]
sheet    = "training"
chips    = "64*8 chip"
duration = "80 h"
[[claim]]
says   = "R1 took 41K GPU hours"
of     = "r1.chip_time"
value  = "41 k chip h"
source = "r1_paper"
)toml",
     "consistent", "agrees", 0.999},
    {"B04", R"toml(
[r1]
sheet     = "training"
chip_time = "101 k chip h + 5 k chip h + 41 k chip h"
rent      = "2 USD/chip/h"
[[claim]]
says   = "147K GPU hours are $294K"
of     = "r1.cost"
value  = "294 kUSD"
source = "r1_paper"
)toml",
     "consistent", "exact", 1},
    {"B05", R"toml(
[r1_zero]
sheet    = "training"
chips    = 512
duration = { is = "198 h", source = "r1_paper" }
rent     = "2 USD/chip/h"
[sft]
sheet     = "training"
chip_time = { is = "5 k chip h", source = "r1_paper" }
rent      = "2 USD/chip/h"
[r1]
sheet    = "training"
chips    = 512
duration = { is = "80 h", source = "r1_paper" }
rent     = "2 USD/chip/h"
[[claim]]
says   = "three stages cost $294K"
of     = "r1_zero.cost + sft.cost + r1.cost"
value  = "294 kUSD"
source = "r1_paper"
)toml",
     "consistent", "agrees", 1.002},
    {"B06", R"toml(
[r1_zero]
sheet    = "training"
chips    = 648
duration = { is = "198 h", source = "r1_paper" }
rent     = "2 USD/chip/h"
[sft]
sheet     = "training"
chip_time = { is = "5 k chip h", source = "r1_paper" }
rent      = "2 USD/chip/h"
[r1]
sheet    = "training"
chips    = 648
duration = { is = "80 h", source = "r1_paper" }
rent     = "2 USD/chip/h"
[[claim]]
says   = "648 H800 GPUs for 198 h and 80 h, $294K"
of     = "r1_zero.cost + sft.cost + r1.cost"
value  = "294 kUSD"
source = "hyper_ai"
)toml",
     "inconsistent", "contradicted", 1.259},
    {"B07", R"toml(
[units]
yuan = "1 USD / 7.07"
[r1]
cost = "2.08 M yuan"
[[claim]]
says   = "$29.4 million (equivalent to RMB 2.08 million)"
of     = "r1.cost"
value  = "$29.4 M"
source = "insight"
)toml",
     "inconsistent", "contradicted", 0.01001},
    {"B11", R"toml(
[r1]
cost = { is = "294 kUSD", source = "r1_paper" }
[[claim]]
says   = "R1's reinforcement learning cost about $1M"
of     = "r1.cost"
value  = "about 1 M USD"
source = "erdil"
)toml",
     "estimate off 3.4x", "contradicted", 0.294},
    {"C01", R"toml(
[fleet]
sheet          = "serving_fleet"
nodes          = 226.75
chips_per_node = 8
rent           = "2 USD/chip/h"
[[claim]]
says   = "the day cost $87,072"
of     = "fleet.cost"
value  = "$87,072"
source = "day_6"
)toml",
     "consistent", "exact", 1},
    {"C02", R"toml(
[day]
sheet              = "api"
source             = "day_6"
input_price        = "0.55 USD/Mtoken"
cached_input_price = "0.14 USD/Mtoken"
output_price       = "2.19 USD/Mtoken"
input_tokens       = "608 B token"
cached_tokens      = "342 B token"
output_tokens      = "168 B token"
[[claim]]
says   = "theoretical revenue $562,027 a day"
of     = "day.revenue"
value  = "$562,027"
source = "day_6"
)toml",
     "consistent", "agrees", 1.000},
    {"C03", R"toml(
[day]
sheet   = "api"
revenue = "562,027 USD"
cost    = "87,072 USD"
[[claim]]
says   = "cost profit margin of 545%"
of     = "day.mark_up"
value  = "545 %"
source = "day_6"
)toml",
     "consistent", "agrees", 1.001},
    {"C04", R"toml(
[fleet]
sheet                 = "serving_fleet"
source                = "day_6"
input_tokens          = "608 B token"
output_tokens         = "168 B token"
input_speed_per_node  = "73.7 k token/s"
output_speed_per_node = "14.8 k token/s"
[[claim]]
says   = "an average of 226.75 nodes"
of     = "fleet.nodes"
value  = "226.75"
source = "day_6"
)toml",
     "consistent", "agrees", 1.001},
    {"C05", R"toml(
[day]
sheet         = "api"
source        = "day_6"
input_tokens  = "608 B token"
cached_tokens = "342 B token"
[[claim]]
says   = "cache hit rate 56.3%"
of     = "day.cached_share"
value  = "56.3 %"
source = "day_6"
)toml",
     "consistent", "agrees", 0.9991},
    {"D02", R"toml(
[v2]
sheet               = "training"
chip_time_per_token = { is = "172.8 k chip h/T token", source = "v2_paper" }
tokens              = { is = "8.1 T token", source = "v2_paper" }
[[claim]]
says   = "DeepSeek-V2, training chip-hours 172,800"
of     = "v2.chip_time"
value  = "172,800 chip h"
source = "epoch"
)toml",
     "inconsistent", "contradicted", 8.1},
    {"E01", R"toml(
[llama]
sheet     = "training"
rows.b8   = { chip_time = "1.46 M chip h" }
rows.b70  = { chip_time = "7.0 M chip h" }
rows.b405 = { chip_time = "30.84 M chip h" }
[[claim]]
says   = "39.3M GPU hours in total"
of     = "sum(llama.chip_time)"
value  = "39.3 M chip h"
source = "llama_card"
)toml",
     "consistent", "exact", 1},
    {"E02", R"toml(
[llama]
sheet     = "energy"
rows.b8   = { emissions = "420 tCO2e" }
rows.b70  = { emissions = "2,040 tCO2e" }
rows.b405 = { emissions = "8,930 tCO2e" }
[[claim]]
says   = "11,390 tons CO2eq in total"
of     = "sum(llama.emissions)"
value  = "11,390 tCO2e"
source = "llama_card"
)toml",
     "consistent", "exact", 1},
    {"E11", R"toml(
[v3]
sheet     = "training"
chip_time = { is = "2788 k chip h", source = "v3_report" }
[llama]
sheet     = "training"
chip_time = { is = "30.84 M chip h", source = "llama_card" }
[[claim]]
says   = "V3 used ~11X less compute"
of     = "v3.chip_time"
than   = "llama.chip_time"
value  = "11x less"
source = "karpathy"
)toml",
     "consistent", "agrees", 1.006},
    {"E08", R"toml(
[llama]
sheet             = "training"
active_parameters = "405 B parameter"
tokens            = "15.6 T token"
[[claim]]
says   = "Llama 3.1 405B took 3.8e25 FLOPs"
of     = "llama.compute"
value  = "3.8e25 FLOP"
source = "llama3"
)toml",
     "consistent", "agrees", 0.9976},
    // 14 % is more than harmless: the hours hold restarts, annealing and post-training, which the paper's 40 % leave
    // out. To a rule of numbers that is a contradiction; which of them is meant is for a reader to say.
    {"E09", R"toml(
[llama]
sheet     = "training"
compute   = { is = "3.8e25 FLOP", source = "llama3" }
chip_time = { is = "30.84 M chip h", source = "llama_card" }
peak      = "989.4 TFLOP/s/chip"
[[claim]]
says   = "an MFU of 40.42%, the middle of 38-43%"
of     = "llama.mfu"
value  = "40.42 %"
source = "llama3"
)toml",
     "explained gap 14%", "contradicted", 0.8559},
    {"E10", R"toml(
[llama]
sheet    = "training"
chips    = 16384
duration = { is = "2142 h", source = "epoch" }
[[claim]]
says   = "16,384 chips for 2142 h are 30.84M GPU hours"
of     = "llama.chip_time"
value  = "30.84 M chip h"
source = "llama_card"
)toml",
     "inconsistent", "contradicted", 1.138},
    {"F01", R"toml(
[llama]
sheet      = "energy"
chip_time  = "1,022,362 chip h"
chip_power = "400 W/chip"
pue        = 1.1
[[claim]]
says   = "LLaMA-65B took 449 MWh"
of     = "llama.energy"
value  = "449 MWh"
source = "llama1"
)toml",
     "consistent", "agrees", 1.002},
    {"F05", R"toml(
[bloom]
sheet      = "energy"
chip_time  = "1,082,990 chip h"
chip_power = "400 W/chip"
pue        = 1
[[claim]]
says   = "BLOOM took 433,196 kWh"
of     = "bloom.energy"
value  = "433,196 kWh"
source = "bloom"
)toml",
     "consistent", "exact", 1},
    {"F08", R"toml(
[gpt3]
sheet      = "energy"
chips      = 10000
duration   = { is = "14.8 days", source = "patterson" }
chip_power = "330 W/chip"
pue        = 1.1
[[claim]]
says   = "GPT-3 took 1,287 MWh"
of     = "gpt3.energy"
value  = "1,287 MWh"
source = "patterson"
)toml",
     "consistent", "agrees", 1.002},
    {"G01", R"toml(
[gpt4]
sheet             = "ownership"
purchase_price    = "24,875 USD/chip"
age               = "638 days"
cluster_chips     = 25000
duration          = "2,280 h"
chip_power        = "400 W/chip"
server_overhead   = "6.5/3.2"
pue               = 1.25
electricity_price = "0.0806 USD/kWh"
price_index       = "119.029/117.766"
[[claim]]
says   = "amortised hardware and energy cost of GPT-4, 2023 USD"
of     = "gpt4.cost"
value  = "40,586,592.58 USD"
source = "epoch"
)toml",
     "consistent", "agrees", 1},
    {"G03", R"toml(
[gpt4]
sheet     = "training"
chip_time = "57e6 chip h"
rent      = "1.36 USD/chip/h"
[inflation]
factor = "119.349/117.766"
[[claim]]
says   = "GPT-4's cloud cost is $78.56M"
of     = "gpt4.cost * inflation.factor"
value  = "78.562 M USD"
source = "epoch"
)toml",
     "consistent", "agrees", 1},
    {"G12", R"toml(
[gemini]
sheet     = "training"
chip_time = "132e6 chip h"
rent      = "1.45 USD/chip/h"
[[claim]]
says   = "Gemini Ultra cost $191M"
of     = "gemini.cost"
value  = "$191 M"
source = "ai_index"
)toml",
     "consistent", "agrees", 1.002},
    {"G06", R"toml(
[gpt4]
sheet    = "training"
chips    = 8192
duration = { is = "55 days", source = "semianalysis" }
rent     = "2 USD/chip/h"
[[claim]]
says   = "GPT-4 on 8,192 H100 in about 55 days at $2 is $21.5M"
of     = "gpt4.cost"
value  = "$21.5 M"
source = "semianalysis"
)toml",
     "consistent", "agrees", 1.006},
    // One significant digit is not a contradiction: the rule calls 46 a round 50.
    {"G09", R"toml(
[gpt4]
sheet           = "energy"
chips           = 25000
duration        = "95 days"
chip_power      = "6.5 kW / (8 chip)"
utilisation     = 1
server_overhead = 1
pue             = 1
[[claim]]
says   = "training GPT-4 took 50 GWh"
of     = "gpt4.energy"
value  = "50 GWh"
source = "genspark"
)toml",
     "rounding", "agrees", 0.9263},
    {"H05", R"toml(
[algorithms]
sheet         = "growth"
doubling_time = { is = "8 months", source = "ho" }
[[claim]]
says   = "estimates put algorithmic progress at 4x per year"
of     = "algorithms.annual_factor"
value  = "4x"
source = "semianalysis"
)toml",
     "inconsistent", "contradicted", 0.7071},
    {"I01", R"toml(
[vision]
sheet         = "growth"
doubling_time = "16 months"
[[claim]]
says   = "about 1.68x a year"
of     = "vision.annual_factor"
value  = "1.68x"
source = "essay"
)toml",
     "consistent", "agrees", 1.001},
    {"I18", R"toml(
[price]
sheet   = "growth"
factor  = 6.25
elapsed = "464 days"
[[claim]]
says   = "from GPT-4 to Claude 3.5 Sonnet prices fell 4x a year"
of     = "price.annual_factor"
value  = "4x"
source = "essay"
)toml",
     "consistent", "agrees", 1.058},
    // By hand 96 % were let pass for 95 %. The rule is stricter: 95 has two digits and 96.35 is not among those that
    // round to it. `off` by 1.4 % is the harmless kind of failing.
    {"I19", R"toml(
[r1]
sheet        = "api"
output_price = "2.19 USD/Mtoken"
[o1]
sheet        = "api"
output_price = "60 USD/Mtoken"
[[claim]]
says   = "R1 is 95% cheaper than o1"
of     = "r1.output_price"
than   = "o1.output_price"
value  = "95 % cheaper"
source = "rdworld"
)toml",
     "consistent", "off", 1.014},
    {"I06", R"toml(
[cost]
sheet         = "growth"
annual_factor = { is = "2.76748x", source = "epoch" }
[[claim]]
says   = "training costs double every 8.17119 months"
of     = "cost.doubling_time"
value  = "8.17119 months"
source = "epoch"
)toml",
     "consistent", "agrees", 1},
    {"I08", R"toml(
[price]
sheet   = "growth"
factor  = "60/0.06"
elapsed = "3 years"
[[claim]]
says   = "1000x in 3 years is 10x a year"
of     = "price.annual_factor"
value  = "10x"
source = "a16z"
)toml",
     "consistent", "exact", 1},
    {"I12", R"toml(
[gpt4]
sheet        = "api"
input_price  = "30 USD/Mtoken"
output_price = "60 USD/Mtoken"
[sonnet]
sheet        = "api"
input_price  = "3 USD/Mtoken"
output_price = "15 USD/Mtoken"
[[claim]]
says   = "Claude 3.5 Sonnet has a ~10x lower API price than the original GPT-4"
of     = "sonnet.three_to_one_price"
than   = "gpt4.three_to_one_price"
value  = "about 10x lower"
source = "essay"
)toml",
     "inconsistent", "contradicted", 0.625},
    // Paces add where factors multiply: 2.83 times 1.38.
    {"I14", R"toml(
[trend]
sheet = "growth"
pace  = "halving in 8 months + 0.14 OOM/year"
[[claim]]
says   = "algorithms and hardware together make Amodei's 4x a year"
of     = "trend.annual_factor"
value  = "4x"
source = "essay"
)toml",
     "consistent", "agrees", 0.9761},
    {"I16", R"toml(
[share]
source  = "google"
tpu     = "58 %"
host    = "25 %"
idle    = "10 %"
cooling = "8 %"
[[claim]]
says   = "58, 25, 10 and 8% are the whole of a prompt's energy"
of     = "share.tpu + share.host + share.idle + share.cooling"
value  = "100 %"
source = "google"
)toml",
     "consistent", "agrees", 1.01},
    // Likewise: a hundred dollars is one digit.
    {"J01", R"toml(
[speedrun]
sheet    = "training"
chips    = 8
duration = "3.85 h"
rent     = "24 USD/h / (8 chip)"
[[claim]]
says   = "the best ChatGPT that $100 can buy"
of     = "speedrun.cost"
value  = "$100"
source = "nanochat"
)toml",
     "rounding", "agrees", 0.924},
    {"J03", R"toml(
[speedrun]
sheet    = "training"
chips    = 8
duration = "2 h"
rent     = "3 USD/chip/h"
[[claim]]
says   = "two hours of a node cost $48"
of     = "speedrun.cost"
value  = "$48"
source = "nanochat"
)toml",
     "consistent", "exact", 1},
    {"J05", R"toml(
[mpt]
sheet    = "training"
chips    = 440
duration = "9.5 days"
rent     = "2 USD/chip/h"
[[claim]]
says   = "MPT-7B was trained at a cost of ~$200k"
of     = "mpt.cost"
value  = "$200 k"
source = "mpt"
)toml",
     "consistent", "agrees", 1.003},
    {"K01", R"toml(
[nvda]
friday = "142.62 USD"
monday = "118.42 USD"
[[claim]]
says   = "Nvidia fell 17%"
of     = "nvda.monday"
than   = "nvda.friday"
value  = "17 % lower"
source = "techtarget"
)toml",
     "consistent", "agrees", 0.9981},
    {"K03", R"toml(
[units]
share = "new"
[nvda]
fall   = "24.20 USD/share"
shares = { is = "24.49 B share", source = "closes" }
[[claim]]
says   = "Nvidia lost about $600 billion"
of     = "nvda.fall * nvda.shares"
value  = "about 600 B USD"
source = "techtarget"
)toml",
     "consistent", "agrees", 0.9878},
    {"L01", R"toml(
[cluster]
sheet             = "energy"
energy            = { is = "1.59 TWh", source = "nextbigfuture" }
electricity_price = "0.078 USD/kWh"
[[claim]]
says   = "1.59 TWh a year at $0.078 are $123.9M"
of     = "cluster.electricity_cost"
value  = "123.9 M USD"
source = "nextbigfuture"
)toml",
     "consistent", "agrees", 1.001},
    // By hand 2 to 4 was taken for 3, ratio 13.33; the program's middle of two limits is the geometric one, 2.83.
    {"L03", R"toml(
[cluster]
chips = "1000 chip"
price = "40 kUSD/chip"
[[claim]]
says   = "H100 clusters cost $2-4M per 1,000 units"
of     = "cluster.chips * cluster.price"
value  = "between 2 and 4 M USD"
source = "hakia"
)toml",
     "inconsistent", "false", 14.14},
    // By hand: 0.81 with the price of the chip alone, 1.06 with its share of a server. Here the price is the range from
    // one to the other, and 2.00 lies in what it makes.
    {"L07", R"toml(
[v3]
sheet             = "ownership"
purchase_price    = { is = "33.8 to 44.75 kUSD/chip", source = "epoch" }
age               = "0 days"
cluster_chips     = 2048
duration          = "1 h"
chip_power        = "700 W/chip"
pue               = 1.25
electricity_price = "0.0771 USD/kWh"
[[claim]]
says   = "an H800 costs $2.00 an hour"
of     = "v3.cost_per_chip_time"
value  = "2.00 USD/chip/h"
source = "v3_report"
)toml",
     "plausible", "possible", 0.9289},
    {"M01", R"toml(
[article]
sheet          = "cost_curve"
cost           = "5.57 M USD"
reference_cost = "10 M USD"
[[claim]]
says   = "the cost was reduced by a factor of eight"
of     = "article.observed_reduction"
value  = "8x"
source = "hankyoreh"
)toml",
     "inconsistent", "contradicted", 0.2244},
    // By hand at the middle of the interval, 8.5 months, which makes 2.7 and not 3 to 4. Over the whole of it, 2.2
    // to 3.2, the two ranges overlap, and the rule is that what a 90 % range reaches is possible.
    {"M02", R"toml(
[essay]
sheet       = "cost_curve"
trend       = "4x/year"
elapsed     = { is = "7 to 10 months", source = "essay" }
quality_gap = 1
[[claim]]
says   = "7 to 10 months at about 4x a year are 3-4x"
of     = "essay.expected_reduction"
value  = "3 to 4x"
source = "essay"
)toml",
     "inconsistent (which interval?)", "possible", 0.7589},
    // Three to four is 3.46 in the middle, not 3.5: amounts are log-normal. Hence 6.93 and not 7 over 8.
    {"M03", R"toml(
[essay]
cheaper = { is = "3 to 4x", source = "essay" }
product = { is = "? x", equals = "2 * essay.cheaper" }
[[claim]]
says   = "2x worse and 3-4x cheaper are ~8x"
of     = "essay.product"
value  = "about 8x"
source = "essay"
)toml",
     "upper end of range", "possible", 0.8660},
    {"M04", R"toml(
[threshold]
sheet              = "cost_curve"
cost               = "5.576 M USD"
expected_reduction = 8
[[claim]]
says   = "on trend at best, with 8x, means that Sonnet cost at most $45M"
of     = "threshold.break_even_reference_cost"
value  = "45 M USD"
source = "essay"
)toml",
     "consistent", "agrees", 0.9913},
    // The optimum of L(N, D) = E + A/N^alpha + B/D^beta under C = 6 N D.
    {"P01", R"toml(
[law]
a       = 406.4
b       = 410.7
alpha   = 0.34
beta    = 0.28
compute = 5.76e23
g       = "(.alpha * .a / (.beta * .b)) ^ (1 / (.alpha + .beta))"
ratio   = "(.compute / 6) ^ ((.alpha - .beta) / (.alpha + .beta)) / .g ^ 2"
[[claim]]
says   = "about 20 tokens per parameter"
of     = "law.ratio * 1 token/parameter"
value  = "about 20 token/parameter"
source = "chinchilla"
)toml",
     "inconsistent", "contradicted", 4.632},
    // By hand 129.4 was the median of Epoch's samples, ratio 1.294; the middle of their 90 % range is 130.9.
    {"P06", R"toml(
[gpt4]
layer = "development"
cost  = { is = "100.8 to 170.0 M USD", source = "altman" }
[[claim]]
says   = "GPT-4 cost more than $100 million"
of     = "gpt4.cost"
value  = "more than 100 M USD"
source = "altman"
)toml",
     "consistent", "true", 1.309},
};

TEST_CASE("each of the fifty-nine audited claims can be said in the language, and is judged as it was by hand") {
  CHECK(corpus.size() == 59);
  std::set<std::string> ids;
  for (const PublishedClaim& row : corpus) {
    CHECK_MESSAGE(ids.insert(row.id).second, row.id, " is there twice");
    const auto made = audited(sources_of_corpus + row.scenario);
    REQUIRE_MESSAGE(made->claims.size() == 1, row.id);
    CHECK_MESSAGE(verdict(*made) == row.verdict, row.id, " is ", verdict(*made), " (", made->claims[0].judgement.why,
                  "), ratio ", made->claims[0].judgement.ratio);
    const double ratio = made->claims[0].judgement.ratio;
    // Four significant digits.
    const double half_a_digit = 0.5 * std::pow(10.0, std::floor(std::log10(row.ratio)) - 3);
    CHECK_MESSAGE(std::abs(ratio - row.ratio) <= half_a_digit * 1.01, row.id, ": computed over stated is ", ratio,
                  ", not ", row.ratio);
    CHECK_MESSAGE(made->conflicts.empty(), row.id, " contradicts itself");
  }
}

TEST_CASE("what was found consistent by hand holds, and what was not does not") {
  // I19 fails harmlessly, and M02 is possible: the comments at the rows say why.
  const std::set<std::string> judged_otherwise = {"I19", "M02"};
  std::set<std::string> differ;
  for (const PublishedClaim& row : corpus) {
    const bool held = row.verdict == "exact" || row.verdict == "agrees" || row.verdict == "true";
    const bool failed = row.verdict == "contradicted" || row.verdict == "false";
    if (row.found == "consistent" && !held) differ.insert(row.id);
    if (row.found.starts_with("inconsistent") && !failed) differ.insert(row.id);
  }
  CHECK(differ == judged_otherwise);
}
