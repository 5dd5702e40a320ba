#include "answer/options.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "answer/whole_number.h"

namespace costcurve {

const std::vector<OptionRow>& option_rows() {
  static const std::vector<OptionRow> rows = {
      {Option::set, "--set", "KEY=VALUE", "replace a value: --set r1.duration=90h", true},
      {Option::as_of, "--as-of", "DATE", "take the prices, rates and price levels of that day: --as-of 2025-01-27"},
      {Option::variant, "--variant", "NAME",
       "the scenario as one of its variants changes it; several stand side by side: --variant a,b (`scenario` is the "
       "scenario as it stands)",
       true},
      {Option::variants, "--variants", "", "the scenario as it stands and all its variants, side by side"},
      {Option::unknown, "--for", "KEY", "what may change; several of them, or --for all: each input in turn", true},
      {Option::so_that, "--so-that", "TARGET", "what shall be true, with = <= >= < or >; as many as --for", true},
      {Option::between, "--between", "RANGE", "where the unknown is looked for: --between '10 h .. 500 h'", true},
      {Option::over, "--over", "KEY=VALUES",
       "'r1.chip = H800, H20': names or values; of sweep also '512 .. 2048 step 256', '1 .. 1000 in 7 log'", true},
      {Option::base, "--base", "OPTION", "the option that all others are held to, in place of the cheapest"},
      {Option::trace, "--trace", "FILE",
       "requests of a CSV file, one by one: when each arrives, its tokens in and out (Azure's and Mooncake's columns)"},
      {Option::requests, "--requests", "N",
       "so many requests, drawn as the part says they come and how long they are, one by one: --requests 100k"},
      {Option::why, "--why", "A,B", "what makes one option dearer than another, in amounts that add up"},
      {Option::best, "--best", "AIM",
       "time (the usual of `plan`), money (of `serve`), or chips: the fewest that fit or meet a deadline"},
      {Option::within, "--within", "TIME", "a deadline for the whole run: --within '60 days'"},
      {Option::every, "--every", "", "work out every plan, also those that cannot be the best"},
      {Option::shard, "--shard", "K/N", "a part of the plans, to share the work: --shard 1/8 to 8/8"},
      {Option::merge, "--merge", "FILE", "the answers of all shards in JSON, or the folder they lie in: one answer",
       true},
      {Option::show, "--show", "QUANTITY", "the quantities that the answer is about; several with commas", true},
      {Option::since, "--since", "FILE", "mark what changed since this earlier answer in JSON"},
      {Option::depth, "--depth", "N", "levels shown (20)"},
      {Option::steps, "--steps", "", "a worked solution in numbered steps, from what is given on"},
      {Option::unfold, "--unfold", "", "expressions that have a name, such as matmul(weights, columns), written out"},
      {Option::all, "--all", "",
       "nothing left out: defaults, what was not asked for, every claim with its evidence, every record that is not "
       "imported"},
      {Option::brief, "--brief", "", "what is asked and the answer, and no more"},
      {Option::sources, "--sources", "", "what was assumed, estimated and taken, each with its source"},
      {Option::hide, "--hide", "computed", "the question and what is given, with blanks for all that follows"},
      {Option::lesson, "--lesson", "FILE",
       "the exercise as it was handed out: its seals count, and not those of what came back", true},
      {Option::html, "--html", "PLACE",
       "the folder that lessons are written into as pages, all of them or none; the file of a page that is kept fresh"},
      {Option::samples, "--samples", "N", "how often ranges are drawn (16,384): --samples 100k"},
      {Option::seed, "--seed", "N", "the same seed draws the same samples (1)"},
      {Option::threads, "--threads", "N", "as many as the machine has, where it is worth it; the answer is the same"},
      {Option::catalog, "--catalog", "DIR",
       "a folder of your own catalog, several one after the other: else catalog/ where you are, else costcurve/catalog "
       "among your data",
       true},
      {Option::format, "--format", "FORMAT",
       "terminal, markdown, html (a page that stands alone) or svg (its first picture); json and csv for programs"},
      {Option::output, "--output", "FILE",
       "write the answer into a file, whole or not at all; .html, .svg, .md, .json and .csv name its format"},
      {Option::width, "--width", "N", "columns of the terminal"},
  };
  return rows;
}

const OptionRow& row_of(Option option) {
  return *std::find_if(option_rows().begin(), option_rows().end(),
                       [&](const OptionRow& row) { return row.option == option; });
}

const std::vector<std::string>& Options::texts(Option option) const {
  static const std::vector<std::string> none;
  const auto said = said_.find(option);
  return said == said_.end() ? none : said->second;
}

std::string Options::text(Option option, const std::string& otherwise) const {
  const std::vector<std::string>& values = texts(option);
  return values.empty() ? otherwise : values.back();
}

std::uint64_t Options::number(Option option, std::uint64_t otherwise) const {
  const std::vector<std::string>& values = texts(option);
  if (values.empty()) return otherwise;
  return whole_number(values.back(), 0, 9e18).value_or(otherwise);
}

}  // namespace costcurve
