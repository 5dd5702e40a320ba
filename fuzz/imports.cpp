// Any text as a file to import: it is imported, or refused with a place, and what an import writes our own reader
// reads. The first byte names the kind.
//
//   cmake --preset fuzz && cmake --build --preset fuzz --target fuzz_imports
//   mkdir /tmp/corpus && build/fuzz/fuzz_imports -max_len=2048 /tmp/corpus tests/imports/bad/*

#include <cstdint>
#include <cstdlib>
#include <string>

#include "imports/import.h"
#include "text/soundness.h"
#include "text/toml.h"

using namespace costcurve;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const imports::ImportKind& kind = imports::import_kinds()[data[0] % imports::import_kinds().size()];
  auto source = std::make_shared<Source>();
  source->name = "x";
  source->text = std::string(reinterpret_cast<const char*>(data) + 1, size - 1);
  Diagnostics mistakes;
  if (!is_text(source, mistakes)) return 0;
  const std::optional<imports::Imported> imported = kind.read(source, {"2026-11-28", ""}, mistakes);
  if (imported.has_value() != mistakes.empty()) std::abort();
  if (!imported) return render(mistakes.sorted()).empty() ? (std::abort(), 0) : 0;
  for (const imports::CatalogFile& file : imported->files) {
    auto written = std::make_shared<Source>();
    written->text = file.written("")->text;
    Diagnostics unreadable;
    if (!parse_document(written, unreadable)) std::abort();
    if (file.written(written->text)->text != written->text) std::abort();
  }
  return 0;
}
