/** Draws a picture as it leaves the page: title, picture, then marking, sources and reader, in the direction of the page. */
const EDGE = 24;
const LINE = 22;
const FONT = '"Noto", "Noto Sans", system-ui, sans-serif';

export function framed(picture, imprint) {
  const ratio = Math.max(1, Math.round(picture.width / (picture.clientWidth || picture.width)));
  const width = Math.max(640, Math.round(picture.width / ratio));
  const height = Math.round((picture.height / picture.width) * width);
  const measure = document.createElement("canvas").getContext("2d");
  const above = wrapped(measure, imprint.title, `650 18px ${FONT}`, width);
  const strong = wrapped(measure, imprint.marking, `700 15px ${FONT}`, width);
  const below = imprint.lines.flatMap((line) => wrapped(measure, line, `400 13px ${FONT}`, width));
  const top = EDGE + above.length * (LINE + 4);
  const all = top + height + EDGE / 2 + (strong.length + below.length) * LINE + EDGE;
  const canvas = document.createElement("canvas");
  canvas.width = (width + 2 * EDGE) * ratio;
  canvas.height = all * ratio;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, EDGE, top, width, height);
  pen.fillStyle = "#16232b";
  pen.direction = imprint.isRightToLeft ? "rtl" : "ltr";
  pen.textAlign = "start";
  pen.textBaseline = "alphabetic";
  const start = imprint.isRightToLeft ? width + EDGE : EDGE;
  let at = EDGE + 14;
  const write = (lines, font, step) => {
    pen.font = font;
    for (const line of lines) {
      pen.fillText(line, start, at);
      at += step;
    }
  };
  write(above, `650 18px ${FONT}`, LINE + 4);
  at = top + height + EDGE / 2 + 15;
  write(strong, `700 15px ${FONT}`, LINE);
  write(below, `400 13px ${FONT}`, LINE);
  // What was written, for whoever cannot read it out of the pixels: screen readers of the page, and the tests.
  canvas.dataset.written = [imprint.title, imprint.marking, ...imprint.lines].join("\n");
  document.body.dataset.pictureWritten = canvas.dataset.written;
  return canvas;
}

function wrapped(pen, text, font, width) {
  pen.font = font;
  const lines = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && pen.measureText(`${last} ${word}`).width <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
