// Pictures of pages: what is drawn where, and when nothing is.

#include <doctest/doctest.h>

#include <cmath>

#include "document/svg.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

const ShownUnit& dollars() {
  static const ShownUnit unit = {"USD", 1, Dimension(Base::money)};
  return unit;
}

// The attribute of every element of that class, in their order.
std::vector<double> numbers_of(const std::string& drawing, const std::string& kind, const std::string& attribute) {
  std::vector<double> numbers;
  for (const std::string& line : lines_of(drawing)) {
    if (line.find("class=\"" + kind + "\"") == std::string::npos) continue;
    const std::size_t at = line.find(" " + attribute + "=\"");
    if (at != std::string::npos) numbers.push_back(std::stod(line.substr(at + attribute.size() + 3)));
  }
  return numbers;
}

Histogram histogram() {
  Histogram histogram{"drawn", dollars(), 0, 4, {1, 3, 4, 0}, 0.5, 2, 2.9, {}};
  histogram.claimed = Histogram::Claimed{"stated as <b>", {-2}};
  return histogram;
}

Cascade cascade() {
  return {"steps",
          dollars(),
          Cascade::Step{"A", "$10", 10},
          {{"more & more", "+$5", 5}, {"less", "-$3", -3}},
          {"B", "$12", 12}};
}

}  // namespace

TEST_CASE("a histogram's bars stand on nought, and what is claimed is seen beside them") {
  const Picture picture = picture_of(histogram());
  const std::vector<double> high = numbers_of(picture.inner, "block", "height"),
                            y = numbers_of(picture.inner, "block", "y");
  REQUIRE(high.size() == 3);  // an empty bin has no bar
  CHECK(high[2] == doctest::Approx(4 * high[0]));
  CHECK(high[0] + y[0] == doctest::Approx(high[2] + y[2]));
  REQUIRE(numbers_of(picture.inner, "claimed", "x1").size() == 1);
  CHECK(numbers_of(picture.inner, "claimed", "x1")[0] < numbers_of(picture.inner, "block", "x")[0]);
  CHECK(picture.inner.find("stated as &lt;b&gt;") != std::string::npos);
  CHECK(picture.described == "stated as <b>; 5 %: $0.5; median: $2; 95 %: $2.9.");
}

TEST_CASE("a claim far from all samples is pointed at, and the samples stay wide") {
  Histogram far = histogram();
  far.claimed->at = {400};
  const Picture picture = picture_of(far);
  CHECK(picture.inner.find("stated as &lt;b&gt; →") != std::string::npos);
  CHECK(numbers_of(picture.inner, "claimed", "x1").empty());
  CHECK(numbers_of(picture.inner, "block", "width")[0] > 100);
}

TEST_CASE("the steps of a cascade begin where the last one ended, and its amounts at nought") {
  const Picture picture = picture_of(cascade());
  const std::vector<double> whole = numbers_of(picture.inner, "solid", "width"),
                            x = numbers_of(picture.inner, "block", "x"),
                            wide = numbers_of(picture.inner, "block", "width");
  CHECK(numbers_of(picture.inner, "solid", "x") == std::vector<double>{0, 0});
  REQUIRE(wide.size() == 2);
  CHECK(whole[1] == doctest::Approx(1.2 * whole[0]).epsilon(0.001));
  CHECK(x[0] == doctest::Approx(whole[0]).epsilon(0.001));
  CHECK(x[1] == doctest::Approx(whole[1]).epsilon(0.001));
  CHECK(wide[0] == doctest::Approx(5.0 / 3 * wide[1]).epsilon(0.001));
  CHECK(picture.inner.find("more &amp; more") != std::string::npos);
}

TEST_CASE("a cascade of small steps says that its scale does not begin at nought") {
  Cascade small = cascade();
  small.from.change = 1e6;
  small.to.change = 1e6 + 2;
  const Picture picture = picture_of(small);
  CHECK(picture.title == "steps, on a scale that does not begin at nought");
  CHECK(numbers_of(picture.inner, "solid", "width") == std::vector<double>{3, 3});  // edges, no bars
  CHECK(numbers_of(picture.inner, "block", "width")[0] > 100);
}

TEST_CASE("ranges begin at nought, or say that they do not, and are dots then") {
  const RangeBars wide{"wide", dollars(), {{"a", 2, 1, 4, "$2 (1 to 4)"}, {"b", 1, 1, 1, "$1"}}};
  const Picture picture = picture_of(wide);
  const std::vector<double> bars = numbers_of(picture.inner, "block", "width");
  REQUIRE(bars.size() == 2);
  CHECK(bars[0] == doctest::Approx(2 * bars[1]).epsilon(0.001));
  CHECK(numbers_of(picture.inner, "mark", "x1").size() == 3);  // a range and its two ends; what is exact has none
  CHECK(picture.described == "a: $2 (1 to 4); b: $1.");
  const RangeBars narrow{"narrow", dollars(), {{"a", 100, 99, 101, ""}}};
  CHECK(picture_of(narrow).title == "narrow, on a scale that does not begin at nought");
  CHECK(numbers_of(picture_of(narrow).inner, "block", "width").empty());
}

