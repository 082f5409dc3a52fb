/** Phrases: what an observation says, apart from about whom, since when, which run, when, and by which delivery. */
import type { Observation } from "../observation.js";
import { createIds, type Ids } from "./ids.js";

export interface Phrase {
  readonly said: Omit<Observation, "subject" | "run" | "at" | "delivery" | "startedAt">;
  readonly hasRun: boolean;
  readonly hasDelivery: boolean;
  /** Whether it tells when its subject began. */
  readonly tellsStart: boolean;
}

/** Phrases by number, each once. */
export interface Phrases {
  /** Of the entries that stand beside the phrases. */
  readonly ids: Ids;
  number(phrase: Phrase): number;
  at(number: number): Phrase;
  readonly all: readonly Phrase[];
}

export function createPhrases(ids = createIds()): Phrases {
  const all: Phrase[] = [];
  const numbers = new Map<string, number>();
  return {
    ids,
    all,
    number(phrase) {
      const key = JSON.stringify(phrase);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, all.length);
      all.push(phrase);
      return all.length - 1;
    },
    at(number) {
      const phrase = all[number];
      if (phrase === undefined) throw new RangeError(`no phrase ${number}`);
      return phrase;
    },
  };
}

/** What an observation says; undefined where it tells when it was received, which no phrase holds. */
export function phraseOf(observation: Observation): Phrase | undefined {
  const { subject: _, run, at: __, delivery, startedAt, ...said } = observation;
  if (said.receivedAt !== undefined) return undefined;
  return {
    said,
    hasRun: run !== undefined,
    hasDelivery: delivery !== undefined,
    tellsStart: startedAt !== undefined,
  };
}
