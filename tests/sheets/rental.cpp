// What an hour of work costs where idle hours are paid too.

#include "directions.h"
#include "literature.h"

using namespace costcurve::testing;

TEST_CASE("the rental sheet charges work with the idle hours of a commitment, and not with those that are given back") {
  const std::string half = "rent = '2 USD/chip/h'\nbusy_share = '50 %'\nwork_time = '1,000 chip h'\n";
  const std::string committed = half + "idle_paid = '100 %'", partly = half + "idle_paid = '40 %'";
  // A commitment at 37 % less pays from a utilisation of 63 % on: there an hour of work costs what it does by the hour.
  const std::string at_break_even = "rent = '0.63 * 3 USD/chip/h'\nidle_paid = '100 %'\nbusy_share = '63 %'";
  expect_figures("rental", {
                               {"by hand", half, "rent_at_work", 2, "USD/chip/h", 1e-12},
                               {"by hand", committed, "rent_at_work", 4, "USD/chip/h", 1e-12},
                               {"by hand", committed, "paid_time", 2000, "chip h", 1e-9},
                               {"by hand", committed, "cost", 4000, "USD", 1e-9},
                               {"by hand", partly, "paid_for_work", 1.4, "x", 1e-12},
                               {"by hand", partly, "rent_at_work", 2.8, "USD/chip/h", 1e-12},
                               {"by hand", partly, "cost", 2800, "USD", 1e-9},
                               {"by hand", at_break_even, "rent_at_work", 3, "USD/chip/h", 1e-12},
                           });
}

TEST_CASE("rental: what rises and falls with each input") {
  expect_directions("rental", "",
                    {
                        {"rent", "2 USD/chip/h", "rent_at_work cost", ""},
                        {"busy_share", "60 %", "", "paid_for_work rent_at_work paid_time cost"},
                        {"idle_paid", "50 %", "paid_for_work rent_at_work paid_time cost", ""},
                        {"work_time", "1,000 chip h", "paid_time cost", ""},
                    });
}
