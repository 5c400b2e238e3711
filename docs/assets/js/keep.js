// Keep on this device: fetches the files of a list into a cache of its own and registers the worker that reads them without a network.
// Nothing is fetched, stored or registered before the reader presses the button. A cache is named by the version of its list, and is
// whole once that list is in it. A new version fills a cache beside the old one; when the reader says so, the old one is deleted.
(() => {
  "use strict";

  const KEY = "vca:keep";
  const AT_ONCE = 4; // files fetched at the same time
  const root = new URL("../../", document.currentScript.src);
  const place = document.getElementById("keep");
  const text = place.dataset;
  const summary = new URL(text.list, location.href).href; // version, day and sizes of the published copy
  const list = summary.replace(/json$/, "files.json"); // the same with each file
  const copy = summary.match(/(\w+)\.json$/)[1];
  const status = document.getElementById("keep-status");
  const bar = place.querySelector("progress");
  const [go, stop, remove] = place.querySelectorAll("button");
  let running = null; // the AbortController of a fetch in this tab

  // Storage may be refused; then the copy is kept all the same, and only its loss cannot be noticed.
  const asked = (change) => {
    try {
      const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
      if (!change) return found;
      change(found);
      if (Object.keys(found).length) localStorage.setItem(KEY, JSON.stringify(found));
      else localStorage.removeItem(KEY);
    } catch {
      // Not noted.
    }
    return {};
  };

  const megabytes = (number) =>
    new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(number / 1e6);
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };
  const name = (wanted) => `vca-${copy}-${wanted.version}`;
  const at = (file) => new URL(file, root).href;
  const sum = (files, of) => files.reduce((total, file) => total + file[of], 0);
  const [ADDRESS, DIGEST, SIZE, PACKED] = [0, 1, 2, 3];

  const published = async (address) => {
    try {
      const answer = await fetch(address, { cache: "no-store" });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  };

  // The caches of this copy, oldest first: { name, list }, where list is null in one that is not whole.
  const found = async () => {
    const names = (await caches.keys()).filter((item) => item.startsWith(`vca-${copy}-`));
    return Promise.all(names.map(async (item) => ({ name: item, list: (await (await caches.match(list, { cacheName: item }))?.json()) ?? null })));
  };

  const register = () => navigator.serviceWorker.register(new URL("sw.js", root), { scope: root.pathname, updateViaCache: "none" });

  const unregister = async () => {
    if ((await caches.keys()).some((item) => item.startsWith("vca-"))) return;
    await (await navigator.serviceWorker.getRegistration(root.href))?.unregister();
  };

  // Files that the wanted version has in common with the kept one need not be fetched.
  const missing = (wanted, kept) => {
    const have = new Map(kept?.list.files.map((file) => [file[ADDRESS], file[DIGEST]]));
    return wanted.files.filter((file) => have.get(file[ADDRESS]) !== file[DIGEST]);
  };

  const look = async () => {
    if (running) return;
    const [here, now] = [await found(), await published(summary)];
    const [kept, next] = here.filter((item) => item.list);
    const part = here.find((item) => !item.list && now && item.name === name(now));
    for (const item of here) if (!item.list && now && item !== part) await caches.delete(item.name);
    if (await busy()) return shows("busy", {}, "", here.length);
    const newer = kept && now && now.version !== kept.list.version;
    const wanted = part || newer ? await published(list) : null;
    const values = {
      day: kept?.list.day,
      size: megabytes((kept && !newer ? kept.list : now)?.size ?? 0),
      fetch: megabytes(wanted ? sum(missing(wanted, kept), PACKED) : (now?.packed ?? 0)),
      done: part && wanted && megabytes(await weight(part.name, wanted)),
      new: (next?.list ?? now)?.day,
    };
    const state = next ? "ready" : part && wanted ? "half" : newer ? "newer" : kept ? "kept" : !now ? "unreachable" : asked()[copy] ? "gone" : "none";
    shows(state, values, { ready: text.use, half: text.on, newer: text.renew, gone: text.keep, none: text.keep }[state], here.length);
  };

  const weight = async (item, wanted) => {
    const there = new Set((await (await caches.open(item)).keys()).map((request) => request.url));
    return sum(wanted.files.filter((file) => there.has(at(file[ADDRESS]))), SIZE);
  };

  const shows = (state, values, action, removable) => {
    const active = document.activeElement;
    place.dataset.state = state;
    go.textContent = action ?? "";
    go.hidden = !action;
    stop.hidden = bar.hidden = state !== "starting";
    remove.hidden = !removable;
    say(filled(text[state], values));
    // The button that was pressed may be gone: the focus stays in this part of the page.
    if (place.contains(active) && active.hidden) (go.hidden ? document.getElementById("keep-title") : go).focus();
  };

  const get = async (file, kept, signal) => {
    if (kept && !missing({ files: [file] }, kept).length) {
      const same = await caches.match(at(file[ADDRESS]), { cacheName: kept.name });
      if (same) return same;
    }
    const answer = await fetch(at(file[ADDRESS]), { cache: "no-store", integrity: `sha256-${file[DIGEST]}`, signal });
    if (!answer.ok) throw new TypeError(`${answer.status}`);
    return new Response(await answer.blob(), { headers: { "Content-Type": answer.headers.get("Content-Type") } });
  };

  const fill = async (wanted, kept, signal) => {
    const cache = await caches.open(name(wanted));
    const there = new Set((await cache.keys()).map((request) => request.url));
    const left = wanted.files.filter((file) => !there.has(at(file[ADDRESS])));
    const all = wanted.size;
    let done = all - sum(left, SIZE);
    let said = -1;
    const progress = () => {
      bar.value = done / all;
      const tenth = Math.floor((10 * done) / all);
      if (tenth !== said) say(filled(text.fetching, { done: megabytes(done), size: megabytes(all) }));
      said = tenth;
    };
    const one = async () => {
      for (let file = left.shift(); file; file = left.shift()) {
        const answer = await get(file, kept, signal);
        signal.throwIfAborted();
        await cache.put(at(file[ADDRESS]), answer);
        done += file[SIZE];
        progress();
      }
    };
    progress();
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    await cache.put(list, new Response(JSON.stringify(wanted), { headers: { "Content-Type": "application/json" } }));
  };

  // How it ended: "" if all went well, otherwise the name of the words to say. A version that changed meanwhile is begun anew.
  const attempt = async () => {
    const kept = (await found()).find((item) => item.list);
    for (let times = 0; times < 3; times += 1) {
      const wanted = await published(list);
      if (!wanted) return "cut";
      try {
        running.signal.throwIfAborted();
        await fill(wanted, kept, running.signal);
        return "";
      } catch (error) {
        if (running.signal.aborted) return "stopped";
        running.abort(); // the other files that are under way
        running = new AbortController();
        if (error.name === "QuotaExceededError") {
          await caches.delete(name(wanted));
          return "full";
        }
        const now = await published(summary);
        if (!now) return "cut";
        if (now.version === wanted.version) return "broken";
        await caches.delete(name(wanted));
      }
    }
    return "broken";
  };

  const busy = async () => (await navigator.locks?.query())?.held.some((lock) => lock.name === "vca-keep") ?? false;
  const alone = (work) => (navigator.locks ? navigator.locks.request("vca-keep", { ifAvailable: true }, (lock) => (lock ? work() : "busy")) : work());

  const keep = async () => {
    running = new AbortController();
    bar.value = 0;
    shows("starting", {}, "", false);
    stop.focus();
    let end;
    try {
      await register();
      end = await alone(() => {
        asked((all) => (all[copy] = "begun"));
        return attempt();
      });
      if (end === "full") await forget();
      else if (end !== "busy" && copy in asked()) asked((all) => (all[copy] = end || "whole")); // other tabs look again
      if (end === "stopped" && !(copy in asked())) end = ""; // removed by another tab
    } catch {
      end = "refused";
    }
    running = null;
    await look();
    if (end) say(text[end]);
    changed();
  };

  const forget = async () => {
    if ((await found()).some((item) => item.list)) return;
    asked((all) => delete all[copy]);
    await unregister();
  };

  // The old version goes; from then on the worker reads the new one. Every open page is loaded again.
  const use = async () => {
    const here = await found();
    for (const item of here.slice(0, -1)) await caches.delete(item.name);
    asked((all) => (all[copy] = here.at(-1).list.version)); // other tabs look again
    const worker = (await register()).active;
    if (worker) worker.postMessage("load again");
    else location.reload();
  };

  const drop = async () => {
    for (const item of await found()) await caches.delete(item.name);
    await forget();
    await look();
    say(text.removed);
    changed();
  };

  // This page shows what is kept (device.js), and other tabs do.
  const changed = () => document.dispatchEvent(new Event("vca:changed"));
  const renewed = () => {
    if (running && !(copy in asked())) running.abort();
    look();
  };

  // A browser that blocks storage may refuse even the question.
  const able = () => {
    try {
      return Boolean(navigator.serviceWorker && window.caches);
    } catch {
      return false;
    }
  };

  if (location.protocol === "file:") return;
  place.hidden = false;
  if (!able()) {
    shows("refused", {}, "", false);
    return;
  }
  go.addEventListener("click", () => (place.dataset.state === "ready" ? use() : keep()));
  stop.addEventListener("click", () => running?.abort());
  remove.addEventListener("click", drop);
  addEventListener("storage", (event) => [KEY, null].includes(event.key) && renewed());
  document.addEventListener("vca:deleted", renewed);
  addEventListener("pageshow", () => look().catch(() => shows("refused", {}, "", false)));
})();
