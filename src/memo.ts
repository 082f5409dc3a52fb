/** Remembering answers without remembering all of them: what messages can vary must not grow memory for ever. */

/** The value of a key, made when it is not known. A map that holds `most` is emptied first. */
export function memoized<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value, most = 20_000): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= most) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}
