#include "answer/measured.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "answer/cases.h"
#include "answer/measured_columns.h"
#include "answer/measured_rows.h"
#include "answer/measured_slips.h"
#include "answer/named_text.h"
#include "answer/possible_plans.h"
#include "audit/audit.h"
#include "audit/beliefs.h"
#include "numeric/stable_order.h"
#include "search/calibration.h"
#include "text/listing.h"

namespace costcurve {

namespace {

constexpr std::size_t most_bytes = 50U << 20U, most_rows = 2000;
constexpr double deviations_of_nine_in_ten = 2 * 1.6448536;
// Of fewer rows nobody can say what the constants do and what is chance.
constexpr std::size_t fewest_rows = 3;
// A machine may reach half of what another of its chips does, or twice that.
constexpr Interval any_machine = {0.5, 2};

class Measurements {
 public:
  Measurements(const Question& question, const Case& which, Library& library, Diagnostics& diagnostics)
      : question_(question), case_(which), library_(library), diagnostics_(diagnostics) {}

  MeasuredTable run() {
    if (read_scenario() && read_rows() && find_part() && tell_inputs_from_measured())
      for (const MeasuredRow& row : rows_) hold_against(row);
    if (good() && observations_.empty())
      wrong("no measured quantity of these rows is determined by the scenario",
            {table_.lacking.empty() ? "a column of what was measured: step, chip_token_rate, mfu, time_per_token"
                                    : table_.lacking.front()});
    if (good()) find_constants();
    return std::move(table_);
  }

 private:
  bool good() const { return diagnostics_.empty(); }
  void wrong(std::string problem, std::vector<std::string> notes) {
    diagnostics_.add(without_place(std::move(problem), std::move(notes)));
  }

  bool read_scenario() {
    base_ = bound(case_, library_, diagnostics_);
    if (!good()) return false;
    table_.scenario = case_.file;
    table_.about = about(*base_);
    table_.shown = shown_beside(question_, *base_, case_.file, diagnostics_);
    return good();
  }

  bool read_rows() {
    if (question_.words.size() < 2) {
      wrong("which rows?",
            {"costcurve measured mine.toml runs.csv",
             "the columns of a CSV file are quantities, with "
             "their units: tensor, batch, step (s); a log of Megatron-LM or torchtitan is read as well"});
      return false;
    }
    table_.rows_file = question_.words[1];
    const SourcePointer source = read_named_text(table_.rows_file, table_.rows_file, most_bytes,
                                                 "it is longer than 50 MB", library_, diagnostics_);
    if (!source) return false;
    if (auto rows = measured_rows(source, base_->units, diagnostics_)) rows_ = std::move(*rows);
    if (good() && rows_.empty())
      wrong(fmt::format("{} has no rows", table_.rows_file),
            {"of a CSV file the first line names columns: tensor, microbatch, step (s)",
             "of logs those of Megatron-LM (\"elapsed time per iteration (ms):\") and torchtitan (\"tps:\") are read, "
             "and "
             "the summary of `vllm bench serve`"});
    if (good() && rows_.size() > most_rows)
      wrong(fmt::format("{} has {} rows; {} are looked at at most", table_.rows_file, rows_.size(), most_rows),
            {"a median of each setting says as much"});
    table_.rows = rows_.size();
    for (const MeasuredRow& row : rows_)
      if (!row.taken.empty()) table_.taken.push_back(row.name + ": " + row.taken);
    return good();
  }

  // How many of the rows' columns are quantities of the part, or name an entry of the catalog.
  std::size_t columns_known(const Part& part) const {
    std::size_t known = 0;
    for (const std::string& key : keys_) known += base_->quantity(part.name + "." + key) ? 1 : 0;
    return known;
  }

