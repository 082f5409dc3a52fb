/** A small seeded generator for simulated logs: the same seed gives the same log everywhere. Not for secrets. */

/** Gives whole numbers from 0 to 65535, as the choices of a walk are. */
export type Random = () => number;

/** sfc32 (Doty-Humphrey, PractRand), seeded by a number's two halves and run in. */
export function randomFrom(seed: number): Random {
  let a = Math.floor(seed / 0x1_0000_0000) | 0;
  let b = seed | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 8) & 0xffff;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}
