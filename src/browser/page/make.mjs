// Makes the page: one file with the program, the catalog, the scenarios and the lessons inside.
//
//   node src/browser/page/make.mjs [build/wasm/costcurve.js build/wasm/costcurve.html build/npm]
//
// They are packed with LZMA, a quarter less than gzip, and unpacked in the page by a package that npm has put into the
// last folder. Python, which emscripten runs on, packs them tighter than that package does.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url)), root = resolve(here, '../../..');
const usual = ['build/wasm/costcurve.js', 'build/wasm/costcurve.html', 'build/npm'];
const [script, target, packages] = usual.map((path, i) => resolve(process.argv[2 + i] ?? resolve(root, path)));
const require = createRequire(resolve(packages, 'package.json'));

function found(what, remedy, find) {
  try {
    return find();
  } catch {
    console.error(`${what} is not there: ${remedy}`);
    process.exit(1);
  }
}

function filesBelow(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = resolve(folder, name);
    if (statSync(path).isDirectory()) return filesBelow(path);
    return /\.(toml|csv)$/.test(name) ? [path] : [];
  });
}

// Neither instructions nor letters stand at even places, so that where a byte stands says nothing (lp, pb); the one
// before it says more (lc).
const packer = `
import lzma, sys
packing = {"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0, "nice_len": 273}
sys.stdout.buffer.write(lzma.compress(sys.stdin.buffer.read(), lzma.FORMAT_ALONE, filters=[packing]))
`;
function packed(bytes) {
  const made = spawnSync('python3', ['-c', packer], { input: bytes, maxBuffer: 1 << 28 });
  if (made.status !== 0) throw new Error(`python3 cannot pack the page: ${made.error ?? made.stderr}`);
  made.stdout.writeBigUInt64LE(BigInt(bytes.length), 5); // the length, which it leaves open
  return made.stdout.toString('base64');
}
const sha256 = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
// What stands in it for people who read the source is left out.
const read = (name) => readFileSync(resolve(here, name), 'utf8').split('\n').map((line) => line.trim())
  .filter((line) => line && !line.startsWith('//')).join('\n');

// A report within the page brings its own style, which the page has to allow as well.
const styleOfReports = /html_style_sha256 = "([^"]+)"/.exec(
  readFileSync(resolve(root, 'src/document/html_style.h'), 'utf8'))[1];

// In the page nobody reads the catalog's files, only what they say: remarks and alignment are left out, lines are kept.
const withoutRemark = (line) => line.replace(/^((?:[^"'#]|"(?:[^"\\]|\\.)*"|'[^']*')*?)\s*#.*$/, '$1')
  .replace(/^([\w.-]+) +=/, '$1 =');
const catalog = filesBelow(resolve(root, 'configs'))
  .map((path) => [relative(root, path), readFileSync(path, 'utf8').split('\n').map(withoutRemark).join('\n')]);
const scenarios = filesBelow(resolve(root, 'scenarios')).map((path) => [relative(root, path), readFileSync(path, 'utf8')]);
const files = Object.fromEntries([...catalog, ...scenarios]);
const program = found(script, 'cmake --preset wasm && cmake --build build/wasm',
  () => readFileSync(script.replace(/\.js$/, '.wasm')));
const contents = { packed: packed(Buffer.concat([program, Buffer.from(JSON.stringify(files))])), program: program.length };

const module = readFileSync(script, 'utf8').replaceAll('</script', '<\\/script');
const unpacker = readFileSync(found('the unpacker', `npm install --prefix ${packages} lzma@2.3.2`,
  () => require.resolve('lzma/src/lzma-d-min.js')), 'utf8');
// A script in a page has no modules to import: what is one stands in it.
const inPage = read('program.mjs').replaceAll('export class', 'class');
const code = `${unpacker}\n${module}\nconst costcurve_module = Module;\n${inPage}\n${read('page.js')}\nbegin(${JSON.stringify(contents)});\n`;
const style = read('page.css');
const policy = `default-src 'none'; script-src ${sha256(code)} 'wasm-unsafe-eval'; style-src ${sha256(style)} ` +
  `'sha256-${styleOfReports}'; base-uri 'none'; form-action 'none'`;
const parts = { policy, style, script: code };
const page = read('page.html').replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);

writeFileSync(`${target}.new`, page);
renameSync(`${target}.new`, target);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
console.log(`${kilobytes(page.length)}, ${kilobytes(gzipSync(page, { level: 9 }).length)} compressed`);
