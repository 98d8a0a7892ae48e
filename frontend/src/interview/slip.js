/** Makes the code of a slip, as `core/kernel/spoken.py` reads it: base 32 without I, L, O and U, and a check sign. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SIGNS = 12;

export function slip() {
  const body = Array.from(crypto.getRandomValues(new Uint8Array(SIGNS - 1)), (byte) => ALPHABET[byte & 31]).join("");
  return (body + checkSign(body)).match(/.{4}/g).join("-");
}

function checkSign(body) {
  let total = 0;
  [...body].reverse().forEach((sign, place) => {
    const value = ALPHABET.indexOf(sign) * (place % 2 === 0 ? 2 : 1);
    total += Math.floor(value / 32) + (value % 32);
  });
  return ALPHABET[(32 - (total % 32)) % 32];
}
