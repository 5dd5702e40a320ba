// The program as WebAssembly, behind its C interface: text in, text out. The page has it inside, its tests import it.

export class Program {
  // `bytesOf(path)` gives a file's bytes, of a folder (its path ends with a slash) the names in it, a line each, and
  // null of what is not there.
  constructor(wasm, bytesOf) {
    this.wasm = wasm;
    this.bytesOf = bytesOf;
    this.lent = 0; // the text that was read last: it has to stay until the next
    const read = wasm.addFunction((context, path, length) => this.read(wasm.UTF8ToString(path), length), 'iiii');
    this.opened = wasm._costcurve_open(read, 0);
  }

  read(path, length) {
    const bytes = this.bytesOf(path);
    if (this.lent) this.wasm._free(this.lent);
    this.lent = 0;
    if (!bytes) return 0;
    this.lent = this.wasm._malloc(bytes.length + 1);
    this.wasm.HEAPU8.set(bytes, this.lent);
    this.wasm.HEAPU32[length >> 2] = bytes.length;
    return this.lent;
  }

  given(words) {
    const length = this.wasm.lengthBytesUTF8(words) + 1, place = this.wasm._malloc(length);
    this.wasm.stringToUTF8(words, place, length);
    return place;
  }

  // What the words are answered with, and the exit code; without a format as a terminal shows it.
  answer(words, format) {
    const wasm = this.wasm, asked = this.given(words), name = format ? this.given(format) : 0, exit = wasm._malloc(4);
    const answered = wasm._costcurve_answer(this.opened, asked, name, exit);
    const said = { text: wasm.UTF8ToString(answered), exit: wasm.HEAP32[exit >> 2] };
    wasm._costcurve_free(answered);
    for (const place of [asked, name, exit]) wasm._free(place);
    return said;
  }

  close() {
    this.wasm._costcurve_close(this.opened);
  }
}
