/** The words of a property, looked up in a lifecycle, become questions to its moments. */
import type { Chart } from "../graph/chart.js";
import { nearest } from "../nearest.js";
import { type PlainMoment, type Predicate, type What, whatText, wordsText } from "./moment.js";
import { PropertyError } from "./property-error.js";
import type { PartName, Property } from "./property.js";

export type Question = (moment: PlainMoment) => boolean;

/** A part of a property, as questions. */
export interface Part {
  readonly holds: Question;
  /** Whether its words come up at all, whatever else it asks; undefined for a part without words. */
  readonly comesUp: Question | undefined;
  /** As it is written; `words` without what it asks besides, and the same where it asks no more. */
  readonly text: string;
  readonly words: string;
}

/** The parts of a property as questions; throws PropertyError for a word that the chart does not have. */
export function partsOf(property: Property, chart: Chart): { readonly [Name in PartName]?: Part } {
  return Object.fromEntries(
    Object.entries(property.parts).flatMap(([name, what]) =>
      what === undefined ? [] : [[name, partOf(what, property, chart)]],
    ),
  );
}

function partOf(what: What<PlainMoment, string>, property: Property, chart: Chart): Part {
  const text = whatText(what);
  if (typeof what === "function") {
    return { holds: asked(what, property), comesUp: undefined, text, words: text };
  }
  if (typeof what === "string") return partOfWords([what], property, chart, text);
  if ("anything" in what) return { holds: happens, comesUp: happens, text, words: text };
  if (!("where" in what)) return partOfWords(what, property, chart, text);
  const meant = meaningOf(what.words, property, chart);
  const further = asked(what.where, property);
  return {
    holds: (moment) => meant(moment) && further(moment),
    comesUp: meant,
    text,
    words: wordsText(what.words),
  };
}

const happens: Question = ({ event }) => event !== undefined;

function partOfWords(words: readonly string[], property: Property, chart: Chart, text: string): Part {
  const meant = meaningOf(words, property, chart);
  return { holds: meant, comesUp: meant, text, words: text };
}

function meaningOf(words: readonly string[], property: Property, chart: Chart): Question {
  if (words.length === 0) throw new PropertyError(property.text, "an empty list means no moment");
  const statuses = new Set<string>();
  const events = new Set<string>();
  for (const word of words) {
    const isStatus = chart.leaves.includes(word);
    const isEvent = chart.events.has(word);
    if (isStatus && isEvent) throw new PropertyError(property.text, `"${word}" is a status and an event: ask in code`);
    if (!isStatus && !isEvent) throw new PropertyError(property.text, unknownWord(word, chart));
    (isStatus ? statuses : events).add(word);
  }
  return ({ status, event }) => statuses.has(status) || (event !== undefined && events.has(event));
}

function unknownWord(word: string, { leaves, events }: Chart): string {
  const meant = nearest(word, [...leaves, ...events]);
  return `"${word}" is no status and no event${meant === undefined ? "" : `; did you mean "${meant}"?`}`;
}

function asked(question: Predicate<PlainMoment>, property: Property): Question {
  return (moment) => {
    const answer = attempt(() => question(moment), property);
    if (typeof answer === "boolean") return answer;
    throw new PropertyError(property.text, "a question was not answered with true or false");
  };
}

/** What a property's own code answers; an exception in it is the property's error. */
export function attempt(ask: () => unknown, property: Property): unknown {
  try {
    return ask();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PropertyError(property.text, `a question threw: ${reason}`, { cause: error });
  }
}
