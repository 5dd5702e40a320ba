// A TOML file bound to sheets: who says a value, what a reference names, rows, variants, --set.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "audit/scopes.h"
#include "support/property.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

const std::string sources = "[sources]\npaper = \"A paper\"\nother = \"Another paper\"\n";

const Finding& finding(const AuditedVariant& audited, const std::string& name) {
  return audited.solution.found[audited.scenario.quantity(name).value()];
}

// Who says it: "scenario", "catalog", "default", "estimate", "derived", or nothing.
std::string who_says(const AuditedVariant& audited, const std::string& name) {
  const Finding& found = finding(audited, name);
  if (found.status == Status::unknown) return "";
  if (found.status == Status::derived)
    return audited.scenario.relations->equations[found.equation].statement == Statement::estimate ? "estimate"
                                                                                                  : "derived";
  return found.given->rank == Rank::scenario ? "scenario" : found.given->rank == Rank::catalog ? "catalog" : "default";
}

void check_values(const std::string& text, const std::vector<std::pair<std::string, double>>& expected,
                  const std::string& variant = "") {
  const auto result = audited(text, variant);
  for (const auto& [name, shown] : expected) {
    CAPTURE(name);
    CHECK(shown_value(*result, name) == doctest::Approx(shown).epsilon(1e-9));
  }
}

// A scenario in a file, with files beside it and replacements from the command line.
std::unique_ptr<AuditedVariant> from_file(const std::string& text,
                                          const std::vector<std::pair<std::string, std::string>>& beside,
                                          const std::vector<std::string>& sets = {}) {
  MemoryFiles files(&source_disk());
  for (const auto& [name, content] : beside) files.put("folder/" + name, content);
  files.put("folder/mine.toml", text);
  Library library(files, configs_folder());
  Question question;
  for (const std::string& set : sets) question.options.add(Option::set, set);
  Diagnostics mistakes;
  library.open_catalog(mistakes);
  auto variants = audited_cases("folder/mine.toml", question, true, library, mistakes);
  if (!mistakes.empty() || variants.empty()) throw std::runtime_error(render(mistakes.sorted()));
  return std::move(variants.front());
}

}  // namespace

// --- who says it

TEST_CASE("the scenario goes before the catalog, the catalog before estimates, and those before defaults") {
  const std::string head = "[run]\nsheet = \"training\"\nchip = \"H800\"\nchip_time = \"1,000 chip h\"\n";
  CHECK(who_says(*audited(head), "run.peak") == "catalog");
  CHECK(who_says(*audited(head + "peak = \"900 TFLOP/s/chip\"\n"), "run.peak") == "scenario");
  CHECK(who_says(*audited(head + "uptime = 1\ncompute = \"1e21 FLOP\"\nmfu = \"30 %\"\n"), "run.peak") == "derived");
  CHECK(who_says(*audited(head + "duration = \"10 h\"\n"), "run.uptime") == "estimate");
  CHECK(who_says(*audited(head + "useful_chip_time = \"800 chip h\"\n"), "run.uptime") == "derived");
  CHECK(who_says(*audited(head), "run.cost").empty());
  const std::string fleet = "[fleet]\nsheet = \"serving_fleet\"\ninput_tokens = \"5 B token\"\n";
  CHECK(who_says(*audited(fleet), "fleet.period") == "default");
  CHECK(who_says(*audited(fleet + "period = \"2 day\"\n"), "fleet.period") == "scenario");
  CHECK(who_says(*audited(fleet + "input_token_rate = \"5 B token/day\"\n"), "fleet.period") == "derived");
}

TEST_CASE("a catalog fact that the numbers overrule is noted and contradicts nothing") {
  const auto result = audited(
      "[run]\nsheet = \"training\"\nchip = \"H800\"\nchip_time = \"1,000 chip h\"\nuptime = 1\ncompute = \"1e21 "
      "FLOP\"\nmfu "
      "= \"30 %\"\n");
  REQUIRE(result->solution.overridden.size() == 1);
  CHECK(result->scenario.relations->quantities[result->solution.overridden[0].quantity].name == "run.peak");
  CHECK(result->conflicts.empty());
  CHECK(result->as_expected());
}

