// Reports in a browser: each kind is opened, and looked at as a reader would on a phone, on a screen, in the dark and on
// paper.
//
//   node tests/browser/reports.mjs build/test/costcurve build/reports
//
// The pages, their pictures and what is printed of them stay in the second folder. The last line is "N passed, N
// failed".

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { actives, collisions, faintTexts, overflows, wordless } from './looks.mjs';
import { Browser } from './webdriver.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [program, folder] = process.argv.slice(2).map((path) => resolve(path));

const r1 = 'scenarios/deepseek-r1.toml', curve = 'scenarios/cost-curve.toml', bot = 'scenarios/support-bot.toml';
const index = 'essay_ranges.trend_index';
const reports = {
  check: ['check', curve],
  'check-variants': ['check', r1, '--variants'],
  'check-files': ['check', r1, 'scenarios/deepseek-v3.toml'],
  run: ['run', r1],
  'run-variants': ['run', r1, '--variants'],
  explain: ['explain', r1, 'total.cost'],
  'explain-steps': ['explain', curve, 'essay_ranges.trend_index', '--steps'],
  sensitivity: ['sensitivity', curve, index],
  range: ['range', curve, index],
  'range-variants': ['range', r1, 'total.cost', '--variants'],
  'run-curve': ['run', curve],
  'check-v3': ['check', 'scenarios/deepseek-v3.toml', '--variants'],
  solve: ['solve', r1, '--for', 'all', '--so-that', 'total.cost = 200 kUSD'],
  sweep: ['sweep', r1, '--over', 'assume.rent = 1 .. 4 USD/chip/h in 7'],
  'sweep-lines': ['sweep', r1, '--over', 'assume.rent = 1 .. 4 USD/chip/h in 7', '--over', 'r1.duration = 60 h .. 100 h step 20 h'],
  'sweep-words': ['sweep', r1, '--over', 'r1.chip = H800, H20', '--show', 'r1.cost'],
  diff: ['diff', r1, 'total.cost', '--variant', 'hyper_ai'],
  'diff-all': ['diff', r1, '--variants'].slice(0, 2).concat('--variant', 'hyper_ai'),
  'sweep-ranges': ['sweep', curve, '--over', 'essay_ranges.quality_gap = 1 .. 3 in 9', '--show', index],
  'sweep-bands': ['sweep', curve, '--over', 'essay_ranges.quality_gap = 1 .. 3 in 9', '--over', 'essay_ranges.trend = 3x/year, 5x/year', '--show', index],
  'sweep-names': ['sweep', bot, '--over', 'bill.api = GPT-4o-mini, o1, Gemini-2.5-Flash, Claude-Sonnet-4.5'],
  'explain-stream': ['explain', bot, 'bill.cost'],
  'explain-water': ['explain', 'scenarios/water.toml', 'training.water'],
  'explain-fractions': ['explain', 'scenarios/kv-cache.toml'],
  'explain-serving': ['explain', 'scenarios/gpt-oss-one-h100.toml'],
  'explain-vendors': ['explain', 'scenarios/vendors.toml'],
  'explain-memory': ['explain', 'scenarios/memory-on-b200.toml'],
  'explain-plan': ['explain', 'scenarios/deepseek-v3-from-its-plan.toml'],
  'explain-powers': ['explain', 'scenarios/scaling-laws.toml'],
  compare: ['compare', bot],
  'compare-matrix': ['compare', 'scenarios/v3-on-other-chips.toml'],
  'compare-quantities': ['compare', 'scenarios/own-rent-or-call.toml'],
  'solve-one': ['solve', r1, '--for', 'r1.duration', '--so-that', 'total.cost = 294 kUSD'],
  'check-bill': ['check', bot],
  lesson: ['lesson', '3'],
  eval: ['eval', '2048 chip * 54 days * 2 USD/chip/h = $5.3 million?'],
  list: ['list', 'chips'],
  new: ['new', 'training'],
};

