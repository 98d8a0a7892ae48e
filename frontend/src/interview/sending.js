/** Sends what waits on this telephone. Each is removed when the node gave its receipt, and not before. */
import { held, release, waiting } from "../keeping/store.js";

const MOST = 20;

/** Return how it went: "sent", "signedOut", "offline" or "refused". */
export async function sendWaiting(readyUrl, sendUrl) {
  const ids = await waiting();
  if (!ids.length) return "sent";
  const ready = await fetch(readyUrl, { cache: "no-store", headers: { Accept: "application/json" } }).catch(() => null);
  if (!ready) return "offline";
  if (!ready.ok || ready.redirected) return "signedOut";
  const { csrf } = await ready.json();
  for (let from = 0; from < ids.length; from += MOST) {
    const items = await Promise.all(ids.slice(from, from + MOST).map(async (uid) => ({ uid, sealed: base64(await held(uid)) })));
    const body = new FormData();
    body.append("csrfmiddlewaretoken", csrf);
    body.append("items", JSON.stringify(items));
    const answer = await fetch(sendUrl, { method: "POST", body }).catch(() => null);
    if (!answer) return "offline";
    if (!answer.ok || answer.redirected) return "signedOut";
    const { answers } = await answer.json();
    for (const one of answers) if (one.receipt) await release(one.uid);
  }
  return (await waiting()).length ? "refused" : "sent";
}

function base64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
