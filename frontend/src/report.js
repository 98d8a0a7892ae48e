/**
 * The form of a report, <form data-report>: places are proposed as they are typed, a point is taken from the map, and who
 * will read the report is told as soon as a marking is chosen. Without this script everything can be typed.
 */
const DELAY = 250;
const SHORTEST = 2;
const TOGETHER = 0.4;

for (const form of document.querySelectorAll("[data-report]")) {
  for (const box of form.querySelectorAll("input[data-place]")) if (box.dataset.place) proposing(box);
  telling(form);
  pointing(form);
}

/** Fills the list of a box of places with what the gazetteer proposes for the letters typed so far. */
function proposing(box) {
  const list = Object.assign(document.createElement("datalist"), { id: `${box.id}-places` });
  box.after(list);
  box.setAttribute("list", list.id);
  let waiting = 0;
  let last = "";
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, DELAY);
  });

  async function ask() {
    const typed = box.value.trim();
    if (typed.length < SHORTEST || typed === last || typed.endsWith(")")) return;
    last = typed;
    const answer = await fetch(`${box.dataset.place}?q=${encodeURIComponent(typed)}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || typed !== box.value.trim()) return;
    const { places } = await answer.json();
    list.replaceChildren(...places.map((one) => option(one, places)));
  }
}

/** A place is chosen by its name and country, and by its point where another one has both. */
function option(place, places) {
  const [lat, lon] = (place.point || "").split(",");
  const isAlone = places.every((other) => other.name !== place.name || other.country !== place.country || near(other.point, place.point));
  const value = isAlone || !lon ? `${place.name} (${place.country})` : `${place.name} (${place.country}; ${lat}, ${lon})`;
  return Object.assign(document.createElement("option"), { value, label: [place.name, place.country_name].filter(Boolean).join(", ") });
}

function near(one, other) {
  const [[lat, lon], [lat2, lon2]] = [one, other].map((point) => (point || "").split(",").map(Number));
  return Math.abs(lat - lat2) <= TOGETHER && Math.abs(lon - lon2) <= TOGETHER;
}

/** Asks again who will read the report whenever the marking or its recipients change. */
function telling(form) {
  const button = form.querySelector("[data-readers]");
  if (!button) return;
  button.addEventListener("click", (event) => {
    event.preventDefault();
    tell();
  });
  form.addEventListener("change", (event) => {
    if (["marking", "recipients"].includes(event.target.name)) tell();
  });

  async function tell() {
    const asked = new FormData();
    for (const [name, value] of new FormData(form)) {
      if (["marking", "recipients", "csrfmiddlewaretoken", "duty"].includes(name)) asked.append(name, value);
    }
    const answer = await fetch(button.dataset.readers, { method: "POST", body: asked }).catch(() => null);
    if (!answer?.ok) return;
    const told = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#readers");
    if (told) form.querySelector("#readers").replaceChildren(...told.childNodes);
  }
}

/** Loads the map when it is asked for, and writes the point that is clicked into its field. */
function pointing(form) {
  const part = form.querySelector("[data-report-map]");
  const field = form.querySelector("input[data-point]");
  if (!part || !field) return;
  part.hidden = false;
  const button = part.querySelector("[data-open-map]");
  button.addEventListener("click", () => {
    button.remove();
    part.append(part.querySelector("template").content.cloneNode(true));
    part.querySelector("[data-map]").addEventListener("corridor:pointed", ({ detail }) => {
      field.value = `${detail.lat.toFixed(4)}, ${detail.lng.toFixed(4)}`;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: part.dataset.style }));
    document.head.append(Object.assign(document.createElement("script"), { type: "module", src: part.dataset.script }));
  });
}