TEST_CASE("an attribute brings what the catalog knows, in the precision and at the date that are asked for") {
  const auto peak = [](const std::string& lines) {
    return shown_value(*audited("[run]\nsheet = \"training\"\n" + lines), "run.peak");
  };
  CHECK(peak("chip = \"H800\"\n") == doctest::Approx(989.4));
  CHECK(peak("chip = \"h800\"\n") == doctest::Approx(989.4));
  CHECK(peak("chip = \"H800\"\nprecision = \"fp8\"\n") == doctest::Approx(1978.9).epsilon(1e-4));
  CHECK(std::isnan(peak("chips = 5\n")));
  CHECK(mistakes_in("[run]\nsheet = \"training\"\nchip = \"H800\"\nprecision = \"fp3\"\n")
            .find("no peak of H800 in precision `fp3`") != std::string::npos);
  CHECK(mistakes_in("[run]\nsheet = \"training\"\nchip = \"H801\"\n").find("the catalog has no chip `H801`") !=
        std::string::npos);
  // A part without a sheet shows what the catalog has of it.
  CHECK(shown_value(*audited("[v3]\nllm = \"DeepSeek-V3\"\n"), "v3.active_parameters") ==
        doctest::Approx(37e9).epsilon(0.02));
}

// --- what stands at a key

TEST_CASE("a value and a relation may stand together: the value is used, the relation is checked") {
  const std::string text = sources +
                           "[hours]\na = \"1,000 chip h\"\nb = \"2,000 chip h\"\ntotal = { is = \"3,001 chip h\", "
                           "equals = \"sum(.a, .b)\", source = \"paper\" }\n";
  const auto result = audited(text);
  CHECK(who_says(*result, "hours.total") == "scenario");
  CHECK(shown_value(*result, "hours.total") == doctest::Approx(3001));
  REQUIRE(result->checks.size() == 1);
  CHECK(verdict_word(result->checks[0].judgement.verdict) == "off");
  // And with one row asked for, the relation finds it.
  check_values(
      "[hours]\na = \"1,000 chip h\"\nb = \"? chip h\"\ntotal = { is = \"3,001 chip h\", equals = \"sum(.a, .b)\" }\n",
      {{"hours.b", 2001}});
}

TEST_CASE("of several sourced values the first is used, and the others are compared with it") {
  const auto result = audited(sources +
                              "[run]\nsheet = \"training\"\nchips = 512\nduration = [ { is = \"80 h\", source = "
                              "\"paper\" }, { is = \"198 h\", source = \"other\" } ]\nuptime = 1\n");
  CHECK(shown_value(*result, "run.duration") == 80);
  CHECK(shown_value(*result, "run.chip_time") == doctest::Approx(512 * 80));
  REQUIRE(result->checks.size() == 1);
  CHECK(result->checks[0].failed);
  REQUIRE(result->conflicts.size() == 1);
  CHECK(result->conflicts[0].givens.size() == 2);
  const auto agreeing = audited(sources +
                                "[run]\nsheet = \"training\"\nduration = [ { is = \"80 h\", source = \"paper\" }, { is "
                                "= \"80.2 h\", source = \"other\" } ]\n");
  CHECK(agreeing->as_expected());
}

TEST_CASE("what is assumed is marked so, and an expression is an equation like a sheet's") {
  const auto result = audited(
      "[assume]\nrent = { assumed = \"2 USD/chip/h\" }\n[run]\nsheet = \"training\"\nchip_time = \"1,000 chip "
      "h\"\nrent = \"assume.rent\"\n");
  CHECK(finding(*result, "assume.rent").given->assumed);
  CHECK(shown_value(*result, "run.cost") == doctest::Approx(2000));
  // It works backwards too.
  check_values(
      "[assume]\nrent = \"? USD/chip/h\"\n[run]\nsheet = \"training\"\nchip_time = \"1,000 chip h\"\ncost = "
      "\"$3,000\"\nrent = \"assume.rent\"\n",
      {{"assume.rent", 3}});
  check_values(
      "equations = [\"a.power * a.uptime = b.energy / 1 year\"]\n[a]\npower = \"? kW\"\nuptime = \"50 %\"\n[b]\nenergy "
      "= \"4,383 MWh\"\n",
      {{"a.power", 1000}});
}

