/** The reports of one subject, from a log that may tell of several. */
import type { Observation } from "../observation.js";
import type { Bench } from "./bench.js";
import { createSplitter, type Line } from "../bulk/lines.js";
import { Misuse } from "./misuse.js";
import { printable } from "./printable.js";
import { readingText } from "./reading-text.js";
import { route } from "./routing.js";
import { sourcesOf } from "./sources.js";
import type { Surroundings } from "./surroundings.js";

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
  const take = ({ number: line, content }: Line): void => {
    for (const routed of route([bench], { content }, undefined)) {
      if ("unjudged" in routed) {
        stranger ??= `line ${line}: ${routed.unjudged.kind}, ${readingText(routed.unjudged)}`;
        continue;
      }
      const { observation } = routed;
      const reports = bySubject.get(observation.subject) ?? [];
      bySubject.set(observation.subject, reports);
      reports.push({ line, observation });
    }
  };
  for (const { chunks } of await sourcesOf([file], surroundings)) {
    const splitter = createSplitter();
    for await (const chunk of chunks()) splitter.push(chunk).forEach(take);
    splitter.end().forEach(take);
  }
  return { bySubject, stranger };
}
