// Squiggle on what bench_monte_carlo does: 1 M samples of seven log-normals with three quantiles. Prints "name value".
// Needs @quri/squiggle-lang, to be found from the folder that it is started in.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const squiggle = await import(pathToFileURL(createRequire(process.cwd() + "/").resolve("@quri/squiggle-lang")).href);

const source = `
price = 12k to 16k
hours = 50M to 64M
power = 350 to 450
overhead = 1.6 to 2.0
use = 0.6 to 0.9
pue = 1.1 to 1.4
electricity = 0.06 to 0.1
cost = (hours * (price * (0.14 * log(10) / 8766)) / (1 - 0.19) + hours * power / 1000 * overhead * use * pue * electricity) * 1
[quantile(cost, 0.05), quantile(cost, 0.5), quantile(cost, 0.95)]`;

const count = 1000000;
const environment = { sampleCount: count, xyPointLength: 1000, seed: "1" };
let least = Infinity;
for (let round = 0; round < 2; ++round) {
  const start = process.cpuUsage();
  const result = await squiggle.run(source, { environment });
  const used = process.cpuUsage(start);
  least = Math.min(least, (used.user + used.system) / 1000);
  if (!result.result.ok) throw new Error(result.result.value.toString());
  if (round === 0) console.error(result.result.value.result.toString());
}
console.log(`squiggle_lognormals_M_per_s ${(count / least / 1000).toFixed(3)}`);
