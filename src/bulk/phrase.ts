/** Phrases: what an observation says, apart from about whom, which run, when, and by which delivery. */
import type { Observation } from "../observation.js";

export interface Phrase {
  readonly said: Omit<Observation, "subject" | "run" | "at" | "delivery">;
  readonly hasRun: boolean;
  readonly hasDelivery: boolean;
}

/** Phrases by number, each once. */
export interface Phrases {
  number(phrase: Phrase): number;
  at(number: number): Phrase;
  readonly all: readonly Phrase[];
}

export function createPhrases(): Phrases {
  const all: Phrase[] = [];
  const numbers = new Map<string, number>();
  return {
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

/** What an observation says; undefined where it tells when its subject began or when it was received, which no phrase holds. */
export function phraseOf(observation: Observation): Phrase | undefined {
  const { subject: _, run, at: __, delivery, ...said } = observation;
  if (said.startedAt !== undefined || said.receivedAt !== undefined) return undefined;
  return { said, hasRun: run !== undefined, hasDelivery: delivery !== undefined };
}
