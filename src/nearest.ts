/** The one of `words` that a misspelt word comes closest to; undefined when none is close. */
export function nearest(misspelt: string, words: readonly string[]): string | undefined {
  const given = misspelt.slice(0, 64).toLowerCase();
  const close = words
    .map((word) => ({ word, distance: editDistance(given, word.toLowerCase()) }))
    .filter(({ word, distance }) => distance <= Math.max(1, Math.floor(word.length / 3)))
    .toSorted((a, b) => a.distance - b.distance);
  return close[0]?.word;
}

/** Levenshtein's distance: the fewest letters to insert, delete or replace. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, 1 + (row[column + 1] ?? 0), 1 + (next[column] ?? 0)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
