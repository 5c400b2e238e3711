// A line to call that somebody confirmed is shown until a day. A copy of the page may be read long after: then the number goes.
// Without this script, and on paper, the day stands before the number.
(() => {
  "use strict";

  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  for (const line of document.querySelectorAll("[data-use-until]")) {
    if (today <= line.dataset.useUntil) continue;
    line.nextElementSibling.hidden = false;
    line.remove();
  }
})();