TEST_CASE("a bare number is taken for a count, never for a price or a time") {
  check_values("[run]\nsheet = \"training\"\nchips = 512\nduration = \"80 h\"\nuptime = 1\n",
               {{"run.chip_time", 40960}});
  for (const std::string line :
       {"duration = 80", "rent = 2", "cost = 5", "compute = \"3e24\"", "chip_time = \"40,960\""}) {
    CAPTURE(line);
    CHECK(mistakes_in("[run]\nsheet = \"training\"\n" + line + "\n").find("this number has no unit") !=
          std::string::npos);
  }
  CHECK(mistakes_in("[run]\nsheet = \"training\"\nrent = \"2.49 USD/h\"\n")
            .find("divide by its chips: \"2.49 USD/h / (8 chip)\"") != std::string::npos);
}

TEST_CASE("a value outside its domain is refused where it stands") {
  for (const std::string line :
       {"chips = 0", "chips = -5", "duration = \"-1 h\"", "uptime = \"120 %\"", "uptime = \"80 to 120 %\"",
        "cost = \"-5 USD\"", "chips = \"-1 to 5 chip\"", "tokens = \"0 token\""}) {
    CAPTURE(line);
    const std::string printed = mistakes_in("[run]\nsheet = \"training\"\n" + line + "\n");
    CHECK(printed.find("cannot be") != std::string::npos);
    CHECK(printed.find("test.toml:3") != std::string::npos);
  }
  CHECK(mistakes_in("[run]\nsheet = \"training\"\nrent = \"0 USD/chip/h\"\nuptime = \"100 %\"\n").empty());
}

// --- what a reference names

TEST_CASE("a sibling is .name, a pattern names every part that has one except its own") {
  check_values(
      "[a]\ncost = \"1 USD\"\n[b]\ncost = \"2 USD\"\ntwice = \"2 * .cost\"\n[c]\nhours = \"5 h\"\n[total]\ncost = "
      "\"sum(*.cost)\"\nmost = \"max(*.cost, 0.5 USD)\"\n",
      {{"total.cost", 3}, {"b.twice", 4}, {"total.most", 2}});
  const std::string rows =
      "[llama]\nrows.b8 = { hours = \"1 day\", share = \"10 %\" }\nrows.b70 = { hours = \"2 day\" }\n[total]\n";
  check_values(rows + "all = \"sum(llama.hours)\"\nsame = \"sum(llama.*.hours)\"\none = \"llama.b70.hours\"\n",
               {{"total.all", 3}, {"total.same", 3}, {"total.one", 2}});
  struct Wrong {
    std::string line, problem;
  };
  for (const Wrong& row : {Wrong{"x = \"llama.hours\"", "names 2 quantities"},
                           {"x = \"llama.b9.hours\"", "there is no quantity `llama.b9.hours`"},
                           {"x = \"sum(*.price)\"", "`*.price` names no quantity"},
                           {"x = \".nothing\"", "there is no quantity `total.nothing`"},
                           {"x = \"nobody.cost\"", "there is no quantity `nobody.cost`"},
                           {"x = \".x + 1\"", "`total.x` is defined by itself"},
                           {"x = \"sum(llama.hours, 5 USD)\"", "stand in one list"}}) {
    CAPTURE(row.line);
    const std::string printed = mistakes_in(rows + row.line + "\n");
    CHECK_MESSAGE(printed.find(row.problem) != std::string::npos, printed);
  }
}

TEST_CASE("what defines itself in a circle is told, unless one of them says its unit") {
  CHECK(mistakes_in("[a]\nx = \"b.y\"\n[b]\ny = \"a.x\"\n").find("is defined by itself") != std::string::npos);
  CHECK(mistakes_in("equations = [\"a.x = 2 * b.y\"]\n[a]\nx = \"? USD\"\n[b]\ny = \"5 USD\"\n").empty());
}

// --- rows

