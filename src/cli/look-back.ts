/** The lines before findings, read a second time: what a history shows before its first finding. */
import { readerOf } from "../bulk/check-log.js";
import { entry, observationOf, subjectText } from "../bulk/entry.js";
import { createLineReader } from "../bulk/line-reader.js";
import { createPhrases } from "../bulk/phrase.js";
import { blank, clear, createSheet, isFull, phraseAt, readInFull } from "../bulk/sheet.js";
import type { Channel, Reading } from "../observation.js";
import { trackSubjects } from "../trace.js";
import type { Bench } from "./bench.js";
import type { Histories } from "./histories.js";
import { judgedOutcome, type Outcome, type Place, unjudgedOutcome } from "./outcome.js";
import type { Source } from "./sources.js";

/** What a subject's history lacks: so many lines, the first of all that are about it. */
export interface Prehistory {
  readonly subject: string;
  readonly lines: number;
}

/** Reads as far as the last of the lines that are lacking, and gives each history its own. */
export async function lookBack(
  sources: readonly Source[],
  { lifecycle, bound, subscribed }: Bench,
  channel: Channel | undefined,
  prehistories: readonly Prehistory[],
  histories: Histories,
): Promise<void> {
  const wanted = new Map(prehistories.filter(({ lines }) => lines > 0).map((told) => [told.subject, told]));
  const found = new Map<string, Outcome[]>();
  const tracker = trackSubjects(bound, { subscribed });
  let missing = [...wanted.values()].reduce((sum, { lines }) => sum + lines, 0);
  let place: Place = { line: 0, file: undefined };

  function take(reading: Reading): void {
    const subject = subjectOf(reading);
    const { lines = 0 } = wanted.get(subject ?? "") ?? {};
    const outcomes = found.get(subject ?? "") ?? [];
    if (subject === undefined || outcomes.length >= lines) return;
    outcomes.push(
      reading.kind === "observation"
        ? judgedOutcome(place, reading.observation, tracker.observe(reading.observation))
        : unjudgedOutcome(place, lifecycle.id, reading),
    );
    found.set(subject, outcomes);
    missing -= 1;
  }

  const phrases = createPhrases();
  const sheet = createSheet();
  function takeSheet(): void {
    let readings = 0;
    for (let nth = 0; nth < sheet.lines; nth++) {
      place = { ...place, line: place.line + 1 };
      const phrase = phraseAt(sheet, nth);
      const reading = phrase === readInFull ? sheet.readings[readings++] : undefined;
      if (reading !== undefined) take(reading);
      else if (phrase !== blank && wanted.has(subjectText(sheet.words, nth * entry.length))) {
        take({ kind: "observation", observation: observationOf(phrases.at(phrase), sheet.words, nth * entry.length) });
      }
    }
    clear(sheet);
  }

  const reader = createLineReader(readerOf(lifecycle, channel, phrases), () => {
    if (isFull(sheet)) takeSheet();
    return sheet;
  });
  for (const { name, chunks } of missing === 0 ? [] : sources) {
    place = { line: 0, file: sources.length > 1 ? name : undefined };
    for await (const chunk of chunks()) {
      reader.push(chunk);
      takeSheet();
      if (missing === 0) break;
    }
    reader.end();
    takeSheet();
    if (missing === 0) break;
  }
  for (const [subject, outcomes] of found) histories.complete(subject, outcomes);
}

function subjectOf(reading: Reading): string | undefined {
  if (reading.kind === "observation") return reading.observation.subject;
  return reading.kind === "no-information" ? reading.subject : undefined;
}