  bool find_part() {
    for (MeasuredRow& row : rows_) {
      std::erase_if(row.cells, [](const MeasuredCell& cell) { return holds_remarks(cell.key); });
      for (const MeasuredCell& cell : row.cells) keys_.insert(cell.key);
    }
    const std::string asked = question_.words.size() > 2 ? question_.words[2] : "";
    std::vector<std::string> names;
    std::size_t most = 0;
    for (const Part& part : base_->parts) {
      if (!part.sheet || (!asked.empty() && part.name != asked)) continue;
      const std::size_t known = columns_known(part);
      if (known > most) names.clear();
      if (known >= most && known > 0) names.push_back(part.name);
      most = std::max(most, known);
    }
    if (names.size() == 1) {
      table_.part = names.front();
      part_ = base_->part(table_.part);
      return true;
    }
    if (names.size() > 1)
      wrong("which part do the rows measure?",
            {fmt::format("costcurve measured {} {} {}", case_.file, table_.rows_file, names.front()),
             "they may be of " + listed(names, "or")});
    else if (!asked.empty())
      wrong(fmt::format("no part `{}` of the scenario has a sheet with these columns", asked), {});
    else
      wrong("no part of the scenario has the columns of these rows",
            {"they are " + listed({keys_.begin(), keys_.end()})});
    return false;
  }

  std::string whole(const std::string& key) const { return table_.part + "." + key; }

  // A column is measured where an equation says it, the scenario does not, and it takes running to know it; all others
  // are what was set.
  bool tell_inputs_from_measured() {
    const std::vector<std::size_t> choices = StatedPlans(*base_).choices();
    for (const std::string& key : keys_) {
      const std::optional<std::size_t> q = base_->quantity(whole(key));
      if (!q) {
        if (!names_an_entry(key)) unknown_column(key);
        continue;
      }
      const std::vector<Equation>& equations = base_->relations->equations;
      const bool is_said = std::any_of(equations.begin(), equations.end(), [&](const Equation& equation) {
        return determines(equation) && says(*base_->relations, equation, *q);
      });
      const bool is_choice = std::find(choices.begin(), choices.end(), *q) != choices.end();
      if (*q == base_->quantity(whole("memory")) && !is_said)
        table_.taken.push_back("`memory` as the memory that a chip has; what a run takes of it is `bytes`");
      if (is_said && !is_choice && !base_->givens.stated(*q) && comes_of_running(*base_, *q)) measured_.insert(key);
    }
    if (good() && measured_.empty())
      wrong("the rows have no column of what was measured",
            {"step, chip_token_rate, mfu or bytes of a training run; time_per_token, first_token or throughput of an "
             "engine"});
    return good();
  }

  // `chip`, `llm`: the catalog fills quantities of the part by what stands there.
  bool names_an_entry(const std::string& key) const {
    const std::vector<Row>& rows = part_->sheet->rows();
    return std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return row.catalog.starts_with(key + "."); });
  }

  void unknown_column(const std::string& key) {
    for (const MeasuredRow& row : rows_)
      for (const MeasuredCell& cell : row.cells)
        if (cell.key == key)
          return diagnostics_.add(mistake_at(cell.heading, fmt::format("`{}` is no quantity of {}", key, table_.part),
                                             remedy_for_column(cell, *base_, *part_)));
  }

  std::optional<double> amount_in(const MeasuredCell& cell, const Scenario& scenario, std::size_t q) {
    Graph scratch;
    const std::optional<NodeId> node = bind(cell.value, scenario, scratch, diagnostics_);
    if (!node) return std::nullopt;
    const Quantity& quantity = scenario.relations->quantities[q];
    if (!is_amount_of(quantity, scratch[*node].dimension)) {
      diagnostics_.add(
          mistake_at(cell.value.place(),
                     fmt::format("this is {}, and `{}` is {}", scenario.units.spoken(scratch[*node].dimension),
                                 cell.key, scenario.units.spoken(quantity.dimension)),
                     fmt::format("its unit in the heading: {} ({})", cell.key, quantity.shown.text)));
      return std::nullopt;
    }
    const double value = scratch.constant_value(*node);
    if (value > 0 && std::isfinite(value)) return value;
    diagnostics_.add(
        mistake_at(cell.value.place(), "what was measured is above nought", "an empty cell is not looked at"));
    return std::nullopt;
  }

  // What nobody can have run was written down wrongly.
  bool is_possible(const MeasuredRow& row, const AuditedVariant& audited) {
    for (const ImpossiblePlan& mistake : StatedPlans(audited.scenario).mistakes(audited.solution)) {
      if (mistake.part->name != table_.part) continue;
      const auto cell = std::find_if(row.cells.begin(), row.cells.end(),
                                     [&](const MeasuredCell& one) { return one.key == mistake.quantity; });
      if (cell == row.cells.end())
        wrong(fmt::format("{}: {}", row.name, mistake.problem), {mistake.remedy});
      else
        diagnostics_.add(mistake_at(cell->value.place(), mistake.problem, mistake.remedy));
    }
    return good();
  }

