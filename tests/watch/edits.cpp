// What was edited while somebody edited: each change is a step, of whichever file, and no text is lost.

#include "watch/edits.h"

#include <doctest/doctest.h>

#include "answer/tried.h"
#include "support/support.h"
#include "text/texts.h"

using namespace costcurve;

namespace {

// Keeps what it is given beside other files in memory.
class MemoryStore : public Store {
 public:
  explicit MemoryStore(MemoryFiles& files) : files_(files) {}
  std::string own_catalog() const override { return {}; }
  std::string own_state() const override { return "/state"; }
  std::string today() const override { return "2026-11-30"; }
  std::string change(const std::string& folder, const std::function<std::vector<KeptFile>()>& files) override {
    for (const KeptFile& file : files()) files_.put(folder + "/" + file.path, file.text);
    return {};
  }

 private:
  MemoryFiles& files_;
};

struct EditedFiles {
  MemoryFiles files;
  MemoryStore store{files};
  Edits edits{files, store};

  std::size_t texts_kept_of(const std::string& path) {
    const Library library(files, "configs", &store);
    return kept_trials(folder_of_trials(path, library), files).size();
  }
};

}  // namespace

TEST_CASE("a change of any file that an answer rests on is undone, the last one first") {
  EditedFiles edited;
  edited.edits.keep({{"a.toml", "1"}, {"b.toml", "1"}, {"rows.csv", "1"}}, "a.toml", [] { return "is 1"; });
  edited.edits.keep({{"a.toml", "1"}, {"b.toml", "2"}, {"rows.csv", "1"}}, "a.toml", [] { return "is 2"; });
  edited.edits.keep({{"a.toml", "1"}, {"b.toml", "2"}, {"rows.csv", "2"}}, "a.toml", [] { return "is 3"; });
  const auto first = edited.edits.undo(edited.edits.good());
  REQUIRE(first);
  CHECK(first->path == "rows.csv");
  CHECK(first->text == "1");
  edited.edits.keep({{"a.toml", "1"}, {"b.toml", "2"}, {"rows.csv", "1"}}, "a.toml", [] { return "is 2"; });
  const auto second = edited.edits.undo(edited.edits.good());
  REQUIRE(second);
  CHECK(second->path == "b.toml");
  edited.edits.keep({{"a.toml", "1"}, {"b.toml", "1"}, {"rows.csv", "1"}}, "a.toml", [] { return "is 1"; });
  CHECK(!edited.edits.undo(edited.edits.good()));
  CHECK(edited.texts_kept_of("a.toml") == 1);
  CHECK(edited.texts_kept_of("b.toml") == 2);
  CHECK(edited.texts_kept_of("rows.csv") == 2);
}

TEST_CASE("a text with a mistake goes first, and is kept when it goes") {
  EditedFiles edited;
  edited.edits.keep({{"a.toml", "1"}}, "a.toml", [] { return "is 1"; });
  edited.edits.keep({{"a.toml", "2"}}, "a.toml", [] { return "is 2"; });
  const auto undone = edited.edits.undo({{"a.toml", "3 houurs"}});
  REQUIRE(undone);
  CHECK(undone->text == "2");
  CHECK(edited.texts_kept_of("a.toml") == 3);
}
