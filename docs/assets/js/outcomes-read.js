// Counts the evaluation sheets in a file, with the same messages as `make outcomes` (curriculum/outcomes/). The vectors in
// tests/vectors/outcomes/ bind both. Comes after outcomes-table.js.
(() => {
  "use strict";

  const { Fault, table } = window.vcaTable;

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

  window.vcaSheets = { filled, read };
})();
