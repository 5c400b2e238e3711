// The page that makes outcomes of evaluation sheets: a file or pasted rows in, YAML out. Nothing is sent and nothing is kept.
(() => {
  "use strict";

  const root = new URL("../../", document.currentScript.src);
  const MOST = 2500000; // bytes to look at: more than the sheets of any workshop, which outcomes-table.js then says
  const form = document.querySelector("form.outcomes");
  const part = (name) => document.getElementById(`outcomes-${name}`);
  const { status, result, notes, faults, mend, made, yaml: shown } = Object.fromEntries(
    ["status", "result", "notes", "faults", "mend", "made", "yaml"].map((name) => [name, part(name)]),
  );
  const said = form.dataset;

  const list = (element, lines) =>
    element.replaceChildren(
      ...lines.map((line) => {
        const item = document.createElement("li");
        item.textContent = line;
        return item;
      }),
    );

  let turn = 0; // what was read after the person forgot or left is not shown
  const forget = () => {
    turn += 1;
    form.reset();
    result.hidden = true;
    list(notes, []);
    list(faults, []);
    shown.textContent = "";
    status.textContent = "";
  };

  // What is asked and the rules are fetched when they are needed; as scripts, so that it works from disk too.
  const script = (name) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = new URL(name, root);
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });
  const ready = async () => {
    if (window.vcaOutcomesOf) return;
    await script("assets/outcomes/spec.js");
    for (const name of ["table", "read", "rules"]) await script(`assets/js/outcomes-${name}.js`);
  };

  const given = async () => {
    const [file] = form.elements.file.files;
    if (file) return new Uint8Array(await file.slice(0, MOST).arrayBuffer());
    return new TextEncoder().encode(form.elements.pasted.value);
  };

  const show = async () => {
    const mine = turn;
    let found;
    try {
      await ready();
      found = window.vcaOutcomesOf(await given(), window.vcaOutcomes, form.elements.workshop.value);
    } catch {
      status.textContent = said.failed;
      return;
    }
    if (mine !== turn) return;
    list(notes, found.notes);
    list(faults, found.faults);
    mend.hidden = !found.faults.length;
    made.hidden = !found.text;
    shown.textContent = found.text ?? "";
    result.hidden = false;
    status.textContent = found.text ? said.made : said.notMade;
    part("title").focus();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  part("forget").addEventListener("click", () => {
    forget();
    form.elements.workshop.focus();
  });
  part("copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(shown.textContent);
      status.textContent = said.copied;
    } catch {
      getSelection().selectAllChildren(shown);
      status.textContent = said.selected;
    }
  });
  part("save").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([shown.textContent], { type: "application/yaml" }));
    link.download = `${form.elements.workshop.value}.yml`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
    status.textContent = said.saved;
  });
  addEventListener("pagehide", forget);

  part("other").hidden = true;
  form.hidden = false;
})();
