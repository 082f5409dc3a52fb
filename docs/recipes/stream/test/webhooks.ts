/** What two providers send about many people, as `kycle simulate` makes it up: each history with everything that goes wrong. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Provider } from "../src/lifecycles.js";

export interface Webhook {
  readonly provider: Provider;
  readonly body: string;
}

const command = fileURLToPath(new URL("../node_modules/.bin/kycle", import.meta.url));
const trouble =
  "--duplicates 0.3 --shuffle 4 --delays 0.1 --loss 0.05 --illegal 0.1 --superseded 0.1 --unknown 0.05 --corrupt 0.02";

export function webhooks(people: number, seed: number): readonly Webhook[] {
  const lifecycles = [
    ["iinkedsign", "iinkedsign", "--policy", "maxAttempts=3"],
    ["persona", "persona/inquiry"],
    ["persona", "persona/verification"],
  ] as const;
  return lifecycles.flatMap(([provider, lifecycle, ...flags]) => {
    const subjects = ["--subjects", String(Math.ceil(people / lifecycles.length)), "--seed", String(seed)];
    const log = execFileSync(process.execPath, [
      command,
      "simulate",
      lifecycle,
      ...subjects,
      ...trouble.split(" "),
      ...flags,
    ]);
    return log
      .toString()
      .trimEnd()
      .split("\n")
      .map((body) => ({ provider, body }));
  });
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
