// The search page. Nothing is fetched until the reader uses the field; the words stay in the page and out of the address.
(() => {
  "use strict";

  const SHOWN = 30;
  const AROUND = 90;
  const form = document.querySelector("form.search");
  const field = document.getElementById("search-words");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const text = form.dataset;

  form.hidden = false;
  document.getElementById("search-other").hidden = true;

  // Scripts without spaces between words, and the locale whose dictionary finds them.
  const unspaced = [
    ["th", /[\u0e00-\u0e7f]+/g],
    ["lo", /[\u0e80-\u0eff]+/g],
    ["my", /[\u1000-\u109f]+/g],
    ["km", /[\u1780-\u17ff]+/g],
    ["ja", /[\u3040-\u30ff\u3400-\u9fff]+/g],
  ];
  const segmenters = new Map();

  const segment = (locale, run) => {
    if (!Intl.Segmenter) return [run];
    if (!segmenters.has(locale)) segmenters.set(locale, new Intl.Segmenter(locale, { granularity: "word" }));
    return [...segmenters.get(locale).segment(run)].filter((part) => part.isWordLike).map((part) => part.segment);
  };

  const tokenize = (source) => {
    let spaced = source.normalize("NFC");
    for (const [locale, runs] of unspaced) spaced = spaced.replace(runs, (run) => ` ${segment(locale, run).join(" ")} `);
    return spaced.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  };

  // Small letters without Latin accents; marks of other scripts carry meaning and stay.
  const fold = (word) => word.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");

  const plain = (html) => new DOMParser().parseFromString(html.replaceAll("<", " <"), "text/html").body.textContent.replace(/\s+/g, " ").trim();

  const script = (address) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });

  // The index as MkDocs writes it, or else as Zensical does.
  const entries = async () => {
    const first = new URL(text.index, location.href);
    for (const address of [first, new URL("../search.json", first)]) {
      const answer = await fetch(address, { credentials: "omit" });
      if (!answer.ok) continue;
      const index = await answer.json();
      return index.docs ?? index.items;
    }
    throw new Error("no index");
  };

  const load = async () => {
    const [docs] = await Promise.all([entries(), script(text.engine)]);
    const pages = new Map(docs.filter((entry) => !entry.location.includes("#")).map((entry) => [entry.location, plain(entry.title)]));
    const engine = new MiniSearch({
      idField: "location",
      fields: ["title", "text"],
      storeFields: ["title", "text", "page"],
      tokenize,
      processTerm: fold,
      searchOptions: { boost: { title: 3 }, prefix: (word) => word.length > 2, fuzzy: (word) => (word.length > 4 ? 0.2 : false), combineWith: "AND" },
    });
    const seen = new Set();
    engine.addAll(
      docs
        .filter((entry) => !seen.has(entry.location) && seen.add(entry.location))
        .map((entry) => {
          const page = pages.get(entry.location.split("#")[0]);
          const title = plain(entry.title);
          return { location: entry.location, title, text: plain(entry.text), page: entry.location.includes("#") && page !== title ? page : "" };
        }),
    );
    return engine;
  };

  let loading;
  const ready = () => {
    loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };

  const excerpt = (found) => {
    const words = [...found.terms].sort((a, b) => b.length - a.length);
    const folded = found.text.toLowerCase();
    const at = words.map((word) => folded.indexOf(word)).find((place) => place >= 0) ?? 0;
    const start = at > AROUND ? found.text.indexOf(" ", at - AROUND) + 1 || at - AROUND : 0;
    const end = Math.min(found.text.length, start + 2.5 * AROUND);
    return { start, end, words };
  };

  const marked = (found) => {
    const paragraph = document.createElement("p");
    paragraph.className = "small";
    const { start, end, words } = excerpt(found);
    const piece = found.text.slice(start, end);
    const folded = piece.toLowerCase();
    let done = 0;
    if (start) paragraph.append("… ");
    while (done < piece.length) {
      const next = words
        .map((word) => ({ place: folded.indexOf(word, done), length: word.length }))
        .filter((hit) => hit.place >= 0)
        .sort((a, b) => a.place - b.place || b.length - a.length)[0];
      if (!next || folded.length !== piece.length) break;
      paragraph.append(piece.slice(done, next.place));
      const mark = document.createElement("mark");
      mark.textContent = piece.slice(next.place, next.place + next.length);
      paragraph.append(mark);
      done = next.place + next.length;
    }
    paragraph.append(piece.slice(done), end < found.text.length ? " …" : "");
    return paragraph;
  };

  const item = (found) => {
    const row = document.createElement("li");
    const name = document.createElement("p");
    name.className = "name";
    const link = document.createElement("a");
    link.href = new URL(found.id, new URL(text.root, location.href)).href;
    link.textContent = found.title;
    name.append(link);
    if (found.page) {
      const page = document.createElement("span");
      page.className = "small";
      page.textContent = ` ${found.page}`;
      name.append(page);
    }
    row.append(name, marked(found));
    return row;
  };

  const count = (number) => {
    if (number === 0) return text.none;
    if (number === 1) return text.one;
    const sentence = number > SHOWN ? text.more : text.many;
    return sentence.replace("{n}", number).replace("{m}", SHOWN);
  };

  const say = (message) => {
    if (status.textContent !== message) status.textContent = message;
  };

  let turn = 0;
  const show = async () => {
    const mine = ++turn;
    const words = field.value.trim();
    if (!words) {
      list.hidden = true;
      list.replaceChildren();
      say("");
      return;
    }
    if (!loading) say(text.loading);
    try {
      const engine = await ready();
      if (mine !== turn) return;
      let found = engine.search(words);
      if (!found.length) found = engine.search(words, { combineWith: "OR" });
      list.replaceChildren(...found.slice(0, SHOWN).map(item));
      list.hidden = !found.length;
      say(count(found.length));
    } catch {
      if (mine === turn) say(text.failed);
    }
  };

  let pause;
  field.addEventListener("focus", () => ready().catch(() => {}), { once: true });
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(show, 250);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    show();
  });
  // A page that comes back with the Back button shows no words of an earlier search.
  addEventListener("pagehide", () => {
    form.reset();
    list.replaceChildren();
    list.hidden = true;
    say("");
  });
})();
