/** Names of the code as words, and times as a reader writes them. */

/** `maxAttempts` as "max attempts". */
export function wordsOf(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}

/** `awaiting_person` as "awaiting person". */
export const phaseWords = (phase: string): string => phase.replaceAll("_", " ");

/** `2024-03-01T09:00:00.25Z` as "2024-03-01 09:00:00.25": reports of one second may differ in its fraction. */
export const timeWords = (instant: string): string => instant.replace("T", " ").replace(/Z$/, "");

export const count = (number: number, one: string, several = `${one}s`): string =>
  `${number.toLocaleString("en")} ${number === 1 ? one : several}`;
