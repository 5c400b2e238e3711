// Fits a trainer's request to the clock, as curriculum/fit/ does in Python: the same rules, the same names, the same results
// (tests/vectors/fit/ binds the two). Pure: no page, no storage, no clock. window.vcaPlan.fit(request, course) gives the
// programme, window.vcaPlan.materials(request, programme, course) what has to be on the tables. fit-ask.js stands before it.
(() => {
  "use strict";

  const MOVE = 15, PART = 15, STRETCH = 100, REST = 10, SHORTEST = 5, LONGEST = 480, TABLE = 5;
  const BREAK_KINDS = ["break", "lunch", "prayer"];
  const { read, line, whole } = window.vcaAsk;
  const clockText = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

  // What is to be taught, after the edits.
  const slowed = (minutes, factor) => (factor === 100 ? minutes : Math.ceil((minutes * factor) / 500) * 5);
  const sessions = (module, version, ask) =>
    module.sessions
      .map((each) => ({ id: each.id, kind: "session", title: each.title, minutes: slowed(version === "short" ? each.short : each.minutes, ask.factor), module: module.id, version }))
      .filter((item) => item.minutes);
  const serves = (each, names) => each.objectives.some((name) => names.has(name));
  const choose = (ask, course) => {
    const modules = new Map(course.modules.map((module) => [module.id, module]));
    const found = [...ask.modules].flatMap(([name, version]) => sessions(modules.get(name), version, ask));
    for (const module of course.modules) {
      if (ask.modules.has(module.id)) continue;
      const wanted = new Set(module.sessions.filter((each) => serves(each, ask.objectives)).map((each) => each.id));
      found.push(...sessions(module, "full", ask).filter((item) => wanted.has(item.id)));
    }
    return found;
  };
  const place = (items, name) => items.findIndex((item) => item.id === name);
  const insert = (items, item, before) => items.splice(before ? place(items, before) : items.length, 0, item);
  const isNone = (value) => value === undefined || value === null;
  const own = (items, dropped, edit) => {
    const title = line(edit.title), minutes = whole(edit.minutes, SHORTEST, LONGEST);
    const known = typeof edit.id === "string" && /^own-[1-9][0-9]{0,3}$/.test(edit.id);
    if (!known || [...items, ...dropped].some((item) => item.id === edit.id)) return "id";
    if (title === null) return "title";
    if (minutes === null) return "minutes";
    if (!isNone(edit.before) && place(items, edit.before) < 0) return "before";
    insert(items, { id: edit.id, kind: "own", title, minutes, module: null, version: null }, edit.before);
    return null;
  };
  const change = (items, dropped, edit) => {
    if (edit.op === "own") return own(items, dropped, edit);
    if (!["drop", "move", "length"].includes(edit.op)) return "op";
    const at = place(items, edit.item);
    if (at < 0) return "item";
    if (edit.op === "drop") dropped.push(...items.splice(at, 1));
    else if (edit.op === "length") {
      const minutes = whole(edit.minutes, SHORTEST, LONGEST);
      if (minutes === null) return "minutes";
      items[at] = { ...items[at], minutes };
    } else {
      if (!isNone(edit.before) && (edit.before === edit.item || place(items, edit.before) < 0)) return "before";
      insert(items, items.splice(at, 1)[0], edit.before);
    }
    return null;
  };
  const edited = (ask, course) => {
    const items = choose(ask, course), dropped = [], warnings = [];
    for (const [index, edit] of ask.edits) {
      const field = change(items, dropped, edit);
      if (field) warnings.push({ code: "edit-unknown", edit: index, field });
    }
    return [items, dropped, warnings];
  };
  const order = (items, course) => {
    const places = new Map(items.map((item, at) => [item.id, at]));
    const of = (module) => module.sessions.map((each) => each.id).filter((name) => places.has(name));
    const spans = new Map(course.modules.map((module) => [module.id, of(module).map((name) => places.get(name))]));
    const warnings = [];
    for (const module of course.modules) {
      const names = of(module);
      if (!names.length) continue;
      for (let i = 1; i < names.length; i += 1) {
        if (places.get(names[i]) < places.get(names[i - 1])) warnings.push({ code: "order", module: module.id, item: names[i], before: names[i - 1] });
      }
      for (const needs of module.prerequisites) {
        const span = spans.get(needs) ?? [];
        if (!span.length) warnings.push({ code: "prerequisite-missing", module: module.id, needs });
        else if (Math.max(...span) > Math.min(...spans.get(module.id))) warnings.push({ code: "prerequisite-later", module: module.id, needs });
      }
    }
    return warnings;
  };

  // One day on the clock.
  const overlap = (number, each) => ({ code: "break-overlap", day: number, kind: each.kind, at: clockText(each.at) });
  const dayBreaks = (ask, day, number) => {
    const today = ask.breaks.filter((each) => !each.days.length || each.days.includes(number));
    const rank = (each) => [each.kind === "prayer" ? 0 : 1, each.at, each.minutes];
    const byRank = (one, two) => rank(one).map((value, i) => value - rank(two)[i]).find((gap) => gap) ?? 0;
    const warnings = [];
    let found = [];
    for (const each of today.sort(byRank)) {
      if (each.at < day.start || each.at + each.minutes > day.end) {
        if (each.days.length) warnings.push({ code: "break-outside", day: number, kind: each.kind, at: clockText(each.at) });
        continue;
      }
      let start = each.at, end = each.at + each.minutes;
      const inside = found.filter((one) => one.kind === "prayer" && each.kind !== "prayer" && start <= one.at && one.at + one.minutes <= end);
      warnings.push(...inside.map((one) => overlap(number, one)));
      found = found.filter((one) => !inside.includes(one)).sort((one, two) => one.at - two.at);
      for (const one of found) {
        if (one.at <= start && start < one.at + one.minutes) start = one.at + one.minutes;
        else if (start < one.at && one.at < end) end = one.at;
      }
      if (end - start < each.minutes) warnings.push(overlap(number, each));
      if (end - start >= 5) found.push({ ...each, at: start, minutes: end - start });
    }
    return [found.sort((one, two) => one.at - two.at), warnings];
  };
  const room = (breaks, start, limit) => {
    const lows = [], highs = [];
    let free = start;
    for (const each of breaks) {
      lows.push(each.kind === "prayer" ? each.at : Math.max(each.at - MOVE, free));
      free = lows.at(-1) + each.minutes;
    }
    for (const each of [...breaks].reverse()) {
      highs.unshift(Math.min(each.kind === "prayer" ? each.at : each.at + MOVE, limit - each.minutes));
      limit = highs[0];
    }
    const found = breaks.map(({ kind, at, minutes }, i) => ({ kind, at: Math.min(Math.max(at, lows[i]), highs[i]), minutes, low: lows[i], high: highs[i] }));
    return found.every((each) => each.low <= each.high) ? found : null;
  };
  const windowsOf = (breaks, day, closing) => {
    let limit = day.end - closing;
    while (limit >= day.start) {
      const until = limit + closing;
      const inner = breaks.filter((each) => each.at < until);
      const found = room(inner, day.start, limit);
      const after = breaks.filter((each) => each.at >= until);
      if (found) return [[...found, ...after.map(({ kind, at, minutes }) => ({ kind, at, minutes, low: at, high: at }))], limit];
      limit = Math.max(...inner.map((each) => each.at)) - closing;
    }
    return [[], limit];
  };
  const edge = (day, index) => (index < day.windows.length ? Math.min(day.windows[index].high, day.limit) : day.limit);
  const entry = (start, end, kind, item = null, part = null) => ({ start, end, kind, item, part });
  const cutIn = (day, time, item, index) => {
    const pause = day.windows[index];
    const cut = Math.min(Math.max(pause.at, time + PART), time + item.minutes - PART);
    const again = cut + pause.minutes;
    const end = again + item.minutes - (cut - time);
    if (cut < pause.low || cut > pause.high || cut - time < PART || end > edge(day, index + 1)) return null;
    return [entry(time, cut, item.kind, item, [1, 2]), entry(cut, again, pause.kind), entry(again, end, item.kind, item, [2, 2])];
  };
  const find = (day, spot, item) => {
    let { time, since } = spot;
    let tiring = null; // where the item would stand if a break waited for it until STRETCH minutes are over
    const placed = [];
    for (let index = spot.window; index <= day.windows.length; index += 1) {
      const pause = day.windows[index];
      const end = time + item.minutes;
      if (end <= edge(day, index)) {
        const found = [[...placed, entry(time, end, item.kind, item)], { time: end, since, window: index }];
        if (!pause || end <= pause.at || end - since <= STRETCH) return found;
        tiring ??= found;
      }
      if (!pause || pause.at >= day.limit) return tiring;
      if (time < pause.low) {
        const parts = cutIn(day, time, item, index);
        if (parts) return [[...placed, ...parts], { time: parts[2].end, since: parts[2].start, window: index + 1 }];
        if (tiring) return tiring;
      }
      const begin = time >= pause.low ? time : pause.at;
      placed.push(entry(begin, begin + pause.minutes, pause.kind));
      time = since = begin + pause.minutes;
    }
    return tiring;
  };
  const openDay = (ask, index) => {
    const day = ask.days[index], number = index + 1;
    if (day.end === day.start) return [null, []];
    const usable = ask.days.map((each, i) => (each.end > each.start ? i : -1)).filter((i) => i >= 0);
    const [breaks, warnings] = dayBreaks(ask, day, number);
    const last = index === usable.at(-1) && ask.closing > 0;
    let [windows, limit] = windowsOf(breaks, day, last ? ask.closing : 0);
    let tail = [];
    if (last && limit < day.start) {
      [windows, limit] = windowsOf(breaks, day, 0);
      warnings.push({ code: "no-room", day: number, kind: "closing" });
    } else if (last) tail = [entry(limit, limit + ask.closing, "closing")];
    const opened = { start: day.start, end: day.end, limit, windows, head: [], afterHead: { time: day.start, since: day.start, window: 0 }, tail };
    const [kind, minutes] = index === usable[0] ? ["opening", ask.opening] : ["review", ask.review];
    const found = minutes ? find(opened, opened.afterHead, { id: kind, kind, minutes }) : null;
    if (minutes && !found) warnings.push({ code: "no-room", day: number, kind });
    if (found) [opened.head, opened.afterHead] = found;
    return [opened, warnings];
  };
  const layOut = (day, queue) => {
    const entries = [...day.head], rest = [...queue];
    let spot = day.afterHead;
    for (let found; rest.length && (found = find(day, spot, rest[0])); rest.shift()) {
      entries.push(...found[0]);
      spot = found[1];
    }
    let time = spot.time;
    for (const pause of day.windows.slice(spot.window)) {
      const begin = Math.max(pause.at, time);
      entries.push(entry(begin, begin + pause.minutes, pause.kind));
      time = begin + pause.minutes;
    }
    entries.push(...day.tail);
    entries.sort((one, two) => one.start - two.start);
    return [withFree(entries, day), rest];
  };
  const withFree = (entries, day) => {
    const found = [];
    let time = day.start;
    for (const each of [...entries, entry(day.end, day.end, "free")]) {
      if (each.start > time) found.push(entry(time, each.start, "free"));
      if (each.end > each.start) found.push(each);
      time = each.end;
    }
    return found;
  };
  const stretches = (entries, day) => {
    const found = [];
    let start = null, end = 0;
    for (const each of [...entries, entry(0, REST, "free")]) {
      if (BREAK_KINDS.includes(each.kind) || (each.kind === "free" && each.end - each.start >= REST)) {
        if (start !== null && end - start > STRETCH) found.push({ code: "long-stretch", day, from: clockText(start), minutes: end - start });
        start = null;
      } else if (each.kind !== "free") {
        start ??= each.start;
        end = each.end;
      }
    }
    return found;
  };

  // The whole programme, and what came of it.
  const placeAll = (ask, items) => {
    const opened = ask.days.map((_, index) => openDay(ask, index));
    const warnings = opened.flatMap(([, told]) => told);
    const days = opened.map(([day]) => day);
    const usable = days.filter((day) => day);
    if (!usable.length) return [days.map(() => []), items, [...warnings, { code: "no-days" }]];
    const tooLong = items.filter((item) => !usable.some((day) => find(day, day.afterHead, item)));
    warnings.push(...tooLong.map((item) => ({ code: "too-long", item: item.id, minutes: item.minutes })));
    let queue = items.filter((item) => !tooLong.includes(item));
    const result = days.map((day) => {
      if (!day) return [];
      const [entries, rest] = layOut(day, queue);
      queue = rest;
      return entries;
    });
    return [result, items.filter((item) => tooLong.includes(item) || queue.includes(item)), warnings];
  };
  const shown = (each, words) => {
    const item = each.kind === "session" || each.kind === "own" ? each.item : null;
    const { id = null, module = null, version = null } = item ?? {};
    return { starts: clockText(each.start), ends: clockText(each.end), kind: each.kind, title: item ? item.title : words[each.kind], item: id, module, version, part: each.part };
  };
  const coveredBy = (placed, course) =>
    course.modules.flatMap((module) => {
      const served = new Set(module.sessions.filter((each) => placed.has(each.id)).flatMap((each) => each.objectives));
      return module.objectives.map((item) => item.id).filter((name) => served.has(name));
    });
  const leftOut = (ask, course, covered, missed, dropped) => {
    const late = new Set(missed.map((item) => item.id)), gone = new Set(dropped.map((item) => item.id));
    return course.modules.flatMap((module) =>
      module.objectives
        .map((item) => item.id)
        .filter((name) => !covered.includes(name) && (ask.modules.has(module.id) || ask.objectives.has(name)))
        .map((objective) => {
          const serving = module.sessions.filter((each) => each.objectives.includes(objective));
          const names = serving.map((each) => each.id);
          const minutes = serving.reduce((sum, each) => sum + slowed(each.minutes, ask.factor), 0);
          const why = names.some((name) => late.has(name)) ? "no-time" : names.some((name) => gone.has(name)) ? "dropped" : "short-version";
          return { objective, module: module.id, sessions: names, minutes, why };
        }),
    );
  };
  const unplaced = (items, why) => items.map(({ id, module, title, minutes }) => ({ item: id, module, title, minutes, why }));
  const sum = (numbers) => numbers.reduce((one, two) => one + two, 0);
  const fitted = (ask, course) => {
    const [items, dropped, warnings] = edited(ask, course);
    warnings.push(...order(items, course));
    const [days, missed, told] = placeAll(ask, items);
    warnings.push(...told, ...days.flatMap((entries, index) => stretches(entries, index + 1)));
    const placed = new Set(days.flat().filter((each) => each.item).map((each) => each.item.id));
    const covered = coveredBy(placed, course);
    return [missed, {
      days: days.map((entries, index) => ({ date: ask.days[index].date, items: entries.map((each) => shown(each, course.words)) })),
      covered,
      left_out: leftOut(ask, course, covered, missed, dropped),
      unplaced: [...unplaced(missed, "no-time"), ...unplaced(dropped, "dropped")],
      spare: days.map((entries) => sum(entries.filter((each) => each.kind === "free").map((each) => each.end - each.start))),
      short_by: sum(missed.map((item) => item.minutes)),
      warnings,
    }];
  };
  const fit = (request, course) => {
    const [ask, warnings] = read(request, course);
    const [missed, programme] = fitted(ask, course);
    const late = new Set(missed.map((item) => item.module));
    const shorter = [...ask.modules]
      .filter(([name, version]) => version === "full" && late.has(name))
      .filter(([name]) => !fitted({ ...ask, modules: new Map(ask.modules).set(name, "short") }, course)[0].some((item) => item.module === name))
      .map(([module]) => ({ code: "short-fits", module }));
    return { ...programme, warnings: [...warnings, ...programme.warnings, ...shorter] };
  };
  const materials = (request, programme, course) => {
    const [{ group }] = read(request, course);
    const times = { participant: group, group: Math.ceil(group / TABLE), room: 1 };
    const placed = new Set(programme.days.flatMap((day) => day.items.map((item) => item.item)));
    return course.modules.flatMap((module) => {
      const used = new Set(module.sessions.filter((each) => placed.has(each.id)).flatMap((each) => each.materials));
      return module.materials
        .filter((each) => used.has(each.id))
        .map(({ id, title, kind, per, quantity }) => ({ id, module: module.id, title, kind, per, pieces: quantity * times[per] }));
    });
  };

  window.vcaPlan = { fit, materials };
})();
