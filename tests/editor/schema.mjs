// Every scenario that is shipped is what the schema for editors says, and a slip of the pen is not.
//
//   node tests/editor/schema.mjs FOLDER     where npm has put ajv, smol-toml and @taplo/cli into FOLDER/node_modules
//
// The last line is "N passed, N failed".

import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const packages = resolve(process.argv[2]);
const require = createRequire(resolve(packages, 'package.json'));
const Ajv = require('ajv').default;
const { parse } = require('smol-toml');

const schemaFile = resolve(root, 'docs/scenario.schema.json');
const validate = new Ajv({ allErrors: false, strict: false }).compile(JSON.parse(readFileSync(schemaFile, 'utf8')));

function scenariosBelow(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = resolve(folder, name);
    if (statSync(path).isDirectory()) return scenariosBelow(path);
    return name.endsWith('.toml') ? [path] : [];
  });
}

// Dates of TOML are texts to JSON.
const asJson = (document) => JSON.parse(JSON.stringify(document));

let passed = 0, failed = 0;
function expect(holds, what) {
  if (holds) ++passed;
  else ++failed, console.log(what);
}

const paths = scenariosBelow(resolve(root, 'scenarios'));
for (const path of paths) {
  const holds = validate(asJson(parse(readFileSync(path, 'utf8'))));
  const why = holds ? '' : validate.errors.map((error) => `${error.instancePath} ${error.message}`).slice(-3).join('; ');
  expect(holds, `${relative(root, path)}: ${why}`);
}

const slips = {
  'a quantity that the sheet has not': '[run]\nsheet = "training"\nduratoin = "80 h"\n',
  'a sheet that there is not': '[run]\nsheet = "trainign"\n',
  'a verdict that there is not': '[run]\nx = 1\n[[claim]]\nsays = "x"\nof = "run.x"\nvalue = 1\nexpect = "maybe"\n',
  'a key that a claim has not': '[run]\nx = 1\n[[claim]]\nsays = "x"\nof = "run.x"\nvaule = 1\n',
  'a quantity outside of any part': 'chips = 512\n',
};
for (const [what, text] of Object.entries(slips)) expect(!validate(asJson(parse(text))), `valid for all that: ${what}`);

// An editor underlines the place of a mistake: its key, and not the whole part that it stands in.
const places = {
  '/run/duratoin': '[run]\nsheet = "training"\nchips = 8\nduratoin = "80 h"\n',
  '/run/duration/sauce': '[run]\nsheet = "training"\nduration = { is = "80 h", sauce = "paper" }\n',
  '/run/sheet': '[run]\nsheet = "trainign"\nchips = 8\n',
  '/own/x/sauce': '[own]\nx = { is = "80 h", sauce = "paper" }\n',
  '/claim/0/vaule': '[run]\nx = 1\n[[claim]]\nsays = "x"\nof = "run.x"\nvaule = 1\n',
  '/compare/ovr': '[run]\nx = 1\n[compare]\novr = "x"\n',
};
for (const [place, text] of Object.entries(places)) {
  validate(asJson(parse(text)));
  const told = (validate.errors ?? []).map((error) => error.instancePath);
  expect(told[0] === place, `the mistake at ${place} is told at ${told}`);
}

const taplo = spawnSync(process.execPath,
  [resolve(packages, 'node_modules/@taplo/cli/dist/cli.js'), 'lint', '--schema', `file://${schemaFile}`, ...paths],
  { cwd: root, encoding: 'utf8' });
expect(taplo.status === 0, `taplo: ${taplo.stderr ?? taplo.error}`);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
