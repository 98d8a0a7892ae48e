/** How large a figure is drawn: the area of a circle follows the figure, at one scale for the whole picture. */
const LARGEST = 30;
const ZOOMS = [
  [0, 0.6],
  [4, 1],
  [9, 2],
];

export class Scale {
  /** @param {number[]} figures Every figure of the picture. */
  constructor(figures) {
    this.most = figures.reduce((most, figure) => Math.max(most, figure), 1);
    this.unit = Math.min(4, LARGEST / Math.sqrt(Math.max(this.most, 150)));
  }

  /** The radius in pixels of a figure at a zoom. */
  radius(figure, zoom) {
    return this.unit * Math.sqrt(figure) * this.factor(zoom);
  }

  factor(zoom) {
    for (let step = 1; step < ZOOMS.length; step += 1) {
      const [from, low] = ZOOMS[step - 1];
      const [to, high] = ZOOMS[step];
      if (zoom <= to) return low + ((Math.max(zoom, from) - from) / (to - from)) * (high - low);
    }
    return ZOOMS.at(-1)[1];
  }

  /** The same as an expression of the map library; nothing is drawn smaller than `least`. */
  expression(times, least) {
    const base = ["*", this.unit * times, ["sqrt", ["coalesce", ["get", "n"], 0]]];
    const stops = ZOOMS.flatMap(([zoom, factor]) => [zoom, ["max", least, ["*", factor, base]]]);
    return ["interpolate", ["linear"], ["zoom"], ...stops];
  }

  /** Round figures for the legend, the largest not above the largest drawn. */
  steps() {
    const steps = [1, 10, 100, 1000, 10000, 100000].filter((step) => step <= this.most);
    return steps.slice(-3);
  }
}
