// Reading the kept copy without a network. sw.js at the root of the site names the versions that were published and loads this.
// A copy is a cache "vca-<course or code of a country>-<version>". It is whole once its list is in it, which is put there last, and
// the oldest whole copy is the one that is read: a new one takes over when the old one is deleted. So no page is ever made of two.
(() => {
  "use strict";

  const { versions, site, app, note } = self.BUILT;
  const base = new URL(registration.scope);
  const LOOSE = { ignoreSearch: true, ignoreVary: true };

  const below = (address) => new URL(address).pathname.slice(base.pathname.length).replace(/(^|\/)index\.html$/, "$1");
  const scopeOf = (place) => place.match(/^editions\/([a-z]{2})\//)?.[1] ?? "course";
  const listOf = (scope) => new URL(`assets/keep/${scope}.files.json`, base).href;
  const from = (place, name) => caches.match(new URL(place, base).href, { ...LOOSE, cacheName: name });

  const copies = async () => {
    const found = new Map();
    for (const name of await caches.keys()) {
      const scope = name.match(/^vca-([a-z]+)-/)?.[1];
      if (scope && !found.has(scope) && (await caches.match(listOf(scope), { cacheName: name }))) found.set(scope, name);
    }
    return found;
  };

  // A page of the kept copy: under the neutral name, and with a line if a newer version was published.
  const dressed = async (found, name, status = 200) => {
    const headers = { "Content-Type": found.headers.get("Content-Type") };
    if (!headers["Content-Type"]?.startsWith("text/html")) return found;
    const scope = name.split("-")[1];
    const list = await (await caches.match(listOf(scope), { cacheName: name }))?.json();
    const old = list && versions[scope] && list.version !== versions[scope];
    const root = scope === "course" ? base.pathname : `${base.pathname}editions/${scope}/`;
    const line = old ? note.replace("{day}", list.day).replace("{root}", root) : "";
    const html = (await found.text())
      .replace(/<title>[^<]*<\/title>/, (title) => title.replace(site, app))
      .replace(/<main id="?main"?[^>]*>/, (main) => main + line);
    return new Response(html, { status, headers });
  };

  // Without a network: any copy that has it; for a page also its twin in another copy, the address with a slash, and the 404 page.
  const without = async (request, place, whole) => {
    for (const name of whole.values()) {
      const found = await from(place, name);
      if (found) return dressed(found, name);
    }
    if (request.mode !== "navigate") return Response.error();
    const bare = place.replace(/^editions\/[a-z]{2}\//, "");
    for (const [scope, name] of whole) {
      for (const twin of [`${place}/`, scope === "course" ? bare : `editions/${scope}/${bare}`]) {
        if (await from(twin, name)) return Response.redirect(new URL(twin, base));
      }
    }
    for (const name of whole.values()) {
      const missing = await from("404.html", name);
      if (missing) return dressed(missing, name, 404);
    }
    return Response.error();
  };

  // What belongs to a page comes from where the page came from: from its copy, or from the network.
  const answer = async (event) => {
    const { request } = event;
    const place = below(request.url);
    const whole = await copies();
    const page = request.mode === "navigate" ? place : below((await clients.get(event.clientId))?.url ?? base);
    const name = whole.get(scopeOf(page));
    if (name && (await from(page, name))) {
      const found = await from(place, name);
      if (found) return dressed(found, name);
    }
    try {
      return await fetch(request);
    } catch {
      return without(request, place, whole);
    }
  };

  // keep.js asks for fresh files with "no-store": those are not for us.
  addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET" || !request.url.startsWith(base.href) || request.cache === "no-store") return;
    event.respondWith(answer(event));
  });

  addEventListener("install", () => skipWaiting());
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));

  // After a new version took over, every open page is loaded again, so that none mixes old and new.
  addEventListener("message", (event) => {
    if (event.data !== "load again") return;
    event.waitUntil(
      clients.matchAll({ type: "window" }).then((open) => Promise.allSettled(open.map((client) => client.navigate(client.url)))),
    );
  });
})();
