/** The lines before findings, read a second time: what a history shows before its first finding. */
import { subjectText } from "../../bulk/entry.js";
import { createPhrases } from "../../bulk/phrase.js";
import { createSheetWalk, entered, observationAt } from "../../bulk/sheet-walk.js";
import type { Sheet } from "../../bulk/sheet.js";
import type { Channel, Reading } from "../../observation.js";
import { trackSubjects } from "../../trace.js";
import type { Bench } from "../bench.js";
import { createSheetReader } from "../reading/sheet-reader.js";
import type { Source } from "../reading/sources.js";
import { type Histories, reportsBefore } from "../report/histories.js";
import { judgedOutcome, type Outcome, type Place, unjudgedOutcome } from "../report/outcome.js";

/** What a subject's history lacks: so many lines, the first of all that are about it. */
export interface Prehistory {
  readonly subject: string;
  readonly lines: number;
}

/** How many of the lines were found, and what is said of the latest. */
interface Found {
  readonly taken: number;
  readonly latest: readonly Outcome[];
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
  const found = new Map<string, Found>();
  const tracker = trackSubjects(bound, { subscribed });
  let missing = [...wanted.values()].reduce((sum, { lines }) => sum + lines, 0);
  let place: Place = { line: 0, file: undefined };

  function take(reading: Reading): void {
    const subject = subjectOf(reading);
    const { lines = 0 } = wanted.get(subject ?? "") ?? {};
    const { taken, latest } = found.get(subject ?? "") ?? { taken: 0, latest: [] };
    if (subject === undefined || taken >= lines) return;
    const outcome =
      reading.kind === "observation"
        ? judgedOutcome(place, reading.observation, tracker.observe(reading.observation))
        : unjudgedOutcome(place, lifecycle.id, reading);
    found.set(subject, { taken: taken + 1, latest: [...latest, outcome].slice(-reportsBefore) });
    missing -= 1;
  }

  const phrases = createPhrases();
  const walk = createSheetWalk();
  function takeSheet(sheet: Sheet | undefined): void {
    if (sheet === undefined) return;
    walk.begin(sheet, 0);
    for (let nth = 0; nth < sheet.lines; nth++) {
      place = { ...place, line: place.line + 1 };
      const read = walk.next();
      if (read !== undefined && read !== entered) take(read);
      else if (read === entered && wanted.has(subjectText(walk.words(), walk.place(), phrases.ids))) {
        take({ kind: "observation", observation: observationAt(walk, phrases) });
      }
    }
  }

  const reader = createSheetReader([{ lifecycle, channel, phrases }]);
  for (const source of missing === 0 ? [] : sources) {
    place = { line: 0, file: sources.length > 1 ? source.name : undefined };
    for await (const _ of reader.read(source, ([sheet]) => takeSheet(sheet))) if (missing === 0) break;
    if (missing === 0) break;
  }
  for (const [subject, { latest }] of found) histories.complete({ lifecycle: lifecycle.id, subject }, latest);
}

function subjectOf(reading: Reading): string | undefined {
  if (reading.kind === "observation") return reading.observation.subject;
  return reading.kind === "no-information" ? reading.subject : undefined;
}
