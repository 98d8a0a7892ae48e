/**
 * What is kept on the device, sealed: whoever reads the browser's files finds nothing of it without the key.
 *
 * The key never touches the device. A `Keeping` is made from a secret that the node tells to who is signed in, or from a
 * passphrase (PBKDF2-SHA-256 over a salt that lies here). From it come a key that seals (AES-256-GCM) and one that names:
 * even under which name something is kept cannot be read. What is sealed is padded to a size class.
 *
 * Three stores: `kept` (sealed, opened again with the key), `waiting` (sealed to somebody else, to be sent; nobody opens
 * them here), `own` (salts and other values without content).
 */
const DATABASE = "corridor";
const STORES = ["kept", "waiting", "own"];
const ROUNDS = 600_000;
const NONCE_BYTES = 12;
const SMALLEST = 1024;

const utf8 = new TextEncoder();
let opened = null;
let wiped = false;

/** Whether this browser can keep anything at all: not where the address is neither TLS nor this machine. */
export const canKeep = () => Boolean(globalThis.indexedDB && globalThis.crypto?.subtle);

export class Keeping {
  #seals;
  #names;

  constructor(seals, names) {
    this.#seals = seals;
    this.#names = names;
  }

  /** Return a keeping for a secret of 32 bytes. */
  static async of(secret) {
    const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
    const derived = (what, kind, uses) =>
      crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: utf8.encode(what) }, base, kind, false, uses);
    return new Keeping(
      await derived("corridor keeping seals", { name: "AES-GCM", length: 256 }, ["encrypt", "decrypt"]),
      await derived("corridor keeping names", { name: "HMAC", hash: "SHA-256", length: 256 }, ["sign"]),
    );
  }

  /** Return a keeping for a passphrase, over a salt that is made when it is first asked for. */
  static async ofPassphrase(words) {
    let salt = await own("salt");
    if (!salt) await setOwn("salt", (salt = crypto.getRandomValues(new Uint8Array(32))));
    const base = await crypto.subtle.importKey("raw", utf8.encode(words.normalize("NFKC")), "PBKDF2", false, ["deriveBits"]);
    return Keeping.of(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, base, 256));
  }

  /** Keep a value that JSON can write, sealed, under a name. */
  async keep(name, value) {
    const id = await this.#id(name);
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: utf8.encode(id) }, this.#seals, padded(value));
    await asked("kept", "readwrite", (store) => store.put({ nonce, sealed }, id));
  }

  /** Return what is kept under a name; undefined where there is nothing, or it was kept under another key. */
  async kept(name) {
    const id = await this.#id(name);
    const found = await asked("kept", "readonly", (store) => store.get(id));
    if (!found) return undefined;
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: found.nonce, additionalData: utf8.encode(id) }, this.#seals, found.sealed);
    return unpadded(plain);
  }

  /** Keep nothing under a name any more. */
  async forget(name) {
    const id = await this.#id(name);
    await asked("kept", "readwrite", (store) => store.delete(id));
  }

  async #id(name) {
    const signed = new Uint8Array(await crypto.subtle.sign("HMAC", this.#names, utf8.encode(name)));
    return hex(signed);
  }
}

/** Return how many things are kept, whoever has their key. */
export const count = (store = "kept") => asked(store, "readonly", (where) => where.count());

/** Hold something that was sealed to somebody else until it is sent. */
export const hold = (id, sealed) => asked("waiting", "readwrite", (store) => store.put(sealed, id));

/** Return what waits to be sent: its identifiers. */
export const waiting = () => asked("waiting", "readonly", (store) => store.getAllKeys());

/** Return one thing that waits. */
export const held = (id) => asked("waiting", "readonly", (store) => store.get(id));

/** Hold something no longer, since it was received. */
export const release = (id) => asked("waiting", "readwrite", (store) => store.delete(id));

/** Return or set a value that has no content of anybody. */
export const own = (name) => asked("own", "readonly", (store) => store.get(name));
export const setOwn = (name, value) => asked("own", "readwrite", (store) => store.put(value, name));

/** Remove everything that lies on this device: what is kept, what waits, copies of pages, and what answers without a network. */
export async function wipe() {
  if (globalThis.indexedDB) {
    const database = await open();
    wiped = true; // What was still being sealed is not kept after this; the page that goes on is another.
    await finished(database.transaction(STORES, "readwrite"), (change) => STORES.forEach((name) => change.objectStore(name).clear()));
    database.close();
    opened = null;
    await new Promise((done) => {
      const asked = indexedDB.deleteDatabase(DATABASE);
      asked.onsuccess = asked.onerror = asked.onblocked = done; // Another page may have it open; it is empty already.
    });
  }
  for (const name of (await globalThis.caches?.keys()) ?? []) await caches.delete(name);
  for (const one of (await navigator.serviceWorker?.getRegistrations()) ?? []) await one.unregister();
}

function open() {
  if (wiped) return Promise.reject(new Error("wiped"));
  opened ??= new Promise((done, failed) => {
    const asking = indexedDB.open(DATABASE, 1);
    asking.onupgradeneeded = () => STORES.forEach((name) => asking.result.createObjectStore(name));
    asking.onerror = () => failed(asking.error);
    asking.onsuccess = () => {
      asking.result.onversionchange = () => {
        asking.result.close();
        opened = null;
      };
      done(asking.result);
    };
  });
  return opened;
}

async function asked(name, mode, ask) {
  const change = (await open()).transaction(name, mode, mode === "readwrite" ? { durability: "strict" } : undefined);
  return finished(change, () => ask(change.objectStore(name)));
}

function finished(change, act) {
  return new Promise((done, failed) => {
    const request = act(change);
    change.oncomplete = () => done(request?.result);
    change.onerror = change.onabort = () => failed(change.error);
  });
}

export function padded(value, smallest = SMALLEST) {
  const content = utf8.encode(JSON.stringify(value));
  let size = smallest;
  while (size < content.length + 4) size *= 2;
  const filled = new Uint8Array(size);
  new DataView(filled.buffer).setUint32(0, content.length);
  filled.set(content, 4);
  return filled;
}

function unpadded(filled) {
  const length = new DataView(filled).getUint32(0);
  return JSON.parse(new TextDecoder().decode(new Uint8Array(filled, 4, length)));
}

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
