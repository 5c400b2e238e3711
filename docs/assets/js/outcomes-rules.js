// What may be published of counted sheets, and its YAML, by the same rules as `make outcomes` (curriculum/outcomes/rules.py and
// write.py). Comes after outcomes-read.js.
(() => {
  "use strict";

  // What may be published (curriculum/outcomes/rules.py says why).

  const { Fault } = window.vcaTable;
  const { filled, read } = window.vcaSheets;
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
})();
