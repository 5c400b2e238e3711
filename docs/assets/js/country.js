// The reader's country: chosen once, it fills the boxes and passages of every page. The choice travels behind the # of the links,
// which is never sent to a server; it is kept on the device only if the reader asks for that.
(() => {
  "use strict";

  const KEY = "vca:country";
  const MARK = /~in=([a-z]{2})$/;
  const root = new URL("../../", document.currentScript.src);
  const form = document.getElementById("country-form").content.firstElementChild;
  const opener = document.querySelector(".country-link");
  const text = form.dataset;
  const bodies = [...document.querySelectorAll(".local-body, .passage")];
  const before = new Map(bodies.map((body) => [body, [...body.childNodes]]));
  let chosen = "";

  // Storage may be refused, as in a private window: then nothing is kept.
  const kept = () => {
    try {
      return localStorage.getItem(KEY) ?? "";
    } catch {
      return "";
    }
  };
  const keep = (code) => {
    try {
      if (code) localStorage.setItem(KEY, code);
      else localStorage.removeItem(KEY);
    } catch {
      // Not kept: the choice still travels in the links.
    }
  };

  const script = (name) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = new URL(`assets/countries/${name}.js`, root);
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });

  const marked = (hash) => (chosen ? `${hash.replace(MARK, "") || "#"}~in=${chosen}` : hash.replace(MARK, ""));

  const mark = (link) => {
    if (link.origin !== location.origin || !link.pathname.startsWith(root.pathname) || link.closest(".quick .exit")) return;
    if (link.getAttribute("href").startsWith("#")) return; // within the page the browser leads, and the choice stays
    const bare = link.hash.replace(MARK, "");
    if (!chosen && bare === link.hash) return;
    link.hash = marked(bare);
  };
  const markAll = () => document.querySelectorAll("a[href]").forEach(mark);

  const piece = (html) => {
    const made = new DOMParser().parseFromString(html, "text/html");
    for (const link of made.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), root).href;
    return [...made.body.childNodes];
  };

  const fill = (pieces) => {
    for (const body of bodies) {
      const html = body.dataset.topic ? pieces?.facts[body.dataset.topic] : pieces?.passages[body.dataset.passage ?? body.id.slice("passage-".length)];
      body.replaceChildren(...(html ? piece(html) : before.get(body)));
    }
    addOpeners();
  };

  const say = (words) => {
    document.getElementById("country-status").textContent = words;
  };

  const choose = async (code, aloud) => {
    try {
      if (code && !window.vcaCountry?.[code]) await script(code);
    } catch {
      if (aloud) say(text.failed);
      return;
    }
    chosen = code;
    const pieces = code ? window.vcaCountry[code] : null;
    fill(pieces);
    opener.textContent = pieces ? pieces.name : text.none;
    opener.setAttribute("aria-label", `${text.label}: ${opener.textContent}`);
    if (kept()) keep(code);
    history.replaceState(history.state, "", location.pathname + location.search + marked(location.hash));
    markAll();
    if (aloud) say(text.shown.replace("{name}", opener.textContent));
  };

  const follow = () => {
    const name = decodeURIComponent(location.hash.replace(MARK, "").slice(1));
    const target = name && document.getElementById(name);
    if (target) target.scrollIntoView();
  };

  let panel = null;
  const open = async () => {
    if (!panel) {
      panel = form.cloneNode(true);
      opener.closest("header").append(panel);
      const list = panel.querySelector("select");
      const remember = panel.querySelector("input");
      try {
        await script("list");
      } catch {
        say(text.failed);
        panel.remove();
        panel = null;
        return;
      }
      for (const [code, name] of window.vcaCountries) list.add(new Option(name, code));
      remember.checked = kept() !== "";
      list.addEventListener("change", async () => {
        await choose(list.value, true);
        if (remember.checked) keep(chosen);
      });
      document.addEventListener("vca:deleted", () => {
        remember.checked = false;
      });
      remember.addEventListener("change", () => keep(remember.checked ? list.value : ""));
      panel.querySelector("button").addEventListener("click", close);
      panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
      panel.addEventListener("submit", (event) => {
        event.preventDefault();
        close();
      });
    }
    panel.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    panel.querySelector("select").value = chosen;
    panel.querySelector("select").focus();
  };

  let from = opener;
  const close = () => {
    panel.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    (from.isConnected ? from : opener).focus();
  };

  const opens = (element) =>
    element.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      from = element;
      if (panel && !panel.hidden) close();
      else open();
    });

  const addOpeners = () => {
    for (const body of bodies.filter((item) => item.dataset.topic)) {
      if (body.querySelector(".choose-country")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "choose-country";
      button.textContent = chosen ? text.other : text.choose;
      opens(button);
      body.append(button);
    }
  };

  opener.setAttribute("role", "button");
  opener.setAttribute("aria-expanded", "false");
  opener.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      opener.click();
    }
  });
  opens(opener);
  addOpeners();
  addEventListener("hashchange", () => {
    const code = location.hash.match(MARK)?.[1];
    if (code && code !== chosen) choose(code, false).then(follow);
    else if (chosen) history.replaceState(history.state, "", marked(location.hash));
  });
  const first = location.hash.match(MARK)?.[1] ?? kept();
  if (/^[a-z]{2}$/.test(first)) choose(first, false).then(follow);
})();
