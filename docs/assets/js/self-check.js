// A self-check, one question at a time: answer, check, read why, try again; at the end a result by objective. What is answered lives
// in this page only and goes when the reader leaves. Without this script every answer opens where it stands.
(() => {
  "use strict";

  const place = document.querySelector(".self-check");
  const text = place.dataset;
  const part = (name) => place.querySelector(`template.${name}`).content.cloneNode(true);
  const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);

  // An answer that can be chosen: its text becomes the label of a control, its reasons wait until the answers are checked.
  const option = (item, type, name) => {
    const feedback = item.querySelector(".feedback");
    const words = make("span");
    const label = make("label");
    const input = make("input", { type, name });
    const mark = make("p", { className: "check-mark" });
    words.append(...item.querySelector("summary").childNodes);
    label.append(input, words);
    item.replaceChildren(label, feedback);
    feedback.prepend(mark);
    return { input, feedback, mark, verdict: feedback.querySelector("b").textContent, right: item.matches("[data-right=yes], [data-verdict=best]") };
  };

  const choosing = (question) => {
    const list = question.querySelector(".options");
    const several = question.dataset.kind === "multiple";
    const options = [...list.children].map((item) => option(item, several ? "checkbox" : "radio", `${question.id}-answer`));
    const chosen = () => options.filter(({ input }) => input.checked);
    return {
      parts: [list],
      problem: () => (chosen().length ? "" : text.none),
      right: () => options.every(({ input, right }) => input.checked === right),
      outcome: (right) => (several ? (right ? text.right : text.partly) : chosen()[0].verdict),
      show: () => {
        for (const { input, feedback, mark, right } of options) {
          mark.textContent = input.checked ? text.mine : text.missed;
          feedback.hidden = !input.checked && !right;
        }
      },
      clear: () => {
        for (const { feedback } of options) feedback.hidden = true;
      },
    };
  };

  // What is put in order or matched: a list to choose from beside each text, so that nothing has to be dragged.
  const placing = (question) => {
    const matching = question.dataset.kind === "matching";
    const mixed = question.querySelector(".mixed");
    const list = matching ? question.querySelector(".to-match") : mixed;
    const solution = question.querySelector(".solution");
    const names = [...mixed.children].map((item, index) => {
      if (!matching) return { name: String(index + 1), words: text.place.replace("{n}", index + 1), place: String(index + 1) };
      const name = String.fromCharCode(65 + index);
      return { name, words: `${name}. ${item.textContent}`, place: item.dataset.place };
    });
    const rows = [...list.children].map((item) => {
      const label = make("label", { htmlFor: `${item.id}-place` });
      const select = make("select", { id: label.htmlFor });
      const mark = make("p", { className: "check-mark", hidden: true });
      select.add(new Option(text.pick, ""));
      names.forEach(({ words }, index) => select.add(new Option(words, index)));
      label.append(...item.childNodes);
      item.append(label, select, mark);
      return { item, select, mark, place: item.dataset.place };
    });
    const inPlace = ({ select, place }) => names[select.value].place === place;
    const twice = () => rows.find(({ select }, index) => rows.slice(0, index).some((earlier) => earlier.select.value === select.value));
    return {
      parts: matching ? [list, mixed] : [list],
      problem: () => {
        if (rows.some(({ select }) => !select.value)) return text.open;
        const again = !matching && twice();
        return again ? text.twice.replace("{n}", names[again.select.value].name) : "";
      },
      right: () => rows.every(inPlace),
      outcome: (right) => (right ? text.right : text.partly),
      show: () => {
        for (const row of rows) {
          const right = inPlace(row);
          const { name } = names.find(({ place }) => place === row.place);
          row.item.dataset.shown = right ? "right" : "not";
          row.mark.textContent = right ? text.right : text[question.dataset.kind].replace("{n}", name);
          row.mark.hidden = false;
        }
        solution.hidden = false;
        solution.open = true;
      },
      clear: () => {
        for (const { item, mark } of rows) {
          delete item.dataset.shown;
          mark.hidden = true;
        }
        solution.hidden = true;
      },
    };
  };

  const results = new Map(); // question -> whether the last answer that was checked is that of the course
  const rest = part("check-rest");
  const [result, status, moves] = rest.children;
  const [previous, next] = moves.children;
  const questions = [...place.querySelectorAll(".question")];
  const forms = [];
  let told = false;
  let now = 0;

  const say = (words) => {
    status.textContent = words;
  };

  // Whoever keeps the reader's progress listens to this.
  const tellProgress = () => {
    if (told || results.size < questions.length) return;
    told = true;
    document.dispatchEvent(new CustomEvent("vca:checked", { detail: { module: text.module } }));
  };

  const equip = (question, number) => {
    const form = part("check-form").firstElementChild;
    const [outcome, group, buttons] = form.children;
    const [check, retry] = buttons.children;
    const heading = question.querySelector("h2");
    const kind = (question.querySelector(".mixed") ? placing : choosing)(question);
    heading.tabIndex = -1;
    heading.textContent = text.of.replace("{n}", number).replace("{m}", questions.length);
    group.setAttribute("aria-labelledby", `${question.id}-stem`);
    group.setAttribute("aria-describedby", `${question.id}-how`);
    kind.parts[0].before(form);
    group.append(...kind.parts);
    const clear = () => {
      kind.clear();
      outcome.hidden = retry.hidden = true;
      check.hidden = false;
      say("");
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const problem = kind.problem();
      say(problem);
      if (problem) return;
      const right = kind.right();
      results.set(question, right);
      outcome.textContent = kind.outcome(right);
      outcome.hidden = retry.hidden = false;
      check.hidden = true;
      kind.show();
      outcome.focus();
      tellProgress();
    });
    form.addEventListener("change", () => check.hidden && clear());
    form.addEventListener("reset", clear);
    retry.addEventListener("click", () => heading.focus());
    clear();
    return form;
  };

  const go = (number) => {
    now = number;
    questions.forEach((question, index) => {
      question.hidden = index !== now;
    });
    result.hidden = now < questions.length;
    previous.hidden = now === 0;
    next.hidden = now === questions.length;
    next.textContent = now === questions.length - 1 ? text.result : text.next;
    say("");
    if (!result.hidden) sumUp();
  };

  const move = (number) => {
    go(number);
    (questions[number] ?? result).querySelector("h2").focus();
  };

  const link = (question) => question.querySelector(".read-again a").cloneNode(true);

  const opener = (question) => {
    const button = make("button", { type: "button", textContent: question.querySelector("h2").textContent });
    button.addEventListener("click", () => move(questions.indexOf(question)));
    return button;
  };

  const fill = (box, things) => {
    box.hidden = !things.length;
    box.querySelector("ul").replaceChildren(
      ...things.map((thing) => {
        const item = make("li");
        item.append(thing);
        return item;
      }),
    );
  };

  const sumUp = () => {
    for (const item of result.querySelectorAll("li[data-objective]")) {
      const own = questions.filter((question) => question.dataset.objective === item.dataset.objective);
      const places = new Map(own.filter((question) => results.get(question) === false).map(link).map((found) => [found.href, found]));
      item.querySelector(".check-held").hidden = !own.every((question) => results.get(question));
      fill(item.querySelector(".check-again"), [...places.values()]);
      fill(item.querySelector(".check-left"), own.filter((question) => !results.has(question)).map(opener));
    }
  };

  const reset = () => {
    results.clear();
    told = false;
    forms.forEach((form) => form.reset());
    go(0);
  };

  // A link from elsewhere leads to a question; the picker of countries may stand behind its name.
  const named = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.replace(/~in=[a-z]{2}$/, "").slice(1)));
    return questions.indexOf(target?.closest(".question"));
  };

  place.querySelector("p").textContent = text.intro;
  forms.push(...questions.map((question, index) => equip(question, index + 1)));
  place.append(rest);
  go(Math.max(named(), 0));
  if (named() >= 0) questions[now].scrollIntoView();
  previous.addEventListener("click", () => move(now - 1));
  next.addEventListener("click", () => move(now + 1));
  result.querySelector("p > button").addEventListener("click", () => {
    reset();
    move(0);
  });
  addEventListener("hashchange", () => named() >= 0 && move(named()));
  addEventListener("pagehide", reset);
})();