  void hold_against(const MeasuredRow& row) {
    Case with = case_;
    for (const MeasuredCell& cell : row.cells)
      if (!measured_.contains(cell.key)) with.sets.push_back({whole(cell.key), cell.value});
    const std::shared_ptr<const Scenario> scenario = bound(with, library_, diagnostics_);
    if (!good()) return;
    const std::unique_ptr<AuditedVariant> audited = audit(scenario, scenario->givens, Judged::no_claims);
    if (!is_possible(row, *audited)) return;
    if (const auto q = scenario->quantity(whole("chips")); q && audited->solution.knows(*q))
      chips_ = audited->solution.found[*q].value;
    const std::optional<Beliefs> beliefs = simulate_beliefs(*audited, question_.simulation());
    std::vector<std::pair<std::size_t, double>> found;
    const std::size_t lacking = table_.lacking.size();
    for (const MeasuredCell& cell : row.cells) {
      if (!measured_.contains(cell.key)) continue;
      const std::size_t q = *scenario->quantity(whole(cell.key));
      const std::optional<double> measured = amount_in(cell, *scenario, q);
      if (!measured) continue;
      if (!audited->solution.knows(q) || !(audited->solution.found[q].value > 0)) {
        table_.lacking.push_back(fmt::format("{}: {} is not determined", row.name, cell.key));
        continue;
      }
      found.emplace_back(q, *measured);
      MeasuredAmount amount{
          row.name, cell.key, *measured, audited->solution.found[q].value, scenario->relations->quantities[q].shown,
          {},       0,        {}};
      if (beliefs)
        if (const auto belief = beliefs->of_quantity.find(q); belief != beliefs->of_quantity.end())
          amount.range = Interval{belief->second.p5, belief->second.p95};
      if (!amount.range) amount.range = believed_range(*audited, q, question_.simulation());
      amount.convention = scenario->convention_of(q);
      amount.shown = values_of(table_.shown, *audited);
      table_.amounts.push_back(std::move(amount));
    }
    if (found.empty() && table_.lacking.size() == lacking)
      table_.lacking.push_back(row.name + ": nothing was measured");
    for (const auto& [q, measured] : found) observe(*audited, q, measured, 1.0 / static_cast<double>(found.size()));
    ++row_number_;
  }

  // A constant: nobody states it, and it is known within a range. What is left out of the equations is none: it is what
  // stays unexplained.
  void observe(const AuditedVariant& audited, std::size_t q, double measured, double weight) {
    const Relations& relations = *audited.scenario.relations;
    Observation observation;
    observation.program = *compile(relations, audited.solution, {relations.quantities[q].symbol});
    observation.inputs = stated_values(observation.program, audited.solution);
    observation.measured = measured;
    observation.weight = weight;
    for (const std::size_t input : observation.program.inputs) {
      const Given& given = *audited.solution.found[input].given;
      const bool has_range = given.is_belief && given.belief.low > 0 && given.belief.high > given.belief.low;
      std::optional<std::size_t> constant;
      if (has_range && relations.quantities[input].left_out)
        unexplained_ = std::max(unexplained_, deviation_of(given.belief));
      else if (has_range && given.rank != Rank::scenario)
        constant = constant_for(relations, input, given);
      observation.constant_of.push_back(constant);
    }
    observations_.push_back(std::move(observation));
    row_of_.push_back(row_number_);
  }

  static double deviation_of(Interval range) { return std::log(range.high / range.low) / deviations_of_nine_in_ten; }

  std::size_t constant_for(const Relations& relations, std::size_t q, const Given& given) {
    const Quantity& quantity = relations.quantities[q];
    const auto [known, is_new] = number_of_.try_emplace(quantity.name, constants_.size());
    if (is_new) {
      const Part* const part = base_->part(quantity.part);
      const bool is_of_the_machine = part && part->sheet && quantity.row < part->sheet->rows().size() &&
                                     part->sheet->rows()[quantity.row].of_the_machine;
      constants_.push_back({given.value, deviation_of(is_of_the_machine ? any_machine : given.belief),
                            possible_values(relations, q).high});
      told_.push_back({quantity.name, quantity.meaning, quantity.shown, given.value, 0, given.belief, {}});
    }
    return known->second;
  }

