/** Numbers from texts and numbers that look like chance and are the same everywhere. Not for secrets. */

/** 32 bits of a text, by FNV-1a; another `seed` gives other ones. */
export function hashed(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b9);
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return scattered(hash);
}

/** 32 bits of a number, by the finalizer of MurmurHash3: neighbours land far apart. */
export function scattered(number: number): number {
  let hash = number;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
