// What a plan gives out: a workshop record, its YAML, a calendar file, and the text behind the # of a link. plan.js fetches this
// when somebody asks for one. curriculum/calendar_file.py makes the same events (tests/vectors/ics/ binds the two).
(() => {
  "use strict";

  const MOST = 100000; // characters of an unpacked plan
  const FAULTS = ["bad-value", "too-many", "unknown", "twice", "edit-unknown"]; // warnings that a sound plan never gets
  const isFault = ({ code }) => FAULTS.includes(code);
  const bytesOf = (text) => new TextEncoder().encode(text);

  // What the data files of the course refuse: control characters, marks that turn the direction of text, half characters.
  const clean = (text) => text.replace(/[^\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]+/gu, " ").trim();

  // The record in the form of data/workshops/. Returns null as long as a date, the country or the time zone is missing.
  const record = (request, programme, words) => {
    const days = programme.days.filter((day) => day.items.length);
    const dates = days.map((day) => day.date);
    if (!dates.length || dates.some((date, i) => !date || (i && date <= dates[i - 1])) || !request.country || !request.time_zone) return null;
    const item = ({ starts, ends, kind, title, module, item: session, version, part }) => ({
      starts,
      ends,
      kind,
      title: clean(part ? words.part.replace("{title}", title).replace("{n}", part[0]) : title),
      ...(kind === "session" ? { module, session, version } : {}),
    });
    return {
      id: `${dates[0].slice(0, 7)}-${request.country}`,
      title: clean(request.title) || words.untitled,
      summary: words.summary.replace("{n}", days.length),
      starts: dates[0],
      ends: dates.at(-1),
      held: "announced",
      place: { country: request.country.toUpperCase() },
      time_zone: request.time_zone,
      programme: days.map((day) => ({ date: day.date, items: day.items.map(item) })),
    };
  };

  const inline = (fields) => `{${Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(", ")}}`;
  const yaml = (made) =>
    [
      "# yaml-language-server: $schema=../schemas/workshops.schema.json",
      ...["id", "title", "summary"].map((name) => `${name}: ${JSON.stringify(made[name])}`),
      ...["starts", "ends", "held"].map((name) => `${name}: ${made[name]}`),
      `place: ${inline(made.place)}`,
      `time_zone: ${JSON.stringify(made.time_zone)}`,
      "programme:",
      ...made.programme.flatMap((day) => [`  - date: ${day.date}`, "    items:", ...day.items.map((item) => `      - ${inline(item)}`)]),
      "",
    ].join("\n");

  // The moment of a clock time in a time zone, in milliseconds: the offset is looked up near it, then once more at it.
  const moment = (date, time, zone) => {
    const local = Date.parse(`${date}T${time}:00Z`);
    const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
    const offset = (at) => Date.parse(`${shown.format(at).replace(" ", "T")}Z`) - at;
    return local - offset(local - offset(local));
  };
  const stamp = (at) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&");
  // Lines of at most 75 octets, no character cut (RFC 5545, 3.1).
  const folded = (text) => {
    const lines = [""];
    let size = 0;
    for (const sign of text) {
      const more = bytesOf(sign).length;
      if (size + more > 75) {
        lines.push(" ");
        size = 1;
      }
      lines[lines.length - 1] += sign;
      size += more;
    }
    return lines.join("\r\n");
  };
  const calendar = (made, place, now) => {
    const events = made.programme.flatMap(({ date, items }) =>
      items
        .filter((item) => item.kind !== "free")
        .flatMap((item) => [
          "BEGIN:VEVENT",
          `UID:${made.id}-${`${date}T${item.starts}`.replace(/[-:]/g, "")}@vca`,
          `DTSTAMP:${stamp(now)}`,
          `DTSTART:${stamp(moment(date, item.starts, made.time_zone))}`,
          `DTEND:${stamp(moment(date, item.ends, made.time_zone))}`,
          `SUMMARY:${escaped(item.title)}`,
          `LOCATION:${escaped(place)}`,
          "END:VEVENT",
        ]),
    );
    const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Victim-Centred Approach//Programme//EN", "METHOD:PUBLISH"];
    const names = [`X-WR-CALNAME:${escaped(made.title)}`, `X-WR-TIMEZONE:${made.time_zone}`];
    return [...head, ...names, ...events, "END:VCALENDAR", ""].map(folded).join("\r\n");
  };

  // A plan as text for a link: 1 and deflated JSON, or 0 and JSON where the browser cannot compress; both in base64url.
  const through = async (bytes, stream) => {
    const parts = [];
    let size = 0;
    for (let reader = new Blob([bytes]).stream().pipeThrough(stream).getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
      size += value.length;
      if (size > MOST) throw new Error("too long");
      parts.push(value);
    }
  };
  const pack = async (plan) => {
    const bytes = bytesOf(JSON.stringify(plan));
    const small = window.CompressionStream ? await through(bytes, new CompressionStream("deflate-raw")) : null;
    const text = btoa(Array.from(small ?? bytes, (byte) => String.fromCharCode(byte)).join(""));
    return (small ? "1" : "0") + text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  // Raises an error for anything that pack did not write.
  const unpack = async (text) => {
    if (!/^[01][\w-]+$/.test(text) || text.length > MOST) throw new Error("no plan");
    const raw = atob(text.slice(1).replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(raw, (sign) => sign.charCodeAt(0));
    const plain = text[0] === "1" ? await through(bytes, new DecompressionStream("deflate-raw")) : bytes;
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
  };

  // What the buttons do. Each returns the name of the words to be said.
  const save = (name, type, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    return "saved";
  };
  const place = (plan, course) => course.countries.find((each) => each.code === plan.country).name;
  const give = {
    calendar: (made, plan, course) => save(`${made.id}.ics`, "text/calendar", calendar(made, place(plan, course), Date.now())),
    record: (made) => save(`${made.id}.yml`, "text/yaml", yaml(made)),
  };
  const link = async (plan) => {
    const shown = document.getElementById("plan-linked"), input = shown.querySelector("input");
    input.value = `${location.href.split("#")[0]}#plan=${await pack(plan)}`;
    shown.hidden = false;
    input.select();
    try {
      await navigator.clipboard.writeText(input.value); // not there from every disk, not allowed everywhere
      return "copied";
    } catch {
      return "linked";
    }
  };
  const take = (what, plan, programme, course, word) => {
    if (programme.warnings.some(isFault)) return "mend";
    if (what === "link") return link(plan);
    const made = record(plan, programme, { part: word("part"), summary: word("summary"), untitled: word("untitled") });
    return made ? give[what](made, plan, course) : "lacking";
  };

  // The plan of a link, or a ready-made one with the dates and the place that `plan` has. It is taken only if the form can hold it as it is: then nothing in it is unknown, too
  // much or of a wrong kind. Raises an error otherwise.
  const sorted = (value) => JSON.stringify(value, (_, each) => (each && typeof each === "object" && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort()) : each));
  const ready = ({ title, request }, { time_zone, country, days }) => ({
    ...request,
    title,
    time_zone,
    country,
    days: request.days.map((day, i) => ({ ...day, date: days[i]?.date ?? null })),
  });
  const open = async (hash, plan, none, course, hold) => {
    const [, name, value] = hash.match(/^#(plan|ready)=(.*?)(~in=[a-z]{2})?$/);
    const found = name === "plan" ? await unpack(value) : ready(course.plans.find((each) => each.id === value), plan);
    const next = { ...none, ...found };
    const shape = (plan) => sorted({ ...plan, objectives: [...plan.objectives].sort() });
    if (window.vcaPlan.fit(next, course).warnings.some(isFault) || shape(next) !== shape(hold(next))) throw new Error("no plan");
    return next;
  };

  window.vcaOut = { open, record, yaml, calendar, pack, unpack, take };
})();
