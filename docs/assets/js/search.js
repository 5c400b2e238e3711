// The search page. Nothing is fetched until the reader uses the field; the words stay in the page and out of the address.
// The index is a script (curriculum/search_index.py), so that it can be had over http, from disk and from a kept copy alike.
(() => {
  "use strict";

  const SHOWN = 20;
    const CROWD = 0.8;
  const OFTEN = 4;
  const SYNONYM = 0.9;
  const PHRASE = 0.6;
  const MORE = 2;
  const form = document.querySelector("form.search");
  const field = document.getElementById("search-words");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const kinds = document.getElementById("search-kinds").content;
  const text = form.dataset;

  form.hidden = false;
  document.getElementById("search-other").hidden = true;

  const script = (address) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = () => {
        element.remove();
        reject(new Error(address));
      };
      document.head.append(element);
    });

  // The words of a text as the index has them: curriculum/search_words.py, from which the rules come.
  const reader = ({ unspaced, endings, passed }) => {
    const run = new RegExp(`[${unspaced}](?:[${unspaced}\\s\\u200b]*[${unspaced}])?`, "g");
    const steps = endings.map((step) => step.map(([expression, ending]) => [new RegExp(expression), ending]));
    const skipped = new Set(passed.split(" "));
    const fold = (source) => source.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
    const pairs = (found) => {
      const whole = [...found.replace(/[\s\u200b]/g, "")];
      return whole.length < 2 ? whole : whole.slice(1).map((next, at) => whole[at] + next);
    };
    const bare = (word) => {
      if (!/^[a-z]{4,}$/.test(word)) return word;
      let left = word;
      for (const step of steps) {
        const fits = step.find(([expression]) => expression.test(left));
        if (fits) left = fits[0].exec(left)[1] + fits[1];
      }
      return left;
    };
    const sought = (word) => word.length > 1 && !skipped.has(word) && (!/^[0-9]+$/.test(word) || /^((19|20)?[0-9]{2})$/.test(word));
    return (source) => {
      const folded = fold(source);
      const spaced = folded.replace(run, " ").split(/[^\p{L}\p{M}\p{N}]+/u);
      return [...spaced.filter(sought).map(bare), ...(folded.match(run) ?? []).flatMap(pairs)];
    };
  };

  const DIGITS = "!#$%'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_\x60abcdefghijklmnopqrstuvwxyz{|}~";
  const BASE = Math.floor(DIGITS.length / 2);
  const VALUES = new Map([...DIGITS].map((sign, at) => [sign, at]));

  // The numbers that search_index.coded() wrote.
  const numbers = (coded) => {
    const found = [];
    let last = -1;
    let distance = 0;
    let scale = 1;
    for (const sign of coded) {
      const value = VALUES.get(sign);
      distance += (value % BASE) * scale;
      scale *= BASE;
      if (value >= BASE) continue;
      last += distance + 1;
      found.push(last);
      distance = 0;
      scale = 1;
    }
    return found;
  };

  const slug = (title) => title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  // Every place in the order of its number: a page, then its entries.
  const places = (data) =>
    data.pages.flatMap(([address, kind, title, shown, entries]) => {
      const page = { address, title, shown, kind: data.kinds[kind], weight: data.weights[kind], top: null };
      return [page, ...entries.map(([anchor, name, said]) => ({ ...page, address: `${address}#${anchor || slug(name)}`, title: name, shown: said, top: page }))];
    });

  const BOOST = { title: 4, shown: 2, page: 1.5, kind: 1, text: 1 };
  const FIELDS = Object.keys(BOOST);

  const named = ({ kind }) => kinds.querySelector(`[data-kind="${kind}"]`).textContent;

  // What MiniSearch would have made of the texts, in the form in which it keeps an index.
  const filled = (data, all, words) => {
    const index = new Map();
    const length = all.map(() => FIELDS.map(() => 0));
    const add = (term, field, place, times = 1) => {
      if (!index.has(term)) index.set(term, {});
      const fields = index.get(term);
      fields[field] ??= {};
      if (!fields[field][place]) length[place][field] += 1;
      fields[field][place] = times;
    };
    const known = new Map();
    const once = (source) => {
      if (!known.has(source)) known.set(source, words(source));
      return known.get(source);
    };
    all.forEach((place, number) => {
      [place.title, place.shown, place.top?.title, named(place)].forEach((source, field) => {
        if (source) for (const term of once(source)) add(term, field, number);
      });
    });
    const coded = data.places.split(" ");
    const often = data.often.split(" ");
    const text = FIELDS.indexOf("text");
    let term = "";
    data.terms.split(" ").forEach((rest, at) => {
      term = term.slice(0, parseInt(rest[0], 36)) + rest.slice(1);
      for (const number of numbers(coded[at])) add(term, text, number);
      for (const number of numbers(often[at])) add(term, text, number, OFTEN);
    });
    const mean = FIELDS.map((_, field) => length.reduce((sum, each) => sum + each[field], 0) / length.length);
    const each = (value) => Object.fromEntries(all.map((_, number) => [number, value(number)]));
    return {
      serializationVersion: 2,
      documentCount: all.length,
      nextId: all.length,
      documentIds: each((number) => number),
      fieldIds: Object.fromEntries(FIELDS.map((name, field) => [name, field])),
      fieldLength: each((number) => length[number]),
      averageFieldLength: mean,
      storedFields: {},
      dirtCount: 0,
      index: [...index],
    };
  };

  const load = async () => {
    await Promise.all([window.vcaSearch ?? script(text.index), window.MiniSearch ?? script(text.engine)]);
    const data = window.vcaSearch;
    const words = reader(data.rules);
    const all = places(data);
    const engine = MiniSearch.loadJS(filled(data, all, words), { fields: FIELDS, tokenize: (term) => [term], processTerm: (term) => term });
    return { engine, all, words, groups: data.synonyms.map((group) => group.map((member) => member.split(" "))) };
  };

  let loading;
  const ready = () => {
    loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };

  // What is typed, as a list of what to look for: a word or a phrase, with what else it may be called.
  const wanted = (typed, { words, groups }) => {
    const found = [];
    const rest = words(typed);
    while (rest.length) {
      const fits = groups.flatMap((group) => group.map((member) => ({ group, member }))).filter(({ member }) => member.every((word, at) => rest[at] === word));
      const { group, member } = fits.sort((a, b) => b.member.length - a.member.length)[0] ?? { group: [], member: [rest[0]] };
      found.push({ own: member, others: group.filter((other) => other !== member) });
      rest.splice(0, member.length);
    }
    return found;
  };

  const latin = (word) => /^[a-z0-9]+$/.test(word);

  // How well each place fits one of the things to look for: by its number. Of several names for it the one that fits best counts.
  const fit = (engine, { own, others }) => {
    const best = new Map();
    const look = (member, factor, options) => {
      for (const { id, score } of engine.search({ combineWith: "AND", boost: BOOST, ...options, queries: member })) {
        best.set(id, Math.max(best.get(id) ?? 0, score * factor));
      }
    };
    const near = own.length === 1 && latin(own[0]) && own[0].length > 2;
    const worth = (member) => (member.length > 1 ? PHRASE : 1);
    look(own, worth(own), near ? { prefix: true, fuzzy: own[0].length > 4 ? 0.2 : false, weights: { fuzzy: 0.25, prefix: 0.4 } } : {});
    for (const member of others) look(member, SYNONYM * worth(member), {});
    return best;
  };

  const byScore = (a, b) => b.score - a.score;

  // Pages of countries say much the same: each one after the first counts less, so that they leave room for others.
  const spread = (found) => {
    let countries = 0;
    return found.map((each) => (each.page.kind === "country" ? { ...each, score: each.score * CROWD ** countries++ } : each)).sort(byScore);
  };

  // Pages, best first, each with its best places. A place that holds more of what is sought counts for more, and so does a page.
  const ranked = (typed, loaded) => {
    const { engine, all } = loaded;
    const fits = wanted(typed, loaded).map((sought) => fit(engine, sought));
    const rare = fits.map((each) => Math.log(1 + all.length / (1 + each.size)));
    const sum = (values) => values.reduce((total, value) => total + value, 0);
    const held = (scores) => sum(rare.filter((_, at) => scores[at])) / sum(rare);
    const pages = new Map();
    for (const number of new Set(fits.flatMap((each) => [...each.keys()]))) {
      const place = all[number];
      const scores = fits.map((each) => each.get(number) ?? 0);
      const score = sum(scores) * held(scores);
      const key = place.kind === "term" || place.kind === "instrument" ? place : (place.top ?? place);
      if (!pages.has(key)) pages.set(key, { best: fits.map(() => 0), places: [] });
      const page = pages.get(key);
      page.best = page.best.map((best, at) => Math.max(best, scores[at]));
      page.places.push({ place, score });
    }
    const found = [...pages].map(([page, { best, places: of }]) => {
      const share = held(best);
      of.sort(byScore);
      const whole = sum(best) * share;
      return { page, share, places: of.map(({ place }) => place), score: page.weight * (of[0].score + whole) };
    });
    const most = Math.max(...found.map(({ share }) => share));
    return spread(found.filter(({ share }) => share >= most / 2).sort(byScore));
  };

  const link = (place) => {
    const made = document.createElement("a");
    made.href = new URL(place.address, new URL(text.root, location.href)).href;
    made.textContent = place.title;
    return made;
  };

  const line = (name, ...content) => {
    const made = document.createElement("p");
    made.className = name;
    made.append(...content);
    return made;
  };

  const item = ({ page, places: [best, ...others] }) => {
    const row = document.createElement("li");
    row.append(line("name", link(best)), line("small", best.top && best !== page ? `${named(page)} · ${best.top.title}` : named(page)));
    const shown = best.shown || page.shown;
    if (shown) row.append(line("small", shown));
    const more = others.filter((place) => place.top).slice(0, MORE);
    if (more.length) row.append(line("small", `${text.also} `, ...more.flatMap((place, at) => (at ? [" · ", link(place)] : [link(place)]))));
    return row;
  };

  const count = (number) => {
    if (number === 0) return text.none;
    if (number === 1) return text.one;
    const sentence = number > SHOWN ? text.more : text.many;
    return sentence.replace("{n}", number).replace("{m}", SHOWN);
  };

  const say = (message) => {
    if (status.textContent !== message) status.textContent = message;
  };

  let turn = 0;
  const show = async () => {
    const mine = ++turn;
    const typed = field.value.trim();
    if (!typed) {
      list.hidden = true;
      list.replaceChildren();
      say("");
      return;
    }
    if (!loading) say(text.loading);
    try {
      const found = ranked(typed, await ready());
      if (mine !== turn) return;
      list.replaceChildren(...found.slice(0, SHOWN).map(item));
      list.hidden = !found.length;
      say(count(found.length));
    } catch {
      if (mine === turn) say(text.failed);
    }
  };

  let pause;
  field.addEventListener("focus", () => ready().catch(() => {}), { once: true });
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(show, 250);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    show();
  });
  // A page that comes back with the Back button shows no words of an earlier search.
  addEventListener("pagehide", () => {
    turn += 1;
    clearTimeout(pause);
    form.reset();
    list.replaceChildren();
    list.hidden = true;
    say("");
  });
})();
