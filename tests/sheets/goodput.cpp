// What failures leave of a run, against published runs.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

TEST_CASE("goodput of published runs is what their failures say") {
  const std::string llama =
                        "chips = 16384\nchip_time_between_failures = '50677 chip h'\nsave = '10 s'\nrestart = '480 s'",
                    bloom =
                        "chips = 384\nchip_time_between_failures = '43008 chip h'\nsave = '40 s'\nrestart = '1 h'\n"
                        "interval = '10522 s'\nevaluation = '0.7 %'",
                    megascale =
                        "chips = 12288\nchip_time_between_failures = '82575 chip h'\nsave = '10 s'\n"
                        "restart = '1500 s'\ninterval = '1800 s'";
  expect_figures("goodput", {
                                // published: more than 90 % effective training time
                                {"Grattafiori et al. 2024, section 3.3.4", llama, "goodput", 92.009, "%", 5e-4},
                                {"Grattafiori et al. 2024, section 3.3.4", llama, "interval", 471.91, "s", 5e-3},
                                {"Grattafiori et al. 2024, section 3.3.4", llama, "between", 11135, "s", 0.5},
                                {"Le Scao et al. 2022, section 3.4", bloom, "goodput", 96.797, "%", 5e-4},
                                {"Jiang et al. 2024, section 6.3", megascale, "goodput", 90.472, "%", 5e-4},
                            });
}

TEST_CASE("goodput: what rises and falls with each input") {
  expect_directions("goodput", "",
                    {
                        {"chips", "1024", "lost saving", "between goodput interval"},
                        {"chip_time_between_failures", "45 k chip h", "between goodput interval", "lost saving"},
                        {"save", "10 s", "saving interval lost", "goodput"},
                        {"restart", "10 min", "lost", "goodput"},
                        {"evaluation", "1 %", "", "goodput"},
                    });
}
