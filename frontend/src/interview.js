/**
 * An interview on a telephone, without a network. In progress it is sealed under the passphrase of this telephone; once
 * finished it is sealed to the protection body, and this telephone cannot read it any more. Without consent nothing is
 * kept, and "stop" removes it at once.
 */
import { canSeal, padded, sealTo } from "./interview/sealing.js";
import { found } from "./interview/screening.js";
import { sendWaiting } from "./interview/sending.js";
import { slip } from "./interview/slip.js";
import { guard } from "./keeping/leaving.js";
import { canKeep, hex, hold, Keeping, own, setOwn, waiting } from "./keeping/store.js";

const DRAFT = "interview";
const CHECK = "known";
const LEAST_SIGNS = 10;
const DELAY = 300;

const form = document.querySelector("[data-interview]");
const app = document.querySelector("[data-phone]");
const words = app.dataset;
const part = (name) => app.querySelector(`[data-part="${name}"]`);
const steps = [...form.querySelectorAll("[data-step]")];
const rules = JSON.parse(document.getElementById("screening").textContent);
let keeping = null;
let at = 0;
let typing = 0;
let saved = Promise.resolve();

guard();
begin();

async function begin() {
  const works = canKeep() && (await canSeal());
  app.dataset.works = String(works);
  if (!works) return tell("old");
  if ("serviceWorker" in navigator)
    navigator.serviceWorker.register(words.worker, { scope: words.page }).then(() => navigator.serviceWorker.ready).then(() => (app.dataset.installed = ""), () => undefined);
  form.hidden = true;
  part("start").hidden = false;
  part("choose").hidden = Boolean(await own("salt"));
  part("start").querySelector("form").addEventListener("submit", unlock);
  part("send").addEventListener("click", send);
  part("anew").addEventListener("click", anew);
  part("next").addEventListener("click", () => go(at + 1));
  part("back").addEventListener("click", () => go(at - 1));
  part("stop").addEventListener("click", stop);
  form.addEventListener("input", typed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", finish);
  document.addEventListener("visibilitychange", () => document.hidden && save());
  addEventListener("online", send);
  await showWaiting();
  if (navigator.onLine) send();
  return undefined;
}

async function unlock(event) {
  event.preventDefault();
  const field = event.target.elements.namedItem("passphrase");
  if (field.value.length < LEAST_SIGNS) return tell("short");
  tell("opening");
  const isFirst = !(await own("salt"));
  const opened = await Keeping.ofPassphrase(field.value);
  field.value = "";
  if (isFirst) await opened.keep(CHECK, true);
  else if (!(await opened.kept(CHECK).catch(() => null))) return tell("wrong");
  await setOwn("page", words.page);
  keeping = opened;
  tell("");
  part("start").hidden = true;
  form.hidden = false;
  part("moves").hidden = false;
  const draft = await keeping.kept(DRAFT);
  if (draft) {
    fill(draft.values);
    tell("takenUp");
  }
  readIn(form.elements.namedItem("consent_language").value);
  return go(draft?.at ?? 0);
}

function go(to) {
  if (to > at && steps[at].dataset.step === "consent" && !agreed()) {
    if (form.elements.namedItem("consent").value === "no") return stop();
    return tell("noConsent");
  }
  if (to > at && steps[at].dataset.step === "words" && !wordsMayStay()) return undefined;
  if (to > at && !answered(steps[at])) return tell("unanswered");
  tell("");
  at = Math.max(0, Math.min(to, steps.length - 1));
  steps.forEach((step, number) => (step.hidden = number !== at));
  part("back").hidden = at === 0;
  part("next").hidden = at === steps.length - 1;
  scrollTo(0, 0);
  steps[at].querySelector("h2").focus();
  return save();
}

/** Everything that must be answered in a step is: a choice of each list, where "not said" is one. */
function answered(step) {
  const names = new Set([...step.querySelectorAll("[data-needed]")].map((field) => field.name));
  const told = new FormData(form);
  const missing = [...names].find((name) => !told.get(name));
  if (missing) form.elements.namedItem(missing)[0]?.closest("fieldset")?.scrollIntoView();
  return !missing;
}

const agreed = () => {
  const told = new FormData(form);
  return told.get("consent") === "yes" && told.getAll("consent_to").includes("figures");
};

function wordsMayStay() {
  const field = form.elements.namedItem("words");
  const kinds = found(field.value, rules);
  part("flagged").hidden = !kinds.size;
  for (const one of part("flagged").querySelectorAll("[data-kind]")) one.hidden = !kinds.has(one.dataset.kind);
  if (field.value.trim() && !new FormData(form).getAll("consent_to").includes("words")) {
    tell("noWords");
    return false;
  }
  if (!kinds.size || form.elements.namedItem("confirmed").checked) return true;
  tell("personal");
  return false;
}

function typed(event) {
  if (event.target.name === "words") form.elements.namedItem("confirmed").checked = false;
  delete app.dataset.kept;
  clearTimeout(typing);
  typing = setTimeout(save, DELAY);
}

function changed(event) {
  if (event.target.name === "consent_language") readIn(event.target.value);
  if (event.target.name === "told_before") part("repeat").hidden = !event.target.value.endsWith("-before") || event.target.value === "nobody-before";
  if (event.target.dataset.alone !== undefined && event.target.checked)
    for (const other of form.querySelectorAll(`[name="${event.target.name}"]`)) if (other !== event.target) other.checked = false;
  if (event.target.type === "checkbox" && event.target.dataset.alone === undefined && event.target.checked)
    for (const other of form.querySelectorAll(`[name="${event.target.name}"][data-alone]`)) other.checked = false;
}

function readIn(language) {
  for (const one of form.querySelectorAll("[data-read]")) one.hidden = one.dataset.read !== language;
}

/** Nothing is kept before the person agreed. */
function save() {
  clearTimeout(typing);
  if (!keeping || !agreed()) return saved;
  const content = { values: [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"), at };
  saved = saved.then(() => keeping.keep(DRAFT, content)).then(() => (app.dataset.kept = ""), () => undefined);
  return saved;
}

function fill(values) {
  for (const field of form.elements) {
    const told = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = told.includes(field.value);
    else if (field.type !== "hidden" && told.length) field.value = told[0];
  }
}

async function finish(event) {
  event.preventDefault();
  if (!agreed()) return tell("noConsent");
  if (!wordsMayStay()) return undefined;
  if (!steps.every(answered)) return tell("unanswered");
  const uid = hex(crypto.getRandomValues(new Uint8Array(16)));
  const code = slip();
  const key = Uint8Array.from(atob(words.key), (sign) => sign.charCodeAt(0));
  const bound = new TextEncoder().encode(`corridor interview 1\0${uid}`);
  await hold(uid, await sealTo(key, padded(JSON.stringify(told(uid, code))), bound));
  await forgetDraft();
  part("code").textContent = code;
  part("moves").hidden = true;
  form.hidden = true;
  part("done").hidden = false;
  part("again").hidden = false;
  part("code").focus();
  await showWaiting();
  return send();
}

function told(uid, code) {
  const fields = new FormData(form);
  const now = new Date();
  const of = (names) => Object.fromEntries(names.split(" ").map((name) => [name, fields.get(name) ?? ""]));
  const all = (names) => Object.fromEntries(names.split(" ").map((name) => [name, fields.getAll(name)]));
  return {
    interview: 1,
    uid,
    month: `${now.getUTCFullYear()}-${String(now.getUTCMonth() + 1).padStart(2, "0")}`,
    consent: { version: Number(fields.get("consent_version")), language: fields.get("consent_language"), given: true, to: fields.getAll("consent_to") },
    offers: of("same_sex alone interpreter break support"),
    ...of("sex age origin destination way price told_before slip_before words"),
    ...all("reasons sources abuses"),
    slip: code,
    guardian: fields.get("guardian") === "yes",
    confirmed: fields.get("confirmed") === "yes",
  };
}

/** The person stops: what was said is removed before anything else happens. */
async function stop() {
  await forgetDraft();
  part("moves").hidden = true;
  form.hidden = true;
  part("stopped").hidden = false;
  part("again").hidden = false;
  part("anew").focus();
}

async function forgetDraft() {
  clearTimeout(typing);
  await saved;
  await keeping?.forget(DRAFT);
  delete app.dataset.kept;
  form.reset();
  for (const field of form.elements) if (field.type === "checkbox" || field.type === "radio") field.checked = false;
}

function anew() {
  location.reload();
}

let sending = false;
async function send() {
  if (sending) return;
  sending = true;
  const result = await sendWaiting(words.ready, words.send).catch(() => "offline");
  sending = false;
  await showWaiting();
  part("sent").textContent = (await waiting()).length ? words[result] : words.nothingWaits;
  part("sign-in").hidden = result !== "signedOut";
}

async function showWaiting() {
  const count = (await waiting()).length;
  part("waiting").textContent = words.waiting.replace("{count}", String(count));
  part("send").hidden = !count;
  part("waiting").hidden = !count;
  app.dataset.waits = String(count);
}

function tell(what) {
  const place = part("told");
  place.textContent = what ? words[what] : "";
  place.hidden = !what;
  if (what) place.scrollIntoView({ block: "center" });
}
