#include <algorithm>
#include <stdexcept>

#include "sheets/system.h"

namespace costcurve {

void System::add(Statement statement, std::string_view sentence, NodeId left, NodeId right, std::string_view source,
                 LeftOut left_out, const Dimension& dimension) {
  if (graph_[left].dimension != dimension || graph_[right].dimension != dimension)
    throw std::logic_error("the sheet says " + in_words(dimension) + ", the graph says " +
                           in_words(graph_[left].dimension) + ": " + std::string(sentence));
  Equation made;
  made.statement = statement;
  made.left = left;
  made.right = right;
  made.sentence = sentence;
  made.source = source;
  made.left_out = std::move(left_out);
  made.order = static_cast<int>(equations_.size());  // estimates rank as the sheet lists them
  equations_.push_back(std::move(made));
}

std::pair<Term, Row*> Table::added(Row row) {
  const auto same = std::find_if(rows.begin(), rows.end(), [&](const Row& other) { return other.name == row.name; });
  const auto place = static_cast<std::size_t>(same - rows.begin());
  if (same == rows.end()) {
    symbols_.push_back(graph_.symbol(first_ + place, row.dimension));
    rows.push_back(std::move(row));
    return {{&graph_, symbols_.back()}, &rows.back()};
  }
  if (same->dimension != row.dimension)
    throw std::logic_error(std::string(row.name) + " is " + in_words(same->dimension) + " and " +
                           in_words(row.dimension));
  told_already_ = std::move(row);
  return {{&graph_, symbols_[place]}, &told_already_};
}

const Row* Sheet::row(std::string_view quantity) const {
  const auto& all = rows();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Row& row) { return row.name == quantity; });
  return found == all.end() ? nullptr : &*found;
}

extern const Sheet training_sheet;
extern const Sheet scaling_law_sheet;
extern const Sheet cost_curve_sheet;
extern const Sheet api_sheet;
extern const Sheet serving_fleet_sheet;
extern const Sheet growth_sheet;
extern const Sheet energy_sheet;
extern const Sheet ownership_sheet;
extern const Sheet rental_sheet;
extern const Sheet embodied_sheet;
extern const Sheet water_sheet;
extern const Sheet workload_sheet;
extern const Sheet bill_sheet;
extern const Sheet functional_unit_sheet;
extern const Sheet transformer_sheet;
extern const Sheet goodput_sheet;
extern const Sheet parallel_training_sheet;
extern const Sheet serving_sheet;
extern const Sheet serving_memory_sheet;
extern const Sheet serving_queue_sheet;
extern const Sheet disaggregated_serving_sheet;

const std::vector<const Sheet*>& sheets() {
  static const std::vector<const Sheet*> all = {&training_sheet,
                                                &scaling_law_sheet,
                                                &cost_curve_sheet,
                                                &api_sheet,
                                                &serving_fleet_sheet,
                                                &growth_sheet,
                                                &energy_sheet,
                                                &ownership_sheet,
                                                &rental_sheet,
                                                &embodied_sheet,
                                                &water_sheet,
                                                &functional_unit_sheet,
                                                &workload_sheet,
                                                &bill_sheet,
                                                &transformer_sheet,
                                                &goodput_sheet,
                                                &parallel_training_sheet,
                                                &serving_sheet,
                                                &serving_memory_sheet,
                                                &serving_queue_sheet,
                                                &disaggregated_serving_sheet};
  return all;
}

const Sheet* find_sheet(std::string_view name) {
  const auto found =
      std::find_if(sheets().begin(), sheets().end(), [&](const Sheet* sheet) { return sheet->name == name; });
  return found == sheets().end() ? nullptr : *found;
}

}  // namespace costcurve
