/**
 * Webhooks of many people, shuffled, repeated and held up, while workers come, stall, are killed and go, and one server of three
 * is killed and started again. In the end every report of the stream is a change, a refusal or a duplicate, no delivery is applied twice, and every
 * record is the fold of its person's changes.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { BoundLifecycle, KycleRecord, Observation, Verdict } from "kycle";
import { keyOf } from "../src/address.js";
import type { Change } from "../src/audit.js";
import { type Report, takeWebhookIn } from "../src/intake.js";
import { bucketStream, consumerOf, layOut, reportStream } from "../src/layout.js";
import { lifecycles, providers } from "../src/lifecycles.js";
import { type Cluster, natsServer, startCluster } from "./cluster.js";
import { type Contents, contentsOf } from "./contents.js";
import { randomFrom, shuffled, type Webhook, webhooks } from "./webhooks.js";
import { type Workers, workersWith } from "./workers.js";
import { settingsFrom } from "../src/settings.js";

const seed = 20_240_504;
const people = Number(process.env["PEOPLE"] ?? 60);
const partitions = 8;
const mostAhead = 100;
const receivedAt = "2024-06-01T00:00:00Z";
const binary = natsServer();

interface Sent {
  /** Every delivery that was answered with 2xx, by person and delivery. */
  readonly stored: ReadonlySet<string>;
  readonly webhooks: number;
  /** Deliveries that had to be sent again, since nobody could say that they were stored. */
  readonly sentAgain: number;
  /** Reports that the stream itself dropped, by their message id. */
  readonly dropped: number;
}

/** As providers do: 16 at a time, some held up for longer than the stream remembers ids, and again until the answer is 2xx. */
async function send(
  connection: NatsConnection,
  all: readonly Webhook[],
  random: () => number,
  { logged }: Workers,
): Promise<Sent> {
  const stream = jetstream(connection, { timeout: 2000 });
  const queue = all.map((webhook) => ({ webhook, holdUp: random() < 0.1 ? 1500 : random() * 60 }));
  const stored = new Set<string>();
  let sentAgain = 0;
  let dropped = 0;
  async function deliver(): Promise<void> {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { webhook, holdUp } = next;
      await wait(holdUp);
      // Not all before the first is judged: what is done to the servers meets those who send, too.
      while (stored.size - logged.length > mostAhead) await wait(20);
      const { provider, body } = webhook;
      try {
        const intake = await takeWebhookIn(stream, partitions, provider, body, receivedAt);
        if (intake.kind !== "stored") continue;
        dropped += intake.known;
        for (const { id, read } of providers[provider]) {
          const reading = read(body, { receivedAt });
          if (reading.kind === "observation") stored.add(nameOf({ lifecycle: id, observation: reading.observation }));
        }
      } catch {
        sentAgain += 1;
        queue.push({ webhook, holdUp: 100 });
      }
    }
  }
  await Promise.all(Array.from({ length: 16 }, deliver));
  return { stored, webhooks: all.length, sentAgain, dropped };
}

const nameOf = ({ lifecycle, observation }: Report): string =>
  `${keyOf(lifecycle, observation.subject)} ${observation.delivery}`;

/** What is done to the workers and servers, each when so much of the stream has been judged. */
async function disturb(
  cluster: Cluster,
  connection: NatsConnection,
  workers: Workers,
  reports: number,
): Promise<string> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const until = async (share: number): Promise<void> => {
    while (workers.logged.length < share * reports) await wait(20);
  };
  await workers.start();
  await until(0.08);
  await workers.start();
  await workers.killOldest();
  await workers.start();
  await until(0.25);
  const { cluster: group } = await manager.streams.info(bucketStream);
  const victim = group?.leader ?? "n1";
  await cluster.kill(victim);
  await workers.start();
  await workers.killOldest();
  await until(0.5);
  cluster.restart(victim);
  await workers.start();
  await until(0.6);
  await workers.stallOldest(2500);
  await workers.killOldest();
  await until(0.75);
  await workers.start();
  await workers.killOldest();
  return victim;
}

/** Nothing is waiting, and nothing under way. */
async function finish(connection: NatsConnection): Promise<void> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const isOpen = async (partition: number): Promise<boolean> => {
    const { num_pending, num_ack_pending } = await manager.consumers.info(reportStream, consumerOf(partition));
    return num_pending + num_ack_pending > 0;
  };
  for (let partition = 0; partition < partitions;) {
    if (await isOpen(partition).catch(() => true)) await wait(100);
    else partition += 1;
  }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The records that a person had, from none to the last, by the changes that the audit tells of. */
function foldOf(lifecycle: BoundLifecycle, subject: string, changes: readonly Change[]): readonly KycleRecord[] {
  let known = lifecycle.open({ subject });
  const records = [known];
  for (const { observation, verdict } of changes) {
    assert.equal(verdict.sequence, records.length);
    const judged = lifecycle.observe(known, observation);
    assert.deepEqual(verdict, plain(judged.verdict));
    known = judged.record;
    records.push(known);
  }
  return records;
}

/** What the stream holds of one person, and what the audit and the store say of it. */
interface Person {
  readonly reports: Map<number, Report>;
  readonly changes: Change[];
  readonly refusals: Change[];
}

function peopleIn({ reports, changes, refusals }: Contents): ReadonlyMap<string, Person> {
  const found = new Map<string, Person>();
  for (const { seq, value } of reports) {
    const report = value as Report;
    const key = keyOf(report.lifecycle, report.observation.subject);
    const person = found.get(key) ?? { reports: new Map(), changes: [], refusals: [] };
    person.reports.set(seq, report);
    found.set(key, person);
  }
  const personAt = (key: string): Person => found.get(key) ?? assert.fail(`${key} is audited and was never reported`);
  for (const { address, value } of changes)
    personAt(address.slice("audit.change.".length)).changes.push(value as Change);
  for (const { address, value } of refusals) {
    const change = value as Change;
    const key = address.slice("audit.refusal.".length, -`.${change.report}`.length);
    assert.equal(address, `audit.refusal.${key}.${change.report}`);
    personAt(key).refusals.push(change);
  }
  return found;
}

