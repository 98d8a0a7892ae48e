/** Cuts the bundled country shapes at the antimeridian, so that no shape is smeared across the map. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoEquirectangular } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const DECIMALS = 100;

/** An equirectangular projection whose output is degrees again: it only cuts and closes what crosses the 180th meridian. */
const degrees = () =>
  geoEquirectangular()
    .scale(180 / Math.PI)
    .translate([0, 0])
    .reflectY(true)
    .precision(0);

const rounded = ([x, y]) => [Math.round(x * DECIMALS) / DECIMALS, Math.round(y * DECIMALS) / DECIMALS];

/** A ring with rounded corners, without those that fell together; null when nothing is left of it. */
function ring(points) {
  const kept = [];
  for (const point of points.map(rounded)) {
    const last = kept.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) kept.push(point);
  }
  return kept.length > 3 ? kept : null;
}

const polygon = (rings) => rings.map(ring).filter(Boolean);

/** All countries as one feature collection in degrees, each with its numeric ISO code and nothing else. */
export function world() {
  const topology = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
  const features = [];
  for (const shape of feature(topology, topology.objects.countries).features) {
    const cut = geoProject(shape, degrees());
    if (!cut?.geometry) continue;
    const parts = cut.geometry.type === "Polygon" ? [cut.geometry.coordinates] : cut.geometry.coordinates;
    const coordinates = parts.map(polygon).filter((rings) => rings.length);
    features.push({
      type: "Feature",
      properties: { id: shape.id ?? "" },
      geometry: { type: "MultiPolygon", coordinates },
    });
  }
  return { type: "FeatureCollection", features };
}
