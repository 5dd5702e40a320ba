#include "text/files.h"

#include <doctest/doctest.h>

#include "support/support.h"
#include "text/texts.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// A file whose length is not what was said of it.
class Misjudged final : public Files {
 public:
  Misjudged(std::size_t length, std::optional<std::size_t> said) : length_(length), said_(said) {}

  std::variant<std::unique_ptr<OpenFile>, Unread> open(const std::string&) const override {
    return std::make_unique<Open>(*this);
  }
  std::vector<std::string> list(const std::string&) const override { return {}; }
  bool is_file(const std::string&) const override { return true; }
  mutable std::size_t given = 0;  // bytes, to whoever reads

 private:
  struct Open final : OpenFile {
    explicit Open(const Misjudged& file) : of(file) {}
    std::size_t read(char* into, std::size_t most) override {
      const std::size_t count = std::min(most, of.length_ - at);
      std::fill_n(into, count, 'x');
      at += count;
      of.given += count;
      return count;
    }
    std::optional<std::size_t> size() const override { return of.said_; }
    const Misjudged& of;
    std::size_t at = 0;
  };
  std::size_t length_;
  std::optional<std::size_t> said_;
};

// Counts how often each file is opened.
class Counted final : public Files {
 public:
  explicit Counted(const Files& files) : files_(files) {}
  std::variant<std::unique_ptr<OpenFile>, Unread> open(const std::string& path) const override {
    ++opened[path];
    return files_.open(path);
  }
  std::vector<std::string> list(const std::string& folder) const override { return files_.list(folder); }
  bool is_file(const std::string& path) const override { return files_.is_file(path); }
  mutable std::map<std::string, int> opened;

 private:
  const Files& files_;
};

}  // namespace

TEST_CASE("a file that grows or shrinks while it is read has the text that was there; an endless one is too large") {
  struct Row {
    std::size_t length;
    std::optional<std::size_t> said;
    bool fits;
  };
  for (const Row& row : {Row{5000, 3, true}, Row{3, 5000, true}, Row{5000, std::nullopt, true}, Row{0, 5000, true},
                         Row{10'000, 10'000, true}, Row{10'001, std::nullopt, false}, Row{std::size_t(-1), 3, false},
                         Row{std::size_t(-1), std::nullopt, false}, Row{3, 10'001, false}}) {
    const Misjudged file(row.length, row.said);
    const auto read = file.read("x", 10'000);
    CAPTURE(row.length);
    REQUIRE(std::holds_alternative<std::string>(read) == row.fits);
    if (row.fits)
      CHECK(std::get<std::string>(read).size() == row.length);
    else
      CHECK(std::get<Unread>(read).why == Unread::Why::too_large);
    CHECK(file.given <= 10'001);
  }
}

TEST_CASE("in memory a folder is what stands before a slash, and what is missing is looked for below") {
  MemoryFiles below;
  below.put("configs/units.toml", "below");
  below.put("configs/chips/H800.toml", "");
  MemoryFiles files(&below);
  files.put("configs/units.toml", "above");
  files.put("mine.toml", "mine");
  CHECK(std::get<std::string>(files.read("configs/units.toml", 10)) == "above");
  CHECK(std::get<std::string>(files.read("configs/chips/H800.toml", 10)).empty());
  CHECK(files.list("configs") == std::vector<std::string>{"chips", "units.toml"});
  CHECK(files.list("configs/chips/") == std::vector<std::string>{"H800.toml"});
  CHECK(files.is_file("mine.toml"));
  CHECK_FALSE(files.is_file("configs"));
  CHECK(std::get<Unread>(files.read("configs", 10)).why == Unread::Why::directory);
  CHECK(std::get<Unread>(files.read("yours.toml", 10)).why == Unread::Why::missing);
  CHECK(std::get<Unread>(files.read("mine.toml", 3)).why == Unread::Why::too_large);
}

TEST_CASE("a text is read once, and anew when it was let go") {
  MemoryFiles files;
  files.put("a", "1");
  const Counted counted(files);
  Texts texts(counted);
  CHECK(texts.find("a") == nullptr);
  CHECK(texts.read("a").source->text == "1");
  CHECK(texts.read("a").source == texts.find("a")->source);
  CHECK(texts.read("b").source == nullptr);
  CHECK(counted.opened["a"] == 1);
  CHECK(texts.paths() == std::set<std::string>{"a", "b"});
  texts.forget();
  texts.read("a");
  CHECK(counted.opened["a"] == 2);
  CHECK(texts.paths() == std::set<std::string>{"a", "b"});
}

TEST_CASE("every file that an answer needs is opened once") {
  MemoryFiles files(&source_disk());
  files.put("mine.toml",
            "[card]\nrows = \"card.csv\"\n[run]\nsheet = \"training\"\nchip = \"H800\"\nchips = 8\nduration = \"1 h\"\n"
            "[variants.later]\n\"run.chip\" = \"H20\"\n[variants.longer]\n\"run.duration\" = \"2 h\"\n");
  files.put("card.csv", "name,chip_time,chip\nb8,1 chip h,H100\nb70,2 chip h,A100-80GB\n");
  for (const std::string line :
       {"costcurve run mine.toml", "costcurve run mine.toml --variants",
        "costcurve explain mine.toml run.chip_time --variants",
        "costcurve diff mine.toml --variant later --variant longer", "costcurve diff mine.toml --set run.chip=B200",
        "costcurve sweep mine.toml --over 'run.chip = H100, H20, B200' --show run.chip_time",
        "costcurve solve mine.toml --for run.chips --so-that 'run.chip_time = 16 chip h'"}) {
    const Counted counted(files);
    const Outcome outcome = run_line(line, counted);
    CHECK_MESSAGE(outcome.exit == as_expected, line, "\n", outcome.err);
    CHECK(counted.opened["card.csv"] == 1);
    for (const auto& [path, times] : counted.opened) CHECK_MESSAGE(times == 1, line, " opens ", path, " again");
  }
}
