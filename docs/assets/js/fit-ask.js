// Reads a trainer's request for fit.js, whatever it holds: what cannot be read is replaced, and a warning names the field.
// curriculum/fit/ask.py does the same in Python.
(() => {
  "use strict";

  const DAYS = 10, BREAKS = 40, EDITS = 300;
  const BREAK_KINDS = ["break", "lunch", "prayer"];
  const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const bad = (field, used = null) => ({ code: "bad-value", field, used });
  const isNumber = (value) => typeof value === "number" && !Number.isNaN(value);
  const whole = (value, low, high) => (isNumber(value) && value >= low && value <= high && value === Math.floor(value) ? value : null);
  const stripped = (text) => text.replace(/^ +| +$/g, "");
  const line = (value, most = 120) => {
    if (typeof value !== "string") return null;
    const joined = stripped(value.replace(/[\x00-\x20\x7f]+/g, " "));
    return stripped(Array.from(joined).slice(0, most).join("")) || null;
  };
  const clock = (value) => {
    const match = typeof value === "string" && value.match(/^([01][0-9]|2[0-3]):([0-5][0-9])$/);
    return match ? Number(match[1]) * 60 + Number(match[2]) : null;
  };
  const date = (value) => {
    const match = typeof value === "string" && value.match(/^((?:19|2[0-9])[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/);
    if (!match) return null;
    const [year, month, day] = match.slice(1).map(Number);
    const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    return day <= MONTHS[month - 1] + (leap ? 1 : 0) ? value : null;
  };

  const values = (value, name, most, warnings) => {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      warnings.push(bad(name));
      return [];
    }
    if (value.length > most) warnings.push({ code: "too-many", field: name, most });
    return value.slice(0, most).map((item, i) => [i, item]);
  };
  const objects = (fields, name, most, warnings) =>
    values(fields[name], name, most, warnings).filter(([i, item]) => {
      if (!isObject(item)) warnings.push(bad(`${name}[${i}]`));
      return isObject(item);
    });
  const numberOr = (fields, name, usual, low, high, warnings) => {
    if (fields[name] === undefined || fields[name] === null) return usual;
    const found = whole(fields[name], low, high);
    if (found === null) warnings.push(bad(name, usual));
    return found ?? usual;
  };
  const readFactor = (fields, warnings) => {
    const value = fields.factor;
    if (value === undefined || value === null) return 100;
    if (!isNumber(value)) {
      warnings.push(bad("factor", 1));
      return 100;
    }
    if (value === 1 || (value >= 1.5 && value <= 2)) return Math.floor(value * 100 + 0.5);
    const used = value < 1 ? 100 : value < 1.5 ? 150 : 200;
    warnings.push(bad("factor", used / 100));
    return used;
  };
  const readDays = (fields, warnings) => {
    const found = [];
    let last = null;
    for (const [i, item] of objects(fields, "days", DAYS, warnings)) {
      const day = date(item.date);
      if (item.date !== undefined && item.date !== null && day === null) warnings.push(bad(`days[${i}].date`));
      let start = clock(item.starts), end = clock(item.ends);
      if (start === null) warnings.push(bad(`days[${i}].starts`));
      if (end === null) warnings.push(bad(`days[${i}].ends`));
      if (start === null || end === null) start = end = 0;
      else if (end <= start) {
        warnings.push({ code: "day-order", day: found.length + 1 });
        end = start;
      }
      if (day && last && day <= last) warnings.push({ code: "date-order", day: found.length + 1 });
      last = day || last;
      found.push({ date: day, start, end });
    }
    return found;
  };
  const readBreaks = (fields, warnings) => {
    const found = [];
    for (const [i, item] of objects(fields, "breaks", BREAKS, warnings)) {
      const at = clock(item.at), minutes = whole(item.minutes, 5, 180);
      const wrong = [];
      if (!BREAK_KINDS.includes(item.kind)) wrong.push("kind");
      if (at === null) wrong.push("at");
      if (minutes === null) wrong.push("minutes");
      const days = values(item.days, `breaks[${i}].days`, DAYS, warnings).map(([, day]) => whole(day, 1, DAYS));
      if (days.includes(null)) wrong.push("days");
      if (at !== null && minutes !== null && at + minutes > 1440) wrong.push("minutes");
      warnings.push(...wrong.map((name) => bad(`breaks[${i}].${name}`)));
      if (!wrong.length) found.push({ kind: item.kind, at, minutes, days });
    }
    return found;
  };
  const readModules = (fields, modules, warnings) => {
    const versions = new Map();
    for (const [i, item] of objects(fields, "modules", modules.size * 2, warnings)) {
      if (!modules.has(item.id)) warnings.push({ code: "unknown", field: `modules[${i}].id`, id: line(item.id, 80) });
      else if (versions.has(item.id)) warnings.push({ code: "twice", field: `modules[${i}].id`, id: item.id });
      else {
        if (!["full", "short", undefined, null].includes(item.version)) warnings.push(bad(`modules[${i}].version`, "full"));
        versions.set(item.id, item.version === "short" ? "short" : "full");
      }
    }
    const ordered = new Map();
    const add = (name) => {
      for (const needed of modules.get(name).prerequisites) if (versions.has(needed) && !ordered.has(needed)) add(needed);
      ordered.set(name, versions.get(name));
    };
    for (const name of versions.keys()) if (!ordered.has(name)) add(name);
    return ordered;
  };
  const readObjectives = (fields, course, warnings) => {
    const known = new Set(course.modules.flatMap((module) => module.objectives.map((item) => item.id)));
    const found = new Set();
    for (const [i, name] of values(fields.objectives, "objectives", known.size * 2, warnings)) {
      if (known.has(name)) found.add(name);
      else warnings.push({ code: "unknown", field: `objectives[${i}]`, id: line(name, 80) });
    }
    return found;
  };
  const read = (request, course) => {
    const fields = isObject(request) ? request : {};
    const warnings = [];
    const days = readDays(fields, warnings);
    const opening = numberOr(fields, "opening", 30, 0, 240, warnings);
    const closing = numberOr(fields, "closing", 30, 0, 240, warnings);
    const review = numberOr(fields, "review", 10, 0, 240, warnings);
    const group = numberOr(fields, "group", 20, 1, 500, warnings);
    const factor = readFactor(fields, warnings);
    const breaks = readBreaks(fields, warnings);
    const modules = readModules(fields, new Map(course.modules.map((module) => [module.id, module])), warnings);
    const objectives = readObjectives(fields, course, warnings);
    const edits = objects(fields, "edits", EDITS, warnings);
    if (!modules.size && !objectives.size) warnings.push({ code: "empty" });
    return [{ days, breaks, factor, opening, closing, review, group, modules, objectives, edits }, warnings];
  };

  window.vcaAsk = { read, line, whole };
})();
