/**
 * Looks through what was typed for what looks like a name, a telephone number or a number of papers, without a network.
 * The words are those of `core/screening/rules.yaml`; the node looks again with all of its rules when it receives.
 */
const ARABIC = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": "", "ء": "", "ؤ": "و", "ئ": "ي" };
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;
const WORD = /[\p{L}\p{M}'’-]+/gu;

export const fold = (text) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[أإآٱىةکیـءؤئ]/g, (sign) => ARABIC[sign])
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const plain = (text) => text.replace(DIGITS, (sign) => String(sign.charCodeAt(0) & 15));

/** Return what a text looks like it holds: kinds, never the words themselves. */
export function found(text, rules) {
  const kinds = new Set();
  const written = plain(text);
  if (/[^\s@]+@[^\s@]+\.[a-z]{2,}/iu.test(written)) kinds.add("email");
  for (const [number] of written.matchAll(/\+?\d(?:[\s().-]{0,2}\d){6,}/gu)) if (!isDate(number)) kinds.add("phone");
  if (/(?<![\p{L}\p{N}])(?=[\p{L}\d]*\d{3})(?=[\p{L}\d]*\p{Lu})[\p{Lu}\d]{6,12}(?![\p{L}\p{N}])/u.test(written)) kinds.add("document");
  for (const [kind, least] of [["phone", 5], ["document", 4], ["birth", 4]]) {
    const near = new RegExp(`(?<!\\p{L})(?:${rules.patterns[kind]})(?!\\p{L})[^\\d\\n]{0,24}\\d(?:[\\s/.-]?\\d){${least - 1},}`, "iu");
    if (near.test(written)) kinds.add(kind);
  }
  if (hasName(text, rules)) kinds.add("name");
  return kinds;
}

function hasName(text, rules) {
  const given = (rules.givenSet ??= new Set(rules.given));
  const before = (rules.cueSet ??= new Set([...rules.cues, ...rules.titles]));
  const words = text.match(WORD) ?? [];
  const folded = words.map(fold);
  return words.some((word, at) => {
    const isCapital = /^\p{Lu}/u.test(word) || /^\p{Script=Arabic}/u.test(word);
    if (isCapital && given.has(folded[at])) return true;
    const cue = at > 0 && (before.has(folded[at - 1]) || (at > 1 && before.has(`${folded[at - 2]} ${folded[at - 1]}`)));
    return Boolean(cue && isCapital && word.length > 1);
  });
}

const isDate = (number) => /^\d{4}[-.\s]\d{1,2}[-.\s]\d{1,2}$|^\d{1,2}[-.\s]\d{1,2}[-.\s]\d{4}$/.test(number.trim());
