/**
 * The history around each finding, by subject: a few reports before it and one after. What is held of a subject is
 * bounded, however long its history and however many its findings.
 */
import type { Outcome } from "./outcome.js";

export type Weight = "fails" | "notable" | "ordinary";

/** Reports of a history that are left out. */
export interface LeftOut {
  readonly leftOut: number;
  /** How many of them are findings. */
  readonly findings: number;
}

/** One report of a history, or some that are left out. */
export type Row = LeftOut | Reported;

export interface Reported {
  readonly outcome: Outcome;
  readonly isFinding: boolean;
}

export interface History {
  readonly lifecycle: string | undefined;
  readonly subject: string;
  readonly rows: readonly Row[];
  readonly fails: boolean;
}

export interface Histories {
  add(outcome: Outcome, weight: Weight): void;
  /** Whether a subject whose first finding has this weight is told. */
  hasRoom(weight: Weight): boolean;
  /** A subject with findings is not told. */
  leaveOut(): void;
  /** A subject with so many earlier reports, which are given later; once begun, a second time changes nothing. */
  begin(of: Pick<Outcome, "lifecycle" | "subject">, earlier: number): void;
  /** The last of the earlier reports about a subject that was begun: as many as are told before a finding. */
  complete(of: Pick<Outcome, "lifecycle" | "subject">, earlier: readonly Outcome[]): void;
  /** Those with findings, the ones that fail the check first. */
  told(): readonly History[];
  /** How many subjects with findings are not among those told. */
  untold(): number;
}

/** How many reports are told before a finding. */
export const reportsBefore = 3;
const reportsAfter = 1;
/**
 * A subject's rows, behind which there is room for findings that fail the check as long as few of them are told; and, for
 * either weight, the subjects with findings that are told.
 */
const limits = { rows: 24, fewFailing: 8, subjects: 20 };

interface Trail {
  readonly lifecycle: string | undefined;
  readonly subject: string;
  readonly rows: Row[];
  /** The latest reports that no finding has claimed yet. */
  recent: readonly Reported[];
  leftOut: number;
  /** Findings for which there was no room among the rows, since the last row. */
  findings: number;
  toFollow: number;
  /** How many rows are findings that fail the check. */
  failing: number;
  weight: Weight;
  isTold: boolean;
  /** How many rows wait for reports that are given later. */
  awaited: number;
}

const findingsIn = (reports: readonly Reported[]): number => reports.filter(({ isFinding }) => isFinding).length;

export function createHistories(): Histories {
  const trails = new Map<string, Trail>();
  const told: Trail[] = [];
  let untold = 0;

  function trailOf({ lifecycle, subject = "" }: Pick<Outcome, "lifecycle" | "subject">): Trail {
    const key = `${lifecycle} ${subject}`;
    const known = trails.get(key);
    if (known !== undefined) return known;
    const trail: Trail = {
      lifecycle,
      subject,
      rows: [],
      recent: [],
      leftOut: 0,
      findings: 0,
      toFollow: 0,
      failing: 0,
      weight: "ordinary",
      isTold: false,
      awaited: 0,
    };
    trails.set(key, trail);
    return trail;
  }

  const hasRoom = (weight: Weight): boolean => told.filter((other) => other.weight === weight).length < limits.subjects;

  const hasRoomIn = ({ rows, awaited, failing }: Trail, weight: Weight): boolean =>
    rows.length + awaited < limits.rows || (weight === "fails" && failing < limits.fewFailing);

  /** A subject with its first finding is told while there is room for subjects of its weight. */
  function admit(trail: Trail, weight: Weight): void {
    if (trail.weight === "ordinary") {
      trail.isTold = hasRoom(weight);
      if (trail.isTold) told.push(trail);
      else untold += 1;
    }
    if (trail.weight !== "fails") trail.weight = weight;
  }

  return {
    add(outcome, weight) {
      const trail = trailOf(outcome);
      const isFinding = weight !== "ordinary";
      if (isFinding) admit(trail, weight);
      // A report that closes a gap belongs to the gap, however much later it came.
      const isWanted = trail.isTold && (isFinding || trail.toFollow > 0 || outcome.fills !== undefined);
      if (isWanted && hasRoomIn(trail, weight)) {
        const { leftOut, findings } = trail;
        if (leftOut > 0) trail.rows.push({ leftOut, findings });
        trail.rows.push(...trail.recent, { outcome, isFinding });
        if (weight === "fails") trail.failing += 1;
        trail.recent = [];
        trail.leftOut = 0;
        trail.findings = 0;
        trail.toFollow = isFinding ? reportsAfter : trail.toFollow - 1;
        return;
      }
      const recent = [...trail.recent, { outcome, isFinding }];
      const left = recent.slice(0, -reportsBefore);
      trail.leftOut += left.length;
      trail.findings += findingsIn(left);
      trail.recent = recent.slice(-reportsBefore);
    },
    told: () =>
      told
        .map(({ lifecycle, subject, rows, recent, leftOut, findings, weight }) => {
          const rest = { leftOut: leftOut + recent.length, findings: findings + findingsIn(recent) };
          const fails = weight === "fails";
          return { lifecycle, subject, rows: rest.leftOut === 0 ? rows : [...rows, rest], fails };
        })
        .toSorted((a, b) => Number(b.fails) - Number(a.fails)),
    untold: () => untold,
    hasRoom,
    leaveOut: () => {
      untold += 1;
    },
    begin({ lifecycle, subject = "" }, earlier) {
      if (trails.has(`${lifecycle} ${subject}`)) return;
      const trail = trailOf({ lifecycle, subject });
      trail.awaited = Math.min(earlier, reportsBefore);
      trail.leftOut = earlier - trail.awaited;
    },
    complete({ lifecycle, subject }, earlier) {
      const trail = told.find((other) => other.lifecycle === lifecycle && other.subject === subject);
      const rows = earlier.map((outcome) => ({ outcome, isFinding: false }));
      // What is left out of the earlier ones stands first.
      const [first] = trail?.rows ?? [];
      trail?.rows.splice(first !== undefined && "leftOut" in first ? 1 : 0, 0, ...rows);
    },
  };
}
