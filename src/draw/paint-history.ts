/** A judged history as what is painted onto a picture. */
import { type Evidence, weakest } from "../evidence.js";
import type { Verdict } from "../verdict/verdict.js";
import type { PaintedHistory, RefusedStep, Remark } from "./paint.js";
import { type Picture, type PictureArrow, refuseOtherThanPicture } from "./picture.js";

export interface JudgedReport {
  /** Its number, as a reader finds it: the place of its line. */
  readonly number: number;
  readonly verdict: Pick<Verdict, "kind" | "from" | "to" | "path" | "missing" | "fills" | "message" | "evidence">;
}

/**
 * Paints reports in the order in which they were judged; `current` are the statuses in which the subject may be now.
 *
 * @throws {TypeError} for what is no picture.
 */
export function paintHistory(
  picture: Picture,
  reports: readonly JudgedReport[],
  current: readonly string[],
): PaintedHistory {
  refuseOtherThanPicture(picture);
  const statuses = new Set(picture.states.flatMap(({ id, kind }) => (kind === "group" ? [] : [id])));
  const reported = new Map<string, number[]>();
  const passed = new Set<string>();
  const missing = new Set<string>();
  const taken = new Set<string>();
  const refused: RefusedStep[] = [];
  for (const { number, verdict } of reports) {
    const { kind, from, to, path = [] } = verdict;
    if (kind === "illegal" && to !== undefined && statuses.has(to)) {
      const [arrow] = from === undefined ? [] : arrowsBetween(picture, from, to);
      refused.push({ report: number, from: from ?? null, to, arrow: arrow?.id ?? null });
    }
    if (kind !== "advance" && kind !== "gap" && kind !== "late") continue;
    const told = path.at(-1) ?? to;
    if (told !== undefined && statuses.has(told)) reported.set(told, [...(reported.get(told) ?? []), number]);
    for (const status of path.slice(0, -1)) passed.add(status);
    for (const status of verdict.missing ?? []) missing.add(status);
    for (const status of verdict.fills ?? []) missing.delete(status);
    const way = from === undefined ? path : [from, ...path];
    for (const [index, status] of way.slice(1).entries()) {
      const arrow = arrowTaken(picture, way[index] ?? status, status, verdict.evidence);
      if (arrow !== undefined) taken.add(arrow.id);
    }
  }
  return {
    reported: Object.fromEntries(reported),
    passed: [...passed].filter((status) => !reported.has(status) && !missing.has(status)),
    missing: [...missing].filter((status) => !reported.has(status)),
    current: current.filter((status) => statuses.has(status)),
    taken: [...taken],
    refused,
    remarks: reports.map(({ number, verdict }) => remarkOf(number, verdict)),
  };
}

/** The arrows that lead from one status to another, also from a group around the first. */
function arrowsBetween({ arrows }: Picture, from: string, to: string): readonly PictureArrow[] {
  return arrows.filter(
    (arrow) =>
      arrow.evidence.some((piece) => piece.from.includes(from)) &&
      (arrow.to === to || (from === to && arrow.to === arrow.from)),
  );
}

/**
 * The arrow of a step on a way of which the weakest evidence is this: one that rests on just that, or else on nothing weaker.
 */
function arrowTaken(
  picture: Picture,
  from: string,
  to: string,
  evidence: Evidence | undefined,
): PictureArrow | undefined {
  const arrows = arrowsBetween(picture, from, to);
  const rests = (test: (own: Evidence, cited: Evidence) => boolean): PictureArrow | undefined =>
    arrows.find((arrow) => {
      const own = arrow.evidence.find((piece) => piece.from.includes(from));
      return own !== undefined && evidence !== undefined && test(own, evidence);
    });
  return rests(isSame) ?? rests((own, cited) => weakest([cited, own]) === cited) ?? arrows[0];
}

const isSame = (own: Evidence, cited: Evidence): boolean =>
  own.level === cited.level && own.source === cited.source && own.note === cited.note;

function remarkOf(report: number, { kind, message }: JudgedReport["verdict"]): Remark {
  if (kind === "illegal") return { report, tone: "refused", text: message };
  return { report, tone: kind === "advance" || kind === "duplicate" ? "ordinary" : "notable", text: message };
}
