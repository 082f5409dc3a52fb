/**
 * Judge and store, in one transaction: the record, compared and set on its sequence, and an audit row for every
 * judgement. Whatever fails leaves nothing behind, so the provider's next delivery is judged as if it were the first.
 */
import type { BoundLifecycle, KycleRecord, Observation, Verdict } from "kycle";
import { writeAudit } from "./audit.js";
import type { Database, Transaction } from "./database.js";
import { log } from "./log.js";

/** What a message says to one lifecycle. */
export interface Statement {
  readonly lifecycle: BoundLifecycle;
  readonly observation: Observation;
}

/** Another delivery changed the record between our reading and our writing; nothing was stored. */
export class LostRace extends Error {
  override readonly name = "LostRace";
}

const mostTries = 8;

/**
 * The verdicts on the statements of one message, stored.
 *
 * @throws {LostRace} when others were faster every time.
 * @throws {RecordError} for a stored record that cannot be trusted.
 */
export async function takeIn(database: Database, statements: readonly Statement[]): Promise<readonly Verdict[]> {
  // Always in the same order, so that two messages about the same two subjects cannot wait for each other.
  const ordered = statements.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction(async (transaction) => {
        const verdicts: Verdict[] = [];
        for (const statement of ordered) verdicts.push(await judgeAndStore(transaction, statement));
        return verdicts;
      });
    } catch (error) {
      const isRace = error instanceof LostRace || isRaceByCode(error);
      if (!isRace || attempt === mostTries) throw isRace ? new LostRace("others were faster") : error;
      log("info", { result: "overtaken, judged again", attempt });
    }
  }
}

async function judgeAndStore(transaction: Transaction, { lifecycle, observation }: Statement): Promise<Verdict> {
  const { id } = lifecycle;
  const { subject } = observation;
  const [row] = await transaction.query("select record from verification where lifecycle = $1 and subject = $2", [
    id,
    subject,
  ]);
  const known = row === undefined ? lifecycle.open({ subject }) : lifecycle.restore(row["record"]);
  const { verdict, record } = lifecycle.observe(known, observation);
  if (record === known) {
    await writeAudit(transaction, { verdict, observation, isApplied: false });
    return verdict;
  }
  if (await wasApplied(transaction, id, observation)) {
    const forgotten = forgottenDelivery(verdict, known);
    await writeAudit(transaction, { verdict: forgotten, observation, isApplied: false });
    return forgotten;
  }
  await store(transaction, lifecycle, record, row === undefined ? undefined : known.sequence);
  await writeAudit(transaction, { verdict, observation, isApplied: true });
  return verdict;
}

/** A record remembers its latest deliveries, the audit table all of them. */
async function wasApplied(transaction: Transaction, id: string, { subject, delivery }: Observation): Promise<boolean> {
  if (delivery === undefined) return false;
  const found = await transaction.query(
    "select 1 from audit where lifecycle = $1 and subject = $2 and delivery = $3 and applied",
    [id, subject, delivery],
  );
  return found.length > 0;
}

function forgottenDelivery(
  { lifecycle, subject, reported, to, at, receivedAt, delivery }: Verdict,
  known: KycleRecord,
): Verdict {
  return {
    kind: "duplicate",
    rule: "duplicate.delivery",
    reason: "delivery",
    lifecycle,
    subject,
    reported,
    ...(to === undefined ? {} : { to }),
    ...(at === undefined ? {} : { at }),
    ...(receivedAt === undefined ? {} : { receivedAt }),
    ...(delivery === undefined ? {} : { delivery }),
    sequence: known.sequence,
    warnings: [],
    message: "This delivery was taken in before those that the record remembers.",
  };
}

/** Writes the record if it is still the one that was read: `expected` is its sequence then, undefined where none was. */
export async function store(
  transaction: Transaction,
  lifecycle: BoundLifecycle,
  record: KycleRecord,
  expected: number | undefined,
): Promise<void> {
  const { status, phase, settled } = lifecycle.view(record);
  const values = [lifecycle.id, record.subject, record.sequence, JSON.stringify(record), status, phase, settled];
  const written =
    expected === undefined
      ? await transaction.query(
          `insert into verification (lifecycle, subject, sequence, record, status, phase, settled)
           values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning sequence`,
          values,
        )
      : await transaction.query(
          `update verification set sequence = $3, record = $4, status = $5, phase = $6, settled = $7
           where lifecycle = $1 and subject = $2 and sequence = $8 returning sequence`,
          [...values, expected],
        );
  if (written.length === 0) throw new LostRace(`${lifecycle.id} has moved on`);
}

const nameOf = ({ lifecycle, observation }: Statement): string => `${lifecycle.id} ${observation.subject}`;

/** PostgreSQL's code for a unique index that would be violated, and for two transactions that wait for each other. */
function isRaceByCode(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "23505" || error.code === "40P01");
}
