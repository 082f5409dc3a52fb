// What a consumer writes, without one word of help to the compiler; each `@ts-expect-error` is something that must be refused.
import {
  defineLifecycle,
  type KycleRecord,
  type Observation,
  type PersonView,
  RecordError,
  type Verdict,
  viewPerson,
} from "kycle";
import { assetpayClient, assetpayProcess } from "kycle/assetpay";
import { fortid } from "kycle/fortid";
import { iinkedsign } from "kycle/iinkedsign";
import { personaInquiry, personaVerification } from "kycle/persona";

interface Row extends KycleRecord {
  readonly customer: number;
}

export function handle(body: string, row: Row): readonly [Row, Verdict] | string {
  const reading = iinkedsign.read(body);
  if (reading.kind !== "observation") return reading.message;
  const { verdict, record } = iinkedsign.observe(row, reading.observation);
  return [record, verdict];
}

export function fold(observations: readonly Observation[]): KycleRecord {
  return observations.reduce(iinkedsign.reducer, iinkedsign.open({ subject: "s", policy: { maxAttempts: 3 } }));
}

export function person(records: readonly KycleRecord[]): PersonView {
  return viewPerson(
    [iinkedsign, personaInquiry, personaVerification, assetpayClient, assetpayProcess, fortid],
    records,
    {
      choice: "latestApproved",
    },
  );
}

export function stored(text: string): KycleRecord | string {
  try {
    return fortid.under({ sessionTimeoutSeconds: 300 }).restore(text);
  } catch (error) {
    return error instanceof RecordError ? error.path : "unknown";
  }
}

const status: "passed" | "failed" = "passed";
const known: (typeof iinkedsign.statuses)[number] = status;
iinkedsign.checkTransition(known, "any word");

// @ts-expect-error: no such setting
iinkedsign.under({ maxAtempts: 3 });
// @ts-expect-error: no such limit
personaInquiry.open({ subject: "s", policy: { maxAttempts: "none" } });
// @ts-expect-error: a record has a subject
fortid.open({});
// @ts-expect-error: no such choice
viewPerson([iinkedsign], [], { choice: "best" });
// @ts-expect-error: a lifecycle is more than an id
defineLifecycle({ id: "mine" });
