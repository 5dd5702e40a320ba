#include "answer/progress.h"

#include <doctest/doctest.h>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// Characters, all of which take one column here.
std::size_t columns_of(const std::string& line) {
  std::size_t count = 0;
  for (const char c : line) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("the bar says how much is done and how long the rest will take") {
  CHECK(progress_line(0.5, 3, 50) == "drawing █████████████░░░░░░░░░░░░░  50 %, 3 s left");
  CHECK(progress_line(0.25, 60, 100).ends_with(" 25 %, 3 min left"));
  CHECK(progress_line(0.01, 200, 100).ends_with("  1 %, 5.5 h left"));
  CHECK(progress_line(0, 1, 100).ends_with("  0 %"));
  CHECK(progress_line(1, 10, 100).ends_with("100 %, 0 s left"));
  CHECK(progress_line(0.999, 10, 100).ends_with(" 99 %, 1 s left"));
}

TEST_CASE("the bar is never wider than the terminal") {
  for (const double share : {0.0, 1e-9, 0.3, 0.99, 1.0, 1.5})
    for (std::size_t width = 0; width < 120; ++width) CHECK(columns_of(progress_line(share, 7, width)) <= width);
  CHECK(columns_of(progress_line(0.5, 3, 1000)) < 80);
}

TEST_CASE("nothing is drawn in the first second, then at most ten times a second, and all is taken away") {
  ProgressBar bar(80);
  CHECK(bar.at(0.1, 0.5) == "");
  CHECK(bar.at(0.19, 0.99) == "");
  CHECK(bar.at(0.2, 1.0) == "\r\033[K" + progress_line(0.2, 1.0, 79));
  CHECK(bar.at(0.21, 1.05) == "");
  CHECK(bar.at(0.22, 1.11) == "\r\033[K" + progress_line(0.22, 1.11, 79));
  CHECK(bar.erased() == "\r\033[K");
  CHECK(bar.erased() == "");
}

TEST_CASE("a short run draws nothing, and takes nothing away") {
  ProgressBar bar(80);
  CHECK(bar.at(1, 0.9) == "");
  CHECK(bar.erased() == "");
}

TEST_CASE("what is no number of samples, no seed, no number of threads, no width, is said to be none") {
  const TemporaryFolder folder;
  write_file(folder.path + "/mine.toml", "[a]\nx = \"1 to 2 USD\"\ny = \"2 * a.x\"\n");
  const auto answer = [&](const std::string& options) {
    return run_line("costcurve run mine.toml " + options, folder.path);
  };
  for (const std::string wrong :
       {"--samples 0",    "--samples 1",   "--samples 1.5",  "--samples 11B", "--samples many",
        "--samples 0x10", "--samples nan", "--samples 10kk", "--seed text",   "--seed 1.5",
        "--seed=-1",      "--seed 0z",     "--threads 0",    "--threads=-2",  "--threads 1025",
        "--threads two",  "--width 0",     "--width 39",     "--width 1001",  "--width wide"}) {
    CAPTURE(wrong);
    const Outcome found = answer(wrong);
    CHECK(found.exit == wrong_input);
    CHECK(found.out == "");
    CHECK(found.err.starts_with("error: --"));
    CHECK(found.err.find(" is no ") != std::string::npos);
  }
  for (const std::string empty : {"--samples ''", "--variant ''", "--set ''", "--since ''"}) {
    CAPTURE(empty);
    const Outcome found = answer(empty);
    CHECK(found.exit == wrong_input);
    CHECK(found.err.find("stands an empty word") != std::string::npos);
  }
  for (const std::string good : {"--width 40", "--width 1000", "--samples 2", "--samples 257", "--samples 1.5k",
                                 "--seed 0", "--seed 18446744073709551", "--threads 1024 --samples 2"}) {
    CAPTURE(good);
    CHECK(answer(good).exit == as_expected);
  }
  CHECK(answer("--threads 64 --samples 2").out == answer("--threads 1 --samples 2").out);
}