/**
 * Every report of a person is a change, a refusal or a duplicate, no delivery changes the record twice, and the record is what
 * the changes amount to. Gives how many rows name a place at which the stream has something else now.
 */
function checkPerson({ reports, changes, refusals }: Person, record: KycleRecord | undefined): number {
  const [report] = reports.values();
  const lifecycle = lifecycles.get(report?.lifecycle ?? "");
  assert.ok(report !== undefined && lifecycle !== undefined);
  const records = foldOf(lifecycle, report.observation.subject, changes);
  if (changes.length > 0) assert.deepEqual(record, plain(records.at(-1)));
  else assert.equal(record, undefined);

  const rows = [...changes, ...refusals];
  const held = [...reports.values()].map(({ observation }) => observation);
  for (const { observation } of rows) assert.ok(held.some(isSame(observation)), "audited, and nowhere in the stream");
  const applied = changes.map(({ observation }) => observation.delivery);
  assert.equal(new Set(applied).size, applied.length, "a delivery was applied twice");
  assert.equal(new Set(refusals.map((refusal) => refusal.report)).size, refusals.length, "a report was refused twice");

  const verdictsOn = (observation: Observation): readonly Verdict[] =>
    records.map((known) => lifecycle.observe(known, observation).verdict);
  for (const { observation, verdict } of refusals) {
    const isJudged = verdictsOn(observation).some((judged) => isDeepStrictEqual(plain(judged), verdict));
    assert.ok(isJudged, `a refusal that no record of the person gives: ${verdict.rule}`);
  }
  for (const observation of held) {
    const isTold = rows.some((row) => isSame(observation)(row.observation));
    const isKnown = verdictsOn(observation).some(({ kind }) => kind === "duplicate");
    assert.ok(isTold || isKnown, "a report left no trace");
  }
  return rows.filter((row) => !isSame(row.observation)(reports.get(row.report)?.observation)).length;
}

const isSame =
  (one: Observation) =>
  (other: Observation | undefined): boolean =>
    other !== undefined && isDeepStrictEqual(plain(one), plain(other));

/** How many audit rows name a place of which the stream has moved the report. */
function check(contents: Contents, { stored }: Sent): number {
  const held = new Set(contents.reports.map(({ value }) => nameOf(value as Report)));
  assert.deepEqual(
    [...stored].filter((name) => !held.has(name)),
    [],
    "a delivery was answered with 2xx, and is lost",
  );
  const people = peopleIn(contents);
  for (const key of contents.records.keys()) assert.ok(people.has(key), `${key} has a record and was never reported`);
  let moved = 0;
  for (const [key, person] of people) moved += checkPerson(person, contents.records.get(key)?.record);
  return moved;
}

test(
  "workers and a server are killed, and nothing is lost or applied twice",
  { timeout: 900_000, skip: binary === undefined && "no NATS here: apt-get install nats-server" },
  async (t) => {
    const cluster = await startCluster(binary ?? "");
    const environment = {
      NATS_SERVERS: cluster.servers.join(","),
      PARTITIONS: String(partitions),
      ACK_WAIT_SECONDS: "1.5",
      DUPLICATE_WINDOW_SECONDS: "1",
    };
    const workers = workersWith(environment);
    const connection = await cluster.connect();
    try {
      await layOut(connection, settingsFrom(environment));
      const random = randomFrom(seed);
      const all = shuffled(webhooks(people, seed), random);
      const began = performance.now();
      const [sent, victim] = await Promise.all([
        send(connection, all, random, workers),
        disturb(cluster, connection, workers, all.length),
      ]);
      await finish(connection);
      const seconds = (performance.now() - began) / 1000;
      await workers.stopAll();
      const contents = await contentsOf(connection);
      const moved = check(contents, sent);
      const servers = `${cluster.version}; server ${victim} killed and started again`;
      t.diagnostic(figures(contents, sent, workers, servers, moved, seconds));
    } finally {
      await workers.stopAll();
      await connection.close();
      await cluster.stop();
    }
  },
);

function figures(
  { reports, changes, refusals, records }: Contents,
  sent: Sent,
  workers: Workers,
  servers: string,
  moved: number,
  seconds: number,
): string {
  const { logged, count } = workers;
  const judged = logged.filter(({ rule }) => rule !== undefined);
  const redeliveries = logged.filter(({ delivered = 1 }) => delivered > 1).length;
  const conflicts = logged.reduce((sum, { conflicts: some = 0 }) => sum + some, 0);
  const failures = logged.filter(({ result }) => result !== undefined).length;
  assert.ok(redeliveries > 0, "no report was under way when a worker was killed");
  assert.ok(sent.dropped > 0, "no delivery was dropped by its message id");
  return [
    servers,
    `${sent.webhooks} webhooks, ${sent.sentAgain} of them sent again for want of an answer`,
    `${reports.length} reports in the stream about ${records.size} people, ${sent.dropped} more dropped by message id`,
    `${count.started} workers came, ${count.killed} were killed, ${count.stalled} stalled`,
    `${judged.length} judgements; ${redeliveries} redeliveries, ${conflicts} conflicts, ${failures} failures, all made good`,
    `${moved} audit rows name a place from which the lost server took its report`,
    `${changes.length} changes and ${refusals.length} refusals in the audit stream: each exactly once`,
    `${seconds.toFixed(1)} s`,
  ].join("; ");
}
