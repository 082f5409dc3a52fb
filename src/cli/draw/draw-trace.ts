/** The history of one subject, read from a log and judged, as paint for a picture. */
import { paintHistory, type JudgedReport } from "../../draw/paint-history.js";
import type { PaintedHistory } from "../../draw/paint.js";
import type { Picture } from "../../draw/picture.js";
import { trackSubjects } from "../../trace.js";
import type { Bench } from "../bench.js";
import { reportsOfOne, type SubjectChoice } from "../reading/one-subject.js";
import type { Surroundings } from "../surroundings.js";

/** @throws {Misuse} for a log that cannot be read, holds no report of the lifecycle, or tells of several subjects. */
export async function paintTrace(
  choice: SubjectChoice,
  bench: Bench,
  picture: Picture,
  surroundings: Surroundings,
): Promise<PaintedHistory> {
  const reports = await reportsOfOne(choice, bench, surroundings);
  const tracker = trackSubjects(bench.bound);
  const judged = reports.map(({ line, observation }): JudgedReport => ({
    number: line,
    verdict: tracker.observe(observation),
  }));
  const likely = [...tracker.records.values()].flatMap((record) => bench.bound.estimates(record).likely);
  return paintHistory(picture, judged, [...new Set(likely.map(({ status }) => status))]);
}
