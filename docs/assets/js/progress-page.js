// The page "Your progress": switch it on or off, see it by module and by the path of a role, take it along as a file, print it.
(() => {
  "use strict";

  const { KEY, KINDS, MOST, address, change, look, switchOff, switchOn, understand } = window.vcaProgress;
  const { cases: allCases, modules: allModules, roles } = window.vcaKnown;
  const sections = allModules.flatMap((module) => module.sections);
  const ids = (list) => new Set(list.map(({ id }) => id));
  const known = { read: ids(sections), checked: ids(allModules), practised: ids(allCases), role: ids(roles) };
  const place = document.getElementById("progress");
  const text = place.dataset;
  const find = (name) => document.getElementById(`progress-${name}`);
  const [status, off, on, rows, role, days, file, ask, record] = ["status", "off", "on", "rows", "role", "days", "file", "ask", "record"].map(find);
  const make = (name, ...children) => {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  };
  const of = (n, m) => text.of.replace("{n}", n).replace("{m}", m);

  const say = (words) => {
    status.textContent = words;
  };

  const link = ({ page, title }) => Object.assign(make("a", title), { href: address(page) });

  // What of the course is marked, module by module; `modules` are ids in the order to show.
  const count = (data, modules) =>
    modules.map((id) => {
      const module = allModules.find((item) => item.id === id);
      const cases = allCases.filter((item) => item.modules.includes(id));
      const marked = (kind, list) => list.filter((item) => Object.hasOwn(data[kind], item.id));
      return { module, cases, read: marked("read", module.sections), practised: marked("practised", cases), checked: marked("checked", [module]) };
    });

  const row = (head, cells) => {
    const line = make("tr", Object.assign(make("th", head), { scope: "row" }));
    cells.forEach((cell, index) => {
      const made = make("td", ...cell);
      made.dataset.label = [text.read, text.checked, text.practised, text.days][index];
      line.append(" ", made);
    });
    return line;
  };

  const next = (list, marked) => {
    const open = list.find((item) => !marked.includes(item));
    return open ? [`${of(marked.length, list.length)}. ${text.next} `, link(open)] : [of(marked.length, list.length)];
  };

  const showTable = (data) => {
    const chosen = roles.find(({ id }) => id === data.role);
    const found = count(data, chosen?.modules ?? allModules.map(({ id }) => id));
    const distinct = (list) => new Set(list.map(({ id }) => id)).size;
    const sum = (name, all) => [of(distinct(found.flatMap(name)), distinct(found.flatMap(all)))];
    rows.replaceChildren(
      ...found.map(({ module, cases, read, practised, checked }) =>
        row(link(module), [
          next(module.sections, read),
          checked.length ? [text.done] : [link({ page: module.check, title: text.take })],
          cases.length ? next(cases, practised) : ["–"],
        ]),
      ),
      row(text.together, [
        sum((item) => item.read, (item) => item.module.sections),
        sum((item) => item.checked, (item) => [item.module]),
        sum((item) => item.practised, (item) => item.cases),
      ]),
    );
  };

  const day = (value) => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(value));

  const daysOf = (data, { read, practised, checked }) => {
    const all = [["read", read], ["practised", practised], ["checked", checked]];
    const found = all.flatMap(([kind, list]) => list.map(({ id }) => data[kind][id])).filter(Boolean).sort();
    if (!found.length) return "–";
    const [first, last] = [found[0], found.at(-1)].map(day);
    return first === last ? first : text.span.replace("{first}", first).replace("{last}", last);
  };

  const showRecord = (data) => {
    const found = count(data, allModules.map(({ id }) => id)).filter(({ read, practised, checked }) => read.length + practised.length + checked.length);
    const dated = find("dated").checked;
    find("dated").closest("p").hidden = !data.days;
    find("print-part").hidden = record.hidden = !found.length;
    find("nothing").hidden = Boolean(found.length);
    find("column").hidden = !dated;
    find("lines").replaceChildren(
      ...found.map((item) =>
        row(item.module.title, [
          [of(item.read.length, item.module.sections.length)],
          [item.checked.length ? text.done : "–"],
          [item.cases.length ? of(item.practised.length, item.cases.length) : "–"],
          ...(dated ? [[daysOf(data, item)]] : []),
        ]),
      ),
    );
  };

  const show = () => {
    const { state, data } = look();
    off.hidden = state !== "off";
    on.hidden = state !== "on";
    find("end").hidden = !["on", "damaged"].includes(state);
    if (state !== "on") {
      record.hidden = true;
      ask.hidden = true;
      say(text[state]);
      return;
    }
    const last = sections.find(({ id }) => id === data.last);
    find("continue").hidden = !last;
    if (last) find("continue").lastElementChild.replaceWith(link(last));
    role.value = roles.some(({ id }) => id === data.role) ? data.role : "";
    days.checked = data.days;
    if (!data.days) find("dated").checked = false;
    showTable(data);
    showRecord(data);
  };

  // What a change led to, in words; `kept` is null where another tab has switched progress off.
  const tell = (kept, words) => {
    show();
    if (kept !== null) say(kept ? words : text.full);
  };

  // Put what a file holds beside what is here: nothing that is here goes. Returns how many marks are new, and how many ids this
  // course does not know and left out.
  const merge = (mine, other) => {
    let added = 0;
    let unknown = 0;
    for (const kind of KINDS) {
      for (const [id, day] of Object.entries(other[kind])) {
        if (!known[kind].has(id)) unknown += 1;
        else if (!Object.hasOwn(mine[kind], id)) {
          mine[kind][id] = mine.days ? day : "";
          added += 1;
        } else if (mine.days) mine[kind][id] ||= day;
      }
    }
    for (const [field, kind] of [["role", "role"], ["last", "read"]]) {
      if (other[field] && !known[kind].has(other[field])) unknown += 1;
      else mine[field] ||= other[field];
    }
    return { added, unknown };
  };

  const read = async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    try {
      if (chosen.size > MOST) throw new Error("large");
      const other = understand(await chosen.text());
      let found = null;
      const kept = change((data) => {
        found = merge(data, other);
      });
      const left = found?.unknown ? ` ${text.unknown.replace("{n}", found.unknown)}` : "";
      tell(kept, text.added.replace("{n}", found?.added) + left);
    } catch (error) {
      say(text[error.message] ?? text.unreadable);
    }
    file.value = "";
  };

  const write = () => {
    const { state, data } = look();
    if (state !== "on") return show();
    const href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 1)], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href, download: text.file }).click();
    setTimeout(() => URL.revokeObjectURL(href));
    say(text.saved);
  };

  const title = find("title");
  const press = (name, action) => find(name).addEventListener("click", action);
  for (const { id, title: name } of roles) role.add(new Option(name, id));
  press("switch-on", () => {
    const kept = switchOn();
    show();
    say(kept ? text.on : text.full);
    if (kept) title.focus();
  });
  press("switch-off", () => {
    ask.hidden = false;
    find("no").focus();
  });
  press("no", () => {
    ask.hidden = true;
    find("switch-off").focus();
  });
  press("yes", () => {
    switchOff();
    ask.hidden = true;
    show();
    say(look().state === "off" ? text.deleted : text.failed);
    title.focus();
  });
  press("save", write);
  press("print", () => print());
  file.addEventListener("change", read);
  role.addEventListener("change", () => tell(change((data) => { data.role = role.value; }), text.path));
  days.addEventListener("change", () => {
    const kept = change((data) => {
      data.days = days.checked;
      if (data.days) return;
      for (const marks of [data.read, data.checked, data.practised]) for (const id of Object.keys(marks)) marks[id] = "";
    });
    tell(kept, days.checked ? text.daysOn : text.daysOff);
  });
  find("dated").addEventListener("change", show);
  addEventListener("storage", (event) => (event.key === KEY || event.key === null) && show());
  addEventListener("pageshow", show);
  find("no-script").hidden = true;
  place.hidden = false;
  show();
  if (look().state === "on") say(text.isOn);
})();
