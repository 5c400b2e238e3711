// Progress, if the reader switched it on: the store in this browser, and what the pages of the course note in it. The script
// assets/course.js, made with the site, says which ids there are. progress-page.js shows it.
//
// Kept is { format, version, days, role, last, read, checked, practised }: `days` says whether days are kept, `last` is the section
// opened last, and the other three map an id to a day (YYYY-MM-DD) or "". Sections are named "module/section".
(() => {
  "use strict";

  const KEY = "vca:progress";
  const FORMAT = "vca-progress";
  const VERSION = 1;
  const MOST = 100_000; // characters or bytes; the whole course needs a tenth
  const KINDS = ["read", "checked", "practised"];
  const FIELDS = ["format", "version", "days", "role", "last", ...KINDS];
  const ID = /^[a-z0-9-]{1,80}(\/[a-z0-9-]{1,80})?$/;
  const DAY = /^\d{4}-\d{2}-\d{2}$/;

  const course = window.vcaKnown;
  const root = new URL("../../", document.currentScript.src).href;
  const edition = location.href.startsWith(root) ? location.href.slice(root.length).match(/^editions\/[a-z]{2}\//) : null;
  const tree = new URL(edition?.[0] ?? "", root).href; // the country's own pages, if the reader is on one

  // A text that was kept or exported, as data. Throws an Error whose message names the fault: large, broken, strange, version.
  const understand = (text) => {
    const plain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
    const name = (value) => typeof value === "string" && (value === "" || ID.test(value));
    const day = (value) => value === "" || (typeof value === "string" && DAY.test(value) && !Number.isNaN(Date.parse(value)));
    const marks = (value) => plain(value) && Object.entries(value).every(([id, when]) => ID.test(id) && day(when));
    const fault = (message) => {
      throw new Error(message);
    };
    if (text.length > MOST) fault("large");
    let found = null;
    try {
      found = JSON.parse(text);
    } catch {
      fault("broken");
    }
    if (!plain(found) || found.format !== FORMAT) fault("strange");
    if (found.version !== VERSION) fault("version");
    const fields = Object.keys(found);
    if (fields.length !== FIELDS.length || !fields.every((field) => FIELDS.includes(field))) fault("strange");
    if (typeof found.days !== "boolean" || !name(found.role) || !name(found.last) || !KINDS.every((kind) => marks(found[kind]))) fault("strange");
    return found;
  };

  // What is kept now: { state: off, on, blocked or damaged; data if on }.
  const look = () => {
    let text = null;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      return { state: "blocked" };
    }
    if (text === null) return { state: "off" };
    try {
      return { state: "on", data: understand(text) };
    } catch {
      return { state: "damaged" };
    }
  };

  // Full storage refuses and leaves what was there.
  const keep = (data) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(data));
      return true;
    } catch {
      return false;
    }
  };

  const today = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  };

  // Each change starts from what is kept at that moment, so that two tabs do not undo each other. Returns whether it was kept, or
  // null where nothing is to be kept (any more).
  const change = (action) => {
    const { state, data } = look();
    if (state !== "on") return null;
    action(data);
    return keep(data);
  };

  const switchOn = () => keep({ format: FORMAT, version: VERSION, days: false, role: "", last: "", read: {}, checked: {}, practised: {} });

  const switchOff = () => {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // What stays is seen at the next look, and said.
    }
  };

  // An address of the course in the tree where the reader is; a chosen country goes along.
  const address = (page) => {
    const country = location.hash.match(/~in=[a-z]{2}$/)?.[0];
    return new URL(page, tree).href + (country ? `#${country}` : "");
  };

  window.vcaProgress = { KEY, KINDS, MOST, address, change, look, switchOff, switchOn, understand };
  if (document.getElementById("progress")) return;

  const { ids, words } = course;
  const path = location.href.replace(/[?#].*$/, "").slice(tree.length);
  const here = path.replace(/^modules\//, "").replace(/(\/|\.html|\/index\.html)$/, "");
  const section = ids.read.includes(here) ? here : "";
  const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);
  const box = make("div", { className: "progress-here" });
  const status = make("p", { role: "status" });
  const button = make("button", { type: "button" });
  const line = make("p");
  line.append(...(section ? [button, " "] : []), make("a", { href: address(course.page), textContent: words.title }));
  box.append(status, line);

  const note = (kind, id) =>
    ids[kind].includes(id) ? change((data) => { if (!Object.hasOwn(data[kind], id)) data[kind][id] = data.days ? today() : ""; }) : null;

  const say = (kept, text) => {
    if (kept !== null) status.textContent = kept ? text : words.full;
  };

  const show = () => {
    const { state, data } = look();
    if (state !== "on") {
      box.remove();
      return;
    }
    if (!box.isConnected) {
      const beside = document.querySelector("main .neighbours");
      if (beside) beside.before(box);
      else document.getElementById("main").append(box);
    }
    if (section) button.textContent = Object.hasOwn(data.read, section) ? words.unread : words.read;
  };

  button.addEventListener("click", () => {
    const { data } = look();
    if (data && Object.hasOwn(data.read, section)) say(change((now) => delete now.read[section]), words.taken);
    else say(note("read", section), words.marked);
    show();
  });
  document.addEventListener("vca:checked", ({ detail }) => say(note("checked", detail.module), words.checked));
  document.addEventListener("vca:practised", ({ detail }) => say(note("practised", detail.case), words.practised));
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  if (section) change((data) => { data.last = section; });
  show();
})();
