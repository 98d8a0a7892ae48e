/**
 * Forms that survive: <form method="post" data-keeps="name"> with the component `design/components/keeps.html` inside.
 *
 * What is typed is kept on the device as it is typed, sealed under a key that the node tells to who is signed in, and
 * taken up again when the page is opened again. Sent without a connection it waits and is sent once when there is one:
 * the hidden field `once` tells the node that a second sending is the same one. Files are not kept.
 *
 * Events on the form: `corridor:restoring` (detail.values, before the fields are filled, so that a page can add rows),
 * `corridor:restored`, `corridor:wiped`.
 */
import { canKeep, hex, Keeping } from "./store.js";

const DELAY = 300;
const RETRY = [2000, 5000, 10_000, 30_000];
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "duty"]);
const NOT_CONTENT = new Set(["file", "password", "submit", "button", "image", "reset"]);
const CUT = new Set([502, 503, 504]);

export function survive(form) {
  const part = form.querySelector("[data-keeps-part]");
  const words = part.dataset;
  const state = part.querySelector("[data-keeps-state]");
  const notice = part.querySelector("[data-keeps-notice]");
  const once = form.elements.namedItem("once");
  const name = form.dataset.keeps;
  let keeping = null;
  let account = "";
  let waiting = 0;
  let tries = 0;
  let queued = false;
  let sending = false;
  let gone = false;
  let saved = Promise.resolve();

  part.hidden = false;
  if (!canKeep()) return say("impossible");
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", submitted);
  document.addEventListener("visibilitychange", () => document.hidden && flush());
  addEventListener("online", () => queued && send());
  notice.querySelector("[data-keeps-discard]").addEventListener("click", discard);
  document.addEventListener("corridor:wiping", wiped);
  return begin();

  async function begin() {
    const told = await key();
    if (!told) return say("impossible");
    keeping = await Keeping.of(told);
    const found = await keeping.kept(name);
    if (found && !gone) takeUp(found);
    form.dataset.keepsReady = "";
    return undefined;
  }

  /** Ask the node for the secret of this account; a later answer must be of the same account. */
  async function key() {
    const answer = await fetch(words.keyUrl, { cache: "no-store", headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return null;
    const told = await answer.json();
    if (account && told.key !== account) return null;
    account = told.key;
    form.elements.namedItem("csrfmiddlewaretoken").value = told.csrf;
    return Uint8Array.from(atob(told.key), (sign) => sign.charCodeAt(0));
  }

  function takeUp(found) {
    const before = JSON.stringify(values());
    once.value = found.once;
    form.dispatchEvent(new CustomEvent("corridor:restoring", { detail: { values: found.values } }));
    fill(found.values);
    form.dispatchEvent(new CustomEvent("corridor:restored", { detail: { values: found.values } }));
    if (before === JSON.stringify(values())) return;
    notice.hidden = false;
    notice.querySelector("[data-keeps-told]").textContent = found.queued ? words.unsent : words.restored.replace("{time}", shown(found.at));
    say("kept", found.at);
  }

  function typed(event) {
    if (!event.target.name || gone) return;
    clearTimeout(waiting);
    if (!queued && !sending) state.dataset.keepsState = "typed";
    waiting = setTimeout(save, DELAY);
  }

  function flush() {
    if (waiting) save();
  }

  function save() {
    clearTimeout(waiting);
    waiting = 0;
    if (!keeping || gone) return saved;
    once.value ||= hex(crypto.getRandomValues(new Uint8Array(16)));
    const now = Date.now();
    const content = { values: values(), once: once.value, at: now, queued };
    saved = saved.then(() => (gone ? undefined : keeping.keep(name, content))).then(() => gone || queued || sending || say("kept", now), () => say("impossible"));
    return saved;
  }

  function submitted(event) {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (event.submitter?.name) remember(event.submitter);
    send();
  }

  /** A button that was pressed says what is to be done; it is sent as a hidden field, so that a later try says the same. */
  function remember(button) {
    form.querySelector("[data-keeps-pressed]")?.remove();
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
    field.dataset.keepsPressed = "";
    form.append(field);
  }

  async function send() {
    if (sending || gone) return;
    sending = true;
    queued = false;
    once.value ||= hex(crypto.getRandomValues(new Uint8Array(16)));
    await save();
    say("sending");
    const answer = await fetch(form.getAttribute("action") || location.href, { method: "POST", body: new FormData(form), headers: { "X-Corridor-Keeps": "1", Accept: "application/json" } }).catch(() => null);
    sending = false;
    if (!answer || CUT.has(answer.status)) return wait();
    if (answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json")) return received(await answer.json());
    if (answer.redirected && (await isSignedOut(answer))) return undefined;
    // A page that says what must be corrected: the browser shows it, and what is kept stays until the form is received.
    return HTMLFormElement.prototype.submit.call(form);
  }

  async function isSignedOut(answer) {
    if (!new URL(answer.url).pathname.match(/\/(accounts\/login|purpose)\//)) return false;
    say("signedOut");
    queued = true;
    setTimeout(async () => (await key().catch(() => null)) ? send() : wait("signedOut"), RETRY[2]);
    return true;
  }

  function wait(why = "offline") {
    queued = true;
    save();
    say(why);
    setTimeout(() => queued && again(why), RETRY[Math.min(tries++, RETRY.length - 1)]);
  }

  async function again(why) {
    if (why === "signedOut" && !(await key().catch(() => null))) return wait(why);
    return send();
  }

  async function received({ to }) {
    gone = true;
    await saved;
    await keeping?.forget(name);
    location.assign(to);
  }

  async function discard() {
    gone = true;
    await saved;
    await keeping?.forget(name);
    location.reload();
  }

  function wiped() {
    gone = true;
    keeping = null;
    for (const field of form.elements) if (field.type !== "hidden") empty(field);
    form.dispatchEvent(new CustomEvent("corridor:wiped"));
  }

  function values() {
    return [...new FormData(form)].filter(([field, value]) => typeof value === "string" && !NOT_KEPT.has(field) && field !== "once");
  }

  function fill(kept) {
    const left = new Map();
    for (const [field, value] of kept) left.set(field, [...(left.get(field) ?? []), value]);
    for (const field of form.elements) {
      if (!field.name || NOT_KEPT.has(field.name) || field === once || NOT_CONTENT.has(field.type)) continue;
      const told = left.get(field.name) ?? [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = told.includes(field.value);
      else if (field.type === "select-multiple") for (const choice of field.options) choice.selected = told.includes(choice.value);
      else if (told.length) field.value = told.shift();
      for (const opened of ancestors(field)) if (field.value && field.type !== "hidden" && (field.type !== "checkbox" || field.checked)) opened.open = true;
    }
    for (const field of form.elements) if (field.type === "select-one" || field.checked) field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function say(what, at) {
    state.textContent = words[what].replace("{time}", at ? shown(at) : "");
    state.dataset.keepsState = what;
  }
}

const ancestors = (field) => {
  const found = [];
  for (let one = field.closest("details"); one; one = one.parentElement.closest("details")) found.push(one);
  return found;
};

const shown = (at) =>
  new Intl.DateTimeFormat(`${document.documentElement.lang}-u-nu-latn`, { hour: "2-digit", minute: "2-digit" }).format(new Date(at));

function empty(field) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = false;
  else if (field.tagName === "SELECT") field.selectedIndex = 0;
  else if (!NOT_CONTENT.has(field.type) || field.type === "file") field.value = "";
}
