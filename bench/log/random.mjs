/** xorshift128, so that a seed gives the same log everywhere. */
export function createRandom(seed) {
  let [a, b, c, d] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88, 0xb7e15162 | 0];

  /** 32 bits, as a signed number. */
  function word() {
    const t = d ^ (d << 11);
    d = c;
    c = b;
    b = a;
    a = a ^ (a >>> 19) ^ (t ^ (t >>> 8));
    return a;
  }
  for (let round = 0; round < 64; round++) word();
  const share = () => (word() >>> 0) / 2 ** 32;
  return { word, share, below: (limit) => Math.floor(share() * limit) };
}

/** A word that looks random, another one for each word. */
export function mixed(word) {
  let mix = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return mix ^ (mix >>> 16);
}
