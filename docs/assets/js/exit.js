// Leave this site, by the pattern of GOV.UK: the link acts as a button, and Shift pressed three times does the same. The page is
// cleared at once, with whatever was typed, and gives its place in the history to the neutral page blank.html. If the tab holds other
// pages of ours, a mark that lives as long as the tab keeps the Back button from showing them; coming on purpose takes it away.
(() => {
  "use strict";

  const MARK = "vca:left";
  const WAIT = 5000; // milliseconds in which the next press must come
  const blank = new URL("../../blank.html", document.currentScript.src).href;
  const button = document.querySelector(".quick .exit");
  const status = document.getElementById("exit-status");
  const text = status.dataset;

  // Storage may be refused: then the way back to other pages of this tab stays open.
  const mark = (change) => {
    try {
      return change(sessionStorage);
    } catch {
      return null;
    }
  };
  const left = () => mark((storage) => storage.getItem(MARK)) !== null;
  const alone = () => (window.navigation?.entries().length || history.length) < 2;

  const clear = () => {
    for (const part of document.head.querySelectorAll("link:not([rel=stylesheet]), meta[name=description], meta[property], script")) part.remove();
    const said = document.createElement("p");
    said.className = "visually-hidden";
    said.setAttribute("role", "alert");
    document.body.className = "";
    document.body.replaceChildren(said);
    document.title = text.title;
    said.textContent = text.loading;
  };

  // Over http the cleared page takes the address of the neutral one at once, and goes there only if it comes: a line can be dead while
  // the browser says that it is online, and the browser's own page of faults would name this site. From disk no page may take
  // another's address, and every page can be opened.
  const away = () => {
    clear();
    try {
      history.replaceState(null, "", blank);
    } catch {
      location.replace(blank);
      return;
    }
    if (!navigator.onLine) return;
    fetch(blank, { credentials: "omit" }).then(
      (answer) => answer.ok && location.replace(blank),
      () => {},
    );
  };

  const leave = () => {
    if (!alone()) mark((storage) => storage.setItem(MARK, "1"));
    away();
  };

  let presses = 0;
  let modified = false;
  let timer = 0;

  const show = (words) => {
    if (presses) button.dataset.pressed = presses;
    else delete button.dataset.pressed;
    status.textContent = words;
  };

  const expire = () => {
    presses = 0;
    show(text.expired);
  };

  // As in the pattern: Shift counts only if it was pressed alone, not held for another key. In a field it makes capitals, and fast
  // hands let go of it before the letter: there another key ends the count, so that nobody loses what they typed.
  const pressed = (event) => {
    if (event.key === "Shift" && !modified && button.isConnected) {
      presses += 1;
      clearTimeout(timer);
      if (presses === 3) {
        leave();
        return;
      }
      show(presses === 1 ? text.two : text.one);
      timer = setTimeout(expire, WAIT);
    } else if (presses) {
      clearTimeout(timer);
      if (event.target.matches?.("input, textarea")) expire();
      else timer = setTimeout(expire, WAIT);
    }
    modified = event.shiftKey;
  };

  if (left()) {
    if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") away();
    else mark((storage) => storage.removeItem(MARK));
  }
  addEventListener("pageshow", (event) => {
    if (event.persisted && left()) away();
  });
  button.setAttribute("role", "button");
  button.draggable = false;
  button.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  button.addEventListener("auxclick", (event) => {
    if (event.button !== 1) return;
    event.preventDefault();
    leave();
  });
  button.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    leave();
  });
  addEventListener("keyup", pressed, true);
})();
