/** Handlers with a mistake each, told as data: the classic ones from public bug reports, and others that seem natural. */
import { assetpayProcess } from "../../machines/assetpay/lifecycle.js";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "../../machines/persona/lifecycle.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { compareInstants } from "../../src/instant.js";
import type { Observation } from "../../src/observation.js";
import type { ReducerOptions } from "../../src/testing/index.js";
import {
  empty,
  type Follows,
  handler,
  inquiryFollows,
  processFollows,
  type Row,
  type Rules,
  sessionFollows,
  verificationFollows,
} from "./reducers.js";

type Options = Omit<ReducerOptions<Row>, "messages">;

export interface Handled {
  readonly name: string;
  readonly lifecycle: Lifecycle;
  readonly reducer: (row: Row, report: Observation) => Row;
  readonly options: Options;
}

const shown = { initial: empty, project: ({ status }: Row) => status };
const limits = { maxAttempts: 2, maxErrors: 2, maxResets: 2 };
const strict = iinkedsign.under(limits);

/** By the lookup of Kycle's own; under one verificationId nothing but an end follows a reset. */
const signerMayFollow: Rules["mayFollow"] = ({ status, runs }, next, { run }) => {
  if (status === null) return true;
  if (status === "cancelled_reset" && run === runs.at(-1)) return next === "cancelled" || next === "invalid";
  return strict.checkTransition(status, next).kind !== "illegal";
};

interface Base {
  readonly lifecycle: Lifecycle;
  readonly follows?: Follows;
  readonly rules?: Partial<Rules>;
  readonly options: Options;
}

const bases = {
  verification: { lifecycle: personaVerification, follows: verificationFollows, options: shown },
  inquiry: { lifecycle: personaInquiry, follows: inquiryFollows, options: shown },
  process: { lifecycle: assetpayProcess, follows: processFollows, options: shown },
  session: { lifecycle: fortid, follows: sessionFollows, options: shown },
  // A handler without counters cannot refuse what only they rule out.
  signer: {
    lifecycle: iinkedsign,
    rules: { mayFollow: signerMayFollow },
    options: { ...shown, policy: limits, illegal: 0 },
  },
} satisfies Record<string, Base>;

function handled(name: string, on: keyof typeof bases, mistakes: Partial<Rules> = {}): Handled {
  const base: Base = bases[on];
  const reducer = handler(base.follows, { ...base.rules, ...mistakes });
  return { name, lifecycle: base.lifecycle, reducer, options: base.options };
}

export const rightHandlers: readonly Handled[] = [
  handled("persona/verification", "verification"),
  handled("persona/inquiry", "inquiry"),
  handled("assetpay/process", "process"),
  handled("fortid", "session"),
  handled("iinkedsign", "signer"),
];

const anything = (): boolean => true;
const never = (): boolean => false;
const milliseconds = (at: string | null | undefined): number => new Date(at ?? "").getTime();
const seconds = (at: string | null | undefined): number => Math.floor(milliseconds(at) / 1000);
const isLate = ({ at }: Row, report: Observation): boolean => at !== null && compareInstants(report.at ?? "", at) < 0;
const decided = (status: string | null): boolean => status === "approved" || status === "declined";
const ranks: Readonly<Record<string, number>> = { created: 0, pending: 1, needs_review: 2, completed: 3, approved: 4 };

/** What the public bug reports tell of. */
export const classicMistakes: readonly Handled[] = [
  handled("the last write wins", "verification", { isEarlier: never, mayFollow: anything }),
  handled("timestamps in milliseconds", "verification", {
    isEarlier: ({ at }, report) => at !== null && milliseconds(report.at) <= milliseconds(at),
  }),
  handled("a terminal status never changes", "inquiry", { mayFollow: ({ status }) => !decided(status) }),
  handled("unknown is pending", "inquiry", { statusOf: ({ status }) => status ?? "pending" }),
  handled("dedupe by status", "inquiry", {
    isSeen: ({ seen }, { status }) => seen.includes(status ?? ""),
    next: (row, report, status) => ({ ...row, status, at: report.at ?? null, seen: [...row.seen, status] }),
  }),
  handled("a resubmission is dropped", "signer", {
    isReplaced: ({ runs }, { run }) => run !== undefined && runs.length > 0 && runs[0] !== run,
  }),
  handled("a stale guard that fails on equal seconds", "process", {
    isEarlier: ({ at }, report) => at !== null && seconds(report.at) <= seconds(at),
  }),
  handled("an unmapped status crashes", "session", {
    statusOf: ({ status }) => {
      if (status === undefined) throw new RangeError("unmapped status");
      return status;
    },
  }),
  handled("the row points at a replaced run", "signer", { isReplaced: never }),
  handled("verified falls back to pending by a late report", "inquiry", { isEarlier: never }),
];

/** What else people write. */
export const otherMistakes: readonly Handled[] = [
  handled("statuses have a rank and only rise", "inquiry", {
    mayFollow: ({ status }, next) => (ranks[next] ?? 4) >= (ranks[status ?? ""] ?? -1),
  }),
  handled("a late report sets the clock back", "verification", {
    isEarlier: never,
    mayFollow: (row, next, report) =>
      isLate(row, report) || row.status === null || (verificationFollows[row.status] ?? []).includes(next),
    next: (row, report, status) =>
      isLate(row, report) ? { ...row, at: report.at ?? null } : { ...row, status, at: report.at ?? null },
  }),
  handled("unknown clears the status", "verification", {
    statusOf: ({ status }) => status ?? "unknown",
    mayFollow: anything,
  }),
  handled("a gap is refused", "verification", {
    mayFollow: ({ status }, next) =>
      status === null
        ? next === "initiated"
        : (verificationFollows[status] ?? []).includes(next) && !(status === "initiated" && next === "passed"),
  }),
  handled("the first report wins ties", "verification", {
    isEarlier: ({ at }, report) => at !== null && compareInstants(report.at ?? "", at) <= 0,
  }),
  handled("times compared as text", "verification", {
    isEarlier: ({ at }, report) => at !== null && (report.at ?? "").localeCompare(at) < 0,
  }),
  handled("a failure is for good", "signer", {
    mayFollow: (row, next, report) => row.status !== "failed" && signerMayFollow(row, next, report),
  }),
  handled("a reset is an end", "signer", { mayFollow: ({ status }) => status !== "cancelled_reset" }),
  handled("expired is an end", "inquiry", {
    mayFollow: ({ status }, next) =>
      status !== "expired" && (status === null || (inquiryFollows[status] ?? []).includes(next)),
  }),
  handled("needs_review after a decision is taken", "inquiry", {
    mayFollow: ({ status }, next) =>
      status === null || next === "needs_review" || (inquiryFollows[status] ?? []).includes(next),
  }),
  handled("case is ignored", "process", {
    statusOf: ({ status, reported }) => status ?? reported.toUpperCase(),
  }),
  handled("requires_retry goes on", "verification", {
    mayFollow: ({ status }, next) =>
      status === null || status === "requires_retry" || (verificationFollows[status] ?? []).includes(next),
  }),
  handled("a removed session is forgotten", "session", {
    statusOf: ({ status }) => (status === "REMOVED" ? undefined : status),
  }),
  handled("an expired process may be accepted", "process", {
    mayFollow: ({ status }, next) =>
      status === null || (status === "EXPIRED" && next === "ACCEPTED") || (processFollows[status] ?? []).includes(next),
  }),
];
