/** Draws the legs of a route as directed lines, and hubs and crossing points as marks of their own. */
import { colours } from "./colours.js";

export const MARKS = ["leg", "hub", "crossing"];
const LEG = ["==", ["get", "mark"], "leg"];
const WIDTHS = ["match", ["get", "band"], 4, 7, 3, 5, 2, 3.5, 1, 2, 1.5];
const SIZE = 32;

/** Dashed where an end is known only roughly; doubtful legs in the colour of warnings. */
export function addLegs(map, data) {
  map.addSource("legs", { type: "geojson", data });
  const paint = colours();
  const line = (id, filter, dashes) =>
    map.addLayer({
      id,
      type: "line",
      source: "legs",
      filter: ["all", LEG, filter],
      layout: { "line-cap": "round" },
      paint: { "line-width": WIDTHS, "line-opacity": 0.85, "line-color": tone(paint), ...(dashes && { "line-dasharray": dashes }) },
    });
  line("leg-rough", ["==", ["get", "precision"], "region"], [1.5, 2]);
  line("leg-lines", ["!=", ["get", "precision"], "region"]);
  for (const doubtful of [true, false]) {
    const name = doubtful ? "arrow-doubtful" : "arrow";
    if (!map.hasImage(name)) map.addImage(name, arrow(doubtful ? paint.stopped : paint.ink), { pixelRatio: 2 });
  }
  map.addLayer({
    id: "leg-arrows",
    type: "symbol",
    source: "legs",
    filter: LEG,
    layout: {
      "symbol-placement": "line-center",
      "icon-image": ["case", ["get", "doubtful"], "arrow-doubtful", "arrow"],
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
    },
  });
}

const tone = (paint) => ["case", ["get", "doubtful"], paint.stopped, paint.ink];

/** Follows a change of the light or dark scheme. */
export function recolourLegs(map, layer, paint) {
  if (layer === "leg-arrows") return;
  for (const id of ["leg-lines", "leg-rough"]) map.setPaintProperty(id, "line-color", tone(paint));
}

/** Hubs are diamonds, crossing points are squares: told apart by shape, not by colour alone. */
export function addMarks(map) {
  const paint = colours();
  for (const [mark, turned] of [
    ["hub", true],
    ["crossing", false],
  ]) {
    map.addImage(mark, square(paint, turned), { pixelRatio: 2 });
    map.addLayer({
      id: `${mark}-marks`,
      type: "symbol",
      source: "points",
      filter: ["==", ["get", "mark"], mark],
      layout: {
        "icon-image": mark,
        "icon-allow-overlap": true,
        "text-field": ["concat", ["get", "label"], "\u200e"],
        "text-font": ["Noto"],
        "text-size": 12,
        "text-offset": [0, 1],
        "text-anchor": "top",
        "text-optional": true,
      },
      paint: { "text-color": paint.ink, "text-halo-color": paint.land, "text-halo-width": 1.5 },
    });
  }
}

/** A triangle inside each circle of a comparison says which way it changed, so that colour is not needed to tell. */
export function addDirections(map) {
  const paint = colours();
  for (const [mark, turn] of [
    ["up", 0],
    ["down", Math.PI],
  ]) {
    map.addImage(`change-${mark}`, triangle(paint.ink, turn), { pixelRatio: 2 });
    map.addLayer({
      id: `change-${mark}`,
      type: "symbol",
      source: "points",
      filter: ["==", ["get", "mark"], mark],
      layout: { "icon-image": `change-${mark}`, "icon-allow-overlap": true, "icon-size": 0.8 },
    });
  }
}

function triangle(colour, turn) {
  const pen = sheet();
  pen.translate(SIZE / 2, SIZE / 2);
  pen.rotate(turn);
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(0, -10);
  pen.lineTo(10, 8);
  pen.lineTo(-10, 8);
  pen.closePath();
  pen.fill();
  return image(pen);
}

function sheet() {
  const canvas = document.createElement("canvas");
  canvas.width = SIZE;
  canvas.height = SIZE;
  return canvas.getContext("2d", { willReadFrequently: true });
}

function image(pen) {
  const { data } = pen.getImageData(0, 0, SIZE, SIZE);
  return { width: SIZE, height: SIZE, data };
}

function arrow(colour) {
  const pen = sheet();
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(6, 5);
  pen.lineTo(28, 16);
  pen.lineTo(6, 27);
  pen.lineTo(11, 16);
  pen.closePath();
  pen.fill();
  return image(pen);
}

function square(paint, turned) {
  const pen = sheet();
  pen.translate(SIZE / 2, SIZE / 2);
  if (turned) pen.rotate(Math.PI / 4);
  pen.fillStyle = paint.land;
  pen.strokeStyle = paint.ink;
  pen.lineWidth = 4;
  pen.fillRect(-8, -8, 16, 16);
  pen.strokeRect(-8, -8, 16, 16);
  return image(pen);
}
