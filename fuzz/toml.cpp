// Any text, read as plain TOML and by toml++: where the plain reader answers, toml++ gives the same tree.
//
//   cmake --preset fuzz && cmake --build --preset fuzz --target fuzz_toml
//   cp -r tests/errors/toml scenarios /tmp/corpus && build/fuzz/fuzz_toml -dict=fuzz/scenario.dict -max_len=512
//   /tmp/corpus

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "text/plain_toml.h"
#include "text/soundness.h"

using namespace costcurve;

namespace {

bool are_same(const Place& a, const Place& b) { return a.begin == b.begin && a.end == b.end; }

bool are_same(const Value& a, const Value& b);

bool are_same(const Entry& a, const Entry& b) {
  return a.key == b.key && are_same(a.place, b.place) && are_same(a.value, b.value);
}

bool are_same(const Value& a, const Value& b) {
  const auto same = [](const auto& x, const auto& y) { return are_same(x, y); };
  return a.kind == b.kind && are_same(a.place, b.place) && a.number == b.number && a.boolean == b.boolean &&
         a.text.text == b.text.text && a.text.verbatim == b.text.verbatim && are_same(a.text.place(), b.text.place()) &&
         std::ranges::equal(a.members, b.members, same) && std::ranges::equal(a.elements, b.elements, same);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto source = std::make_shared<Source>();
  source->name = "x.toml";
  source->text = std::string(reinterpret_cast<const char*>(data), size);
  Diagnostics mistakes = Diagnostics::unheard();
  if (!is_text(source, mistakes)) return 0;
  const std::optional<Value> plain = parse_plain_document(source);
  if (!plain) return 0;
  const std::optional<Value> any = parse_any_document(source, mistakes);
  if (!any || !are_same(*plain, *any)) std::abort();
  return 0;
}
