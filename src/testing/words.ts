/** Words that no vocabulary has: what a provider might say tomorrow. */

const newWords = [
  "on_hold",
  "manual_review",
  "escalated",
  "pending_review",
  "partially_verified",
  "UNKNOWN",
  "v2.verified",
];

const known = new WeakMap<readonly string[], readonly string[]>();

/** Plain words that are none of the statuses: new ones, and known ones in another case or with something added. */
export function unknownWords(statuses: readonly string[]): readonly string[] {
  const words = known.get(statuses) ?? wordsBeside(statuses);
  known.set(statuses, words);
  return words;
}

function wordsBeside(statuses: readonly string[]): readonly string[] {
  const alike = statuses.flatMap((status) => [
    status.toUpperCase(),
    status.toLowerCase(),
    `${status}_v2`,
    `pre-${status}`,
    status.slice(0, -1),
  ]);
  return [...new Set([...newWords, ...alike])].filter((word) => word.length > 1 && !statuses.includes(word));
}