  void leave_constants() {
    double sum = 0;
    for (MeasuredAmount& amount : table_.amounts) {
      amount.after = amount.computed;
      sum += std::pow(std::log(amount.measured / amount.computed), 2);
    }
    table_.unexplained = std::expm1(std::sqrt(sum / static_cast<double>(table_.amounts.size())));
    table_.untouched = constants_.size();
  }

  // How far from what is worked out rows lie, of those that can be.
  static double spread_of(const std::vector<double>& residuals) {
    double squares = 0, count = 0;
    for (const double residual : residuals)
      if (std::isfinite(residual)) squares += residual * residual, ++count;
    return std::sqrt(squares / count);
  }

  void find_constants() {
    table_.are_too_few = std::set<std::size_t>(row_of_.begin(), row_of_.end()).size() < fewest_rows;
    table_.slips = slips_in(table_.amounts, chips_);
    if (table_.are_too_few || !table_.slips.empty()) return leave_constants();
    const Calibration calibration = calibrate(constants_, observations_, row_of_, unexplained_);
    table_.unexplained = std::expm1(calibration.unexplained);
    table_.is_another_machine = calibration.is_freed && spread_of(calibration.before) > unexplained_;
    for (std::size_t o = 0; o < table_.amounts.size(); ++o) {
      MeasuredAmount& amount = table_.amounts[o];
      amount.is_outlier = calibration.is_outlier[o];
      amount.after = amount.measured * std::exp(-calibration.after[o]);
      if (std::isfinite(calibration.left_out[o]))
        amount.left_out = amount.measured * std::exp(-calibration.left_out[o]);
    }
    std::vector<std::pair<double, FoundConstant>> by_weight;
    for (std::size_t c = 0; c < told_.size(); ++c) {
      constexpr double says_something = 0.9;
      const CalibratedConstant& now = calibration.constants[c];
      const double share = now.deviation / calibration.believed[c].deviation;
      if (share > says_something) {
        ++table_.untouched;
        continue;
      }
      FoundConstant found = told_[c];
      const double width = std::exp(now.deviation * deviations_of_nine_in_ten / 2);
      found.after = now.value;
      found.range_after = {now.value / width, std::min(now.value * width, now.most)};
      by_weight.emplace_back(share, std::move(found));
    }
    sort_stably(by_weight, [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [share, constant] : by_weight) table_.constants.push_back(std::move(constant));
  }

  const Question& question_;
  const Case& case_;
  Library& library_;
  Diagnostics& diagnostics_;
  std::shared_ptr<const Scenario> base_;
  const Part* part_ = nullptr;
  std::vector<MeasuredRow> rows_;
  std::set<std::string> keys_, measured_;
  std::vector<Observation> observations_;
  std::vector<std::size_t> row_of_;  // by observation
  std::size_t row_number_ = 0;
  std::vector<CalibratedConstant> constants_;
  std::vector<FoundConstant> told_;  // by constant, before
  std::map<std::string, std::size_t> number_of_;
  double chips_ = 1;           // of the last row
  double unexplained_ = 0.05;  // where the sheet does not say what it leaves out
  MeasuredTable table_;
};

Answer measured_in(const Question& question, const Case& which, Library& library, Diagnostics& mistakes) {
  const auto table = std::make_shared<const MeasuredTable>(Measurements(question, which, library, mistakes).run());
  if (!mistakes.empty()) return {};
  Answer answer;
  answer.document = [table] { return told_about(table->about, measured_document(*table)); };
  answer.data = {[table] { return data_of(*table); }};
  return answer;
}

}  // namespace

MeanError mean_error(const std::vector<double>& off) {
  MeanError mean;
  for (const double share : off) {
    mean.size += std::abs(share) / static_cast<double>(off.size());
    mean.side += share / static_cast<double>(off.size());
  }
  return mean;
}

Answer measured(const Question& question, Library& library) {
  Diagnostics mistakes;
  return library.open_catalog(mistakes) ? answer_each(question, library, measured_in) : wrong_answer(mistakes);
}

}  // namespace costcurve
