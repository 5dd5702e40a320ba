// The page in a browser: it opens from a file, answers as the program does, shows mistakes under their lines, shares a
// scenario in its address, opens lessons, and fits a phone.
//
//   node tests/browser/page.mjs build/wasm/costcurve.html build/test/costcurve build/reports
//
// The last line is "N passed, N failed".

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { overflows } from './looks.mjs';
import { Browser } from './webdriver.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [page, program, folder] = process.argv.slice(2).map((path) => resolve(path));
const address = pathToFileURL(page).href;

const ready = () => document.documentElement.dataset.ready === 'yes';
const answer = () => document.getElementById('answer').textContent;
const typed = (text, line) => {
  const put = (id, words) => {
    const field = document.getElementById(id);
    field.value = words;
    field.dispatchEvent(new Event('input'));
  };
  if (text !== null) put('text', text);
  if (line !== null) put('line', line);
};
const pressed = (id) => document.getElementById(id).click();
const chosen = (path) => {
  const open = document.getElementById('open');
  open.value = path;
  open.dispatchEvent(new Event('change'));
};

async function until(holds, what) {
  for (let attempt = 0; attempt < 300; ++attempt) {
    if (await holds()) return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error(`not after 15 s: ${what}`);
}

async function opened(browser, url = address) {
  await browser.open('about:blank');
  await browser.open(url);
  await until(() => browser.run(ready), 'the page is ready');
}

// What the program prints for a scenario called mine.toml.
function printed(text, words, width) {
  const place = resolve(folder, 'page');
  mkdirSync(place, { recursive: true });
  writeFileSync(resolve(place, 'mine.toml'), text);
  const env = { ...process.env, COLUMNS: '100', COSTCURVE_CONFIGS: resolve(root, 'configs') };
  const ended = spawnSync(program, [...words, '--width', String(width)], { cwd: place, env, encoding: 'utf8' });
  return ended.stdout + ended.stderr;
}

const mine = '[run]\nsheet = "training"\nchips = 512\nduration = "80 h"\nrent = "2 USD/chip/h"\n';
const widthOf = () => columns();

const trials = {
  async 'the answer is what the program prints, byte for byte'(browser) {
    await opened(browser);
    const scenario = readFileSync(resolve(root, 'scenarios/deepseek-r1.toml'), 'utf8');
    const width = await browser.run(widthOf);
    for (const words of [['check', 'mine.toml'], ['run', 'mine.toml', '--all'], ['explain', 'mine.toml', 'total.cost']]) {
      await browser.run(typed, scenario, words.join(' '));
      if ((await browser.run(answer)) !== printed(scenario, words, width)) throw new Error(`not the same: ${words.join(' ')}`);
    }
  },
  async 'an edit is answered, and a mistake stands under its line'(browser) {
    await opened(browser);
    await browser.run(typed, mine, 'check mine.toml');
    if (!(await browser.run(answer)).startsWith('run.cost is $81,920')) throw new Error('no answer to an edit');
    await browser.run(typed, mine.replace('duration', 'duratoin'), null);
    const marks = await browser.run(() => [...document.querySelectorAll('.mark')].map((mark) =>
      [mark.style.top, mark.textContent]));
    const expected = [['68px', 'the sheet training has no `duratoin`']];
    if (JSON.stringify(marks) !== JSON.stringify(expected)) throw new Error(`marks: ${JSON.stringify(marks)}`);
    await browser.run(typed, mine, null);
    if (await browser.run(() => document.querySelectorAll('.mark').length)) throw new Error('a mark stays');
  },
  async 'pictures are shown in a frame where nothing runs'(browser) {
    await opened(browser);
    await browser.run(pressed, 'as_page');
    await until(() => browser.run(() => document.getElementById('report').srcdoc.includes('<h1>')), 'a report');
    if (await browser.run(() => document.getElementById('report').sandbox.length)) throw new Error('it may do something');
  },
  async 'an address holds a scenario, and nothing of a hostile one runs'(browser) {
    const hostile = 'title = "</textarea><script>window.ran=1</script><img src=x onerror=window.ran=1>"\n' + mine;
    await opened(browser);
    await browser.run(typed, hostile, 'run mine.toml');
    await browser.run(pressed, 'share');
    await until(() => browser.run(() => location.hash.length > 1), 'an address');
    const shared = await browser.run(() => location.href);
    await opened(browser, shared);
    if ((await browser.run(() => document.getElementById('text').value)) !== hostile) throw new Error('another scenario');
    await browser.run(pressed, 'as_page');
    if (await browser.run(() => window.ran)) throw new Error('it ran');
    await opened(browser, address + '#this-is-no-scenario');
    if (!(await browser.run(answer)).includes('total.cost')) throw new Error('a wrong address shows nothing');
  },
  async 'a lesson opens, and every shipped scenario answers'(browser) {
    await opened(browser);
    const paths = await browser.run(() => [...document.getElementById('open').options].map((option) => option.value));
    for (const path of paths) {
      await browser.run(chosen, path);
      const said = await browser.run(answer);
      if (said.includes('error:') || said.length === 0) throw new Error(`${path}: ${said.slice(0, 200)}`);
    }
    if (paths.length < 70) throw new Error(`${paths.length} scenarios`);
  },
  async 'an edit of the R1 scenario is answered within 16 ms'(browser) {
    await opened(browser);
    const took = [];
    for (let i = 0; i < 20; ++i) {
      await browser.run(typed, null, 'check mine.toml' + ' '.repeat(i));
      took.push(Number(await browser.run(() => document.documentElement.dataset.took)));
    }
    took.sort((a, b) => a - b);
    console.log(`an edit of the R1 scenario: ${took[10]} ms in the middle, ${took[19]} at most`);
  },
  async 'it fits a phone'(browser) {
    await opened(browser);
    await browser.show({ width: 360 });
    const faults = await browser.run(overflows, true);
    writeFileSync(resolve(folder, 'page-phone.png'), await browser.picture());
    if (faults.length > 0) throw new Error(faults.join('; '));
    await browser.show({ width: 1280 });
    writeFileSync(resolve(folder, 'page-screen.png'), await browser.picture());
  },
};

mkdirSync(folder, { recursive: true });
let passed = 0, failed = 0;
const browser = await Browser.start();
try {
  for (const [name, trial] of Object.entries(trials)) {
    try {
      await trial(browser);
      const said = await browser.messages();
      if (said.length > 0) throw new Error(`the console says: ${said.join('; ')}`);
      ++passed;
    } catch (fault) {
      ++failed;
      console.log(`${name}\n  ${fault.message}`);
    }
  }
} finally {
  await browser.end();
}
const bytes = readFileSync(page), compressed = gzipSync(bytes, { level: 9 }).length;
console.log(`the page: ${(bytes.length / 1000).toFixed(0)} kB, ${(compressed / 1000).toFixed(0)} kB compressed`);
if (compressed < 1e6) ++passed;
else ++failed, console.log('the page weighs more than 1 MB');
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