TEST_CASE("a cost curve falls in a straight line, and says who is above it and who below") {
  using enum CostCurve::Point::Place;
  const ShownUnit months{"month", 1, Dimension(Base::time)};
  const CostCurve curve{
      "curve",
      months,
      {{"2x", std::log(2.0), std::log(1.5), std::log(3.0)}},
      {{"cheap", 1, 0.25, 0.2, 0.3, below}, {"fair", 1, 0.5, 0.5, 0.5, on}, {"dear", 2, 0.5, 0.5, 0.5, above}}};
  const Picture picture = picture_of(curve);
  CHECK(picture.title == "curve, logarithmic upwards");
  const std::vector<double> levels = numbers_of(picture.inner, "solid", "cy"),
                            hollow = numbers_of(picture.inner, "hollow", "cy");
  REQUIRE(hollow.size() == 4);  // two points and the legend's two
  CHECK(hollow[0] == doctest::Approx(hollow[1]));
  CHECK(levels[0] > hollow[0]);
  CHECK(picture.inner.find("grey: where nine in ten have the trend") != std::string::npos);
  CHECK(picture.described.find("dear: 0.5 after 2 months, above it: dearer.") != std::string::npos);
}

TEST_CASE("where an amount goes is drawn through what is only a share of it, and where nothing is below nought") {
  const TemporaryFolder folder;
  write_file(folder.path + "/a.toml",
             "[a]\nx = \"3 USD\"\ny = \"1 USD\"\nnone = \"0 USD\"\nsum = \"a.x + a.y + a.none\"\nrest = \"a.x - a.y\"\n"
             "paid = \"0.5 * a.sum\"\nall = \"a.paid + a.z\"\nz = \"4 USD\"\ngrowth = \"1 + 0.5\"\n");
  const auto drawn = [&](const std::string& name) {
    const std::string out = run_line("costcurve explain a.toml " + name + " --format svg", folder.path).out;
    const std::size_t from = out.find("<desc>");
    return from == std::string::npos ? out : out.substr(from + 6, out.find("</desc>") - from - 6);
  };
  CHECK(drawn("a.sum") == "a.sum: $4, of which x: $3 (75 %); y: $1 (25 %).");
  CHECK(drawn("a.paid") == "a.paid: $2, of which 50 % of x: $1.5 (75 %); 50 % of y: $0.5 (25 %).");
  CHECK(drawn("a.all") ==
        "a.all: $6, of which z: $4 (67 %); paid: $2 (33 %), of which 50 % of x: $1.5 (25 %); 50 % of y: $0.5 (8.3 %).");
  for (const std::string name : {"a.rest", "a.x", "a.growth"}) {
    CAPTURE(name);
    CHECK(drawn(name) == "");
  }
}

TEST_CASE("a stream's parts are as high as their amounts, and their names have room") {
  const Stream stream{
      "goes", {"all", "$10", 10, {{"a & b", "$9", 9, {{"c", "$6", 6, {}}, {"d", "$3", 3, {}}}}, {"e", "$1", 1, {}}}}};
  const Picture picture = picture_of(stream);
  const std::vector<double> high = numbers_of(picture.inner, "solid", "height"),
                            y = numbers_of(picture.inner, "solid", "y");
  REQUIRE(high.size() == 5);  // c, d, a & b, e, all
  CHECK(high[0] + high[1] == doctest::Approx(high[2]).epsilon(0.01));
  CHECK(high[2] + high[3] == doctest::Approx(high[4]).epsilon(0.01));
  CHECK(y[3] + high[3] / 2 - (y[2] + high[2] / 2) >= 38);
  CHECK(picture.inner.find("a &amp; b") != std::string::npos);
  CHECK(picture.described == "all: $10, of which a & b: $9, of which c: $6; d: $3; e: $1.");
}

TEST_CASE("a band lies around its line, and the scale has room for it") {
  Plot plot{"over", dollars(), {0, 1}, false, dollars(), {{"", {2, 4}, {1, 3}, {4, 8}}}, "90 % of 8 samples"};
  const Picture picture = picture_of(plot);
  CHECK(picture.inner.find("class=\"band\"") != std::string::npos);
  CHECK(picture.inner.find("class=\"edge\"") == std::string::npos);  // of one band there is nothing to tell apart
  CHECK(picture.inner.find("grey: 90 % of 8 samples") != std::string::npos);
  CHECK(picture.inner.find(">$8<") != std::string::npos);
  CHECK(picture.described == "from $2 (1 to 4) to $4 (3 to 8); behind each 90 % of 8 samples.");
  plot.lines.push_back({"b", {1, std::nan("")}, {1, std::nan("")}, {2, std::nan("")}});
  CHECK(picture_of(plot).inner.find("class=\"edge\"") != std::string::npos);
}

