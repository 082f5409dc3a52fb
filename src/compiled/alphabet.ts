/**
 * The input alphabet of the compiled observer: reports, told apart only as far as it makes a difference.
 *
 * A run's own name does not matter, only whether it is the latest report's. Of what a report shows of the policy, only
 * which policies of the space agree; of a count above every limit, only that it is.
 */
import { canonical } from "../json.js";
import { memoized } from "../memo.js";
import type { Space } from "../observer/estimate.js";
import type { Latest, Report } from "../observer/folded.js";
import { agrees } from "../policy/family.js";

/** The number of a letter, from 0 in the order in which they were first met. */
export type SymbolNumber = number;

/** The number of no letter: the lifecycle has no such status or event. */
export const unknownWord: SymbolNumber = -1;

/** How a report's run relates to the latest report's: `untold` names none, `first` names one where the latest named none. */
export type RunRelation = "untold" | "first" | "same" | "next";

/** What a report says, its run aside. */
export type Said = Pick<Report, "status" | "event" | "channel" | "policy" | "counters">;

/** A letter by its pattern: a report that says it, and the run that the latest report would have named. */
interface Letter {
  readonly report: Report;
  readonly latestRun: string | undefined;
}

export interface Alphabet {
  readonly symbolOf: (said: Said, run: RunRelation) => SymbolNumber;
  readonly letter: (symbol: SymbolNumber) => Letter;
}

export function runRelation(run: string | undefined, latest: Pick<Latest, "run"> | undefined): RunRelation {
  if (run === undefined) return "untold";
  if (latest?.run === undefined) return "first";
  return run === latest.run ? "same" : "next";
}

/** The relations between runs, by their places in what is numbered by them. */
export const runRelations: readonly RunRelation[] = ["untold", "first", "same", "next"];

/** The runs that a letter's report names, and the latest before it. */
const runs: Readonly<Record<RunRelation, { readonly own?: string; readonly latest?: string }>> = {
  untold: {},
  first: { own: "this" },
  same: { own: "this", latest: "this" },
  next: { own: "this", latest: "another" },
};

export function createAlphabet(space: Space): Alphabet {
  const { definition, chart } = space;
  const events = new Set([...chart.events, ...(definition.opening === undefined ? [] : [definition.opening])]);
  const statusPlaces = new Map(definition.statuses.map((status, place) => [status, place]));
  const eventPlaces = new Map([...events].map((event, place) => [event, definition.statuses.length + place]));
  // Two channels, four relations between runs.
  const places = (statusPlaces.size + eventPlaces.size) * 8;
  const letters: Letter[] = [];
  const symbols = new Map<number, SymbolNumber>();
  const plain = new Int32Array(places).fill(unknownWord);
  const shownOf = createShowings(space);

  function numbered(place: number, said: Said, run: RunRelation, shown: Showing): SymbolNumber {
    const code = shown.number * places + place;
    const known = symbols.get(code);
    if (known !== undefined) return known;
    const { own, latest } = runs[run];
    const { status, event, channel } = said;
    const word = status === undefined ? { event } : { status };
    const report = { ...word, channel, run: own, policy: shown.policy, counters: shown.counters };
    letters.push({ report, latestRun: latest });
    symbols.set(code, letters.length - 1);
    return letters.length - 1;
  }

  return {
    symbolOf(said, run) {
      const { status, event, channel, policy, counters } = said;
      const word = status === undefined ? eventPlaces.get(event ?? "") : statusPlaces.get(status);
      if (word === undefined) return unknownWord;
      const place = word * 8 + (channel === "poll" ? 4 : 0) + runRelations.indexOf(run);
      if (policy !== undefined || counters !== undefined) return numbered(place, said, run, shownOf(policy, counters));
      const known = plain[place] ?? unknownWord;
      return known === unknownWord ? (plain[place] = numbered(place, said, run, nothingShown)) : known;
    },
    letter(symbol) {
      const letter = letters[symbol];
      if (letter === undefined) throw new RangeError(`${definition.id}: no symbol ${symbol}`);
      return letter;
    },
  };
}

/** What reports show besides their status, one for all that make the same difference. */
interface Showing extends Pick<Report, "policy" | "counters"> {
  readonly number: number;
}

const nothingShown: Showing = { number: 0, policy: undefined, counters: undefined };

function createShowings(space: Space): (policy: Report["policy"], counters: Report["counters"]) => Showing {
  const { definition, given, policies } = space;
  const showings = new Map<string, Showing>([["|", nothingShown]]);
  const known = new Map<string, Showing>();

  /** The policies that agree, as a text of one digit for each; empty when all do. */
  function agreeing(facts: NonNullable<Report["policy"]>): string {
    const answers = policies.map((policy) => agrees(definition, given, policy, facts));
    return answers.every(Boolean) ? "" : answers.map(Number).join("");
  }

  /** Counts that are counted, none above the largest limit: from there on they say the same. */
  function told(counters: NonNullable<Report["counters"]>): Readonly<Record<string, number>> {
    return Object.fromEntries(
      Object.entries(counters).flatMap(([counter, count]) => {
        const limits = policies.flatMap((policy) => {
          const limit = policy[Object.hasOwn(definition.counters, counter) ? (definition.counters[counter] ?? "") : ""];
          return typeof limit === "number" ? [limit] : [];
        });
        return limits.length === 0 ? [] : [[counter, Math.min(count, Math.max(...limits))]];
      }),
    );
  }

  return (policy, counters) => {
    const text = `${policy === undefined ? "" : canonical(policy)}|${counters === undefined ? "" : canonical(counters)}`;
    return memoized(known, text, () => {
      const agreed = policy === undefined ? "" : agreeing(policy);
      const counts = counters === undefined ? {} : told(counters);
      const hasCounts = Object.keys(counts).length > 0;
      const key = `${agreed}|${hasCounts ? canonical(counts) : ""}`;
      const showing = showings.get(key) ?? {
        number: showings.size,
        policy: agreed === "" ? undefined : policy,
        counters: hasCounts ? counts : undefined,
      };
      showings.set(key, showing);
      return showing;
    });
  };
}