TEST_CASE("rows share the keys above them, each may have its own, and columns sum") {
  const std::string text =
      sources +
      "[llama]\nsheet = \"energy\"\nsource = \"paper\"\nchip_power = \"700 W/chip\"\npue = 1.1\nrows.b8 = { chip_time "
      "= \"1.46 M chip h\" }\nrows.b70 = { chip_time = \"7 M chip h\", chip_power = \"400 W/chip\" }\n[total]\nhours = "
      "\"sum(llama.chip_time)\"\nenergy = \"sum(llama.energy)\"\n";
  const auto result = audited(text);
  CHECK(shown_value(*result, "llama.b8.chip_power") == 700);
  CHECK(shown_value(*result, "llama.b70.chip_power") == 400);
  CHECK(shown_value(*result, "llama.b70.energy") == doctest::Approx(7e6 * 0.4 * 1.1 / 1000));
  CHECK(shown_value(*result, "total.hours") == doctest::Approx(8.46e6));
  CHECK(value(*result, "total.energy") ==
        doctest::Approx(value(*result, "llama.b8.energy") + value(*result, "llama.b70.energy")));
  CHECK(finding(*result, "llama.b8.chip_time").given->source == "paper");
  CHECK_FALSE(finding(*result, "llama.b8.chip_time").given->rounding.is_point());
}

TEST_CASE("a row may refer to a sibling and to what stands above the rows") {
  check_values(
      "[stages]\nrent = \"2 USD/chip/h\"\nrows.zero = { time = \"100 chip h\", cost = \".time * .rent\" }\nrows.one = "
      "{ time = \"50 chip h\", rent = \"3 USD/chip/h\", cost = \".time * .rent\" }\n",
      {{"stages.zero.cost", 200}, {"stages.one.cost", 150}});
}

TEST_CASE("rows may stand in a CSV file beside the scenario") {
  const std::string text =
      "[llama]\nsheet = \"energy\"\nchip_power = \"700 W/chip\"\nrows = \"card.csv\"\n[total]\nhours = "
      "\"sum(llama.chip_time)\"\n";
  const std::string card =
      "model,chip_time,emissions\nb8,1.46 M chip h,420 tCO2e\n\"B-70\",\"7,000,000 chip h\",\nb405, 30.84 M chip h "
      ",\"8,930 tCO2e\"\r\n\n";
  const auto result = from_file(text, {{"card.csv", card}});
  CHECK(shown_value(*result, "llama.b8.chip_time") == doctest::Approx(1.46e6));
  CHECK(shown_value(*result, "llama.b_70.chip_time") == doctest::Approx(7e6));
  CHECK(shown_value(*result, "llama.b405.emissions") == doctest::Approx(8930));
  CHECK(who_says(*result, "llama.b_70.emissions").empty());
  CHECK(shown_value(*result, "total.hours") == doctest::Approx(39.3e6));
  struct Wrong {
    std::string csv, problem;
  };
  for (const Wrong& row : {Wrong{"model,chip_time\nb8\n", "this line has 1 cells, the heading has 2"},
                           {"model,chip_time\nb8,5 USD\n", "this is money"},
                           {"model,hours\nb8,5 h\n", "has no `hours`"},
                           {"model,chip_time\nb8,5 chip h\nb8,6 chip h\n", "given twice"}}) {
    CAPTURE(row.csv);
    CHECK_THROWS_WITH_AS(from_file(text, {{"card.csv", row.csv}}), doctest::Contains(row.problem.c_str()),
                         std::runtime_error);
  }
  CHECK_THROWS_WITH_AS(from_file(text, {}), doctest::Contains("the table `card.csv` cannot be read"),
                       std::runtime_error);
}

// --- variants and replacements

TEST_CASE("a variant replaces the text at a key before anything is bound, and ? withdraws it") {
  const std::string text =
      "[run]\nsheet = \"training\"\nchips = 512\nduration = \"80 h\"\nuptime = 1\nrent = \"2 USD/chip/h\"\n"
      "[rows]\nrows.a = { x = \"1 day\" }\nrows.b = { x = \"2 day\" }\nsum_of = 1\n[total]\nx = \"sum(rows.x)\"\n"
      "[variants.more]\n\"run.chips\" = 648\n[variants.dearer]\nrun.rent = \"3 "
      "USD/chip/h\"\n[variants.backwards]\n\"run.rent\" = \"?\"\n\"run.cost\" = "
      "\"$81,920\"\n[variants.row]\n\"rows.a.x\" = \"5 day\"\n";
  check_values(text, {{"run.cost", 81920}, {"total.x", 3}});
  check_values(text, {{"run.cost", 81920.0 * 648 / 512}}, "more");
  check_values(text, {{"run.cost", 81920 * 1.5}}, "dearer");
  check_values(text, {{"run.rent", 2}}, "backwards");
  check_values(text, {{"total.x", 7}}, "row");
  CHECK(audited(text, "more")->scenario.variant == "more");
  CHECK_THROWS_WITH_AS(audited(text, "none"), doctest::Contains("there is no variant `none`"), std::runtime_error);
}

