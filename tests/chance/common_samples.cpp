// Ranges at the points of a sweep: what each point would say alone.

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

TEST_CASE("the range at a point of a sweep is the one that run says there") {
  const TemporaryFolder folder;
  write_file(folder.path + "/a.toml",
             "[run]\nsheet = \"training\"\nchip_time = \"2.788 M chip h\"\nrent = \"1.5 to 3 USD/chip/h\"\n"
             "[search]\nruns = \"5 to 20\"\ncost = \"run.cost * search.runs\"\n");
  const auto told = [&](const std::string& line) {
    return nlohmann::json::parse(run_line("costcurve " + line + " --format json", folder.path).out);
  };
  const nlohmann::json sweep =
      told("sweep a.toml --over 'run.chip_time = 1 M chip h, 4 M chip h' --show search.cost").at("columns").at(1);
  for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
    const nlohmann::json run =
        told(std::string("run a.toml --set 'run.chip_time=") + (i == 0 ? "1" : "4") + " M chip h'")
            .at("quantities")
            .at("search.cost");
    // The same samples; a quantile between two of them may be taken a little differently.
    CHECK(sweep.at("p5").at(i).get<double>() == doctest::Approx(run.at("p5").get<double>()).epsilon(1e-3));
    CHECK(sweep.at("p95").at(i).get<double>() == doctest::Approx(run.at("p95").get<double>()).epsilon(1e-3));
  }
}

TEST_CASE("what is not believed, or cancels, has no range at any point") {
  const TemporaryFolder folder;
  write_file(folder.path + "/a.toml", "[a]\nx = \"2 to 5\"\ny = 3\nratio = \"a.x * a.y / a.x\"\nplain = \"a.y * 2\"\n");
  const Outcome told =
      run_line("costcurve sweep a.toml --over 'a.y = 1, 2' --show a.ratio --show a.plain --format csv", folder.path);
  CHECK(told.out == "a.y,a.ratio,a.ratio p5,a.ratio p95,a.plain\n1,1,1,1,2\n2,2,2,2,4\n");
  CHECK(run_line("costcurve sweep a.toml --over 'a.y = 1, 2' --show a.ratio", folder.path).out.find("90 %") ==
        std::string::npos);
}

TEST_CASE("of very many points no ranges are worked out, and that is said") {
  const TemporaryFolder folder;
  write_file(folder.path + "/a.toml", "[a]\nx = \"2 to 5\"\ny = 3\nz = \"a.x * a.y\"\n");
  const Outcome told =
      run_line("costcurve sweep a.toml --over 'a.y = 1 .. 2 in 20000' --show a.z --format csv", folder.path);
  CHECK(told.out.starts_with("a.y,a.z\n"));
  CHECK(told.err.find("of so many points no ranges are worked out: `in 1000` makes fewer") != std::string::npos);
}
