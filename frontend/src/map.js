/**
 * Draws the points of a question on the bundled country shapes. Everything it says also stands in the table of the page.
 *
 * Container: <div data-map data-src data-world data-coast data-bounds data-label …words>. Points are GeoJSON features with
 * the properties {n, low, high, label, url, precision}; `data-ready` is set on the container once the map stands still.
 */
import { Map as MapView, NavigationControl, AttributionControl, Marker, Popup, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import "./style/map.css";
import { Scale } from "./scale.js";
import { popupContent } from "./popup.js";
import { WholeView } from "./whole-view.js";
import { legendScale } from "./legend.js";
import { addDirections, addLegs, addMarks, recolourLegs, MARKS } from "./legs.js";
import { colours } from "./colours.js";

const AREAS = ["area", "region", "country", "unknown"];
const WORLD = [-25, -36, 60, 62];
const AT_ONCE = 8;

setWorkerUrl(workerUrl);

// The map library draws its letters one by one on canvases of its own. On a page that reads from right to left each bracket
// would be turned round; a canvas that reads from left to right leaves it as it is.
for (const Canvas of [HTMLCanvasElement, globalThis.OffscreenCanvas].filter(Boolean)) {
  const { getContext } = Canvas.prototype;
  Canvas.prototype.getContext = function context(...kind) {
    const pen = getContext.apply(this, kind);
    if (kind[0] === "2d" && pen) pen.direction = "ltr";
    return pen;
  };
}

for (const container of document.querySelectorAll("[data-map]")) {
  const words = container.dataset.failed;
  draw(container).catch((error) => {
    console.error(error);
    fail(container, words);
  });
}

function fail(container, words) {
  container.dataset.failed = "";
  container.dataset.ready = "failed";
  const notice = container.querySelector(".map__fallback");
  if (notice) notice.textContent = words;
}

async function points(container) {
  if (!container.dataset.src) return { type: "FeatureCollection", features: [] };
  const answer = await fetch(container.dataset.src, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function notice(container, words) {
  const line = document.createElement("p");
  line.className = "map__notice";
  line.setAttribute("role", "status");
  line.textContent = words;
  container.append(line);
}

async function draw(container) {
  const words = { ...container.dataset };
  const nothing = { type: "FeatureCollection", features: [] };
  const loaded = points(container).catch(() => (notice(container, words.unloaded), nothing));
  container.dataset.drawing = "";
  const map = start(container, words);
  const [data] = await Promise.all([loaded, new Promise((done) => map.once("load", done))]);
  const scale = new Scale(data.features.map((feature) => feature.properties.n ?? 0));
  if (words.change === undefined) addLegs(map, data);
  addPoints(map, data, scale, words.change !== undefined);
  if (words.change === undefined) addMarks(map);
  else addDirections(map);
  addPopups(map, words);
  if (words.pointing !== undefined) pointing(container, map);
  container.addEventListener("corridor:asked", () => renew(container, map, words));
  const legend = container.parentElement.querySelector("[data-map-legend]");
  if (legend) legendScale(legend, map, scale, words.measure);
  map.once("idle", () => {
    container.dataset.ready = String(data.features.length);
  });
}

/** Tells the page which point was clicked, and shows it. */
function pointing(container, map) {
  let shown = null;
  map.getCanvas().style.cursor = "crosshair";
  map.on("click", ({ lngLat }) => {
    shown ??= new Marker();
    shown.setLngLat(lngLat).addTo(map);
    container.dispatchEvent(new CustomEvent("corridor:pointed", { detail: { lat: lngLat.lat, lng: lngLat.lng } }));
  });
}

/** Draws the answer to another question on the same map; only the last question asked is drawn. */
async function renew(container, map, words) {
  const asked = container.dataset.src;
  container.dataset.asking = "";
  const data = await points(container).catch(() => null);
  if (asked !== container.dataset.src) return;
  delete container.dataset.asking;
  if (!data) return void notice(container, words.unloaded);
  for (const source of ["legs", "points"]) map.getSource(source)?.setData(data);
  map.once("idle", () => {
    container.dataset.ready = String(data.features.length);
    container.dataset.shown = asked;
  });
}

function start(container, words) {
  const bounds = (words.bounds || "").split(",").map(Number);
  const fit = bounds.length === 4 && bounds.every(Number.isFinite) ? bounds : WORLD;
  const view = { bounds: fit, fitBoundsOptions: { padding: 36, maxZoom: 5.5 } };
  const map = new MapView({
    container,
    style: style(words),
    ...view,
    maxZoom: 10,
    attributionControl: false,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    rollEnabled: false,
    fadeDuration: 0,
    cooperativeGestures: true,
    locale: {
      "Map.Title": words.label || "",
      "NavigationControl.ZoomIn": words.zoomIn,
      "NavigationControl.ZoomOut": words.zoomOut,
      "Popup.Close": words.close,
      "CooperativeGesturesHandler.WindowsHelpText": words.gestureKey,
      "CooperativeGesturesHandler.MacHelpText": words.gestureKey,
      "CooperativeGesturesHandler.MobileHelpText": words.gestureTouch,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new WholeView(words.reset, () => map.fitBounds(fit, { ...view.fitBoundsOptions })), "top-right");
  map.addControl(new AttributionControl({ compact: false, customAttribution: "Natural Earth" }), "bottom-right");
  // The drawing is kept by the browser for one frame only; draw it again for the printer.
  addEventListener("beforeprint", () => map.redraw());
  container.addEventListener("corridor:picture", (asked) => {
    map.redraw();
    asked.detail.canvas = map.getCanvas();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => recolour(map));
  return map;
}

function style(words) {
  const paint = colours();
  const here = (address) => new URL(address, location.href).href;
  const sources = { world: { type: "geojson", data: here(words.world), tolerance: 0.2 } };
  const layers = [
    { id: "sea", type: "background", paint: { "background-color": paint.sea } },
    { id: "land", type: "fill", source: "world", paint: { "fill-color": paint.land } },
    { id: "border", type: "line", source: "world", paint: { "line-color": paint.border, "line-width": 0.7 } },
  ];
  if (words.coast) {
    sources.coast = { type: "geojson", data: here(words.coast) };
    const areas = ["==", ["geometry-type"], "Polygon"];
    layers.push(
      { id: "coast", type: "fill", source: "coast", filter: areas, paint: { "fill-color": paint.land } },
      {
        id: "coast-line",
        type: "line",
        source: "coast",
        filter: ["all", ["!=", ["geometry-type"], "Point"], ["!=", ["get", "kind"], "leg"]],
        paint: { "line-color": paint.attention, "line-width": 1.2, "line-dasharray": [3, 2] },
      },
      {
        id: "coast-name",
        type: "symbol",
        source: "coast",
        filter: ["has", "name"],
        // The mark at the end keeps brackets in place on pages that read from right to left.
        layout: { "text-field": ["concat", ["get", "name"], "\u200e"], "text-font": ["Noto"], "text-size": 13 },
        paint: { "text-color": paint.attention, "text-halo-color": paint.land, "text-halo-width": 1.5 },
      },
    );
  }
  return { version: 8, sources, layers };
}

function recolour(map) {
  const paint = colours();
  map.setPaintProperty("sea", "background-color", paint.sea);
  for (const layer of ["land", "coast"]) if (map.getLayer(layer)) map.setPaintProperty(layer, "fill-color", paint.land);
  map.setPaintProperty("border", "line-color", paint.border);
  for (const layer of ["leg-lines", "leg-arrows"]) if (map.getLayer(layer)) recolourLegs(map, layer, paint);
  for (const layer of ["points", "areas"]) {
    map.setPaintProperty(layer, "circle-color", paint.data);
    map.setPaintProperty(layer, "circle-stroke-color", paint.data);
  }
}

function addPoints(map, data, scale, isChange) {
  const paint = colours();
  const tone = isChange ? ["match", ["get", "mark"], "up", paint.data, "down", paint.accent, paint.ink] : paint.data;
  const circle = (id, filter, paintOf) =>
    map.addLayer({
      id,
      type: "circle",
      source: "points",
      filter: ["all", ["!", ["in", ["get", "mark"], ["literal", MARKS]]], filter],
      layout: { "circle-sort-key": ["-", 0, ["coalesce", ["get", "n"], 0]] },
      paint: { "circle-color": tone, "circle-stroke-color": tone, ...paintOf },
    });
  const area = ["in", ["get", "precision"], ["literal", AREAS]];
  map.addSource("points", { type: "geojson", data });
  circle("areas", area, {
    "circle-radius": scale.expression(1.6, 9),
    "circle-blur": isChange ? 0 : 0.55,
    "circle-opacity": isChange ? 0.55 : 0.26,
    "circle-stroke-width": isChange ? 1.5 : 0,
  });
  circle("points", ["!", area], {
    "circle-radius": scale.expression(1, 2.4),
    "circle-opacity": ["case", [">", ["coalesce", ["get", "n"], 0], 0], 0.45, 0],
    "circle-stroke-width": 1,
    "circle-stroke-opacity": 0.85,
  });
}

function addPopups(map, words) {
  const layers = ["points", "areas", "leg-lines", "hub-marks", "crossing-marks"].filter((id) => map.getLayer(id));
  map.on("click", (event) => {
    const { x, y } = event.point;
    const box = [
      [x - 4, y - 4],
      [x + 4, y + 4],
    ];
    const found = map.queryRenderedFeatures(box, { layers });
    if (!found.length) return;
    new Popup({ maxWidth: "20rem", offset: 6 })
      .setLngLat(found[0].geometry.type === "Point" ? found[0].geometry.coordinates : event.lngLat)
      .setDOMContent(popupContent(found.slice(0, AT_ONCE), found.length - AT_ONCE, words))
      .addTo(map);
  });
  for (const layer of layers) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
}
