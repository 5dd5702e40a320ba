// Makes the page: one file with the program, the catalog, the scenarios and the lessons inside.
//
//   node src/browser/page/make.mjs build/wasm/costcurve.js build/wasm/costcurve.html build/npm
//
// They are packed with LZMA, by a package that npm has put into the last folder: a quarter less than gzip.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url)), root = resolve(here, '../../..');
const [script, target, packages] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(resolve(packages, 'package.json'));
const lzma = require('lzma');

function filesBelow(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = resolve(folder, name);
    if (statSync(path).isDirectory()) return filesBelow(path);
    return /\.(toml|csv)$/.test(name) ? [path] : [];
  });
}

const packed = (bytes) => Buffer.from(lzma.compress(bytes, 9)).toString('base64');
const sha256 = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const read = (name) => readFileSync(resolve(here, name), 'utf8');

// A report within the page brings its own style, which the page has to allow as well.
const styleOfReports = /html_style_sha256 = "([^"]+)"/.exec(
  readFileSync(resolve(root, 'src/document/html_style.h'), 'utf8'))[1];

const files = Object.fromEntries([...filesBelow(resolve(root, 'configs')), ...filesBelow(resolve(root, 'scenarios'))]
  .map((path) => [relative(root, path), readFileSync(path, 'utf8')]));
const contents = { files: packed(Buffer.from(JSON.stringify(files))), wasm: packed(readFileSync(script.replace(/\.js$/, '.wasm'))) };

const module = readFileSync(script, 'utf8').replaceAll('</script', '<\\/script');
const unpacker = readFileSync(require.resolve('lzma/src/lzma-d-min.js'), 'utf8');
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
