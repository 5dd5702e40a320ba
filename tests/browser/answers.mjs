// The program as WebAssembly answers as it does on this machine, byte for byte: every verb over every scenario that is
// shipped, in every format.
//
//   node tests/browser/answers.mjs build/wasm/costcurve.js build/test/costcurve
//
// This machine answers in a thread of its own meanwhile. The last line is "N passed, N failed".

import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

import { Program } from '../../src/browser/page/program.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [script, program] = process.argv.slice(2).map((path) => resolve(path));

// A file as the interface asks for it; of a folder its names.
function bytesOf(path) {
  try {
    const place = resolve(root, path);
    return path.endsWith('/') ? Buffer.from(readdirSync(place).join('\n')) : readFileSync(place);
  } catch {
    return null;
  }
}

function onThisMachine(words, format) {
  const unquoted = words.match(/'[^']*'|[^ ]+/g).map((word) => word.replace(/^'(.*)'$/, '$1'));
  const line = [...unquoted, ...(format ? ['--format', format] : [])];
  const env = { ...process.env, COLUMNS: '100' };
  const ended = spawnSync(program, line, { cwd: root, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { text: ended.stdout + ended.stderr, exit: ended.status };
}

const formats = [null, 'json', 'markdown', 'html', 'svg', 'csv'];
const questions = [];
const ask = (words) => formats.forEach((format) => questions.push([words, format]));

for (const name of readdirSync(resolve(root, 'scenarios')).filter((file) => file.endsWith('.toml')))
  for (const verb of ['check', 'run', 'check --variants']) ask(`${verb} scenarios/${name}`);
for (const folder of ['scenarios/claims', 'scenarios/lessons'])
  for (const name of readdirSync(resolve(root, folder)).filter((file) => file.endsWith('.toml')))
    for (const format of [null, 'json']) questions.push([`check ${folder}/${name}`, format]);
const r1 = 'scenarios/deepseek-r1.toml', bot = 'scenarios/support-bot.toml';
for (const words of [
  `explain ${r1} total.cost`,
  `explain ${r1} total.cost --all --variants`,
  `range ${r1} total.cost`,
  'range scenarios/cost-curve.toml essay_ranges.trend_index',
  'sensitivity scenarios/cost-curve.toml essay_ranges.trend_index',
  'run scenarios/cost-curve.toml --samples 1100000',
  `solve ${r1} --for r1.duration --so-that 'total.cost = 294 kUSD'`,
  `solve ${r1} --for all --so-that 'total.cost = 200 kUSD'`,
  `sweep ${r1} --over 'assume.rent = 1 .. 4 USD/chip/h in 7'`,
  `sweep ${r1} --over 'r1.chips = 1 .. 100000 in 90 log' --variants`,
  `sweep ${r1} --over 'r1.chip = H800, H20' --show r1.cost`,
  `diff ${r1} --variants`,
  `diff ${r1} total.cost --variant hyper_ai`,
  `diff ${r1} scenarios/deepseek-v3.toml`,
  `check ${r1} scenarios/deepseek-v3.toml`,
  `compare ${bot}`,
  `compare ${bot} --over 'bill.api = o1, GPT-4o-mini, DeepSeek-V3.2'`,
  `compare ${bot} --over 'bill.api = o1, GPT-4o-mini' --why GPT-4o-mini --why o1`,
  'plan scenarios/gpt-3-on-1024-a100.toml --variant of_2021 --over \'chips = 64\'',
  `serve scenarios/vendors.toml --over 'llama.chip = H100, H200'`,
  'measured scenarios/runs-on-a100s.toml scenarios/runs-on-a100s.csv',
  'eval \'2048 chip * 54 days * 2 USD/chip/h = $5.3 million?\'', 'lesson', 'lesson 3', 'lessons', 'schema training',
  'list rents H100', 'list formats', 'new', 'new compare', 'manual', 'completion bash',
  'list', 'list sheets', 'list sheets training', 'list chips', 'list chips H800', 'list units', 'list grids',
  'list language', 'new training', '--help', 'solve --help', 'chekc', 'check', `check ${r1} --over x`,
  'check missing.toml', 'check scenarios', 'check configs/chips/H800.toml',
])
  ask(words);

function agree(there, here, [words, format]) {
  if (there.text === here.text && there.exit === here.exit) return true;
  const ours = there.text.split('\n'), theirs = here.text.split('\n');
  const line = ours.findIndex((text, i) => text !== theirs[i]);
  console.log(`${words} ${format ?? ''} differs in line ${line + 1}; exit codes ${there.exit} and ${here.exit}`);
  console.log(`  WebAssembly: ${ours[line]}\n  here:        ${theirs[line]}`);
  return false;
}

if (isMainThread) {
  const worker = new Worker(fileURLToPath(import.meta.url), { argv: process.argv.slice(2) });
  const answersHere = new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  const wasmBinary = readFileSync(script.replace(/\.js$/, '.wasm'));
  const inWebAssembly = new Program(await createRequire(import.meta.url)(script)({ wasmBinary }), bytesOf);
  const answersThere = questions.map(([words, format]) => inWebAssembly.answer(words, format));
  inWebAssembly.close();
  const here = await answersHere;
  const passed = questions.filter((question, i) => agree(answersThere[i], here[i], question)).length;
  console.log(`${passed} passed, ${questions.length - passed} failed`);
  process.exitCode = passed === questions.length && passed > 0 ? 0 : 1;
} else {
  parentPort.postMessage(questions.map(([words, format]) => onThisMachine(words, format)));
}
