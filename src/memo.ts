/** Remembering answers without remembering all of them: what messages can vary must not grow memory for ever. */

const capacity = 20_000;

/** The value of a key, made when it is not known. A full map is emptied first. */
export function remembered<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= capacity) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}
