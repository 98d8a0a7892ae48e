/**
 * Steps through the months of the picture: the page of each month is fetched and its parts take the place of those shown,
 * so that figures, map, timeline, legs and table always say the same. Without this script the links do the same.
 *
 * Container: <div data-slider …words> with a range, a play button, and a list of links, one a step. Parts of the page that
 * a step replaces carry `data-swap` with a name.
 */
const PACE = 1400;
const CALM_PACE = 3000;

for (const container of document.querySelectorAll("[data-slider]")) slide(container);

function slide(container) {
  const words = container.dataset;
  const range = container.querySelector("input[type=range]");
  const play = container.querySelector("[data-slider-play]");
  const value = container.querySelector("[data-slider-value]");
  const problem = container.querySelector("[data-slider-problem]");
  const steps = [...container.querySelectorAll("[data-on]")].map((link) => ({ on: link.dataset.on, label: link.textContent, url: link.href, link }));
  const whole = { label: container.querySelector("[data-slider-whole]").textContent, url: container.querySelector("[data-slider-whole]").href };
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let asked = null;
  let waiting = 0;
  let playing = false;

  const step = (position) => (position < 0 ? whole : steps[position]);
  range.disabled = false;
  range.hidden = false;
  play.hidden = false;

  range.addEventListener("input", () => {
    pause();
    say(Number(range.value));
    clearTimeout(waiting);
    waiting = setTimeout(() => show(Number(range.value)), 150);
  });
  play.addEventListener("click", () => (playing ? pause() : begin()));
  container.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-on], a[data-slider-whole], a[rel=prev], a[rel=next]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    pause();
    const position = link.matches("[data-slider-whole]") ? -1 : steps.findIndex((one) => one.url === link.href);
    range.value = String(position);
    show(position);
  });
  brush();

  function say(position) {
    value.textContent = step(position).label;
    range.setAttribute("aria-valuetext", step(position).label);
  }

  function begin() {
    playing = true;
    play.textContent = words.pause;
    play.setAttribute("aria-pressed", "true");
    if (Number(range.value) >= steps.length - 1) range.value = "-1";
    next();
  }

  function pause() {
    playing = false;
    clearTimeout(waiting);
    play.textContent = words.play;
    play.setAttribute("aria-pressed", "false");
  }

  async function next() {
    const position = Number(range.value) + 1;
    if (!playing || position >= steps.length) return pause();
    range.value = String(position);
    const shown = await show(position);
    if (playing && shown) waiting = setTimeout(next, calm.matches ? CALM_PACE : PACE);
    else pause();
    return undefined;
  }

  async function show(position) {
    say(position);
    asked?.abort();
    asked = new AbortController();
    const url = step(position).url;
    container.dataset.asking = "";
    problem.textContent = "";
    try {
      const answer = await fetch(url, { signal: asked.signal, headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch (error) {
      if (error.name === "AbortError") return false;
      problem.textContent = words.failed;
      return false;
    } finally {
      delete container.dataset.asking;
    }
    history.replaceState(null, "", url);
    steps.forEach(({ link }, index) => (index === position ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
    return true;
  }

  function swap(page) {
    for (const part of document.querySelectorAll("[data-swap]")) {
      const fresh = page.querySelector(`[data-swap="${part.dataset.swap}"]`);
      if (fresh) part.replaceWith(document.importNode(fresh, true));
    }
    const links = page.querySelector("[data-slider-links]");
    if (links) container.querySelector("[data-slider-links]").replaceWith(document.importNode(links, true));
    for (const name of ["since", "until"]) {
      const [field, fresh] = [document, page].map((where) => where.querySelector(`#filter-${name}`));
      if (field && fresh) field.value = fresh.value;
    }
    const map = document.querySelector("[data-map]");
    const fresh = page.querySelector("[data-map]");
    if (map && fresh) {
      map.dataset.src = fresh.dataset.src;
      map.dispatchEvent(new CustomEvent("corridor:asked"));
      const [old, rest] = [map, fresh].map((one) => one.parentElement.querySelector(".legend__rest"));
      if (old && rest) old.replaceWith(document.importNode(rest, true));
    }
  }

  /** A period is chosen by drawing over the timeline; the two fields of the filters do the same by keyboard. */
  function brush() {
    let from = null;
    const bar = (event) => event.target.closest?.(".timeline__step")?.dataset.on;
    document.addEventListener("pointerdown", (event) => (from = bar(event) ?? null));
    document.addEventListener("pointermove", (event) => mark(from, bar(event)));
    document.addEventListener("pointerup", (event) => {
      const to = bar(event);
      const start = from;
      from = null;
      if (!start || !to || start === to) return;
      const [since, until] = [start, to].sort();
      const url = new URL(location.href);
      url.searchParams.set("since", since);
      url.searchParams.set("until", until);
      url.searchParams.delete("page");
      location.assign(url);
    });
    document.addEventListener("dragstart", (event) => bar(event) && event.preventDefault());
  }

  function mark(from, to) {
    const [since, until] = from && to ? [from, to].sort() : ["", ""];
    for (const one of document.querySelectorAll(".timeline__step"))
      one.toggleAttribute("data-brushed", Boolean(since) && one.dataset.on >= since && one.dataset.on <= until);
  }
}