TEST_CASE("--set replaces a value, in rows too, and says what it cannot replace") {
  const std::string text =
      "[run]\nsheet = \"training\"\nchips = 512\nduration = \"80 h\"\nuptime = 1\nrent = "
      "\"assume.rent\"\n[assume]\nrent = \"2 USD/chip/h\"\n[rows]\nrows.a = { x = \"1 h\" }\n";
  CHECK(shown_value(*from_file(text, {}, {"run.duration=90h"}), "run.chip_time") == doctest::Approx(512 * 90));
  CHECK(shown_value(*from_file(text, {}, {"assume.rent = 3 USD/chip/h", "run.chips=100"}), "run.cost") ==
        doctest::Approx(100 * 80 * 3));
  CHECK(shown_value(*from_file(text, {}, {"rows.a.x=7h"}), "rows.a.x") == doctest::Approx(7));
  CHECK(shown_value(*from_file(text, {}, {"run.duration=?", "run.chip_time=5,120 chip h"}), "run.duration") ==
        doctest::Approx(10));
  struct Wrong {
    std::string set, problem;
  };
  for (const Wrong& row : {Wrong{"run.durration=90h", "has no `durration`"},
                           {"runn.chips=5", "there is no part `runn`"},
                           {"chips=5", "is not a quantity of a part"},
                           {"run.chips", "--set needs a key and a value"},
                           {"run.duration=90 USD", "this is money"},
                           {"assume.rnet=5", "there is no `assume.rnet` to replace"}}) {
    CAPTURE(row.set);
    CHECK_THROWS_WITH_AS(from_file(text, {}, {row.set}), doctest::Contains(row.problem.c_str()), std::runtime_error);
  }
}

// --- units of the scenario's own

TEST_CASE("a scenario may name amounts and count new things") {
  check_values(
      "[units]\npod = \"8 chip\"\nyuan = \"1 USD / 7.1\"\nrequest = \"new\"\n[a]\nchips = \"64 pod\"\ncost = \"71 "
      "yuan\"\nload = \"5 M request/day\"\nprice = \"2 USD/k request\"\nbill = \".load * .price\"\nmany = \"3 kpod\"\n",
      {{"a.chips", 64}, {"a.cost", 71}, {"a.load", 5e6}, {"a.bill", 10000}});
  CHECK(value(*audited("[units]\npod = \"8 chip\"\n[a]\nchips = \"64 pod\"\n"), "a.chips") == 512);
  // What the catalog counts may be measured, and plurals go with it.
  CHECK(value(*audited("[units]\nword = \"1.33 token\"\n[a]\nx = \"100 words\"\n"), "a.x") == 133);
  CHECK(value(*audited("[units]\nnode = \"8 chip\"\npod = \"4 nodes\"\n[a]\nx = \"2 pods\"\n"), "a.x") == 64);
  CHECK(value(*audited("[units]\ngoose = { is = \"new\", plural = \"geese\" }\n[a]\nx = \"2 geese\"\n"), "a.x") == 2);
  struct Wrong {
    std::string units, problem;
  };
  for (const Wrong& row : {Wrong{"chip = \"5 USD\"", "`chip` is a unit already"},
                           {"pod = \"5 gold\"", "`gold` is no unit"},
                           {"pod = \"a.x\"", "a unit is a fixed amount"},
                           {"pod = 8", "needs a definition in quotes"},
                           {"\"my pod\" = \"8 chip\"", "cannot be a unit's name"},
                           {"pod = \"0 chip\"", "a unit is an amount above zero"}}) {
    CAPTURE(row.units);
    const std::string printed = mistakes_in("[units]\n" + row.units + "\n[a]\nx = 5\n");
    CHECK_MESSAGE(printed.find(row.problem) != std::string::npos, printed);
  }
}

// --- the file as a whole

