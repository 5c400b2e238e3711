// Paper shows what can be opened on the screen. Newer browsers do so by the style sheet; for the others it is opened before printing,
// and closed again after it.
(() => {
  "use strict";

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
  });
})();
