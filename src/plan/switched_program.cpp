#include "plan/switched_program.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <utility>

#include "numeric/stable_order.h"
#include "plan/specialise.h"

namespace costcurve {

class SwitchedProgram::Builder {
 public:
  Builder(SwitchedProgram& made, const Program& program, const std::vector<std::size_t>& switches)
      : made_(made), program_(program), switches_(switches), slots_(program.code.size()) {
    for (std::size_t s = 0; s < switches.size(); ++s) all_ |= std::uint64_t(1) << s;
    find_inputs();
    find_switches();
    for (const std::uint64_t rests_on : distinct_ascending()) groups_.push_back(group_of(rests_on));
  }

  void add(const Combination& combination) {
    for (std::uint32_t i = 0; i < program_.code.size(); ++i) {
      const Instruction& step = program_.code[i];
      if (step.operation == Operation::constant) slots_[i] = {false, 0, step.value};
      if (step.operation == Operation::symbol) slots_[i] = slot_of_input(step.input, combination);
    }
    std::vector<std::uint32_t> path;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      Combination own;
      for (std::size_t s = 0; s < switches_.size(); ++s)
        if (groups_[g].switches >> s & 1) own.push_back(combination[s]);
      const auto [place, is_new] =
          instance_of_.try_emplace({g, own}, static_cast<std::uint32_t>(made_.instances_.size()));
      if (is_new) made_.instances_.push_back(instance_of(groups_[g]));
      const Instance& instance = made_.instances_[place->second];
      for (std::size_t o = 0; o < instance.results.size(); ++o)
        slots_[groups_[g].instructions[o]] = instance.results[o];
      if (!instance.writes.empty()) path.push_back(place->second);
    }
    made_.path_.push_back(std::move(path));
    std::vector<std::size_t> outputs;
    for (const std::uint32_t output : program_.outputs) outputs.push_back(column_of(slots_[output]));
    made_.outputs_.push_back(std::move(outputs));
  }

 private:
  void find_inputs() {
    for (const std::size_t quantity : program_.inputs) {
      const auto found = std::find(switches_.begin(), switches_.end(), quantity);
      switch_of_input_.push_back(static_cast<std::size_t>(found - switches_.begin()));
      column_of_input_.push_back(made_.quantities_.size());
      if (found == switches_.end()) made_.quantities_.push_back(quantity);
    }
  }

  bool is_leaf(std::uint32_t i) const {
    const Operation operation = program_.code[i].operation;
    return operation == Operation::constant || operation == Operation::symbol;
  }

  // Equations that are solved together are not taken apart: then all of the program is one group.
  void find_switches() {
    rests_on_.assign(program_.code.size(), 0);
    for (std::uint32_t i = 0; i < program_.code.size(); ++i) {
      const Instruction& step = program_.code[i];
      if (!program_.blocks.empty() && !is_leaf(i)) rests_on_[i] = all_;
      if (step.operation == Operation::symbol && switch_of_input_[step.input] < switches_.size())
        rests_on_[i] = std::uint64_t(1) << switch_of_input_[step.input];
      if (program_.blocks.empty())
        for (const std::uint32_t operand : step.operands()) rests_on_[i] |= rests_on_[operand];
    }
  }

  // Each behind those whose switches are some of its own.
  std::vector<std::uint64_t> distinct_ascending() const {
    std::set<std::uint64_t> distinct;
    for (std::uint32_t i = 0; i < program_.code.size(); ++i)
      if (!is_leaf(i)) distinct.insert(rests_on_[i]);
    std::vector<std::uint64_t> ascending(distinct.begin(), distinct.end());
    sort_stably(ascending, [](std::uint64_t a, std::uint64_t b) { return std::popcount(a) < std::popcount(b); });
    return ascending;
  }

  bool is_in(std::uint32_t i, std::uint64_t rests_on) const { return !is_leaf(i) && rests_on_[i] == rests_on; }

  // Those that others read, or the caller.
  std::vector<std::uint32_t> results_of(std::uint64_t rests_on) const {
    std::set<std::uint32_t> results;
    for (const std::uint32_t output : program_.outputs)
      if (is_in(output, rests_on)) results.insert(output);
    for (std::uint32_t i = 0; i < program_.code.size(); ++i)
      if (!is_leaf(i) && rests_on_[i] != rests_on)
        for (const std::uint32_t operand : program_.code[i].operands())
          if (is_in(operand, rests_on)) results.insert(operand);
    return {results.begin(), results.end()};
  }

  Group group_of(std::uint64_t rests_on) const {
    Group group;
    group.switches = rests_on;
    group.instructions = results_of(rests_on);
    if (!program_.blocks.empty()) {
      group.program = program_;
      group.program.outputs = group.instructions;
      group.program.inputs = input_instructions();
      return group;
    }
    std::map<std::uint32_t, std::uint32_t> placed;
    const auto emit = [&](std::uint32_t of, const Instruction& step) {
      placed[of] = static_cast<std::uint32_t>(group.program.code.size());
      group.program.code.push_back(step);
    };
    const auto place = [&](std::uint32_t operand) {
      if (!placed.contains(operand)) {
        Instruction read = program_.code[operand];
        if (read.operation != Operation::constant) {
          read = Instruction();
          read.operation = Operation::symbol;
          read.input = static_cast<std::uint32_t>(group.program.inputs.size());
          group.program.inputs.push_back(operand);
        }
        emit(operand, read);
      }
      return placed[operand];
    };
    for (std::uint32_t i = 0; i < program_.code.size(); ++i) {
      if (!is_in(i, rests_on)) continue;
      Instruction step = program_.code[i];
      const std::size_t count = operand_count(step.operation);
      if (count > 0) step.a = place(step.a);
      if (count > 1) step.b = place(step.b);
      if (count > 2) step.c = place(step.c);
      emit(i, step);
    }
    for (const std::uint32_t result : group.instructions) group.program.outputs.push_back(placed[result]);
    return group;
  }

