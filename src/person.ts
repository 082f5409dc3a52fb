/**
 * One person over several lifecycles and runs: where do they stand, by which attempt, and may they try again.
 *
 * Each record is judged alone, so a late result lands in the record of its own attempt; which of them speaks for the
 * person is decided here, anew from the records each time, and never stored.
 */
import { refuseOtherThanList, refuseOtherThanOptions } from "./argument.js";
import type { UnmetGuard } from "./explanation/refusal.js";
import { compareInstants, type Instant, parseInstant } from "./instant.js";
import type { BoundLifecycle } from "./lifecycle.js";
import { PolicyError } from "./policy/policy-error.js";
import { RecordError } from "./record/record-error.js";
import type { KycleRecord } from "./record/record.js";
import type { Permission, View } from "./view.js";

/**
 * Which attempt speaks for the person. `latest`: the one that began last. `latestApproved`: the approved one that began
 * last, and the latest where none is approved, so that a newer attempt does not undo an approval.
 */
export const personChoices = ["latest", "latestApproved"] as const;

export type PersonChoice = (typeof personChoices)[number];

export interface PersonOptions {
  /** `latest` when not given. */
  readonly choice?: PersonChoice | undefined;
  /** How many attempts the person has over all records; unlimited when not given. */
  readonly maxAttempts?: number | undefined;
}

/** A record as one attempt of the person: by its current run where its lifecycle has runs. */
export interface Attempt {
  readonly lifecycle: string;
  readonly subject: string;
  /** The current run; null where none was named. */
  readonly run: string | null;
  /** When it began, as far as the record knows: an ISO 8601 instant; null when no time is known. */
  readonly began: Instant | null;
  readonly view: View;
}

/** What is read off the attempt that speaks for the person. */
type Standing = Pick<View, "status" | "phase" | "outcome" | "settled" | "waitingFor" | "retry">;

export interface PersonView extends Standing {
  /** The attempt that speaks for the person; null when there is none. */
  readonly attempt: Attempt | null;
  /** The attempts that began after it, in order. None when the choice is `latest`. */
  readonly newer: readonly Attempt[];
  /** The last of the newer attempts that was declined: what an approval that stands must not hide. */
  readonly newerDecline: Attempt | null;
  /** A record is one attempt, or as many as it has runs; what it counts beside that is its own. */
  readonly attempts: { readonly used: number; readonly left: number | "unlimited" };
  /** Whether the bound on attempts lets the person begin another one. */
  readonly mayBegin: Permission;
  readonly warnings: readonly string[];
}

/**
 * Where a person stands, by the records of all their attempts in any order.
 *
 * An attempt began when the consumer says (`open({ startedAt })`), else when the provider does or its first report
 * happened, which is the first that names its run where it has one; a run that replaced another one, with its own first
 * report. Of reports that its window has let go of, a record knows the first time and not whose it was. One without any time
 * counts as the newest.
 *
 * @throws {RecordError} for a record of a lifecycle that is not among `lifecycles`, for one that cannot be trusted, and
 * for a subject that is there twice; its path begins with the record's place.
 * @throws {PolicyError} for a choice or a bound that there cannot be.
 * @throws {TypeError} for what is no list, of lifecycles or of records.
 */
export function viewPerson(
  lifecycles: readonly Pick<BoundLifecycle, "id" | "view">[],
  records: readonly KycleRecord[],
  options: PersonOptions = {},
): PersonView {
  refuseOtherThanList("lifecycles", lifecycles);
  refuseOtherThanList("records", records);
  refuseOtherThanOptions(options);
  const { choice = "latest", maxAttempts } = options;
  refuseOptions(choice, maxAttempts);
  const attempts = records.map((record, index) => attemptOf(lifecycles, record, index)).toSorted(compareAttempts);
  refuseTwice(records);
  const approved = choice === "latest" ? -1 : attempts.findLastIndex(({ view }) => view.outcome === "approved");
  const place = approved === -1 ? attempts.length - 1 : approved;
  const attempt = attempts[place] ?? null;
  const newer = attempts.slice(place + 1);
  const used = records.reduce((sum, record) => sum + Math.max(1, runsOf(record).size), 0);
  const undated = attempts.filter(({ began }) => began === null).length;
  return {
    ...(attempt === null ? notStarted : standingOf(attempt.view)),
    attempt,
    newer,
    newerDecline: newer.findLast(({ view }) => view.outcome === "declined") ?? null,
    attempts: { used, left: maxAttempts === undefined ? "unlimited" : Math.max(0, maxAttempts - used) },
    mayBegin: permissionToBegin(used, maxAttempts),
    warnings:
      undated === 0 || attempts.length === 1
        ? []
        : [`no time is known of ${undated} of ${attempts.length} attempts, so they count as the newest`],
  };
}

