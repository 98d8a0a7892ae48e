/**
 * Seals to the public key of the protection body: HPKE (RFC 9180) in base mode with X25519, HKDF-SHA256 and AES-256-GCM,
 * as `web/base/sealing.py` opens it. Who seals cannot open again: the private half of the key that is made here is gone
 * when the function returns.
 */
const utf8 = new TextEncoder();
const KEM = Uint8Array.of(0x4b, 0x45, 0x4d, 0x00, 0x20); // "KEM", X25519
const SUITE = Uint8Array.of(0x48, 0x50, 0x4b, 0x45, 0x00, 0x20, 0x00, 0x01, 0x00, 0x02); // "HPKE", X25519, SHA-256, AES-256-GCM
const NOTHING = new Uint8Array(0);
const SMALLEST = 4096;

export async function sealTo(publicKey, content, bound) {
  const recipient = await crypto.subtle.importKey("raw", publicKey, { name: "X25519" }, false, []);
  const pair = await crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
  const enc = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: "X25519", public: recipient }, pair.privateKey, 256));
  const secret = await expand(KEM, await extract(KEM, NOTHING, "eae_prk", shared), "shared_secret", joined(enc, publicKey), 32);
  const context = joined(
    Uint8Array.of(0),
    await extract(SUITE, NOTHING, "psk_id_hash", NOTHING),
    await extract(SUITE, NOTHING, "info_hash", bound),
  );
  const scheduled = await extract(SUITE, secret, "secret", NOTHING);
  const key = await crypto.subtle.importKey("raw", await expand(SUITE, scheduled, "key", context, 32), "AES-GCM", false, ["encrypt"]);
  const iv = await expand(SUITE, scheduled, "base_nonce", context, 12);
  return joined(enc, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, content)));
}

/** Return content with its length before it, filled up to a size class, as `sealing.padded` writes it. */
export function padded(text) {
  const content = utf8.encode(text);
  let size = SMALLEST;
  while (size < content.length + 8) size *= 2;
  const filled = new Uint8Array(size);
  new DataView(filled.buffer).setBigUint64(0, BigInt(content.length));
  filled.set(content, 8);
  return filled;
}

/** Whether this browser has the curve: those of 2025 and later do. */
export const canSeal = () =>
  crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]).then(
    () => true,
    () => false,
  );

async function hmac(key, content) {
  const raw = key.length ? key : new Uint8Array(32); // An empty key is a key of zeros, and not every browser takes an empty one.
  const imported = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, content));
}

const labelled = (suite, label) => joined(utf8.encode("HPKE-v1"), suite, utf8.encode(label));

const extract = (suite, salt, label, material) => hmac(salt, joined(labelled(suite, label), material));

async function expand(suite, secret, label, info, length) {
  const asked = joined(Uint8Array.of(length >> 8, length & 255), labelled(suite, label), info, Uint8Array.of(1));
  return (await hmac(secret, asked)).slice(0, length);
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
