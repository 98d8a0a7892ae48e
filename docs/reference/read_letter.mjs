// Reads a letter of the exchange with nothing but Node's own cryptography: proof that the document of exchange is enough.
// Usage: node read_letter.mjs letters.json   (the file of vectors; prints one line of JSON for each)
import { createHash, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const DER = {
  privateX: "302e020100300506032b656e04220420",
  publicX: "302a300506032b656e032100",
  publicEd: "302a300506032b6570032100",
};
const key = (make, prefix, hex) => make({ key: Buffer.from(prefix + hex, "hex"), format: "der", type: make === createPrivateKey ? "pkcs8" : "spki" });
const keyId = (hex) => createHash("sha256").update("corridor key 1\n").update(Buffer.from(hex, "hex")).digest("hex");
const refused = (reason) => Object.assign(new Error(reason), { reason });

/** The canonical form: sorted keys, no spaces. Texts sort by their UTF-8 bytes; all keys of letters are ASCII. */
const canonical = (value) =>
  Array.isArray(value)
    ? `[${value.map(canonical).join(",")}]`
    : value && typeof value === "object"
      ? `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`
      : JSON.stringify(value);

function piece(written) {
  const found = Buffer.from(written, "base64url");
  if (found.toString("base64url") !== written) throw refused("form-not-known");
  return found;
}

function header(written, expected, agreed) {
  const said = JSON.parse(piece(written));
  const { kid, epk, ...rest } = said;
  if (canonical(rest) !== canonical(expected) || typeof kid !== "string" || Boolean(epk) !== agreed) throw refused("form-not-known");
  return said;
}

/** Unwraps a key (RFC 3394) and opens the content (AES-256-GCM). */
function opened(envelope, keys) {
  const parts = envelope.split(".");
  if (parts.length !== 5) throw refused("form-not-known");
  const head = header(parts[0], { alg: "ECDH-ES+A256KW", enc: "A256GCM", typ: "corridor-letter+jwe" }, true);
  const [wrapped, iv, content, tag] = parts.slice(1).map(piece);
  if (head.kid !== keyId(keys.recipient_public)) throw refused("not-for-us");
  try {
    const shared = diffieHellman({
      privateKey: key(createPrivateKey, DER.privateX, keys.recipient_private),
      publicKey: key(createPublicKey, DER.publicX, piece(head.epk.x).toString("hex")),
    });
    const field = (bytes) => Buffer.concat([Buffer.from(Uint32Array.of(bytes.length).buffer).swap32(), bytes]);
    const number = (value) => Buffer.from(Uint32Array.of(value).buffer).swap32();
    const agreed = createHash("sha256")
      .update(Buffer.concat([number(1), shared, field(Buffer.from("ECDH-ES+A256KW")), number(0), number(0), number(256)]))
      .digest();
    const unwrap = createDecipheriv("id-aes256-wrap", agreed, Buffer.alloc(8, 0xa6));
    const contentKey = Buffer.concat([unwrap.update(wrapped), unwrap.final()]);
    const open = createDecipheriv("aes-256-gcm", contentKey, iv).setAAD(Buffer.from(parts[0])).setAuthTag(tag);
    return Buffer.concat([open.update(content), open.final()]).toString();
  } catch (wrong) {
    throw refused("signature-wrong");
  }
}

function verified(signed, type, known) {
  const parts = signed.split(".");
  if (parts.length !== 3) throw refused("form-not-known");
  const head = header(parts[0], { alg: "Ed25519", typ: type }, false);
  const signer = known[head.kid];
  if (!signer) throw refused("sender-unknown");
  if (signer.revoked) throw refused("key-revoked");
  const [payload, signature] = parts.slice(1).map(piece);
  const holds = verify(null, Buffer.from(`${parts[0]}.${parts[1]}`), key(createPublicKey, DER.publicEd, signer.public), signature);
  if (!holds) throw refused("signature-wrong");
  return [signer.code, payload.toString()];
}

const FIELDS = "at,form,from,have,items,receipts,to";

function read(envelope, { keys, us, now }) {
  const known = {};
  for (const [code, hex] of Object.entries(keys.nodes)) known[keyId(hex)] = { code, public: hex };
  known[keyId(keys.revoked)] = { revoked: true };
  const [sender, written] = verified(opened(envelope, keys), "corridor-letter+jws", known);
  const letter = JSON.parse(written);
  if (canonical(letter) !== written) throw refused("form-not-known");
  if (letter.form !== 1) throw refused("version-not-known");
  if (Object.keys(letter).sort().join() !== FIELDS || !Number.isSafeInteger(letter.have)) throw refused("form-not-known");
  if (letter.from !== sender) throw refused("signature-wrong");
  if (letter.to !== us) throw refused("not-for-us");
  if (Date.parse(letter.at) > Date.parse(now) + 129_600_000) throw refused("from-the-future");
  const authorities = Object.fromEntries(Object.entries(keys.authorities).map(([code, hex]) => [keyId(hex), { code, public: hex }]));
  for (const item of letter.items) {
    const [code, said] = verified(piece(item.content).toString(), "corridor-item+jws", authorities);
    const content = JSON.parse(said);
    if (code !== content.originator || content.about !== item.about || content.version !== item.version) throw refused("signature-wrong");
  }
  return letter;
}

const vectors = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const { name, envelope } of [...vectors.good, ...vectors.bad]) {
  try {
    console.log(JSON.stringify({ name, letter: read(envelope, vectors) }));
  } catch (wrong) {
    console.log(JSON.stringify({ name, reason: wrong.reason ?? String(wrong) }));
  }
}
