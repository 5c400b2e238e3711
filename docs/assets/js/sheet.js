// A tool that may be filled in on a screen gets fields where its sheet has lines and boxes. What is typed stands in these fields and
// nowhere else: it is never stored or sent, it goes when the page does, and it can be printed or saved as a file of the reader's own.
// Nothing is judged or added up. Pages of tools about a person do not load this script.
(() => {
  "use strict";

  const FORMAT = "vca-tool 1";
  const LONGEST = 10_000; // letters in a field
  const LARGEST = 400_000; // bytes of a file
  const ROWS = 60; // rows that a table may get
  const MARK = "x";
  const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f]/g; // control characters, which no file of ours holds
  const sheet = document.querySelector('.sheet[data-on-screen="yes"]:not([data-about-a-person="yes"])');
  if (!sheet) return;
  const bar = document.getElementById("sheet-bar").content.firstElementChild.cloneNode(true);
  const text = bar.dataset;
  const status = bar.querySelector("[role=status]");
  const fields = new Map(); // by place, such as "2.3" or, in a table, "2.3.1": { input, label }
  const tables = new Map(); // by number of the part: what adds a row

  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const say = (said) => {
    status.textContent = said;
  };

  let ids = 0;
  const id = (element) => (element.id ||= `sheet-${(ids += 1)}`);

  const keep = (place, input, label) => {
    input.autocomplete = "off"; // nor does the browser keep it for the way back
    fields.set(place, { input, label });
    return input;
  };

  // A field grows with its text: the text stands a second time behind it, and on paper in its place.
  const writing = (place, label, rows, by) => {
    const area = keep(place, make("textarea", { rows, maxLength: LONGEST, spellcheck: false }), label);
    if (by) area.setAttribute("aria-labelledby", by.map(id).join(" "));
    else area.setAttribute("aria-label", label);
    const box = make("div", { className: "fill" });
    box.dataset.text = "";
    area.addEventListener("input", () => {
      box.dataset.text = area.value;
    });
    box.append(area);
    return box;
  };

  const mark = (place, type, label, space) => {
    const around = make("label");
    const input = keep(place, make("input", { type }), label);
    around.append(input, ...space.childNodes);
    space.append(around);
    return input;
  };

  // A chosen answer that is pressed again is taken back, as nobody has to answer.
  const choosing = (group) => {
    let last = null;
    return (radio) => {
      const back = () => {
        radio.checked = false;
        last = null;
        say(text.taken);
      };
      radio.name = group;
      radio.addEventListener("click", () => {
        if (radio === last) back();
        else last = radio;
      });
      radio.addEventListener("keydown", (event) => {
        if (event.key !== " " || !radio.checked) return; // by itself Space does nothing to a chosen answer
        event.preventDefault();
        back();
      });
    };
  };

  const scale = (table, part) => {
    const heads = [...table.tHead.rows[0].cells];
    [...table.tBodies[0].rows].forEach((row, line) => {
      const groups = new Map();
      [...row.cells].forEach((cell, column) => {
        if (!column) return;
        const head = words(heads[column]);
        const group = head.includes(": ") ? head.split(": ")[0] : "";
        if (!groups.has(group)) groups.set(group, choosing(`${part}.${line + 1} ${group}`));
        const radio = mark(`${part}.${line + 1}.${column}`, "radio", `${words(row.cells[0])}: ${head}`, cell);
        groups.get(group)(radio);
        radio.setAttribute("aria-labelledby", `${id(row.cells[0])} ${id(heads[column])}`);
      });
    });
  };

  const questioned = (question, place) => {
    const choose = choosing(place);
    question.querySelectorAll(".checklist > li").forEach((item, index) => {
      const radio = mark(`${place}.${index + 1}`, "radio", words(item), item);
      choose(radio);
      radio.setAttribute("aria-describedby", id(question.querySelector(".stem")));
    });
  };

  const table = (body, heads, part) => {
    const fill = (row, line) => {
      const head = row.querySelector("th");
      [...row.cells].forEach((cell, column) => {
        if (cell === head) return;
        const place = `${part}.${line}.${column}`;
        const named = words(heads[column]);
        const numbered = text.number.replace("{heading}", named).replace("{n}", line);
        cell.append(head ? writing(place, `${words(head)}: ${named}`, 1, [head, heads[column]]) : writing(place, numbered, 1));
      });
    };
    [...body.rows].forEach((row, index) => fill(row, index + 1));
    const blank = [...body.rows].findLast((row) => !row.querySelector("th"));
    if (!blank) return;
    const add = () => {
      const line = body.rows.length + 1;
      if (line > ROWS) return 0;
      const row = blank.cloneNode(true);
      row.querySelectorAll(".fill").forEach((old) => old.remove());
      body.append(row);
      fill(row, line);
      return line;
    };
    tables.set(part, { add, body, at: body.rows.length });
    const button = make("button", { type: "button", className: "screen", textContent: text.add });
    button.addEventListener("click", () => {
      const line = add();
      say(line ? text.added.replace("{n}", line) : text.full);
      if (line) body.rows[line - 1].querySelector("textarea").focus();
    });
    body.closest("table").after(button);
  };

  const fill = (part) => {
    const number = part.dataset.part;
    const title = words(part.querySelector("h3"));
    for (const lines of part.querySelectorAll(".lines")) lines.before(writing(number, title, Math.min(lines.children.length, 8)));
    part.querySelectorAll(".write").forEach((space, index) => {
      space.replaceChildren(writing(`${number}.${index + 1}`, words(space.previousElementSibling), 1));
    });
    if (part.classList.contains("checklist") || part.classList.contains("part-choices")) {
      part.querySelectorAll(".checklist > li").forEach((item, index) => mark(`${number}.${index + 1}`, "checkbox", words(item), item));
    }
    part.querySelectorAll(".test > li").forEach((question, index) => questioned(question, `${number}.${index + 1}`));
    const grid = part.querySelector("table.form");
    if (grid?.classList.contains("scale")) scale(grid, number);
    else if (grid) table(grid.tBodies[0], [...grid.tHead.rows[0].cells], number);
  };

  const put = (input, value) => {
    if (input.type === "textarea") {
      input.value = value;
      input.parentElement.dataset.text = value;
    } else if (input.checked !== (value === MARK)) input.click();
  };
  const value = (input) => (input.type === "textarea" ? input.value.replace(UNSEEN, "").trim() : input.checked ? MARK : "");
  const filled = () => [...fields].filter(([, { input }]) => value(input));

  // Rows that were added go too.
  const empty = () => {
    for (const { input } of fields.values()) put(input, "");
    for (const [part, { body, at }] of tables) {
      while (body.rows.length > at) body.rows[body.rows.length - 1].remove();
      for (const place of fields.keys()) if (place.startsWith(`${part}.`) && Number(place.split(".")[1]) > at) fields.delete(place);
    }
  };

  // The file is text that a person can read: a line for each field with its place and label, and below it, set in, what was typed.
  const written = () => {
    const lines = [`${FORMAT}: ${sheet.dataset.tool}`, words(sheet.querySelector(".imprint")), ""];
    for (const [place, { input, label }] of filled()) {
      lines.push(`[${place}] ${label}`, ...value(input).split("\n").map((line) => `    ${line}`), "");
    }
    return `${lines.join("\n")}\n`;
  };

  const save = () => {
    const name = `${sheet.dataset.tool}.txt`;
    const link = make("a", { download: name, href: URL.createObjectURL(new Blob([written()], { type: "text/plain" })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    say(text.saved.replace("{name}", name));
  };

  // What a file holds, as [place, label, value]; anything that `written` would not write is refused whole.
  const understood = (content) => {
    const lines = content.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n").split("\n");
    if (lines[0] !== `${FORMAT}: ${sheet.dataset.tool}` || lines.join("\n").search(UNSEEN) >= 0) throw new Error("form");
    const found = new Map();
    let last = null;
    for (const line of lines.slice(2)) {
      const head = /^\[(\d{1,2}(?:\.\d{1,3}){0,2})\] (.+)$/.exec(line);
      if (head) {
        if (found.has(head[1])) throw new Error("twice");
        found.set(head[1], (last = { label: head[2], lines: [] }));
      } else if (line.startsWith("    ") && last) last.lines.push(line.slice(4));
      else if (line.trim()) throw new Error("line");
    }
    return [...found].map(([place, { label, lines: said }]) => [place, label, said.join("\n")]);
  };

  // Everything is looked at before anything is put in; rows that a file needs are added for that, and taken away if it is refused.
  const take = (content) => {
    const found = understood(content);
    for (const [place] of found) {
      const [part, line] = place.split(".");
      const grid = tables.get(part);
      while (grid && grid.body.rows.length < Math.min(Number(line), ROWS)) grid.add();
    }
    for (const [place, label, said] of found) {
      const field = fields.get(place);
      const fits = field && field.label === label && (field.input.type === "textarea" ? said.length <= LONGEST : said === MARK);
      if (!fits) throw new Error("field");
    }
    for (const [place, , said] of found) put(fields.get(place).input, said);
  };

  const open = async (file) => {
    if (filled().length) {
      say(text.notEmpty);
      return;
    }
    try {
      if (file.size > LARGEST) throw new Error("size");
      take(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
      say(text.opened);
    } catch {
      empty();
      say(text.refused);
    }
  };

  sheet.querySelectorAll("[data-part]").forEach(fill);
  sheet.classList.add("filling");
  sheet.before(bar);
  if (!sheet.querySelector("[type=radio]")) bar.querySelector(".sheet-answers").remove();
  if (sheet.dataset.stored !== "yes") bar.querySelectorAll(".sheet-file, [data-do=save]").forEach((part) => part.remove());

  const remove = bar.querySelector("[data-do=empty]");
  const [label] = remove.childNodes;
  const usual = label.data;
  const calm = () => {
    label.data = usual;
  };
  remove.addEventListener("blur", () => {
    if (label.data !== usual) say("");
    calm();
  });
  remove.addEventListener("click", () => {
    if (label.data === usual && filled().length) {
      label.data = text.sure;
      say(text.sure); // a changed name of a button is not read by every screen reader
      return;
    }
    empty();
    calm();
    say(text.emptied);
  });
  bar.querySelector("[data-do=print]").addEventListener("click", () => print());
  bar.querySelector("[data-do=save]")?.addEventListener("click", save);
  bar.querySelector("[type=file]")?.addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file) open(file);
    event.target.value = ""; // the same file can be chosen again
  });
  addEventListener("pagehide", empty); // a browser may keep the page for the way back: nothing typed is on it then
})();