// The page of an answer. What is expected of an answer may not hold: that is no matter here.
function pageOf(words) {
  const env = { ...process.env, COLUMNS: '100' };
  const { stdout, stderr } = spawnSync(program, [...words, '--format', 'html'], { cwd: root, env, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (!stdout.startsWith('<!DOCTYPE html>')) throw new Error(`no page: ${stderr}`);
  return stdout;
}

// What people have tried elsewhere, wherever a scenario has text of its own.
const payloads = JSON.parse(readFileSync(resolve(root, 'tests/document/payloads.json'), 'utf8'));
const quoted = (text) => JSON.stringify(text).replaceAll('\x7f', '\\u007f');

function hostileScenario() {
  const sources = payloads.map((text, i) => `[sources.s${i}]\ntitle = ${quoted(text)}\nurl = ${quoted(text)}\n`);
  const claims = payloads.map((text, i) => `[[claim]]\nsays = ${quoted(text)}\nof = "a.y"\nvalue = "3"\nsource = "s${i}"\n` +
    `printed = ${quoted(text)}\nnote = ${quoted(text)}\n`);
  const variants = payloads.map((text, i) => `[variants.${quoted(text)}]\n"a.x" = "${3 + i} to ${4 + i}"\n`);
  const all = quoted(payloads.join(' '));
  return `title = ${all}\nquestion = ${all}\n${sources.join('')}` +
    `[a]\nx = { is = "3 to 4", note = ${all}, source = "s0" }\ny = "a.x + a.x"\n${claims.join('')}${variants.join('')}`;
}

const views = {
  phone: { width: 360 },
  screen: { width: 1280 },
  dark: { width: 1280, dark: true },
  paper: { width: 718, paper: true }, // A4 between its margins
};

async function faultsIn(browser, view) {
  await browser.show(views[view]);
  const found = [...(await browser.run(overflows, view !== 'paper')), ...(await browser.run(faintTexts))];
  if (view === 'screen') {
    found.push(...(await browser.run(collisions)), ...(await browser.run(wordless)));
    found.push(...(await browser.run(actives)));
  }
  return found.map((fault) => `${view}: ${fault}`);
}

// Every page of a printed report is there to its end.
async function printed(browser, path) {
  const paper = await browser.paper();
  writeFileSync(path, paper);
  const text = paper.toString('latin1');
  return text.startsWith('%PDF') && text.trimEnd().endsWith('%%EOF') ? [] : ['paper: no whole document'];
}

async function look(browser, name, words) {
  const file = resolve(folder, `${name}.html`);
  writeFileSync(file, pageOf(words));
  await browser.open(pathToFileURL(file).href);
  const faults = [];
  for (const view of Object.keys(views)) {
    faults.push(...(await faultsIn(browser, view)));
    if (view !== 'paper') writeFileSync(resolve(folder, `${name}-${view}.png`), await browser.picture());
  }
  faults.push(...(await printed(browser, resolve(folder, `${name}.pdf`))));
  faults.push(...(await browser.messages()).map((message) => `the console says: ${message}`));
  return faults;
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const hostile = resolve(folder, 'hostile.toml');
writeFileSync(hostile, hostileScenario());
for (const words of [['check', hostile], ['run', hostile], ['explain', hostile, 'a.y'], ['check', hostile, r1],
  ['compare', hostile], ['sweep', hostile, '--over', 'a.x = 1, 2, 3', '--show', 'a.y'], ['diff', hostile, 'a.y', '--variant', payloads[0]]])
  reports[`hostile-${words[0]}${words.length}`] = words;

// Nine variants and as many quantities: wider than paper.
const wide = resolve(folder, 'wide.toml');
writeFileSync(wide, 'title = "Nine variants"\n[a]\n' +
  Array.from({ length: 9 }, (_, i) => `quantity_${i} = "${i + 3}00000 to ${i + 4}00000 USD"\n`).join('') +
  Array.from({ length: 9 }, (_, i) => `[variants.with_a_long_name_${i}]\na.quantity_${i} = "1 M USD"\n`).join(''));
reports['run-wide'] = ['run', wide, '--variants'];

let passed = 0, failed = 0;
const browser = await Browser.start();
try {
  for (const [name, words] of Object.entries(reports)) {
    const faults = await look(browser, name, words);
    if (faults.length === 0) ++passed;
    else ++failed;
    for (const fault of faults) console.log(`costcurve ${words.join(' ')}\n  ${fault}`);
  }
} finally {
  await browser.end();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
