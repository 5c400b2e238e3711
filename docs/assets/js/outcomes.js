// Outcomes of evaluation sheets, made in this page: the same rules, messages and YAML as `make outcomes` (curriculum/outcomes/).
// What is asked comes from assets/outcomes/spec.js, when it is needed. Nothing is sent and nothing is kept.
(() => {
  "use strict";

  const root = new URL("../../", document.currentScript.src);

  // Reading a file: encoding, delimiter, quotation marks (curriculum/outcomes/table.py).

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

  // Which column answers what (curriculum/outcomes/columns.py).

  const normal = (said) =>
    said.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();

  const letter = (index) => (index < 0 ? "" : letter(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26)));

  const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
  const quoted = (heading) => {
    const clean = [...heading.replace(HIDDEN, " ").trim().replace(/\s+/gu, " ")];
    return clean.length <= 60 ? `"${clean.join("")}"` : `"${clean.slice(0, 57).join("")}..."`;
  };

  const holds = (heading, phrases) => phrases.some((phrase) => ` ${heading} `.includes(` ${phrase} `));

  const fit = (heading, target, times) => {
    let best = 0;
    for (const phrase of target.phrases) {
      const padded = ` ${heading} `;
      const inside = padded.includes(` ${phrase} `) && (target.when.length || phrase.split(" ").length >= 3);
      if (heading !== phrase && !inside) continue;
      if (target.when.length) {
        const rest = padded.replace(` ${phrase} `, () => " ").split(" ");
        const last = rest.filter((word) => times.includes(word)).at(-1);
        if (!last || !target.when.includes(last)) continue;
      }
      best = Math.max(best, [...phrase].length);
    }
    return best;
  };

  const fitting = (headings, sheet, spec) => {
    const found = new Map();
    headings.forEach((heading, index) => {
      let best = 0;
      for (const target of heading ? sheet.targets : []) {
        const how = fit(heading, target, spec.times);
        if (how > best) {
          best = how;
          found.set(index, target);
        }
      }
    });
    return found;
  };

  const known = (row, spec) => {
    const headings = row.map(normal);
    return new Set(spec.sheets.flatMap((sheet) => [...fitting(headings, sheet, spec).keys()])).size;
  };

  const assigned = (headings, spec) => {
    const fits = spec.sheets.map((sheet) => [sheet, fitting(headings, sheet, spec)]);
    fits.sort((one, other) => other[1].size - one[1].size);
    const [[first, most], ...others] = fits;
    for (const [second, found] of others) {
      const shared = [...most.keys()].some((index) => found.has(index));
      if (most.size === found.size && shared) throw new Fault("which", { first: first.title, second: second.title });
    }
    const columns = new Map();
    for (const [sheet, found] of fits) {
      for (const [index, target] of found) if (!columns.has(index)) columns.set(index, { index, sheet, target });
    }
    return columns;
  };

  // What a cell says: null for nothing, undefined for what is not known (curriculum/outcomes/cells.py).

  const nothing = (cell) => /^[-–—.]*$/.test(cell);

  const number = (said) => {
    const found = /^([0-9]{1,3})(?:[.,]([0-9]{1,2}))?$/.exec(said);
    return found && Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
  };

  const share = (cell, answers) => {
    const said = normal(cell);
    if (nothing(cell) || answers.none.includes(said)) return null;
    if (answers.yes.includes(said)) return true;
    if (answers.no.includes(said)) return false;
    const value = number(cell);
    if (!answers.highest || value === null || value % 100) return undefined;
    if (value < answers.lowest * 100 || value > answers.highest * 100) return undefined;
    return value >= answers.yes_from * 100;
  };

  const score = (cell, most) => {
    if (nothing(cell)) return null;
    const found = /^(.+?)\s*\/\s*([0-9]{1,3})$/.exec(cell);
    if (found && Number(found[2]) !== most) return undefined;
    const value = number(found ? found[1] : cell);
    return value === null || value > most * 100 ? undefined : value;
  };

  const tick = (cell, texts, answers) => {
    const said = normal(cell);
    if (nothing(cell) || answers.no.includes(said)) return null;
    return answers.yes.includes(said) || texts.includes(said) ? true : undefined;
  };

  const many = (cell, choices) => {
    let rest = ` ${normal(cell)} `;
    const found = new Set();
    const texts = choices.flatMap((item) => item.texts.map((said) => [said, item.id]));
    texts.sort((one, other) => [...other[0]].length - [...one[0]].length);
    for (const [said, name] of texts) {
      if (!rest.includes(` ${said} `)) continue;
      found.add(name);
      rest = rest.replaceAll(` ${said} `, "  ");
    }
    if (rest.trim()) return undefined;
    return found.size ? found : null;
  };

  const session = (said, sessions) => {
    const digits = normal(said).replace(/^session /, "");
    const place = /^[0-9]{1,2}$/.test(digits) ? Number(digits) : 0;
    if (place >= 1 && place <= sessions.length) return sessions[place - 1][0];
    return sessions.find(([, title]) => title === normal(said))?.[0];
  };

  const votes = (cell, sessions) => {
    if (nothing(cell)) return null;
    for (const parts of [[cell], cell.split(/[;|\n]/), cell.split(",")]) {
      const named = parts.map((part) => part.trim()).filter((part) => !nothing(part)).map((part) => session(part, sessions));
      if (named.length && !named.includes(undefined)) return new Set(named);
    }
    return undefined;
  };

  const valueOf = (cell, { sheet, target }, spec, sessions) => {
    if (target.kind === "share") return share(cell, spec.answers[target.answers]);
    if (target.kind === "score") return score(cell, target.most);
    if (target.kind === "tick") return tick(cell, target.texts, spec.answers[target.answers]);
    if (target.kind === "many") return many(cell, sheet.targets.filter((item) => item.group === target.id));
    return votes(cell, sessions);
  };

  // Counting a whole file (curriculum/outcomes/read.py).

  const filled = (spec, name, values) =>
    Object.entries(values).reduce((said, [key, value]) => said.replaceAll(`{${key}}`, () => value), spec.messages[name]);

  const NAMED = 3;

  const sheetsOf = (found, headings, columns, spec, sessions, say, fault) => {
    const sheets = [];
    const unknown = new Map();
    let faults = 0;
    found.rows.forEach((row, at) => {
      if (at <= found.heading || !row.some(Boolean)) return;
      if (spec.totals.includes(normal(row.find(Boolean)))) return void say("row_total", { row: at + 1 });
      if (row.length === headings.length && row.every((cell, index) => normal(cell) === headings[index])) {
        return void say("row_heading", { row: at + 1 });
      }
      if (row.slice(headings.length).some(Boolean)) {
        faults += 1;
        return void fault("long_row", { row: at + 1 });
      }
      const values = new Map();
      const before = faults;
      for (const column of columns) {
        const value = valueOf(row[column.index] ?? "", column, spec, sessions);
        values.set(column.index, value ?? null);
        if (value !== undefined) continue;
        faults += 1;
        const times = (unknown.get(column.index) ?? 0) + 1;
        unknown.set(column.index, times);
        const place = { row: at + 1, column: letter(column.index), question: column.target.label };
        if (times <= NAMED) fault("cell", place);
      }
      if ([...values.values()].some((value) => value !== null)) sheets.push(values);
      else if (faults === before) say("row_empty", { row: at + 1 });
    });
    for (const [index, times] of unknown) {
      if (times > NAMED) fault("more", { column: letter(index), number: times - NAMED });
    }
    return sheets;
  };

  const countOf = (sheet, columns, rows) => {
    const places = new Map();
    for (const { index, target } of columns) places.set(target.id, [...(places.get(target.id) ?? []), index]);
    const union = (row, id) => (places.get(id) ?? []).flatMap((index) => [...(row.get(index) ?? [])]);
    const ticks = (target) => {
      const group = sheet.targets.filter((item) => item.group === target.group);
      const ticked = rows
        .map((row) => {
          const own = group.filter((item) => (places.get(item.id) ?? []).some((index) => row.get(index)));
          return new Set([...own.map((item) => item.id), ...union(row, target.group)]);
        })
        .filter((names) => names.size);
      return { answered: ticked.length, yes: ticked.filter((names) => names.has(target.id)).length, whole: ticked.length };
    };
    const tallies = [];
    for (const target of sheet.targets) {
      if (target.group && (places.has(target.group) || places.has(target.id))) tallies.push([target.id, ticks(target)]);
      else if ((target.kind === "share" || target.kind === "score") && places.has(target.id)) {
        const values = rows.map((row) => row.get(places.get(target.id)[0])).filter((value) => value !== null).map(Number);
        const each = target.kind === "score" ? target.most * 100 : 1;
        const yes = values.reduce((sum, value) => sum + value, 0);
        tallies.push([target.id, { answered: values.length, yes, whole: each * values.length }]);
      }
    }
    const named = rows.map((row) => new Set(union(row, "sessions"))).filter((names) => names.size);
    return { survey: sheet.id, sheets: rows.length, tallies, named };
  };

  const read = (bytes, spec, workshop, notes, faults) => {
    const say = (name, values = {}) => notes.push(filled(spec, name, values));
    const fault = (name, values = {}) => faults.push(filled(spec, name, values));
    const sessions = spec.sessions[workshop];
    const found = table(bytes, (row) => known(row, spec));
    const raw = found.rows[found.heading];
    const headings = raw.map(normal);
    say("took", { encoding: found.encoding, delimiter: found.delimiter, row: found.heading + 1 });
    const all = assigned(headings, spec);
    const first = new Map();
    headings.forEach((heading, index) => {
      const column = all.get(index);
      const place = { column: letter(index), heading: quoted(raw[index]) };
      if (!column) {
        if (holds(heading, spec.lived_experience)) fault("lived", place);
        else if (holds(heading, spec.never_read)) say("never_read", place);
        else if (heading) say("not_asked", place);
      } else if (column.target.kind === "votes" && !sessions.length) {
        say("no_sessions", place);
        all.delete(index);
      } else {
        const { id, kind, label } = column.target;
        const key = `${column.sheet.id} ${id}`;
        say("column", { column: place.column, question: label });
        if (!first.has(key)) first.set(key, index);
        else if (kind !== "votes") fault("twice", { first: letter(first.get(key)), column: place.column, question: label });
      }
    });
    const columns = [...all.values()].sort((one, other) => one.index - other.index);
    const sheets = sheetsOf(found, headings, columns, spec, sessions, say, fault);
    if (!sheets.length && !faults.length) fault("no_rows");
    if (faults.length) return [];
    const counted = [];
    for (const sheet of spec.sheets) {
      const own = columns.filter((column) => column.sheet === sheet);
      const rows = sheets.filter((row) => own.some((column) => row.get(column.index) !== null));
      if (!rows.length) continue;
      say("counted", { survey: sheet.title, number: rows.length });
      if (rows.length < spec.least) say("only_number", { survey: sheet.title });
      counted.push(countOf(sheet, own, rows));
    }
    return counted;
  };

  // What may be published (curriculum/outcomes/rules.py says why).

  const VOTES = 10;
  const VOTERS = 12;

  const bandsFor = (answered, spec) => spec.bands[answered >= spec.many ? 1 : 0];

  const bandAt = ({ answered, yes, whole }, spec) =>
    bandsFor(answered, spec).findIndex(([, upper, parts, inside]) => {
      const have = yes * parts;
      return have < upper * whole || (inside && have === upper * whole);
    });

  const order = (named, sessions, spec) => {
    if (named.length < VOTERS) return [];
    const levels = new Map();
    for (const [name] of sessions) {
      const yes = named.filter((names) => names.has(name)).length;
      if (yes < VOTES) continue;
      const level = bandAt({ answered: named.length, yes, whole: named.length }, spec);
      levels.set(level, [...(levels.get(level) ?? []), name]);
    }
    return [...levels].sort((one, other) => other[0] - one[0]).map(([, names]) => names);
  };

  const published = ({ survey, sheets, tallies, named }, others, sessions, spec) => {
    const made = { survey, answers: sheets };
    if (sheets < spec.least) return made;
    const near = others
      .filter((other) => other.survey !== survey && Math.abs(other.answers - sheets) < spec.least)
      .flatMap((other) => (other.questions ?? []).filter((item) => item.left_out).map((item) => item.question));
    const questions = tallies.map(([question, tally]) => {
      if (tally.answered < spec.least) return { question, share: "fewer-than-ten" };
      if (near.includes(question)) return { question, share: "withheld" };
      const left = sheets - tally.answered < spec.least ? "fewer-than-ten" : "ten-or-more";
      return { question, share: bandsFor(tally.answered, spec)[bandAt(tally, spec)][0], left_out: left };
    });
    if (questions.length) made.questions = questions;
    const levels = order(named, sessions, spec);
    if (levels.length) made.sessions = levels;
    return made;
  };

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  // The YAML, letter by letter that of curriculum/outcomes/write.py.
  const yaml = (surveys, spec, workshop) => {
    const lines = [...spec.head, `workshop: ${workshop}`, "surveys:"];
    for (const survey of surveys) {
      lines.push(`  - survey: ${survey.survey}`, `    answers: ${survey.answers}`);
      if (survey.questions) lines.push("    questions:");
      for (const item of survey.questions ?? []) {
        const left = item.left_out ? `, left_out: ${item.left_out}` : "";
        lines.push(`      - {question: ${item.question}, share: ${item.share}${left}}`);
      }
      if (survey.sessions) lines.push("    sessions:");
      for (const level of survey.sessions ?? []) lines.push(`      - [${level.join(", ")}]`);
    }
    return `${lines.join("\n")}\n`;
  };

  const outcomes = (bytes, spec, workshop) => {
    const notes = [];
    const faults = [];
    const past = spec.published[workshop] ?? [];
    const surveys = new Map(past.map((survey) => [survey.survey, survey]));
    try {
      for (const item of read(bytes, spec, workshop, notes, faults)) {
        const sheet = spec.sheets.find((found) => found.id === item.survey);
        const made = published(item, [...surveys.values()], spec.sessions[workshop], spec);
        for (const { question, share: band } of made.questions ?? []) {
          const { label } = sheet.targets.find((target) => target.id === question);
          if (band === "withheld") notes.push(filled(spec, "withheld", { question: label }));
        }
        const before = past.find((survey) => survey.survey === item.survey);
        if (before && before.answers >= spec.least && !same(before, made)) {
          faults.push(filled(spec, "revised", { survey: sheet.title }));
        }
        surveys.set(item.survey, made);
      }
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      faults.push(filled(spec, fault.message, fault.values));
    }
    if (faults.length) return { notes, faults, text: null };
    const ordered = spec.sheets.map((sheet) => surveys.get(sheet.id)).filter(Boolean);
    if (same(ordered, past)) notes.push(filled(spec, "same", {}));
    return { notes, faults, text: yaml(ordered, spec, workshop) };
  };
  window.vcaOutcomesOf = outcomes;

  // The page.

  const form = document.querySelector("form.outcomes");
  const part = (name) => document.getElementById(`outcomes-${name}`);
  const { status, result, notes, faults, mend, made, yaml: shown } = Object.fromEntries(
    ["status", "result", "notes", "faults", "mend", "made", "yaml"].map((name) => [name, part(name)]),
  );
  const said = form.dataset;

  const list = (element, lines) =>
    element.replaceChildren(
      ...lines.map((line) => {
        const item = document.createElement("li");
        item.textContent = line;
        return item;
      }),
    );

  const forget = () => {
    form.reset();
    result.hidden = true;
    list(notes, []);
    list(faults, []);
    shown.textContent = "";
    status.textContent = "";
  };

  // What is asked is fetched once, when it is needed; as a script, so that it works from disk too.
  const asked = () =>
    new Promise((resolve, reject) => {
      if (window.vcaOutcomes) return void resolve(window.vcaOutcomes);
      const script = document.createElement("script");
      script.src = new URL("assets/outcomes/spec.js", root);
      script.onload = () => resolve(window.vcaOutcomes);
      script.onerror = reject;
      document.head.append(script);
    });

  const given = async () => {
    const [file] = form.elements.file.files;
    if (file) return file.size > BYTES ? new Uint8Array(BYTES + 1) : new Uint8Array(await file.arrayBuffer());
    return new TextEncoder().encode(form.elements.pasted.value);
  };

  const show = async () => {
    let found;
    try {
      found = outcomes(await given(), await asked(), form.elements.workshop.value);
    } catch {
      status.textContent = said.failed;
      return;
    }
    list(notes, found.notes);
    list(faults, found.faults);
    mend.hidden = !found.faults.length;
    made.hidden = !found.text;
    shown.textContent = found.text ?? "";
    result.hidden = false;
    status.textContent = found.text ? said.made : said.notMade;
    part("title").focus();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  part("forget").addEventListener("click", () => {
    forget();
    form.elements.workshop.focus();
  });
  part("copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(shown.textContent);
      status.textContent = said.copied;
    } catch {
      getSelection().selectAllChildren(shown);
      status.textContent = said.selected;
    }
  });
  part("save").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([shown.textContent], { type: "application/yaml" }));
    link.download = `${form.elements.workshop.value}.yml`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
    status.textContent = said.saved;
  });
  addEventListener("pagehide", forget);

  part("other").hidden = true;
  form.hidden = false;
})();
