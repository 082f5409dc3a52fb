/**
 * The answer to a webhook. A provider sees only whether it is 2xx: anything else is delivered again, for hours or days,
 * and then lost. So the question is never whether we liked the report, but whether hearing it again would help.
 */
import type { Verdict, VerdictKind } from "kycle";

export interface Answer {
  readonly status: 200 | 202 | 409 | 422 | 500;
  readonly body: Readonly<Record<string, string>>;
}

/** 200: done with. 202: kept in the audit table for a person, and hearing it again would change nothing. */
const statusByVerdict: Readonly<Record<VerdictKind, 200 | 202>> = {
  advance: 200,
  gap: 200,
  late: 200,
  duplicate: 200,
  stale: 200,
  superseded: 200,
  unknown: 202,
  illegal: 202,
};

/** The verdicts on one message; the one that needs somebody's attention decides. */
export function answerTo(verdicts: readonly Verdict[]): Answer {
  const status = verdicts.some(({ kind }) => statusByVerdict[kind] === 202) ? 202 : 200;
  return { status, body: Object.fromEntries(verdicts.map(({ lifecycle, rule }) => [lifecycle, rule])) };
}

/** Of this provider and about nothing that is followed here. */
export const nothingToJudge: Answer = { status: 200, body: { result: "nothing to judge" } };

/** The provider's form has changed, or something is not the provider's: deliver it again, it may be read after a release. */
export const unreadable = (path: string): Answer => ({ status: 422, body: { result: "unreadable", path } });

/** Nothing was stored; the next delivery finds the others done. */
export const overtaken: Answer = { status: 409, body: { result: "overtaken by other deliveries" } };

/** Nothing was stored, and the fault is ours: no database, or a record that cannot be trusted. */
export const failed: Answer = { status: 500, body: { result: "failed" } };