const notStarted: Standing = {
  status: null,
  phase: "not_started",
  outcome: null,
  settled: false,
  waitingFor: "person",
  retry: null,
};

function standingOf({ status, phase, outcome, settled, waitingFor, retry }: View): Standing {
  return { status, phase, outcome, settled, waitingFor, retry };
}

function attemptOf(
  lifecycles: readonly Pick<BoundLifecycle, "id" | "view">[],
  record: KycleRecord,
  index: number,
): Attempt {
  const lifecycle = lifecycles.find(({ id }) => id === record?.lifecycle);
  if (lifecycle === undefined) {
    const known = lifecycles.map(({ id }) => id).join(", ");
    throw new RecordError("foreign", `[${index}].lifecycle`, `not a record of any of ${known}`);
  }
  const view = viewAt(lifecycle, record, index);
  const run = [...runsOf(record)].at(-1) ?? null;
  return { lifecycle: lifecycle.id, subject: record.subject, run, began: beginningOf(record, run), view };
}

function viewAt(lifecycle: Pick<BoundLifecycle, "view">, record: KycleRecord, index: number): View {
  try {
    return lifecycle.view(record);
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    throw new RecordError(error.reason, `[${index}]${error.path === "" ? "" : `.${error.path}`}`, error.problem);
  }
}

/** The runs that a record names, the current one last. */
function runsOf({ checkpoint, window }: KycleRecord): ReadonlySet<string> {
  const runs = new Set(checkpoint?.runs ?? []);
  for (const { run } of window) {
    if (run === undefined) continue;
    runs.delete(run);
    runs.add(run);
  }
  return runs;
}

function beginningOf(record: KycleRecord, run: string | null): Instant | null {
  const { checkpoint, window } = record;
  // Reports that name no run, where others do, are from before there was one.
  const own = run === null ? window : window.filter((report) => report.run === run);
  const ownTimes = own.map(({ at }) => at);
  const isRenewed = runsOf(record).size > 1;
  if (!isRenewed) {
    const told = record.startedAt === undefined ? undefined : parseInstant(record.startedAt);
    const left = run === null || checkpoint?.runs.includes(run) === true ? checkpoint?.firstAt : undefined;
    const starts = [checkpoint?.startedAt, ...window.map(({ startedAt }) => startedAt)];
    return told ?? earliest([left, ...starts, ...ownTimes]);
  }
  // A run whose first reports have left the window began no later than the last of them.
  const left = checkpoint?.latest.run === run ? checkpoint?.at : undefined;
  return earliest([left, ...ownTimes]);
}

function earliest(instants: readonly (Instant | undefined)[]): Instant | null {
  return instants.reduce<Instant | null>(
    (first, at) => (at === undefined || (first !== null && compareInstants(first, at) <= 0) ? first : at),
    null,
  );
}

/** By when they began, those without a time last; then by name, so that the order of the records never matters. */
function compareAttempts(a: Attempt, b: Attempt): number {
  if (a.began === null || b.began === null) {
    if (a.began !== b.began) return a.began === null ? 1 : -1;
  } else if (a.began !== b.began) return compareInstants(a.began, b.began);
  return nameOf(a) < nameOf(b) ? -1 : 1;
}

const nameOf = ({ lifecycle, subject }: Pick<KycleRecord, "lifecycle" | "subject">): string =>
  `${lifecycle} ${subject}`;

function permissionToBegin(used: number, maxAttempts: number | undefined): Permission {
  if (maxAttempts === undefined || used < maxAttempts) {
    return { answer: "yes", guards: [], message: "Another attempt may begin now." };
  }
  const guard: UnmetGuard = {
    guard: "attemptsLeft",
    needs: "an attempt left",
    numbers: `${used} of ${maxAttempts} attempts over all records are used`,
    evidence: { level: "ASSUMED", source: "maxAttempts", note: "a bound of the caller's own, over all providers" },
  };
  const message = `Another attempt is not possible now: it needs ${guard.needs}, and ${guard.numbers}.`;
  return { answer: "no", guards: [guard], message };
}

function refuseOptions(choice: PersonChoice, maxAttempts: number | undefined): void {
  if (!personChoices.includes(choice)) throw new PolicyError("choice", `none of ${personChoices.join(", ")}`);
  if (maxAttempts !== undefined && !(Number.isSafeInteger(maxAttempts) && maxAttempts > 0)) {
    throw new PolicyError("maxAttempts", "expected a whole number of 1 or more");
  }
}

function refuseTwice(records: readonly KycleRecord[]): void {
  const known = new Set<string>();
  for (const [index, record] of records.entries()) {
    if (known.has(nameOf(record)))
      throw new RecordError("corrupt", `[${index}].subject`, "a subject that is there twice");
    known.add(nameOf(record));
  }
}
