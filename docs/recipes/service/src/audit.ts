/** The audit row of a judgement: what was said, what was made of it, and which state of the record it belongs to. */
import type { Observation, Verdict } from "kycle";
import type { Transaction } from "./database.js";

export interface Judged {
  readonly verdict: Verdict;
  readonly observation: Observation;
  readonly isApplied: boolean;
}

export async function writeAudit(transaction: Transaction, { verdict, observation, isApplied }: Judged): Promise<void> {
  const { lifecycle, subject, sequence, rule } = verdict;
  const { delivery = null, receivedAt = null } = observation;
  await transaction.query(
    `insert into audit (lifecycle, subject, sequence, applied, rule, delivery, received_at, observation, verdict)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      lifecycle,
      subject,
      sequence,
      isApplied,
      rule,
      delivery,
      receivedAt,
      JSON.stringify(observation),
      JSON.stringify(verdict),
    ],
  );
}
