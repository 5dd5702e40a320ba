#include "sheets/system.h"

namespace costcurve {

namespace {

/// Chips of a cloud: what an hour of work costs where some of the paid hours have none. By the hour one pays for work;
/// a commitment runs on, with work or without.
///
/// Left out: what is paid in advance, minimum times, egress and storage.
struct Rental {
  Rent rent;
  Ratio busy_share;
  Ratio idle_paid;
  Ratio paid_for_work;
  Rent rent_at_work;
  ChipTime work_time;
  ChipTime paid_time;
  Money cost;
};

void quantities(Rental& rental, Table& table) {
  table.row("rent", rental.rent, "USD/chip/h", "price of one chip for one hour that is paid")
      .in(Domain::not_negative)
      .from("cloud.rent");
  table.row("busy_share", rental.busy_share, "%", "share of the hours in which the chips have work")
      .in(Domain::fraction)
      .usually("1", "chips that always have work");
  table
      .row("idle_paid", rental.idle_paid, "%",
           "share of the other hours that is paid too: all in a commitment, none where chips are given back")
      .in(Domain::fraction)
      .from("cloud.idle_paid")
      .usually("0", "chips are given back when there is no work");
  table.row("paid_for_work", rental.paid_for_work, "x", "hours that are paid for an hour of work");
  table.row("rent_at_work", rental.rent_at_work, "USD/chip/h", "price of one chip for one hour of work, idle ones paid")
      .in(Domain::not_negative);
  table.row("work_time", rental.work_time, "chip h", "chip time with work");
  table.row("paid_time", rental.paid_time, "chip h", "chip time that is paid");
  table.row("cost", rental.cost, "USD", "what the paid chip time costs").in(Domain::not_negative);
}

void equations(Rental& rental, System& system) {
  const Ratio one = system.number(1);
  system.equal_forward("an hour of work has the idle ones on it that are paid", rental.paid_for_work,
                       one - rental.idle_paid + rental.idle_paid / rental.busy_share);
  system.equal("an hour of work costs the rent of the hours paid for it", rental.rent_at_work,
               rental.rent * rental.paid_for_work);
  system.equal("paid time is work and the idle hours paid with it", rental.paid_time,
               rental.work_time * rental.paid_for_work);
  system.equal("cost is paid time at its rent", rental.cost, rental.paid_time * rental.rent);
}

}  // namespace

extern const Sheet rental_sheet = {
    "rental",
    "chips of a cloud by the hour or for a term: what an hour of work costs when idle hours are paid too",
    record_sheet<Rental>,
    rows_of_sheet<Rental>,
    R"(# Chips by the hour, or for a term whose idle hours are paid too. At which utilisation does the commitment pay?
#
#     costcurve compare mine.toml
#     costcurve solve mine.toml --for assume.busy_share --so-that 'hourly.rent_at_work = year.rent_at_work'

title    = "By the hour or for a year?"
question = "From which utilisation on is a year's commitment cheaper?"
answer   = ["hourly.rent_at_work", "year.rent_at_work"]

[assume]
busy_share = "60 %"                        # of the hours there is work

[hourly]
sheet      = "rental"
chip       = "H100"
cloud      = "gcp"                         # `costcurve list rents H100` shows what clouds ask
busy_share = "assume.busy_share"

[year]
sheet      = "rental"
chip       = "H100"
cloud      = "gcp"
term       = "reserved_1y"                 # paid for idle hours too
busy_share = "assume.busy_share"
)",
    {"rent_at_work", "cost", "rent"}};

}  // namespace costcurve