TEST_CASE("a sweep of a million points is drawn with its peak, and says how many are drawn") {
  const TemporaryFolder folder;
  write_file(folder.path + "/a.toml", "[a]\nx = 1\ny = \"1 / (1 + (a.x - 777777)^2)\"\n");
  const Outcome outcome =
      run_line("costcurve sweep a.toml --over 'a.x = 1 .. 1000000 in 1000000' --show a.y --format svg", folder.path);
  CHECK(outcome.out.find(" of 1,000,000 points drawn: the least and the greatest of each stretch") !=
        std::string::npos);
  CHECK(outcome.out.size() < 60000);
}

TEST_CASE("there is no picture where there is nothing to draw") {
  const double nothing = std::nan("");
  CHECK(picture_of(Histogram{"", dollars(), 0, 0, {1}, 0, 0, 0, {}}).inner.empty());
  CHECK(picture_of(Histogram{"", dollars(), 0, 1, {0, 0}, 0, 0, 0, {}}).inner.empty());
  CHECK(picture_of(Cascade{"", dollars(), {"", "", 0}, {}, {"", "", 1}}).inner.empty());
  CHECK(picture_of(Cascade{"", dollars(), {"", "", 0}, {{"", "", nothing}}, {"", "", nothing}}).inner.empty());
  CHECK(picture_of(RangeBars{"", dollars(), {}}).inner.empty());
  CHECK(picture_of(RangeBars{"", dollars(), {{"", nothing, nothing, nothing, ""}}}).inner.empty());
  CHECK(picture_of(Stream{"", {"", "", 1, {}}}).inner.empty());
  CHECK(picture_of(Stream{"", {"", "", 1, {{"", "", nothing, {}}}}}).inner.empty());
  CHECK(picture_of(CostCurve{}).inner.empty());
  CHECK(picture_of(Plot{}).inner.empty());
  CHECK(picture_of(Tornado{}).inner.empty());
  CHECK(svg(Document{"", {Lead{{"a"}, {}}}}).empty());
}

TEST_CASE("a long name is shortened in the middle, and shown whole to who points at it") {
  Cascade long_name = cascade();
  long_name.steps[0].name = std::string(200, 'a') + std::string(200, 'b');
  const std::string drawing = picture_of(long_name).inner;
  CHECK(drawing.find("aaa…bbb") != std::string::npos);
  CHECK(drawing.find("<title>" + long_name.steps[0].name + "</title>") != std::string::npos);
}

TEST_CASE("ticks are round numbers between the ends, told apart") {
  struct Case {
    double low, high;
    std::vector<std::string> texts;
  };
  for (const auto& [low, high, texts] :
       std::vector<Case>{{0, 10, {"$0", "$2", "$4", "$6", "$8", "$10"}},
                         {0.9, 5.2, {"$1", "$2", "$3", "$4", "$5"}},
                         {-1, 1, {"-$1", "-$0.5", "$0", "$0.5", "$1"}},
                         {1000000, 1000002, {"$1 M", "$1.0000005 M", "$1.000001 M", "$1.0000015 M", "$1.000002 M"}}}) {
    CAPTURE(low);
    CHECK(ticks_within(low, high, dollars(), 6).texts == texts);
  }
}

TEST_CASE("the pictures in the README are what is drawn now") {
  for (const auto& [file, line] :
       {std::pair<std::string, std::string>{"cost-curve.svg", "check scenarios/cost-curve.toml"},
        {"deepseek-r1.svg", "explain scenarios/deepseek-r1.toml total.cost"}}) {
    const std::string path = source_folder() + "/docs/" + file,
                      drawn = run_line("costcurve " + line + " --format svg", source_folder()).out;
    if (updating()) write_file(path, drawn);
    CHECK(read_file(path) == drawn);
  }
}

TEST_CASE("the picture of an answer is its first, and a verb with none says so") {
  const std::string r1 = "scenarios/deepseek-r1.toml";
  const Outcome diff =
      run_line("costcurve diff " + r1 + " total.cost --variant hyper_ai --format svg", source_folder());
  CHECK(diff.exit == 0);
  CHECK(diff.out.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-16 -16 752 "));
  CHECK(diff.out.find("<title>What takes total.cost from A to B</title>") != std::string::npos);
  const Outcome list = run_line("costcurve list --format svg", source_folder());
  CHECK(list.exit == 2);
  CHECK(list.err.starts_with("error: this answer has no picture, so --format svg has nothing to show"));
}
