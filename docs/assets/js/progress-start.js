// Only if the reader switched on the keeping of progress are the scripts for it fetched, now or when another tab switches it on.
(() => {
  "use strict";

  const KEY = "vca:progress";
  const base = document.currentScript.src;
  let started = false;

  const start = () => {
    if (started) return;
    started = true;
    for (const name of ["../course.js", "progress.js"]) {
      document.head.append(Object.assign(document.createElement("script"), { src: new URL(name, base).href, async: false }));
    }
  };

  addEventListener("storage", (event) => event.key === KEY && event.newValue !== null && start());
  try {
    if (localStorage.getItem(KEY) !== null) start();
  } catch {
    // Storage is refused: nothing is kept.
  }
})();
