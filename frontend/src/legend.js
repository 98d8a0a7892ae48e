/** Draws the sizes of the circles beside the map, at the map's present zoom. */
const SVG = "http://www.w3.org/2000/svg";

function sample(figure, radius) {
  const item = document.createElement("span");
  const size = Math.ceil(Math.max(radius, 2.4) * 2 + 2);
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("width", size);
  drawing.setAttribute("height", size);
  drawing.setAttribute("aria-hidden", "true");
  const circle = document.createElementNS(SVG, "circle");
  circle.setAttribute("cx", size / 2);
  circle.setAttribute("cy", size / 2);
  circle.setAttribute("r", Math.max(radius, 2.4));
  drawing.append(circle);
  item.append(drawing, new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`).format(figure));
  return item;
}

/** Keeps the scale of the legend in step with the map. */
export function legendScale(legend, map, scale, measure) {
  const steps = scale.steps();
  if (!measure || steps.length < 2) return;
  const box = document.createElement("p");
  box.className = "legend__scale";
  const show = () => box.replaceChildren(...steps.map((step) => sample(step, scale.radius(step, map.getZoom()))));
  show();
  map.on("zoomend", show);
  legend.prepend(box);
}
