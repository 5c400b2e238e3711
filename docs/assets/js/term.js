// A word of the glossary shows its definition on hover, on focus and on the first tap; the link still leads to the glossary. As WCAG
// 1.4.13 asks: Escape takes the definition away without moving the focus, the pointer may rest on it, and it stays until the reader
// leaves. Most definitions stand at the end of the page; the others come from one script, fetched when the first of them is wanted.
(() => {
  "use strict";

  const GRACE = 250; // milliseconds for the pointer to go from the word to its definition
  const EDGE = 12; // pixels to the edge of the window
  const script = document.currentScript;
  const source = new URL("../terms.js", script.src);
  const main = document.getElementById("main");
  const note = Object.assign(document.createElement("div"), { id: "term-note", className: "term-note", hidden: true });
  const meaning = document.createElement("p");
  const more = Object.assign(document.createElement("p"), { className: "small", textContent: script.dataset.more });
  note.setAttribute("role", "tooltip");
  note.append(meaning, more);
  main.append(note);

  let shown = null; // the link whose definition is shown or on its way
  let before = null; // the one that was shown when a finger came down
  let touch = false;
  let timer = 0;

  const term = (event) => event.target.closest?.("main a.term");
  const stay = () => clearTimeout(timer);

  let loading = null;
  const fetched = () =>
    (loading ??= new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement("script"), { src: source, onload: () => resolve(window.vcaTerms) });
      element.onerror = () => {
        loading = null; // perhaps there is a network the next time
        reject(new Error("not fetched"));
      };
      document.head.append(element);
    }));

  const place = (link) => {
    const boxes = link.getClientRects();
    const [first, last] = [boxes[0], boxes[boxes.length - 1]];
    const { width, height } = note.getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    const start = getComputedStyle(link).direction === "rtl" ? last.right - width : last.left;
    const above = last.bottom + height > innerHeight && first.top > innerHeight - last.bottom;
    const origin = main.getBoundingClientRect();
    note.style.left = `${Math.max(EDGE, Math.min(start, wide - width - EDGE)) - origin.left}px`;
    note.style.top = `${(above ? first.top - height : last.bottom) - origin.top}px`;
  };

  const hide = () => {
    stay();
    shown?.removeAttribute("aria-describedby");
    shown = null;
    note.hidden = true;
  };

  const put = (link, said) => {
    if (!said || shown !== link) return;
    meaning.textContent = said;
    note.ariaLive = touch ? "polite" : "off"; // with the keyboard the description of the link is read
    note.hidden = false;
    link.setAttribute("aria-describedby", note.id);
    place(link);
  };

  const show = (link) => {
    stay();
    if (shown === link) return;
    hide();
    shown = link;
    const name = decodeURIComponent(link.hash.slice(1)).replace(/~in=[a-z]{2}$/, "").replace(/^word-/, "");
    const near = document.getElementById(`word-${name}`)?.querySelector("dd p")?.textContent;
    if (near) put(link, near);
    else fetched().then((terms) => put(link, terms[name]), () => shown === link && hide());
  };

  const leave = () => {
    stay();
    timer = setTimeout(() => {
      if (!note.matches(":hover") && !shown?.matches(":hover, :focus-visible")) hide();
    }, GRACE);
  };

  addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = term(event);
    if (link) show(link);
    else if (note.contains(event.target)) stay();
    else if (shown) leave();
  });
  addEventListener("pointerdown", (event) => {
    touch = event.pointerType === "touch";
    before = shown;
    if (shown && !term(event) && !note.contains(event.target)) hide();
  });
  addEventListener("focusin", (event) => {
    const link = term(event);
    if (link && !touch) show(link);
  });
  addEventListener("focusout", () => shown && leave());
  addEventListener("click", (event) => {
    const link = term(event);
    if (!link) return;
    if (touch && before !== link) {
      event.preventDefault();
      show(link);
    } else hide();
  });
  addEventListener("keydown", (event) => {
    touch = false;
    if (event.key === "Escape") hide();
  });
})();
