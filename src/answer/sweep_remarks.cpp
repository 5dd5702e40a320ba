#include <fmt/format.h>

#include "answer/sweep.h"
#include "quantity/print.h"

namespace costcurve {

Document sweep_remarks(const SweepTable& table) {
  Notes notes;
  for (const ShownQuantity& shown : table.shown) {
    std::size_t open = not_determined(shown);
    for (std::size_t p = 0; p < table.impossible.size(); ++p) open -= lacks_plan(table, shown, p) ? 1 : 0;
    if (open == 0) continue;
    const std::string where =
        fmt::format("{} is not determined at {} of {} points; their cells are empty", shown.name,
                    count_text(static_cast<double>(open)), count_text(static_cast<double>(table.points)));
    const bool nowhere = open == table.points && !shown.missing.empty();
    notes.notes.push_back({"note", nowhere ? shown.missing : where});
  }
  for (const std::string& note : table.notes) notes.notes.push_back({"note", note});
  return {{}, {std::move(notes)}};
}

}  // namespace costcurve
