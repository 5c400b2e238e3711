// The page that plans a workshop. fit.js does the fitting, plan-out.js what is taken away; both are fetched when somebody starts.
// The plan lives in this page and in the link that it gives out, nowhere else. Its words stand in the page (#plan-parts).
(() => {
  "use strict";

  const root = new URL("../../", document.currentScript.src);
  const $ = (id) => document.getElementById(id);
  const form = $("plan"), field = form.elements, own = $("plan-own"), made = $("plan-made"), opener = $("plan-open"), parts = $("plan-parts").content;
  const all = (selector, box = form) => [...box.querySelectorAll(selector)];
  const part = (name) => parts.querySelector(`[data-part=${name}]`).cloneNode(true);
  const word = (name) => parts.querySelector(`[data-word=${name}]`).textContent;
  const say = (name, values) => word(name).replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const tell = (text) => {
    $("plan-status").textContent = text;
  };
  const NAMES = ["title", "time_zone", "country", "role", "group", "factor", "opening", "closing", "review"];
  const LATEST = 1200; // minutes: no day is proposed to end later than 20:00
  const minutes = (clock) => clock.slice(0, 2) * 60 + Number(clock.slice(3));
  const clock = (time) => new Date(time * 60000).toISOString().slice(11, 16);
  const pause = (kind, at, length) => ({ kind, at, minutes: length, days: [] });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const none = { title: "", days: [{ date: null, starts: "09:00", ends: "17:00" }], time_zone: null, country: null, role: null, group: 20, factor: 1, opening: 30, closing: 30, review: 10, breaks: [], modules: [], objectives: [], edits: [] };
  const usual = { ...none, time_zone: zone, breaks: [pause("break", "10:30", 15), pause("lunch", "12:30", 60), pause("break", "15:15", 15)] };
  let course, programme, plan = usual;
  const past = [];
  const module = (id) => course.modules.find((each) => each.id === id);
  const fit = (request) => window.vcaPlan.fit(request, course);

  // Browsers list some zones by other names (Asia/Saigon, Asia/Ho_Chi_Minh) and know both.
  const isZone = (name) => {
    try {
      return /^[A-Z][\w/+-]+$/.test(name) && Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
    } catch {
      return false;
    }
  };

  // The form, written and read.
  const list = (box, name, items, heads) => {
    while (box.children.length > items.length) box.lastChild.remove();
    items.forEach((item, i) => {
      const row = box.children[i] ?? box.appendChild(part(name));
      row.querySelector("b").textContent = heads(item, i);
      row.dataset.kind = item.kind;
      for (const input of all("[data-name]", row)) {
        const value = String(item[input.dataset.name] ?? "");
        if (input.value !== value) input.value = value;
      }
    });
  };
  const write = () => {
    if (isZone(plan.time_zone) && !all("option", field.time_zone).some((each) => each.value === plan.time_zone)) field.time_zone.add(new Option(plan.time_zone));
    for (const name of NAMES) field[name].value = plan[name] ?? "";
    field.count.value = plan.days.length;
    list($("plan-days"), "day", plan.days, (_, i) => say("day", { n: i + 1 }));
    list($("plan-breaks"), "pause", plan.breaks, (item) => course.words[item.kind]);
    for (const row of all("[data-id]")) row.querySelector("select").value = plan.modules.find((each) => each.id === row.dataset.id)?.version ?? "";
    for (const box of all("[type=checkbox]")) box.checked = plan.objectives.includes(box.value);
  };
  const values = (row) => Object.fromEntries(all("[data-name]", row).map(({ dataset, type, value }) => [dataset.name, type === "number" ? Number(value) : type === "date" ? value || null : value]));
  const place = (id) => (plan.modules.findIndex((each) => each.id === id) + 100) % 100; // new ones behind the others
  const read = () => ({
    ...Object.fromEntries(NAMES.map((name, i) => [name, i > 3 ? Number(field[name].value) : field[name].value || none[name]])),
    days: all("#plan-days > *").map(values),
    breaks: all("#plan-breaks > *").map((row) => {
      const found = values(row);
      return { ...found, kind: row.dataset.kind, days: (found.days.match(/\d+/g) ?? []).map(Number) };
    }),
    modules: all("[data-id]")
      .map((row) => ({ id: row.dataset.id, version: row.querySelector("select").value }))
      .filter((each) => each.version)
      .sort((one, two) => place(one.id) - place(two.id)),
    objectives: all(":checked[type=checkbox]").map((box) => box.value),
    edits: plan.edits,
  });

  // The programme, shown.
  const cell = (name, text, label) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (label) made.dataset.label = label;
    return made;
  };
  const button = (act, value, text) => {
    const made = part("button");
    made.dataset.do = act;
    made.value = value;
    made.textContent = text;
    return made;
  };
  const lines = (id, rows) => {
    $(id).hidden = !rows.length;
    $(id).querySelector("ul").replaceChildren(...rows.map(([text, ...buttons]) => {
      const row = cell("li", `${text} `);
      row.append(...buttons);
      return row;
    }));
  };
  const table = (day, number) => {
    const made = part("table"), heads = all("th", made).map((each) => each.textContent);
    made.caption.textContent = say("day", { n: number + 1 }) + (day.date ? `, ${day.date}` : "");
    for (const item of day.items) {
      const row = made.tBodies[0].insertRow();
      const title = item.part ? say("part", { title: item.title, n: item.part[0] }) : item.title;
      const name = cell("th", title);
      name.scope = "row";
      row.append(cell("td", `${item.starts}–${item.ends}`, heads[0]), name);
      const still = !item.item || item.part?.[0] === 2;
      const tools = row.appendChild(cell("td", "", still ? "" : heads[2]));
      tools.className = "plan-tools";
      if (still) continue;
      row.dataset.item = item.item;
      tools.append(part("tools"));
      for (const each of all("button", tools)) each.setAttribute("aria-label", each.dataset.label.replace("{title}", item.title));
    }
    return made;
  };
  const entries = () => programme.days.flatMap((day, i) => day.items.map((item) => ({ ...item, day: i + 1 })));
  const order = () => [...new Set([...entries(), ...programme.unplaced.filter((each) => each.why === "no-time")].map((each) => each.item).filter(Boolean))];
  const rows = () => all("[data-item]", made);
  const titles = () => new Map([...course.modules.flatMap((each) => each.sessions), ...plan.edits.filter((edit) => edit.op === "own")].map((each) => [each.id, each.title]));
  const warning = (found, names) => {
    const shown = { ...found, kind: course.words[found.kind] };
    for (const name of ["item", "before"]) shown[name] = names.get(found[name]);
    for (const name of ["module", "needs"]) shown[name] = module(found[name])?.title;
    if (found.code === "bad-value") shown.field = form.querySelector("input:invalid")?.labels[0].firstChild.textContent ?? found.field;
    return [say(found.code, shown), ...(found.code === "short-fits" ? [button("short", found.module, say("take-short", shown))] : [])];
  };
  const lost = ({ why, module: id, minutes: n, objective, title, item, sessions }) => {
    const what = title ?? module(id).objectives.find((each) => each.id === objective).text.replace(/\.$/, "");
    const back = why === "dropped" ? [button("back", item ?? sessions.join(" "), say("back", { title: what }))] : [];
    return [say(why, { what, n }), ...(why === "short-version" ? [button("full", id, say("take-full", { module: module(id).short_title }))] : back)];
  };
  // The earliest end of the last day by which everything fits, as a button.
  const later = () => {
    const last = plan.days.at(-1);
    for (let time = minutes(last.ends) + 5; time <= LATEST; time += 5) {
      const days = [...plan.days.slice(0, -1), { ...last, ends: clock(time) }];
      if (!fit({ ...plan, days }).short_by) return [button("later", clock(time), say("later", { time: clock(time) }))];
    }
    return [];
  };
  const show = (text) => {
    programme = fit(plan);
    const wrong = programme.warnings.filter((each) => each.code === "edit-unknown").map((each) => each.edit);
    if (wrong.length) {
      plan = { ...plan, edits: plan.edits.filter((_, i) => !wrong.includes(i)) };
      programme = fit(plan);
    }
    const names = titles(), focus = document.activeElement, at = focus.closest("[data-item]")?.dataset.item, row = rows().indexOf(focus.closest("tr"));
    $("plan-title").textContent = plan.title || word("untitled");
    $("plan-zone").textContent = plan.time_zone ? say("zone", { zone: plan.time_zone }) : "";
    $("plan-table").replaceChildren(...programme.days.map(table));
    lines("plan-warnings", programme.warnings.map((each) => warning(each, names)));
    const short = programme.short_by ? [[say("fits-not", { n: programme.short_by }), ...later()]] : [];
    lines("plan-missing", [...short, ...programme.unplaced.map(lost), ...programme.left_out.map(lost)]);
    const needs = window.vcaPlan.materials(plan, programme, course), heads = all("thead th", $("plan-needs"));
    $("plan-needs").hidden = !needs.length;
    $("plan-needs").querySelector("tbody").replaceChildren(...needs.map((each) => {
      const row = document.createElement("tr");
      row.append(...[each.title, module(each.module).short_title, each.pieces].map((value, i) => cell(i ? "td" : "th", value, heads[i].textContent)));
      row.firstChild.scope = "row";
      return row;
    }));
    own.elements.before.replaceChildren(new Option(word("end"), ""), ...order().map((id) => new Option(names.get(id), id)));
    const near = rows().find((each) => each.dataset.item === at) ?? rows().at(Math.min(row, rows().length - 1));
    if (!focus.isConnected) ((at && near?.querySelector(`[data-do=${focus.dataset.do}]`)) || $("plan-title")).focus();
    const moved = at && entries().findLast((each) => each.item === at && each.part?.[0] !== 2);
    tell(text ?? (moved ? say("moved", moved) : programme.short_by ? say("fits-not", { n: programme.short_by }) : word("fits")));
  };
  const change = (more, text) => {
    past.push(plan);
    plan = { ...plan, ...more };
    write();
    show(text);
  };

  // What is done, by the name in data-do.
  const edit = (more, keep = () => true, text) => change({ edits: [...plan.edits.filter(keep), more] }, text);
  const length = (item, by) => {
    const now = entries().filter((each) => each.item === item).reduce((sum, each) => sum + minutes(each.ends) - minutes(each.starts), 0);
    edit({ op: "length", item, minutes: Math.min(Math.max(now + by, 5), 480) }, (each) => each.op !== "length" || each.item !== item);
  };
  const move = (item, before, end) => {
    if (before === undefined) tell(word(end));
    else edit({ op: "move", item, before }, (each, i) => i < plan.edits.length - 1 || each.op !== "move" || each.item !== item);
  };
  // Lengths that were set keep pace with the interpretation: up to the next 5 minutes, and back to what they were.
  const paced = (factor) => plan.edits.map((each) => {
    if (each.op !== "length" || factor === plan.factor) return each;
    const steps = (each.minutes * factor) / plan.factor / 5;
    return { ...each, minutes: Math.min(Math.max((factor > plan.factor ? Math.ceil(steps) : Math.floor(steps)) * 5, 5), 480) };
  });
  const version = (id, wanted) => change({ modules: plan.modules.map((each) => (each.id === id ? { id, version: wanted } : each)) });
  const acts = {
    undo() {
      if (!past.length) return tell(word("nothing"));
      plan = past.pop();
      write();
      return show(word("undone"));
    },
    role: () => change({ modules: (course.roles.find((each) => each.id === plan.role)?.modules ?? []).map((id) => ({ id, version: "full" })) }),
    pause: ({ dataset: { kind } }) => change({ breaks: [...plan.breaks, pause(kind, "12:30", kind === "lunch" ? 60 : 15)] }),
    away(target) {
      change({ breaks: plan.breaks.filter((_, i) => i !== all("#plan-breaks > *").indexOf(target.parentNode)) });
      form.querySelector("[data-do=pause]").focus();
    },
    ready: () => open(`#ready=${field.plan.value}`),
    up: (_, item) => move(item, order()[order().indexOf(item) - 1], "first"),
    down: (_, item) => move(item, item === order().at(-1) ? undefined : (order()[order().indexOf(item) + 2] ?? null), "last"),
    less: (_, item) => length(item, -5),
    more: (_, item) => length(item, 5),
    drop: (_, item) => edit({ op: "drop", item }, undefined, say("gone", { title: titles().get(item) })),
    back: ({ value }) => change({ edits: plan.edits.filter((each) => each.op !== "drop" || !value.split(" ").includes(each.item)) }),
    full: ({ value }) => version(value, "full"),
    short: ({ value }) => version(value, "short"),
    later: ({ value }) => change({ days: [...plan.days.slice(0, -1), { ...plan.days.at(-1), ends: value }] }),
    print: () => window.print(),
    take: ({ value }) => out().then((given) => given.take(value, plan, programme, course, word)).then((said) => tell(word(said)), () => tell(word("failed"))),
  };

  // What the form makes of a plan from outside. The plan at hand stays.
  const hold = (next) => {
    const before = plan;
    try {
      plan = next;
      write();
      return read();
    } finally {
      plan = before;
      write();
    }
  };
  const open = async (hash) => {
    if (!/^#(plan|ready)=/.test(hash) || !(await start())) return;
    try {
      change(await (await out()).open(hash, plan, none, course, hold), word("opened"));
      $("plan-title").focus();
    } catch {
      tell(word("broken"));
    }
  };

  // The start: nothing is fetched before.
  const fetched = (name, attributes) =>
    new Promise((onload, onerror) => {
      document.head.append(Object.assign(document.createElement(name), { onload, onerror, ...attributes }));
    });
  const script = (name) => fetched("script", { src: new URL(`assets/${name}.js`, root), async: false });
  const out = async () => {
    if (!window.vcaOut) await script("js/plan-out");
    return window.vcaOut;
  };
  const setUp = () => {
    const choice = (name, items) => field[name].append(...items.map(([value, text]) => new Option(text, value)));
    choice("country", course.countries.map((each) => [each.code, each.name]));
    for (const name of ["role", "plan"]) choice(name, course[`${name}s`].map((each) => [each.id, each.title]));
    choice("time_zone", [...new Set([zone, ...(Intl.supportedValuesOf?.("timeZone") ?? [])])].map((each) => [each, each]));
    for (const each of course.modules) {
      const row = $("plan-modules").appendChild(part("module")), sum = (name) => each.sessions.reduce((all, session) => all + session[name], 0);
      row.dataset.id = each.id;
      row.querySelector("b").textContent = each.title;
      const [, full, short] = all("option", row);
      full.text = full.text.replace("{n}", sum("minutes"));
      short.text = short.text.replace("{n}", sum("short"));
      if (!sum("short")) short.remove();
      for (const objective of each.objectives) {
        const label = row.querySelector("details").appendChild(part("objective"));
        label.querySelector("input").value = objective.id;
        label.querySelector("span").textContent = objective.text;
      }
    }
    form.hidden = made.hidden = false;
    opener.hidden = true;
    write();
    show("");
  };
  let starting;
  const start = () => {
    const sheet = fetched("link", { rel: "stylesheet", href: new URL("assets/css/plan.css", root) });
    starting ??= Promise.all([sheet, ...["plan/course", "js/fit-ask", "js/fit"].map(script)])
      .then(() => {
        course = window.vcaCourse;
        setUp();
        return true;
      })
      .catch(() => {
        starting = null;
        tell(word("failed"));
      });
    return starting;
  };

  $("plan-none").hidden = true;
  opener.hidden = false;
  opener.addEventListener("click", async () => (await start()) && field.title.focus());
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target === field.plan) return;
    const next = read(), count = Math.min(Math.max(Math.floor(field.count.value), 1), 10);
    next.edits = paced(next.factor);
    next.days.length = Math.min(count, next.days.length);
    while (next.days.length < count) next.days.push({ ...next.days.at(-1), date: null });
    next.days.forEach((day, i) => {
      const before = i && next.days[i - 1].date;
      if (before && !(day.date > before)) day.date = new Date(Date.parse(before) + 86400000).toISOString().slice(0, 10);
    });
    change(next);
  });
  own.addEventListener("submit", (event) => {
    event.preventDefault();
    const { title, minutes: length, before } = own.elements, known = plan.edits.filter((each) => each.op === "own").map((each) => Number(each.id.slice(4)));
    edit({ op: "own", id: `own-${Math.max(0, ...known) + 1}`, title: title.value, minutes: Number(length.value), before: before.value || null });
    title.value = "";
  });
  $("main").addEventListener("click", ({ target }) => target.dataset.do && acts[target.dataset.do](target, target.closest("[data-item]")?.dataset.item));
  addEventListener("hashchange", () => open(location.hash));
  open(location.hash);
})();
