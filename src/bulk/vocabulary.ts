/** What phrases come to for the judgement: what is remembered of them, and the compiled observer's symbols for them. */
import { runRelations, unknownWord } from "../compiled/alphabet.js";
import type { CompiledObserver } from "../compiled/compiled.js";
import type { Observation } from "../observation.js";
import type { Report } from "../observer/folded.js";
import type { Phrase } from "./phrase.js";

/**
 * What is remembered of a report besides its run, its times and its delivery; and whether it says that there is no such
 * subject, which is asked of a first report alone.
 */
export interface Said
  extends Pick<Report, "channel" | "status" | "event" | "policy" | "counters">, Pick<Observation, "deniesExistence"> {
  /** It tells when its subject began. */
  readonly tellsStart?: true;
}

/** Their places among the relations between runs. */
const places = { untold: 0, first: 1, same: 2, next: 3 } as const;

/** The place of the relation of a report's run to the latest report's; runs by number, 0 for none. */
export function relationOf(run: number, latestRun: number): number {
  if (run === 0) return places.untold;
  if (latestRun === 0) return places.first;
  return run === latestRun ? places.same : places.next;
}

/** Whoever says more different things is judged by records. */
const mostSaid = 1 << 16;

export interface Vocabulary {
  /** The number of what a report says, each once; undefined when there are too many. */
  number(said: Said): number | undefined;
  said(number: number): Said;
  /** The compiled observer's symbol; `relation` is the place of the relation between runs. */
  symbol(number: number, relation: number): number;
}

export function createVocabulary({ symbolOf }: Pick<CompiledObserver, "symbolOf">): Vocabulary {
  const all: Said[] = [];
  const numbers = new Map<string, number>();
  const symbols: number[] = [];

  function at(number: number): Said {
    const said = all[number];
    if (said === undefined) throw new RangeError(`nothing said has the number ${number}`);
    return said;
  }

  return {
    said: at,
    symbol: (number, place) => symbols[number * runRelations.length + place] ?? unknownWord,
    number(said) {
      const key = JSON.stringify(said);
      const known = numbers.get(key);
      if (known !== undefined || all.length >= mostSaid) return known;
      numbers.set(key, all.length);
      all.push(said);
      symbols.push(...runRelations.map((run) => symbolOf(said, run)));
      return all.length - 1;
    },
  };
}

/** What would be remembered of an observation. */
export function saidIn(said: Phrase["said"], tellsStart: boolean): Said {
  const { channel, status, event, policy, counters, deniesExistence } = said;
  return {
    channel,
    ...(status === undefined ? {} : { status }),
    ...(status === undefined && event !== undefined ? { event } : {}),
    ...(policy === undefined ? {} : { policy }),
    ...(counters === undefined ? {} : { counters }),
    ...(deniesExistence === undefined ? {} : { deniesExistence }),
    ...(tellsStart ? { tellsStart } : {}),
  };
}

export function saidOf({ channel, status, event, policy, counters, startedAt }: Report): Said {
  const said = { channel, status, event, policy, counters, reported: "", breaches: [], warnings: [] };
  return saidIn(said, startedAt !== undefined);
}
