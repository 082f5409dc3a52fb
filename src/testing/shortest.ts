/** Shortening a failing sequence. */

const smallSizes = [1, 2, 3] as const;
/** Above this, all threes of a sequence would be too many to try. */
const longestForAll = 40;

/**
 * The shortest of the sequences left when items are taken out of one that fails, for lengths up to 3 and sequences up to
 * 40; else one from which no single item can be taken.
 */
export function shortest<Item>(items: readonly Item[], fails: (some: readonly Item[]) => boolean): readonly Item[] {
  if (items.length <= longestForAll) {
    for (const size of smallSizes) {
      for (const some of sequences(items, size)) if (fails(some)) return some;
    }
  }
  return thinned(items, fails);
}

function* sequences<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  if (size === 0) return yield [];
  for (const [index, item] of items.entries()) {
    for (const rest of sequences(items.slice(index + 1), size - 1)) yield [item, ...rest];
  }
}

function thinned<Item>(items: readonly Item[], fails: (some: readonly Item[]) => boolean): readonly Item[] {
  for (const index of items.keys()) {
    const fewer = items.toSpliced(index, 1);
    if (fails(fewer)) return thinned(fewer, fails);
  }
  return items;
}
