// Any text, read as a scenario: bound, solved, audited and printed in every format, or refused with its mistakes.
// Nothing may crash, hang or reach the terminal raw.
//
//   cmake --preset fuzz && cmake --build --preset fuzz --target fuzz_scenario
//   cp -r scenarios /tmp/corpus && build/fuzz/fuzz_scenario -dict=fuzz/scenario.dict -timeout=20 -max_len=4096
//   /tmp/corpus
//
// The first line may be an override of the command line: #!set KEY=VALUE.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "answer/check.h"
#include "answer/checked.h"
#include "answer/explain.h"
#include "command/command.h"
#include "machine/disk.h"
#include "machine/location.h"

using namespace costcurve;

namespace {

Library opened() {
  static const Disk disk;
  Library library(disk, configs_folder());
  Diagnostics mistakes;
  if (!library.open_catalog(mistakes)) std::abort();
  return library;
}

// Colour is off, so that whatever controls a terminal came from the text.
void expect_visible(std::string_view printed) {
  for (std::size_t at = 0; at < printed.size(); ++at) {
    const auto byte = static_cast<unsigned char>(printed[at]);
    const bool second_control =
        byte == 0xC2 && at + 1 < printed.size() && static_cast<unsigned char>(printed[at + 1]) < 0xA0;
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F || second_control) std::abort();
  }
}

std::vector<Override> overrides_in(std::string_view text) {
  constexpr std::string_view mark = "#!set ";
  if (!text.starts_with(mark)) return {};
  const std::string_view line = text.substr(mark.size(), text.find('\n') - mark.size());
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) return {};
  auto source = std::make_shared<Source>();
  source->name = "--set";
  source->text = line;
  return {{std::string(line.substr(0, equals)),
           {source, equals + 1, line.size(), std::string(line.substr(equals + 1)), true}}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto source = std::make_shared<Source>();
  source->name = "/nowhere/fuzz.toml";  // rows = "x.csv" finds no file there
  source->text.assign(reinterpret_cast<const char*>(data), size);
  Diagnostics diagnostics;
  TerminalStyle style;
  style.width = 60;
  static Library library = opened();
  library.forget_scenarios();
  std::optional<Value> document = parse_document(source, diagnostics);
  std::vector<std::unique_ptr<AuditedVariant>> variants;
  if (document) {
    Scenario scenario = library.bind({source, std::move(*document)}, "", overrides_in(source->text), diagnostics);
    if (diagnostics.empty()) variants.push_back(audit(std::move(scenario), Judged::general_claims_too));
  }
  if (variants.empty()) {
    const std::string printed = render(diagnostics.sorted(), style.width);
    if (printed.empty()) std::abort();  // refused without a reason
    expect_visible(printed);
    return 0;
  }
  const CheckedCases cases = checked(variants, {Detail::everything});
  expect_visible(terminal(check_document(cases, Detail::everything), style));
  expect_visible(json(data_of(source->name, cases)));
  const AuditedVariant& audited = *variants.front();
  for (std::size_t q = 0; q < audited.scenario.relations->quantities.size() && q < 8; ++q)
    expect_visible(
        terminal(explain_document(explain(*audited.scenario.relations, audited.solution, q, 6), {true, false}), style));
  return 0;
}
