// This device: what of ours is kept in this browser and its size, and one button that deletes all of it. Ours are the storage keys
// that begin with "vca:", the caches that begin with "vca-" and the workers of this site; sites of one account share an origin, so
// nothing else is touched. Any of the three may be refused; then the others are still shown and deleted.
(() => {
  "use strict";

  const root = new URL("../../", document.currentScript.src).href;
  const place = document.getElementById("device");
  const status = document.getElementById("device-status");
  const table = place.querySelector("table");
  const ask = document.getElementById("device-ask");
  const text = place.dataset;
  const KNOWN = { "vca:country": text.country, "vca:progress": text.progress, "vca:keep": text.keep };

  const bytes = (...parts) => new Blob(parts).size;

  // Each kind of thing: what is there as [{ name, size in bytes or null, remove }].
  const stored = (storage) =>
    Object.keys(storage)
      .filter((key) => key.startsWith("vca:"))
      .map((key) => ({
        name: KNOWN[key] ?? text.other.replace("{name}", key),
        size: bytes(key, storage.getItem(key)),
        remove: () => storage.removeItem(key),
      }));

  const weight = async (name) => {
    const cache = await caches.open(name);
    let sum = 0;
    for (const request of await cache.keys()) sum += (await (await cache.match(request)).blob()).size;
    return sum;
  };

  const cached = async () => {
    if (!window.caches) return [];
    const names = (await caches.keys()).filter((name) => name.startsWith("vca-"));
    return Promise.all(
      names.map(async (name) => ({ name: text.cache.replace("{name}", name), size: await weight(name), remove: () => caches.delete(name) })),
    );
  };

  const working = async () => {
    const found = (await navigator.serviceWorker?.getRegistrations()) ?? [];
    return found
      .filter((worker) => worker.scope.startsWith(root))
      .map((worker) => ({ name: text.worker, size: null, remove: () => worker.unregister() }));
  };

  // The worker goes first, so that it cannot fill the caches again.
  const look = async () => {
    const kinds = [working, cached, () => stored(localStorage), () => stored(sessionStorage)];
    const found = await Promise.allSettled(kinds.map(async (kind) => kind()));
    return {
      things: found.flatMap((result) => result.value ?? []),
      blocked: found[2].status === "rejected",
    };
  };

  const size = (number) => {
    const [unit, amount] = number < 1000 ? ["byte", number] : number < 1e6 ? ["kilobyte", number / 1e3] : ["megabyte", number / 1e6];
    const style = { style: "unit", unit, unitDisplay: unit === "byte" ? "long" : "short", maximumFractionDigits: 1 };
    return new Intl.NumberFormat(document.documentElement.lang, style).format(amount);
  };

  const row = (thing) => {
    const line = table.tBodies[0].insertRow();
    line.insertCell().textContent = thing.name;
    line.insertCell().textContent = thing.size === null ? "–" : size(thing.size);
  };

  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };

  // Of two looks at once only the later one is shown.
  let turn = 0;
  const show = async () => {
    const mine = ++turn;
    const { things, blocked } = await look();
    if (mine !== turn) return things.length;
    table.tBodies[0].replaceChildren();
    things.forEach(row);
    table.hidden = ask.hidden = things.length === 0;
    const sum = things.reduce((total, thing) => total + (thing.size ?? 0), 0);
    if (things.length) say(text.some.replace("{size}", size(sum)));
    else say(blocked ? text.blocked : text.none);
    return things.length;
  };

  const remove = async () => {
    const { things } = await look();
    for (const thing of things) {
      try {
        await thing.remove();
      } catch {
        // What stays is seen at the next look, and said.
      }
    }
    document.dispatchEvent(new Event("vca:deleted"));
    const rest = await show();
    say(rest ? text.failed : text.deleted);
    if (!rest) document.getElementById("device-title").focus(); // the button is gone
  };

  document.getElementById("device-no-script").hidden = true;
  place.hidden = false;
  ask.querySelector("button").addEventListener("click", remove);
  addEventListener("storage", show);
  document.addEventListener("vca:changed", show);
  addEventListener("pageshow", show); // the first time too, and after Back
})();
