// The page: a scenario on one side, the answer to it on the other. The program is the same as on a command line, as
// WebAssembly; the catalog, the scenarios and the lessons are inside. Nothing is fetched and nothing is sent.

'use strict';

const mine = 'mine.toml'; // what the scenario on the page is called on the command line
const at = (id) => document.getElementById(id);
const [text, line, answer, report, numbers, marks, open, told] =
  ['text', 'line', 'answer', 'report', 'numbers', 'marks', 'open', 'told'].map(at);

const widest = 160, narrowest = 40; // columns of an answer
let asPage = false;
let beside = 'scenarios/'; // the folder whose tables the scenario may name
let files; // the text of each that is packed into the page, by its path
let program, packedProgram; // a program that has stopped is made anew

// ---- what is packed into the page, and into its address

const fromBase64 = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

// No more than a scenario may have: an address of a few letters may unfold to anything.
async function through(stream, bytes, most = 5e6) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  for (let size = 0, part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > most) throw new Error('too long');
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
// The unpacker gives bytes with a sign.
const unpacked = (base64) => Uint8Array.from(LZMA.decompress(fromBase64(base64)), (byte) => byte & 255);

// An address holds the scenario and the question: letters that need no escape in it.
async function addressOf(shared) {
  const bytes = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(JSON.stringify(shared)));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return '#' + btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

// What an address holds; null where that is nothing which this page has written.
async function sharedIn(address) {
  try {
    const base64 = address.slice(1).replaceAll('-', '+').replaceAll('_', '/');
    const bytes = await through(new DecompressionStream('deflate-raw'), fromBase64(base64));
    const shared = JSON.parse(new TextDecoder().decode(bytes));
    return typeof shared.text === 'string' && typeof shared.line === 'string' ? shared : null;
  } catch {
    return null;
  }
}

// ---- the program

// The scenario on the page, and what is packed into it; of a folder the names of what is in it.
function bytesIn(path) {
  const encoder = new TextEncoder();
  if (path === mine) return encoder.encode(text.value);
  const textAt = (place) => Object.hasOwn(files, place) ? encoder.encode(files[place]) : null;
  if (!path.endsWith('/')) return textAt(path) ?? textAt(beside + path);
  const names = new Set(Object.keys(files).filter((name) => name.startsWith(path))
    .map((name) => name.slice(path.length).split('/')[0]));
  return names.size === 0 ? null : encoder.encode([...names].join('\n'));
}

// ---- what is shown

// How many letters fit beside each other.
function columns() {
  const probe = document.createElement('canvas').getContext('2d');
  probe.font = getComputedStyle(answer).font;
  const room = answer.clientWidth - 32, letter = probe.measureText('0').width || 8;
  return Math.max(narrowest, Math.min(widest, Math.floor(room / letter)));
}

// Where a message says that something is wrong in the scenario: its line and its words.
function mistakesIn(message) {
  const place = /^error: (.*(?:\n {2}\S.*)*)\n +--> mine\.toml:(\d+):\d+/gm;
  return Array.from(message.matchAll(place),
    ([, words, number]) => ({ words: words.replace(/\n +/g, ' '), line: Number(number) }));
}

function showMarks(message) {
  marks.replaceChildren(...mistakesIn(message).map(({ words, line: number }) => {
    const mark = document.createElement('div'), note = document.createElement('span');
    mark.className = 'mark';
    mark.style.setProperty('top', `${8 + (number - 1) * 20}px`);
    note.textContent = words;
    mark.append(note);
    return mark;
  }));
}

function showNumbers() {
  const lines = text.value.split('\n').length;
  numbers.textContent = Array.from({ length: lines }, (_, i) => i + 1).join('\n');
  text.style.setProperty('height', `${lines * 20 + 40}px`);
}

