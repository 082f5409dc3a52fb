/** A hash of words, to which each of their bits counts: names and ids may have much in common. */
export function hashOf(words: Uint32Array, place: number, length: number): number {
  let mixed = 0;
  for (let word = place; word < place + length; word++) {
    mixed = Math.imul(mixed ^ (words[word] ?? 0), 0x9e3779b1);
    mixed ^= mixed >>> 15;
  }
  return mixed;
}
