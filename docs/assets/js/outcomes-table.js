// From the bytes of a file to rows of cells, as curriculum/outcomes/table.py does it: encoding, delimiter, quotation marks.
// assets/js/outcomes.js fetches it when it is needed.
(() => {
  "use strict";

  const BYTES = 2000000;
  const ROWS = 2000;
  const HEADINGS_WITHIN = 20;
  const CELL = 131072;
  const DELIMITERS = [[",", "comma"], [";", "semicolon"], ["\t", "tab"], ["|", "bar"]];

  class Fault extends Error {
    constructor(name, values = {}) {
      super(name);
      this.values = values;
    }
  }

  const decode = (bytes, codec) => {
    try {
      return new TextDecoder(codec, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new Fault("encoding");
    }
  };

  const starts = (bytes, ...mark) => mark.every((byte, index) => bytes[index] === byte);

  const text = (bytes) => {
    if (starts(bytes, 0xef, 0xbb, 0xbf)) return [decode(bytes.subarray(3), "utf-8"), "UTF-8 with a mark"];
    if (starts(bytes, 0xff, 0xfe)) return [decode(bytes.subarray(2), "utf-16le"), "UTF-16"];
    if (starts(bytes, 0xfe, 0xff)) return [decode(bytes.subarray(2), "utf-16be"), "UTF-16"];
    if (bytes.length >= 4 && bytes.length % 2 === 0) {
      if (bytes[1] === 0 && bytes[3] === 0) return [decode(bytes, "utf-16le"), "UTF-16"];
      if (bytes[0] === 0 && bytes[2] === 0) return [decode(bytes, "utf-16be"), "UTF-16"];
    }
    try {
      return [decode(bytes, "utf-8"), "UTF-8"];
    } catch {
      if (bytes.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte))) throw new Fault("encoding");
      return [decode(bytes, "windows-1252"), "Windows-1252"];
    }
  };

  const decoded = (bytes) => {
    if (bytes.length > BYTES) throw new Fault("big");
    if (starts(bytes, 0x50, 0x4b, 3, 4) || starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new Fault("spreadsheet");
    const [found, name] = text(bytes);
    if (!found.trim()) throw new Fault("empty");
    if (found.includes("\0")) throw new Fault("binary");
    return [found, name];
  };

  // As RFC 4180 has it; a quotation mark that is not closed, or closed too early, ends the reading.
  const rowsOf = (source, delimiter) => {
    const rows = [];
    let row = [];
    let at = 0;
    const quote = () => [rows, new Fault("quote", { row: rows.length + 1 })];
    const end = () => {
      rows.push(row.length === 1 && row[0] === null ? [] : row.map((cell) => (cell ?? "").trim()));
      row = [];
      if (rows.length > ROWS) throw new Fault("big");
    };
    while (at < source.length) {
      let cell = "";
      if (source[at] === '"') {
        at += 1;
        for (;;) {
          const close = source.indexOf('"', at);
          if (close < 0) return quote();
          cell += source.slice(at, close);
          at = close + 1;
          if (source[at] !== '"') break;
          cell += '"';
          at += 1;
        }
        if (at < source.length && source[at] !== delimiter && source[at] !== "\r" && source[at] !== "\n") return quote();
      } else {
        const from = at;
        while (at < source.length && source[at] !== delimiter && source[at] !== "\r" && source[at] !== "\n") at += 1;
        cell = at === from ? null : source.slice(from, at);
      }
      if (cell !== null && cell.length > CELL) return quote();
      row.push(cell);
      if (source[at] === delimiter) {
        at += 1;
        if (at === source.length) {
          row.push(null);
          end();
        }
      } else {
        end();
        at += source[at] === "\r" && source[at + 1] === "\n" ? 2 : 1;
        continue;
      }
      if (at < source.length && (source[at] === "\r" || source[at] === "\n")) {
        row.push(null);
        end();
        at += source[at] === "\r" && source[at + 1] === "\n" ? 2 : 1;
      }
    }
    return [rows, null];
  };

  const table = (bytes, known) => {
    const [source, encoding] = decoded(bytes);
    let best = [0, 0];
    let found = null;
    for (const [delimiter, name] of DELIMITERS) {
      const [rows, fault] = rowsOf(source, delimiter);
      rows.slice(0, HEADINGS_WITHIN).forEach((row, heading) => {
        const count = known(row);
        if (!count || count < best[0] || (count === best[0] && row.length <= best[1])) return;
        best = [count, row.length];
        found = { encoding, delimiter: name, rows, heading, fault };
      });
    }
    if (!found) throw new Fault("headings");
    if (found.fault) throw found.fault;
    return found;
  };

  window.vcaTable = { Fault, table };
})();
