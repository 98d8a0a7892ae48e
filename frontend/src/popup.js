/** What a click on the map shows. Built from text only: nothing that a source wrote becomes markup. */
const AREAS = ["area", "region", "country", "unknown"];

function figure({ low, high, n }, words) {
  const write = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`);
  const from = low ?? n;
  if (from === undefined || from === null) return words.unsaid;
  const range = high !== undefined && high !== null && high !== from ? `${write.format(from)}–${write.format(high)}` : write.format(from);
  return words.measure ? `${words.measure}: \u2066${range}\u2069` : range;
}

function line(text, tag = "span") {
  const element = document.createElement(tag);
  const isolated = document.createElement("bdi");
  isolated.textContent = text;
  element.append(isolated);
  return element;
}

/** What stands below the name: the figure, and for legs and places what they are and why a leg is doubtful. */
function told(properties, words) {
  if (properties.mark === "hub" || properties.mark === "crossing") return [properties.kind].filter(Boolean);
  const people = figure({ ...properties, n: undefined }, { ...words, measure: words.people });
  if (properties.mark !== "leg") return [properties.mark ? undefined : figure(properties, words)].filter(Boolean);
  const doubts = typeof properties.doubts === "string" ? JSON.parse(properties.doubts) : properties.doubts;
  return [properties.means, people, ...doubts].filter(Boolean);
}

function entry({ properties }, words) {
  const item = document.createElement("li");
  item.append(line(properties.label, "strong"));
  for (const text of told(properties, words)) item.append(line(text));
  if (AREAS.includes(properties.precision)) {
    const note = line(words.area);
    note.className = "under";
    item.append(note);
  }
  if (properties.url) {
    const link = document.createElement("a");
    link.href = new URL(properties.url, location.href).pathname + new URL(properties.url, location.href).search;
    link.textContent = words.open;
    link.className = "under";
    item.append(link);
  }
  return item;
}

/** A list of the things at one place; `rest` more are named by number only. */
export function popupContent(features, rest, words) {
  const list = document.createElement("ul");
  list.className = "map-popup";
  list.append(...features.map((feature) => entry(feature, words)));
  if (rest > 0) {
    const more = document.createElement("li");
    more.textContent = `+${rest} ${words.more}`;
    list.append(more);
  }
  return list;
}
