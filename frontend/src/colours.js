/** The colours of the style sheet, so that the map follows its light and dark schemes. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const names = ["sea", "land", "border", "data", "attention", "stopped", "ink", "paper", "accent"];
  return Object.fromEntries(names.map((name) => [name, colour(name)]));
}
