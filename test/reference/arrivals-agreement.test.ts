/** The engine's front door and the reference, on histories as they are delivered: late, twice, out of order, without time. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { assetpayClient, assetpayProcess } from "../../machines/assetpay/lifecycle.js";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "../../machines/persona/lifecycle.js";
import type { BoundLifecycle } from "../../src/lifecycle.js";
import { report } from "../report.js";
import type { DeliveredReport } from "./arrangements.js";
import { judgeArrivals } from "./arrivals.js";
import { assetpayClientModel } from "./assetpay-client.js";
import { assetpayProcessModel } from "./assetpay-process.js";
import { deliveriesOf, type Delivery, type Manner } from "./deliveries.js";
import { fortidModel } from "./fortid.js";
import { iinkedsignModel } from "./iinkedsign.js";
import { createJudge } from "./judge.js";
import type { Model } from "./model.js";
import { personaInquiryModel } from "./persona-inquiry.js";
import { personaVerificationModel } from "./persona-verification.js";

interface Sides {
  readonly engine: BoundLifecycle;
  readonly reference: (reports: readonly DeliveredReport[]) => readonly string[];
  readonly deliveries: fc.Arbitrary<Delivery>;
}

function sidesOf<Given, Policy>(
  engine: BoundLifecycle,
  model: Model<Given, Policy>,
  given: Given,
  manner: Manner<Policy>,
): Sides {
  const judge = createJudge(model, given);
  return {
    engine,
    deliveries: deliveriesOf(model, given, manner),
    reference: (reports) => judgeArrivals(model, given, reports, { judge }).verdicts.map(textOf),
  };
}

function textOf(verdict: ReturnType<typeof judgeArrivals>["verdicts"][number]): string {
  if (verdict.kind === "gap") return `gap ${verdict.missingCount}`;
  return verdict.kind === "illegal" || verdict.kind === "duplicate"
    ? `${verdict.kind} ${verdict.reason}`
    : verdict.kind;
}

function engineKinds(engine: BoundLifecycle, reports: readonly DeliveredReport[]): readonly string[] {
  let record = engine.open({ subject: "subject", capacity: 100 });
  return reports.map(({ at, delivery, facts, ...given }, index) => {
    const time = at === undefined ? undefined : `2024-01-01T00:00:${String(at).padStart(2, "0")}Z`;
    const step = engine.observe(record, { ...report(index, given), at: time, delivery, policy: facts });
    record = step.record;
    const { kind, reason, missing } = step.verdict;
    if (kind === "gap") return `gap ${missing?.length}`;
    return reason === undefined ? kind : `${kind} ${reason}`;
  });
}

const ofIinkedsign = (
  [
    { maxAttempts: 3, maxErrors: 1, maxResets: 0 },
    { maxAttempts: 2, maxErrors: 2, maxResets: 1 },
    { maxAttempts: 3, maxErrors: "unlimited", maxResets: "unlimited" },
  ] as const
).map((given) => sidesOf(iinkedsign.under(given), iinkedsignModel, given, { channels: "both", hasRuns: true }));

const ofPersonaVerification = [{}, { resubmitSameObject: true }, { type: "aamva" }, { type: "document" }].map((given) =>
  sidesOf(personaVerification.under(given), personaVerificationModel, given, {
    channels: "both",
    hasRuns: false,
    facts: ({ type }) => ({ type }),
  }),
);

const ofPersonaInquiry = (
  [{}, { maxAttempts: 2 }, { maxAttempts: 3, decisionsOverturn: false }, { maxAttempts: "unlimited" }] as const
).map((given) =>
  sidesOf(personaInquiry.under(given), personaInquiryModel, given, { channels: "both", hasRuns: false }),
);

const ofAssetpayProcess = [{}, { lateResults: true }].map((given) =>
  sidesOf(assetpayProcess.under(given), assetpayProcessModel, given, { channels: "polls", hasRuns: false }),
);

const ofAssetpayClient = ([{}, { maxProcesses: 2 }] as const).map((given) =>
  sidesOf(assetpayClient.under(given), assetpayClientModel, given, { channels: "polls", hasRuns: true }),
);

const ofFortid = [{}, { finishedSessionsExpire: true }].map((given) =>
  sidesOf(fortid.under(given), fortidModel, given, { channels: "polls", hasRuns: false }),
);

const inFull = process.env["CI"] !== undefined;

const lifecycles = [
  { lifecycle: "iinkedsign", policies: ofIinkedsign, numRuns: 600 },
  { lifecycle: "persona/verification", policies: ofPersonaVerification, numRuns: 800 },
  { lifecycle: "persona/inquiry", policies: ofPersonaInquiry, numRuns: 500 },
  { lifecycle: "assetpay/process", policies: ofAssetpayProcess, numRuns: 400 },
  { lifecycle: "assetpay/client", policies: ofAssetpayClient, numRuns: 400 },
  { lifecycle: "fortid", policies: ofFortid, numRuns: 400 },
];

for (const { lifecycle, policies, numRuns } of lifecycles)
  test(
    `${lifecycle}: engine and reference give the same verdicts in every order of arrival`,
    { timeout: 120_000 },
    () => {
      for (const { engine, reference, deliveries } of policies)
        fc.assert(
          fc.property(deliveries, ({ reports, isOrdered }) => {
            const told = (judged: readonly string[]): readonly string[] =>
              judged.map((kind, index) => toldOf(reports[index], isOrdered ? kind : withoutReason(kind)));
            expect(told(engineKinds(engine, reports))).toEqual(told(reference(reports)));
          }),
          { numRuns: Math.ceil((inFull ? numRuns : numRuns / 2) / policies.length) },
        );
    },
  );

test.each([
  { maxAttempts: 8, maxErrors: "unlimited", maxResets: 0 },
  { maxAttempts: 3, maxErrors: 2, maxResets: "unlimited" },
] as const)(
  "iinkedsign: many reports of few kinds at one instant, whatever comes before and after, under %j",
  (given) => {
    const { engine, reference } = sidesOf(iinkedsign.under(given), iinkedsignModel, given, {
      channels: "both",
      hasRuns: true,
    });
    const kind = fc.constantFrom(
      { status: "failed", run: "a" },
      { status: "error", run: "a" },
      { status: "passed", run: "a" },
      { status: "failed_reset", run: "a" },
      { status: "failed", run: "b" },
    );
    const group = fc
      .tuple(kind, kind)
      .chain((few) => fc.array(fc.constantFrom(...few), { minLength: 7, maxLength: 9 }));
    const delivered = fc
      .tuple(fc.array(kind, { maxLength: 1 }), group, fc.array(kind, { maxLength: 1 }))
      .chain(([before, tied, after]) => {
        const timed = [before, tied, after].flatMap((reports, at) => reports.map((said) => ({ ...said, at })));
        const reports = timed.map((said, nth): DeliveredReport => ({
          channel: "webhook",
          ...said,
          delivery: `d${nth}`,
        }));
        return fc.shuffledSubarray(reports, { minLength: reports.length });
      });
    const kinds = new Set<string>();
    fc.assert(
      fc.property(delivered, (reports) => {
        const judged = engineKinds(engine, reports);
        for (const told of judged) kinds.add(told);
        expect(judged.map(withoutReason)).toEqual(reference(reports).map(withoutReason));
      }),
      { numRuns: inFull ? 60 : 20 },
    );
    expect([...kinds]).toEqual(expect.arrayContaining(["advance", "late"]));
  },
  120_000,
);

test.each([
  { maxAttempts: 2, maxErrors: 2, maxResets: 0 },
  { maxAttempts: 3, maxErrors: 1, maxResets: 0 },
])(
  "iinkedsign: a report without a time, behind every few others that have one, under %j",
  (given) => {
    const { engine, reference } = sidesOf(iinkedsign.under(given), iinkedsignModel, given, {
      channels: "both",
      hasRuns: false,
    });
    const statuses = ["start", "failed", "error", "passed"];
    const webhooks = statuses.map((status): DeliveredReport => ({ channel: "webhook", status }));
    const histories = (length: number): readonly (readonly DeliveredReport[])[] =>
      length === 0
        ? [[]]
        : histories(length - 1).flatMap((before) => webhooks.map((next) => [...before, { ...next, at: length }]));
    let closing = 0;
    for (const before of [2, 3, 4].flatMap(histories)) {
      for (const last of webhooks) {
        const reports = [...before, last];
        const kinds = engineKinds(engine, reports);
        expect([reports, kinds]).toEqual([reports, reference(reports)]);
        if (kinds.at(-1) === "late") closing += 1;
      }
    }
    expect(closing).toBeGreaterThan(10);
  },
  120_000,
);

function toldOf(reported: DeliveredReport | undefined, kind: string): string {
  const { channel, status, event, run, at, facts } = reported ?? {};
  return `${channel} ${status ?? event} ${run ?? "-"} @${at ?? "-"} ${JSON.stringify(facts ?? {})}: ${kind}`;
}

const withoutReason = (kind: string): string => kind.replace(/^(illegal|unknown) .*/, "$1");