TEST_CASE("all mistakes of a file are reported together, in the order of the file") {
  const std::string printed = mistakes_in(
      "[run]\nsheet = \"training\"\nchps = 5\nduration = \"80 hourz\"\nrent = \"2 USD/h\"\nlayer = "
      "\"finale\"\n[[claim]]\nsays = \"x\"\nof = \"run.cots\"\nvalue = \"5 USD\"\n");
  std::size_t at = 0;
  for (const std::string problem : {"has no `chps`", "`hourz` is no unit", "`rent` is", "there is no layer `finale`",
                                    "there is no quantity `run.cots`"}) {
    CAPTURE(problem);
    const std::size_t found = printed.find(problem, at);
    CHECK_MESSAGE(found != std::string::npos, printed);
    at = found == std::string::npos ? at : found;
  }
}

TEST_CASE("a layer is a word on a part, and rows inherit it") {
  const auto result = audited(
      "[a]\nlayer = \"final run\"\nbasis = \"rental\"\nrows.x = { cost = \"1 USD\" }\n[b]\nlayer = "
      "\"development\"\ncost = \"2 USD\"\n[total]\ncost = \"sum(a.cost, b.cost)\"\n");
  CHECK(result->scenario.part("a.x")->layer == "final run");
  const Scopes scopes = scopes_of(result->scenario, result->solution);
  CHECK(scopes.layers[*result->scenario.quantity("total.cost")] ==
        std::vector<std::string>{"final run", "development"});
  CHECK(scopes.bases[*result->scenario.quantity("a.x.cost")] == std::vector<std::string>{"rental"});
}

TEST_CASE("the order of the parts in a file changes no value and no verdict") {
  // Blocks begin with a heading; what stands before the first stays in front.
  const auto blocks_of = [](const std::string& text) {
    std::vector<std::string> blocks = {""};
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("[")) blocks.emplace_back();
      blocks.back() += line + "\n";
    }
    return blocks;
  };
  const auto told = [](const AuditedVariant& audited) {
    std::vector<std::string> all;
    for (std::size_t q = 0; q < audited.solution.found.size(); ++q) {
      const Finding& found = audited.solution.found[q];
      std::ostringstream one;
      one.precision(15);
      one << audited.scenario.relations->quantities[q].name << " = "
          << (found.status == Status::unknown ? std::nan("") : found.value);
      if (found.status == Status::derived)
        one << " by " << audited.scenario.relations->equations[found.equation].sentence;
      all.push_back(one.str());
    }
    for (const ClaimResult& claim : audited.claims)
      all.push_back(claim.claim->says + ": " + std::string(verdict_word(claim.judgement.verdict)) + " " +
                    claim.judgement.why);
    std::sort(all.begin(), all.end());
    return all;
  };
  std::vector<std::string> texts;
  for (const std::string& path : files_in(source_folder() + "/scenarios", ".toml"))
    if (const std::string text = read_file(path); text.find(".csv") == std::string::npos) texts.push_back(text);
  for (const Sheet* sheet : sheets()) texts.emplace_back(sheet->example);
  property("for the scenarios that are shipped and the sheets' examples", [&] {
    const std::string text = one_of(texts);
    std::vector<std::string> blocks = blocks_of(text);
    for (std::size_t i = blocks.size(); i > 2; --i) std::swap(blocks[i - 1], blocks[1 + below(i - 1)]);
    std::string shuffled;
    for (const std::string& block : blocks) shuffled += block;
    RC_LOG() << shuffled;
    RC_ASSERT(told(*audited(shuffled)) == told(*audited(text)));
  });
}

TEST_CASE("what is typed later is read as if it stood in the file") {
  const auto run = audited("[run]\ncost = \"8 USD\"\nchips = \"4 chip\"\n");
  Graph& formulas = run->solution.formulas;
  Diagnostics mistakes;
  const std::optional<NodeId> node = bind(built_in("run.cost / run.chips"), run->scenario, formulas, mistakes);
  REQUIRE(node);
  CHECK(mistakes.empty());
  const std::optional<Program> program = compile(*run->scenario.relations, run->solution, {*node});
  REQUIRE(program);
  CHECK(evaluate(*program, stated_values(*program, run->solution)).front() == 2);

  CHECK_FALSE(bind(built_in("run.cots"), run->scenario, formulas, mistakes));
  REQUIRE(mistakes.sorted().size() == 1);
  CHECK(mistakes.sorted().front().problem == "there is no quantity `run.cots`");
  CHECK(mistakes.sorted().front().notes.front() == "did you mean `run.cost`?");
}