function showAnswer() {
  const words = line.value.trim();
  const hasWidth = /(^| )--(width|output|format)( |=|$)/.test(words);
  const said = program.answer(hasWidth ? words : `${words} --width ${columns()}`, null);
  answer.textContent = said.text;
  answer.classList.toggle('wrong', said.exit >= 2);
  showMarks(said.exit >= 2 ? said.text : '');
  const page = asPage && said.exit < 2 ? program.answer(words, 'html').text : '';
  const hasPage = page.startsWith('<!DOCTYPE html>');
  if (hasPage) report.srcdoc = page;
  report.hidden = !hasPage;
  answer.hidden = hasPage;
}

async function makeProgram() {
  program = new Program(await costcurve_module({ wasmBinary: packedProgram }), bytesIn);
}

// Too deep an explanation is more than a browser's stack holds: the program stops, and is not asked again.
function showStopped(fault) {
  answer.textContent = `costcurve: the program stopped (${fault.message}); ask for less\n`;
  answer.classList.add('wrong');
  answer.hidden = false;
  report.hidden = true;
  showMarks('');
  makeProgram();
}

function show() {
  const begun = performance.now();
  showNumbers();
  try {
    showAnswer();
  } catch (fault) {
    showStopped(fault);
  }
  document.documentElement.dataset.took = (performance.now() - begun).toFixed(1);
}

// ---- what a person does

const suggestions = ['check mine.toml', 'run mine.toml', 'run mine.toml --all', 'lesson mine.toml', 'range mine.toml',
  'explain mine.toml', 'sensitivity mine.toml', 'compare mine.toml', 'check mine.toml --variants',
  'sweep mine.toml --over ', 'solve mine.toml --for all --so-that ', 'eval 2048 chip * 54 days * 2 USD/chip/h',
  'list chips', 'list apis', 'list language', 'new training', '--help'];

function fillIn() {
  const groups = { lessons: 'scenarios/lessons/', scenarios: 'scenarios/', claims: 'scenarios/claims/' };
  for (const [label, folder] of Object.entries(groups)) {
    const group = document.createElement('optgroup');
    group.label = label;
    for (const path of Object.keys(files).sort()) {
      const name = path.slice(folder.length);
      if (!path.startsWith(folder) || name.includes('/') || !name.endsWith('.toml')) continue;
      const title = /^title *= *"([^"]*)"/m.exec(files[path]);
      group.append(new Option(title ? title[1] : name, path));
    }
    open.append(group);
  }
  for (const words of suggestions) at('lines').append(new Option(words));
}

function load(path) {
  beside = path.slice(0, path.lastIndexOf('/') + 1);
  text.value = files[path];
  line.value = path.startsWith('scenarios/lessons/') ? `lesson ${mine}` : `check ${mine}`;
  show();
}

function press(button, other, wantsPage) {
  button.addEventListener('click', () => {
    asPage = wantsPage;
    button.setAttribute('aria-pressed', 'true');
    other.setAttribute('aria-pressed', 'false');
    show();
  });
}

async function share() {
  const address = await addressOf({ text: text.value, line: line.value });
  history.replaceState(null, '', address);
  told.textContent = 'the address holds this scenario now: copy it';
  navigator.clipboard?.writeText(location.href).then(() => { told.textContent = 'the address is copied'; }, () => {});
}

async function showShared() {
  const shared = await sharedIn(location.hash);
  if (!shared) return false;
  text.value = shared.text;
  line.value = shared.line;
  show();
  return true;
}

// The program and the texts of the files, packed into one.
async function begin({ packed, program: length }) {
  const whole = unpacked(packed);
  files = JSON.parse(new TextDecoder().decode(whole.subarray(length)));
  packedProgram = whole.slice(0, length);
  await makeProgram();
  fillIn();
  text.addEventListener('input', show);
  line.addEventListener('input', show);
  at('asking').addEventListener('submit', (event) => event.preventDefault());
  open.addEventListener('change', () => load(open.value));
  at('share').addEventListener('click', share);
  press(at('as_text'), at('as_page'), false);
  press(at('as_page'), at('as_text'), true);
  addEventListener('hashchange', showShared);
  addEventListener('resize', show);
  if (!(await showShared())) {
    open.value = 'scenarios/deepseek-r1.toml';
    load(open.value);
  }
  document.documentElement.dataset.ready = 'yes';
}
