/** A button that brings the whole answer back into view. */
export class WholeView {
  constructor(label, act) {
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.title = label;
    this.button.setAttribute("aria-label", label);
    this.button.className = "map__whole";
    this.button.addEventListener("click", act);
  }

  onAdd() {
    this.box = document.createElement("div");
    this.box.className = "maplibregl-ctrl maplibregl-ctrl-group";
    this.box.append(this.button);
    return this.box;
  }

  onRemove() {
    this.box.remove();
  }
}
