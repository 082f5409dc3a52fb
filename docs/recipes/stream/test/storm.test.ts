/**
 * Webhooks of many people, shuffled, repeated and held up, while workers come, stall, are killed and go, and one server of three
 * is killed and started again. In the end every record is the fold of what the stream holds of its person, in that order.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { KycleRecord } from "kycle";
import { keyOf } from "../src/address.js";
import type { Change } from "../src/audit.js";
import { type Report, takeWebhookIn } from "../src/intake.js";
import { bucketStream, consumerOf, layOut, reportStream } from "../src/layout.js";
import { lifecycles, providers } from "../src/lifecycles.js";
import { type Cluster, natsServer, startCluster } from "./cluster.js";
import { type Contents, contentsOf, type Message } from "./contents.js";
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

interface Fold {
  readonly records: ReadonlyMap<string, KycleRecord>;
  readonly changes: ReadonlyMap<string, readonly Change[]>;
  readonly refusals: ReadonlyMap<string, Change>;
}

/** The plain reducer over what the stream holds. */
function foldOf(reports: readonly Message[]): Fold {
  const records = new Map<string, KycleRecord>();
  const changes = new Map<string, readonly Change[]>();
  const refusals = new Map<string, Change>();
  for (const { seq, value } of reports) {
    const { lifecycle: id, observation } = value as Report;
    const lifecycle = lifecycles.get(id);
    assert.ok(lifecycle !== undefined);
    const key = keyOf(id, observation.subject);
    const known = records.get(key) ?? lifecycle.open({ subject: observation.subject });
    const { verdict, record } = lifecycle.observe(known, observation);
    const change = { report: seq, observation, verdict };
    if (record !== known) changes.set(key, [...(changes.get(key) ?? []), change]);
    else if (verdict.kind !== "duplicate") refusals.set(`audit.refusal.${key}.${seq}`, change);
    if (record !== known) records.set(key, record);
  }
  return { records, changes, refusals };
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function check({ reports, changes, refusals, records }: Contents, { stored }: Sent): void {
  const held = new Set(reports.map(({ value }) => nameOf(value as Report)));
  assert.deepEqual(
    [...stored].filter((name) => !held.has(name)),
    [],
    "a delivery was answered with 2xx, and is lost",
  );

  const fold = foldOf(reports);
  assert.deepEqual([...records.keys()].toSorted(), [...fold.records.keys()].toSorted());
  for (const [key, { record }] of records) assert.deepEqual(record, plain(fold.records.get(key)), key);

  const rows = new Map<string, Change[]>();
  for (const { address, value } of changes) {
    const key = address.slice("audit.change.".length);
    rows.set(key, [...(rows.get(key) ?? []), value as Change]);
  }
  assert.deepEqual([...rows.keys()].toSorted(), [...fold.changes.keys()].toSorted());
  for (const [key, of] of rows) {
    assert.deepEqual(of, plain(fold.changes.get(key)), key);
    assert.deepEqual(
      of.map(({ verdict }) => verdict.sequence),
      of.map((_, index) => index + 1),
    );
  }

  assert.deepEqual(refusals.map(({ address }) => address).toSorted(), [...fold.refusals.keys()].toSorted());
  for (const { address, value } of refusals) assert.deepEqual(value, plain(fold.refusals.get(address)), address);
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
      check(contents, sent);
      t.diagnostic(
        figures(contents, sent, workers, `${cluster.version}; server ${victim} killed and started again`, seconds),
      );
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
    `${changes.length} changes and ${refusals.length} refusals in the audit stream: each exactly once`,
    `${seconds.toFixed(1)} s`,
  ].join("; ");
}
