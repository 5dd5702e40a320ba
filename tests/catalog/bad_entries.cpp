// Entries of a catalog that are not read in silence: small files with what is said of them.

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "catalog/kinds.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr std::string_view folder = "tests/catalog/bad";

std::string sentences_on(const CatalogKind& kind, const std::string& name) {
  const Outcome outcome =
      run_line(fmt::format("costcurve list {} {} --catalog {}", kind.plural, name, folder), source_folder());
  INFO(kind.name, " ", name, "\n", outcome.err);
  CHECK(outcome.exit == wrong_input);
  CHECK(!outcome.err.empty());
  return outcome.err;
}

}  // namespace

TEST_CASE("every mistake in an entry of a catalog has its sentence, and all are said at once: tests/catalog/bad") {
  std::string page =
      "# What is said of entries that are wrong\n\nSmall files, and all that is said of each. This page is made from "
      "the real output (`./test -u` rewrites it).\n";
  for (const CatalogKind& kind : catalog_kinds) {
    if (!kind.is_folder) continue;
    const std::string place = fmt::format("{}/{}/{}", source_folder(), folder, kind.place);
    for (const std::string& path : files_in(place, ".toml")) {
      const std::string file = path.substr(path.rfind('/') + 1), name = file.substr(0, file.rfind('.'));
      page += fmt::format("\n## {}/{}\n\n```\n{}```\n\n```\n{}```\n", kind.place, file, read_file(path),
                          sentences_on(kind, name));
    }
  }
  const std::string grids = fmt::format("{}/{}/grids.toml", source_folder(), folder);
  page += fmt::format("\n## grids.toml\n\n```\n{}```\n\n```\n{}```\n", read_file(grids),
                      sentences_on(*catalog_kind("grid"), "here"));
  const std::string readme = fmt::format("{}/{}/README.md", source_folder(), folder);
  if (updating())
    write_file(readme, page);
  else
    CHECK(read_file(readme) == page);
}
