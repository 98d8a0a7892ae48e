/**
 * The page for paper: a button that opens the print dialogue, and a button beside every map and drawing that saves it as a
 * picture (PNG), with its title above it and marking, sources and reader below it, written into the picture itself.
 *
 * A map is <div data-map data-label>; a drawing is an <svg> in <figure class="timeline"> or <figure data-picture>. What is
 * drawn is what the page may print: the page has been asked for with `print`, and so has what the map fetched.
 */
import { framed } from "./picture-file.js";
import { drawingOf } from "./drawing.js";

const words = document.querySelector("[data-print-words]")?.dataset ?? {};

for (const button of document.querySelectorAll("[data-print-now]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const map of document.querySelectorAll("[data-map]")) offer(map, map.dataset.label, () => canvasOf(map));
for (const drawing of document.querySelectorAll("figure.timeline svg, figure[data-picture] svg")) {
  const figure = drawing.closest("figure");
  const title = figure.dataset.picture || figure.querySelector("figcaption")?.textContent.trim() || document.title;
  offer(figure, title, () => drawingOf(drawing));
}

/** Asks a map to draw itself now, and returns its canvas; what it drew is kept by the browser for this moment only. */
function canvasOf(map) {
  const asked = new CustomEvent("corridor:picture", { detail: {} });
  map.dispatchEvent(asked);
  if (!asked.detail.canvas) throw new Error("the map is not drawn");
  return asked.detail.canvas;
}

function offer(beside, title, pictured) {
  const line = document.createElement("p");
  line.className = "picture-file no-print";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ds-button";
  button.dataset.variant = "tertiary";
  button.dataset.size = "sm";
  button.dataset.savePicture = title;
  button.textContent = `${words.save}: ${title}`;
  button.addEventListener("click", async () => {
    try {
      await save(framed(await pictured(), imprint(title)), title);
    } catch (error) {
      console.warn(error);
      line.textContent = words.failed;
    }
  });
  line.append(button);
  beside.after(line);
}

function imprint(title) {
  const text = (selector) => document.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim() ?? "";
  return {
    title: [...new Set([text("h1"), title])].filter(Boolean).join(" · "),
    marking: document.querySelector("[data-marking]")?.dataset.marking ?? "",
    lines: [`${words.sources} ${text("[data-source-line]")}`, text("[data-printed-for]")],
    isRightToLeft: document.dir === "rtl",
  };
}

async function save(canvas, title) {
  const file = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "corridor"}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
