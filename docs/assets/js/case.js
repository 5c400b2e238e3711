// A case, step by step: facts stage by stage and one decision, or a path of decisions that the reader walks and walks back. What is
// chosen lives in this page only and goes when the reader leaves. Without this script everything opens where it stands.
(() => {
  "use strict";

  const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);
  const focusable = (heading) => {
    heading.tabIndex = -1;
    return heading;
  };

  // A way or a choice: its text becomes the label of a radio button, what was behind it waits until the reader decides.
  const option = (item, name, mine) => {
    const feedback = item.querySelector(".feedback");
    const label = make("label");
    const input = make("input", { type: "radio", name });
    const mark = make("p", { className: "check-mark", textContent: mine });
    label.append(input, item.querySelector("summary > span"));
    item.replaceChildren(label, feedback);
    feedback.prepend(mark);
    return { item, input, feedback, mark };
  };

  // A decision over a list. `about` names the group; `outcome(chosen)` is the heading of what comes of it, `at(chosen)` where it then
  // stands; `shows(option)` says which options open; `then` follows.
  const decision = (place, list, about, level, { outcome, at, shows, then }) => {
    const form = place.querySelector("template.case-form").content.cloneNode(true).firstElementChild;
    const [group, buttons, status] = form.children;
    const [decide, again] = buttons.children;
    const heading = focusable(make(`h${level}`, { className: "check-outcome", hidden: true }));
    const options = [...list.children].map((item) => option(item, about.id, place.dataset.mine));
    const clear = () => {
      heading.hidden = again.hidden = true;
      decide.hidden = false;
      status.textContent = "";
      for (const { feedback } of options) feedback.hidden = true;
    };
    group.setAttribute("aria-labelledby", about.id);
    list.before(form);
    group.append(list);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = options.find(({ input }) => input.checked);
      status.textContent = chosen ? "" : place.dataset.none;
      if (!chosen) return;
      for (const each of options) {
        each.feedback.hidden = !shows(each);
        each.mark.hidden = each !== chosen;
      }
      heading.textContent = outcome(chosen);
      (at?.(chosen) ?? form).prepend(heading);
      heading.hidden = again.hidden = false;
      decide.hidden = true;
      heading.focus();
      then?.();
    });
    form.addEventListener("change", () => decide.hidden && clear());
    form.addEventListener("reset", clear);
    again.addEventListener("click", () => about.focus());
    about.tabIndex = -1;
    clear();
    return form;
  };

  // Whoever keeps the reader's progress listens to this.
  const practised = (place) => document.dispatchEvent(new CustomEvent("vca:practised", { detail: { case: place.dataset.case } }));

  const staged = (place) => {
    const stages = [...place.querySelectorAll(".stage")];
    const part = place.querySelector(".case-decide");
    const last = place.querySelector(".case-last");
    const [next, restart] = place.querySelector("template.case-extra").content.cloneNode(true).children;
    const title = focusable(part.querySelector("h2"));
    const form = decision(place, part.querySelector(".ways"), part.querySelector(".stem"), 3, {
      outcome: ({ feedback }) => feedback.querySelector("b").textContent,
      shows: () => true,
      then: () => {
        last.hidden = restart.hidden = false;
        practised(place);
      },
    });
    let shown = 1;
    const show = () => {
      stages.forEach((stage, index) => {
        stage.hidden = index >= shown;
        stage.open = true;
      });
      part.hidden = shown <= stages.length;
      next.hidden = !part.hidden;
    };
    const reset = () => {
      shown = 1;
      last.hidden = restart.hidden = true;
      for (const open of place.querySelectorAll("details[open]")) open.open = false;
      form.reset();
      show();
    };
    part.querySelector(".case-how").textContent = place.dataset.how;
    stages.at(-1).after(next);
    place.append(restart);
    next.addEventListener("click", () => {
      shown += 1;
      show();
      (stages[shown - 1]?.querySelector("summary") ?? title).focus();
    });
    restart.addEventListener("click", () => {
      reset();
      stages[0].querySelector("summary").focus();
    });
    return reset;
  };

  const branching = (place) => {
    const { start, step, back, here, walk } = place.dataset;
    const nodes = [...place.querySelectorAll(".case-node")];
    const ends = [...place.querySelectorAll(".case-ending")];
    const sections = new Map([...nodes, ...ends].map((section) => [section.dataset.node ?? section.dataset.ending, section]));
    const choices = new Map(nodes.map((node) => [node, [...node.querySelectorAll("[data-to]")]]));
    const title = (section) => section.querySelector("h3");
    const last = place.querySelector(".case-last");
    const endings = place.querySelector(".case-endings");
    const [walked, all] = place.querySelector("template.case-extra").content.cloneNode(true).children;

    // The shortest way to each node and ending: the choices that lead there.
    const ways = new Map([[start, []]]);
    for (const name of ways.keys()) {
      for (const choice of choices.get(sections.get(name)) ?? []) {
        if (!ways.has(choice.dataset.to)) ways.set(choice.dataset.to, [...ways.get(name), choice]);
      }
    }

    const nodeOf = (choice) => choice.closest(".case-node");
    const number = (choice) => nodes.indexOf(nodeOf(choice)) + 1;
    const button = (words, action) => {
      const made = make("button", { type: "button", textContent: words });
      made.addEventListener("click", action);
      return made;
    };

    const row = (...parts) => {
      const item = make("li");
      item.append(...parts);
      return item;
    };

    const steps = (choice) =>
      step.replace("{n}", number(choice)).replace("{m}", choices.get(nodeOf(choice)).indexOf(choice) + 1);

    let forms = [];
    let path = []; // the choices that the reader made
    const show = (name, taken) => {
      const now = sections.get(name);
      path = taken;
      for (const section of sections.values()) section.hidden = section !== now;
      for (const form of forms) form.reset();
      endings.hidden = last.hidden = !ends.includes(now);
      walked.hidden = !path.length;
      walked.querySelector("ol").replaceChildren(
        ...path.map((choice, index) =>
          row(
            make("p", { textContent: `${title(nodeOf(choice)).textContent}: ${choice.querySelector("label span").textContent}` }),
            button(back.replace("{n}", number(choice)), () => go(nodeOf(choice).dataset.node, path.slice(0, index))),
          ),
        ),
      );
      all.querySelector("ul").replaceChildren(
        ...ends.map((end) => {
          const words = title(end).textContent;
          const to = end.dataset.ending;
          const way = make("p", { className: "small", textContent: ways.get(to).map(steps).join("; ") });
          if (end === now) return row(make("p", { className: "name", textContent: words }), make("p", { textContent: here }));
          return row(button(walk.replace("{title}", words), () => go(to, ways.get(to))), way);
        }),
      );
    };

    const go = (name, taken) => {
      show(name, taken);
      title(sections.get(name)).focus();
      if (!endings.hidden) practised(place);
    };

    forms = nodes.map((node) =>
      decision(place, node.querySelector(".choices"), title(node), 4, {
        outcome: () => place.dataset.outcome,
        at: ({ feedback }) => feedback,
        shows: ({ input }) => input.checked,
      }),
    );
    for (const section of sections.values()) {
      focusable(title(section));
      section.querySelector(".case-back").hidden = true;
    }
    nodes[0].before(walked);
    endings.append(all);
    place.addEventListener("click", (event) => {
      const link = event.target.closest(`a[href^="#${place.id}-"]`);
      const name = link?.hash.slice(place.id.length + 2);
      if (!sections.has(name)) return;
      event.preventDefault();
      const choice = link.closest("[data-to]");
      go(name, choice ? [...path, choice] : ways.get(name));
    });
    return () => show(start, []);
  };

  for (const place of document.querySelectorAll(".case[data-shape]")) {
    const reset = (place.dataset.shape === "staged" ? staged : branching)(place);
    reset();
    addEventListener("pagehide", reset);
  }
})();
