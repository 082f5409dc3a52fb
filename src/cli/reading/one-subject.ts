/** The reports of one subject, from a log that may tell of several. */
import type { Observation, Reading } from "../../observation.js";
import type { Bench } from "../bench.js";
import { Misuse } from "../misuse.js";
import type { Surroundings } from "../surroundings.js";
import { printable } from "../text/printable.js";
import { createLineReadings } from "./line-readings.js";
import { readingText } from "./reading-text.js";
import { sourcesOf } from "./sources.js";

export interface SubjectChoice {
  /** A log as `kycle check` reads it; `-` is standard input. */
  readonly file: string;
  /** Whose reports, where the log tells of several. */
  readonly subject: string | undefined;
}

export interface PlacedReport {
  readonly line: number;
  readonly observation: Observation;
}

/** @throws {Misuse} for a log that cannot be read, holds no report of the lifecycle, or tells of several subjects. */
export async function reportsOfOne(
  { file, subject }: SubjectChoice,
  bench: Bench,
  surroundings: Surroundings,
): Promise<readonly PlacedReport[]> {
  const { bySubject, stranger } = await read(file, bench, surroundings);
  const name = file === "-" ? "standard input" : printable(file);
  const [first, ...others] = bySubject.values();
  if (first === undefined) {
    const why = stranger === undefined ? "" : ` (${stranger})`;
    throw new Misuse(`${name} holds no report about ${bench.lifecycle.id}${why}`);
  }
  if (subject === undefined && others.length === 0) return first;
  const subjects = [...bySubject.keys()];
  if (subject === undefined) {
    throw new Misuse(`--subject: which one? ${name} tells of ${subjects.length}: ${listed(subjects)}`);
  }
  const found = bySubject.get(subject);
  if (found !== undefined) return found;
  throw new Misuse(`--subject: "${printable(subject)}" is not in ${name}, which tells of ${listed(subjects)}`);
}

const mostListed = 5;

function listed(subjects: readonly string[]): string {
  const shown = subjects.slice(0, mostListed).map((subject) => printable(subject));
  const more = subjects.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

interface Log {
  readonly bySubject: ReadonlyMap<string, readonly PlacedReport[]>;
  /** Where the first line stands that is no report, and what it is. */
  readonly stranger: string | undefined;
}

async function read(file: string, bench: Bench, surroundings: Surroundings): Promise<Log> {
  const bySubject = new Map<string, PlacedReport[]>();
  let stranger: string | undefined;
  let line = 0;
  const take = (reading: Reading | undefined): void => {
    line += 1;
    if (reading === undefined) return;
    if (reading.kind !== "observation") {
      stranger ??= `line ${line}: ${reading.kind}, ${readingText(reading)}`;
      return;
    }
    const { observation } = reading;
    const reports = bySubject.get(observation.subject) ?? [];
    bySubject.set(observation.subject, reports);
    reports.push({ line, observation });
  };
  const readings = createLineReadings(bench.lifecycle, undefined);
  for (const { chunks, passing = chunks } of await sourcesOf([file], surroundings)) {
    for await (const chunk of passing()) readings.push(chunk).forEach(take);
    readings.end().forEach(take);
  }
  return { bySubject, stranger };
}
