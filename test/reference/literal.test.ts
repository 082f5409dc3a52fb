/** The judge and the definitions word for word, on walks with losses and forgeries. */
import { expect, test } from "vitest";
import { assetpayClientModel } from "./assetpay-client.js";
import { assetpayProcessModel } from "./assetpay-process.js";
import { fortidModel } from "./fortid.js";
import { iinkedsignModel } from "./iinkedsign.js";
import { createJudge, type Judge, type Judgement } from "./judge.js";
import { literal, type Literal } from "./literal.js";
import type { Configuration, Model, Report, ReportedCounters } from "./model.js";
import { personaInquiryModel } from "./persona-inquiry.js";
import { personaVerificationModel } from "./persona-verification.js";
import { randomFrom, reportsOfAWalk } from "./walks.js";

interface Walked {
  readonly lifecycle: string;
  readonly under: string;
  readonly kinds: readonly Judgement["kind"][];
  readonly compare: () => ReadonlySet<string>;
}

interface Manner {
  readonly walks: number;
  readonly polled: number;
  readonly kinds: readonly Judgement["kind"][];
  readonly counters?: (configuration: Configuration) => ReportedCounters;
}

function walked<Given, Policy>(
  model: Model<Given, Policy>,
  givens: readonly Given[],
  { walks, polled, kinds, counters }: Manner,
): readonly Walked[] {
  return givens.map((given) => ({
    lifecycle: model.id,
    under: JSON.stringify(given),
    kinds,
    compare: () => {
      const sides = { judge: createJudge(model, given), words: literal(model, given) };
      const seen = new Set<string>();
      for (let seed = 0; seed < walks; seed += 1) {
        const reports = reportsOfAWalk(model, given, randomFrom(seed), { forged: 0.1, named: 0.6, polled, counters });
        for (const kind of compareOn(sides, reports)) seen.add(kind);
      }
      return seen;
    },
  }));
}

/** The kinds of judgement that were compared. */
function compareOn<Policy>(
  { judge, words }: { readonly judge: Judge<Policy>; readonly words: Literal<Policy> },
  reports: readonly Report[],
): readonly string[] {
  const kinds: string[] = [];
  let state = judge.start;
  let held = words.origin;
  let since = { from: held.fitting, last: state.last, reports: [] as readonly Report[] };
  for (const sent of reports) {
    // Whether counters are left out is the judge's own rule; the words take those that count.
    const { judgement, state: next } = judge.step(state, sent);
    const ignored = "countersIgnored" in judgement && judgement.countersIgnored;
    const report = ignored ? { ...sent, counters: undefined } : sent;
    kinds.push(judgement.kind);
    const last = state.last;
    if (judgement.kind === "repeat") continue;
    // That a replaced run does not come back is no matter of paths.
    if (sent.run !== undefined && state.runs.slice(0, -1).includes(sent.run)) {
      expect(judgement).toEqual({ kind: "illegal", reason: "run" });
      continue;
    }
    const possible = words.possible(held, last, report);
    const expected = words.expected(held, last, report);
    if (judgement.kind === "illegal") {
      expect(words.possible(held, last, { ...report, counters: undefined })).toEqual([]);
      continue;
    }
    expect(judgement.kind).toBe(expected.length > 0 ? "advance" : "gap");
    const reportsSince = [...since.reports, report];
    const fewest = words.fewestMissing(since.from, since.last, reportsSince);
    expect(fewest).toBe(judgement.kind === "gap" ? judgement.missingCount : 0);
    if (judgement.kind === "advance")
      expect(judgement.skippedLength).toBe(Math.max(0, (words.shortest(held, last, report) ?? 0) - 1));
    held = { likely: judgement.kind === "gap" ? possible : expected, fitting: possible };
    since =
      judgement.kind === "gap" ? { from: possible, last: next.last, reports: [] } : { ...since, reports: reportsSince };
    state = next;
    expect(new Set(judge.fitting(state).map(textOf))).toEqual(new Set(held.fitting.map(textOf)));
    expect(new Set(judge.likely(state).map(textOf))).toEqual(new Set(held.likely.map(textOf)));
  }
  return kinds;
}

const textOf = ({ policy, configuration }: { readonly policy: unknown; readonly configuration: unknown }): string =>
  JSON.stringify([policy, configuration]);

const ofWebhooks = ["advance", "gap", "illegal", "repeat"] as const;
const ofPolls = ["advance", "illegal", "repeat"] as const;

const cases = [
  ...walked(
    iinkedsignModel,
    [
      { steps: ["kba"], maxAttempts: 2, maxResets: 1, maxErrors: 2 },
      { steps: [], maxAttempts: 3, maxResets: 0, maxErrors: 3 },
      { steps: [], maxAttempts: 4, maxResets: 0, maxErrors: 1 },
      { steps: [], maxAttempts: 2, maxResets: 1, maxErrors: 1, resetKeepsVerificationId: true },
      { steps: [], maxResets: 0, maxErrors: 1 },
    ],
    {
      walks: 60,
      polled: 0.35,
      kinds: ofWebhooks,
      counters: ({ counters: { failures, errors } }) => ({ attempts: Number(failures), errors: Number(errors) }),
    },
  ),
  ...walked(personaVerificationModel, [{}, { resubmitSameObject: true }, { type: "document" }], {
    walks: 60,
    polled: 0.35,
    kinds: ofWebhooks,
  }),
  ...walked(personaInquiryModel, [{ maxAttempts: 2 }, { maxAttempts: 3, decisionsOverturn: false }], {
    walks: 60,
    polled: 0.35,
    kinds: ofWebhooks,
    counters: ({ counters: { failures } }) => ({ failures: Number(failures) }),
  }),
  ...walked(assetpayProcessModel, [{}, { lateResults: true }], { walks: 300, polled: 1, kinds: ofPolls }),
  ...walked(assetpayClientModel, [{}, { maxProcesses: 2 }], {
    walks: 60,
    polled: 1,
    kinds: ofPolls,
    counters: ({ counters: { processes } }) => ({ processes: Number(processes) }),
  }),
  ...walked(fortidModel, [{}, { finishedSessionsExpire: true }], { walks: 300, polled: 1, kinds: ofPolls }),
];

for (const { lifecycle, under, compare, kinds } of cases)
  test(`${lifecycle}: the judge agrees with the definitions word for word under ${under}`, () => {
    expect([...compare()].toSorted()).toEqual(kinds);
  });
