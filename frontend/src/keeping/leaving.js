/**
 * Leaving a device: signing out removes what is kept on it first, and one key removes it at once.
 *
 * The key is Escape, held for a second: it is where it is in every layout and means nothing else when held. A button
 * `data-wipes` does the same, pressed twice. Then the browser goes to the address in the button's `data-wiped-to`, or home.
 * What waits to be sent is not lost by signing out: its page, told by `own("page")`, is opened instead.
 */
import { count, own, wipe } from "./store.js";

const HELD = 1000;

export function guard() {
  let holding = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat || holding) return;
    holding = setTimeout(leave, HELD);
  });
  for (const [where, what] of [[document, "keyup"], [window, "blur"]])
    where.addEventListener(what, () => {
      clearTimeout(holding);
      holding = 0;
    });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-wipes]");
    if (!button) return;
    if (button.dataset.again === undefined) {
      button.dataset.again = "";
      button.textContent = button.dataset.sure;
    } else leave();
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.getAttribute("action")?.endsWith("/accounts/logout/") || event.defaultPrevented) return;
    event.preventDefault();
    signOut(event.target);
  });
}

async function signOut(form) {
  const page = (await count("waiting").catch(() => 0)) ? await own("page") : "";
  if (page && page !== location.pathname) return location.assign(`${page}#waiting`);
  await wipe().catch(() => undefined);
  return HTMLFormElement.prototype.submit.call(form);
}

/** Remove everything, let the node forget the key too where it can be reached, and show another page. */
export async function leave() {
  document.dispatchEvent(new CustomEvent("corridor:wiping"));
  const renew = document.querySelector("[data-renew-url]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  await wipe().catch(() => undefined);
  if (renew && token)
    fetch(renew.dataset.renewUrl, { method: "POST", keepalive: true, headers: { "X-CSRFToken": token } }).catch(() => undefined);
  location.replace(document.querySelector("[data-wiped-to]")?.dataset.wipedTo || "/");
}
