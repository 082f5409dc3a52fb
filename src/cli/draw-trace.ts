/** The history of one subject, read from a log and judged, as paint for a picture. */
import { paintHistory, type JudgedReport } from "../draw/paint-history.js";
import type { PaintedHistory } from "../draw/paint.js";
import type { Picture } from "../draw/picture.js";
import type { GivenPolicy } from "../family.js";
import type { Lifecycle } from "../lifecycle.js";
import type { Observation } from "../observation.js";
import { trackSubjects } from "../trace.js";
import type { Bench } from "./bench.js";
import { createSplitter, type Line } from "../bulk/lines.js";
import { Misuse } from "./misuse.js";
import type { Unjudged } from "./outcome.js";
import { printable } from "./printable.js";
import { route } from "./routing.js";
import { sourcesOf } from "./sources.js";
import type { Surroundings } from "./surroundings.js";

export interface TraceChoice {
  /** A log as `kycle check` reads it; `-` is standard input. */
  readonly file: string;
  /** Whose history, where the log tells of several. */
  readonly subject: string | undefined;
}

interface Report {
  readonly line: number;
  readonly observation: Observation;
}

/** @throws {Misuse} for a log that cannot be read, tells nothing of the lifecycle, or tells of several subjects. */
export async function paintTrace(
  { file, subject }: TraceChoice,
  lifecycle: Lifecycle,
  picture: Picture,
  policy: GivenPolicy,
  surroundings: Surroundings,
): Promise<PaintedHistory> {
  const bound = lifecycle.under(policy);
  const { reports, malformed } = await read(file, { lifecycle, policy, bound, subscribed: undefined }, surroundings);
  const chosen = chooseSubject(reports, subject, { file, lifecycle, malformed });
  const tracker = trackSubjects(bound);
  const judged = reports
    .filter(({ observation }) => observation.subject === chosen)
    .map(({ line, observation }): JudgedReport => ({ number: line, verdict: tracker.observe(observation) }));
  const record = tracker.records.get(chosen);
  const likely = record === undefined ? [] : bound.estimates(record).likely;
  return paintHistory(picture, judged, [...new Set(likely.map(({ status }) => status))]);
}

async function read(
  file: string,
  bench: Bench,
  surroundings: Surroundings,
): Promise<{ readonly reports: readonly Report[]; readonly malformed: string | undefined }> {
  const reports: Report[] = [];
  let malformed: string | undefined;
  const take = (line: Line): void => {
    for (const routed of route([bench], line, undefined)) {
      if ("observation" in routed) reports.push({ line: line.number, observation: routed.observation });
      else if (routed.unjudged.kind === "malformed") malformed ??= complaint(line.number, routed.unjudged);
    }
  };
  const [source] = await sourcesOf([file], surroundings);
  const splitter = createSplitter();
  for await (const chunk of source?.chunks() ?? []) splitter.push(chunk).forEach(take);
  splitter.end().forEach(take);
  return { reports, malformed };
}

function complaint(line: number, reading: Extract<Unjudged, { readonly kind: "malformed" }>): string {
  return `line ${line}${reading.path === "" ? "" : `, ${reading.path}`}: ${reading.message}`;
}

const shown = 5;

function chooseSubject(
  reports: readonly Report[],
  subject: string | undefined,
  about: { readonly file: string; readonly lifecycle: Lifecycle; readonly malformed: string | undefined },
): string {
  const name = printable(about.file);
  const subjects = [...new Set(reports.map(({ observation }) => observation.subject))];
  if (subjects.length === 0) {
    const why = about.malformed === undefined ? "" : ` (${about.malformed})`;
    throw new Misuse(`--trace ${name}: holds no report about ${about.lifecycle.id}${why}`);
  }
  const listed = subjects
    .slice(0, shown)
    .map((each) => printable(each))
    .join(", ");
  const others = subjects.length > shown ? ` and ${subjects.length - shown} more` : "";
  if (subject !== undefined) {
    if (subjects.includes(subject)) return subject;
    throw new Misuse(`--subject: "${printable(subject)}" is not in ${name}, which tells of ${listed}${others}`);
  }
  const [only = ""] = subjects;
  if (subjects.length === 1) return only;
  throw new Misuse(
    `--trace ${name}: tells of ${subjects.length} subjects; choose one with --subject: ${listed}${others}`,
  );
}