  // Of each of the whole program's inputs the instruction that reads it, else no instruction.
  std::vector<std::size_t> input_instructions() const {
    std::vector<std::size_t> instructions(program_.inputs.size(), program_.code.size());
    for (std::uint32_t i = 0; i < program_.code.size(); ++i)
      if (program_.code[i].operation == Operation::symbol) instructions[program_.code[i].input] = i;
    return instructions;
  }

  Slot slot_of_input(std::uint32_t input, const Combination& combination) const {
    const std::size_t which = switch_of_input_[input];
    return which < switches_.size() ? Slot{false, 0, combination[which]} : Slot{true, column_of_input_[input], 0};
  }

  Slot slot(std::size_t instruction) const { return instruction < slots_.size() ? slots_[instruction] : Slot(); }

  Instance instance_of(const Group& group) {
    Program special = specialised(group.program, [&](std::size_t instruction) -> std::optional<double> {
      return slot(instruction).varies ? std::nullopt : std::optional(slot(instruction).value);
    });
    std::vector<Slot> results;
    std::map<std::uint32_t, std::size_t> column_of;  // by instruction of the special program
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t output : special.outputs) {
      const Instruction& step = special.code[output];
      if (step.operation == Operation::constant) {
        results.push_back({false, 0, step.value});
      } else if (step.operation == Operation::symbol) {
        results.push_back(slot(special.inputs[step.input]));
      } else {
        const auto [column, is_new] = column_of.try_emplace(output, 0);
        if (is_new) {
          column->second = new_column(group, kept.size());
          kept.push_back(output);
        }
        results.push_back({true, column->second, 0});
      }
    }
    special.outputs = kept;
    std::vector<double> fixed;
    std::vector<bool> varies;
    std::vector<std::optional<std::size_t>> reads;
    std::vector<std::size_t> writes;
    for (const std::size_t instruction : special.inputs) {
      const Slot read = slot(instruction);
      fixed.push_back(read.value);
      varies.push_back(read.varies);
      reads.push_back(read.varies ? std::optional(read.column) : std::nullopt);
    }
    for (const std::uint32_t output : kept) writes.push_back(column_of.at(output));
    ColumnProgram columns(special, fixed, varies);
    made_.most_between_ = std::max(made_.most_between_, columns.column_count());
    return {std::move(columns), std::move(reads), std::move(writes), std::move(results), group.switches != all_};
  }

  // What rests on all switches is read before the next combination is worked out: its column is used again.
  std::size_t new_column(const Group& group, std::size_t o) {
    if (group.switches != all_) return made_.quantities_.size() + made_.kept_columns_++;
    while (columns_of_last_.size() <= o) columns_of_last_.push_back(made_.quantities_.size() + made_.kept_columns_++);
    return columns_of_last_[o];
  }

  std::size_t column_of(const Slot& slot) {
    if (slot.varies) return slot.column;
    const std::size_t column = made_.kept_columns_++;
    made_.constants_.emplace_back(column, slot.value);
    return made_.quantities_.size() + column;
  }

  SwitchedProgram& made_;
  const Program& program_;
  const std::vector<std::size_t>& switches_;
  std::uint64_t all_ = 0;
  std::vector<std::size_t> switch_of_input_, column_of_input_;
  std::vector<std::uint64_t> rests_on_;  // by instruction: a bit for each switch
  std::vector<Group> groups_;
  std::vector<Slot> slots_;  // by instruction, with the combination that is added
  std::map<std::pair<std::size_t, Combination>, std::uint32_t> instance_of_;
  std::vector<std::size_t> columns_of_last_;
};

SwitchedProgram::SwitchedProgram(const Program& program, const std::vector<std::size_t>& switches,
                                 const std::vector<Combination>& combinations) {
  Builder builder(*this, program, switches);
  for (const Combination& combination : combinations) builder.add(combination);
}

SwitchedProgram::Strip::Strip(const SwitchedProgram& program)
    : program_(program),
      inputs_(program.quantities_.size()),
      kept_(program.kept_columns_),
      between_(program.most_between_),
      worked_out_(program.instances_.size(), 0) {
  for (const auto& [place, value] : program.constants_) std::fill_n(kept_[place], strip_length, value);
  for (const Instance& instance : program.instances_) {
    std::vector<double*> reads, writes;
    for (const std::optional<std::size_t> place : instance.reads) reads.push_back(place ? column(*place) : nullptr);
    for (const std::size_t place : instance.writes) writes.push_back(column(place));
    workspaces_.push_back(instance.program.workspace(reads, writes, between_));
  }
}

double* SwitchedProgram::Strip::column(std::size_t place) {
  const std::size_t inputs = program_.quantities_.size();
  return place < inputs ? inputs_[place] : kept_[place - inputs];
}

void SwitchedProgram::Strip::evaluate(std::size_t combination, std::size_t count) {
  for (const std::uint32_t instance : program_.path_[combination]) {
    const Instance& worked_out = program_.instances_[instance];
    if (std::exchange(worked_out_[instance], now_) == now_ && worked_out.is_kept) continue;
    worked_out.program.evaluate(workspaces_[instance], count);
  }
}

}  // namespace costcurve
