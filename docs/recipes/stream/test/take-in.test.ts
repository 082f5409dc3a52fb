/** What one report leaves behind when others race it, when its worker dies half way, and when nothing can be made of it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { Kvm } from "@nats-io/kv";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Observation } from "kycle";
import { keyOf, partitionOf } from "../src/address.js";
import { type Audit, auditIn, type Change } from "../src/audit.js";
import { takeWebhookIn } from "../src/intake.js";
import { auditStream, bucket, layOut } from "../src/layout.js";
import { providers } from "../src/lifecycles.js";
import { type Records, recordsIn } from "../src/records.js";
import { settingsFrom } from "../src/settings.js";
import { takeIn } from "../src/take-in.js";
import { work } from "../src/worker.js";
import { type Cluster, natsServer, startCluster } from "./cluster.js";
import { contentsOf } from "./contents.js";

const binary = natsServer();
const isMissing = binary === undefined && "no NATS here: apt-get install nats-server";
const settings = settingsFrom({ PARTITIONS: "1" });
const [lifecycle] = providers.iinkedsign;
const canary = "Canary-Quimby-1987";
const receivedAt = "2024-06-01T00:00:00Z";

let cluster: Cluster;
let connection: NatsConnection;
let records: Records;
let audit: Audit;

before(async () => {
  if (binary === undefined) return;
  cluster = await startCluster(binary);
  connection = await cluster.connect();
  await layOut(connection, settings);
  const stream = jetstream(connection);
  records = recordsIn(await new Kvm(stream).open(bucket, { allow_direct: false }), stream);
  audit = auditIn(stream, await jetstreamManager(connection));
});

after(async () => {
  await connection?.close();
  await cluster?.stop();
});

const uuid = (kind: number, place: number): string =>
  `${String(kind).padStart(8, "0")}-0000-4000-8000-${String(place).padStart(12, "0")}`;

function webhook(person: number, place: number, state: string): string {
  return JSON.stringify({
    packageId: uuid(1, person),
    signerId: uuid(2, person),
    verificationId: uuid(3, person),
    state,
    action: "verification_status",
    continue: false,
    eventId: uuid(100 + person, place),
    eventTime: `2024-05-04T09:${String(place).padStart(2, "0")}:30.1250632Z`,
    signer: { name: canary },
  });
}

function observation(person: number, place: number, state: string): Observation {
  const reading = lifecycle.read(webhook(person, place, state), { receivedAt });
  assert.ok(reading.kind === "observation");
  return reading.observation;
}

const keyFor = (person: number): string => keyOf(lifecycle.id, observation(person, 0, "failed").subject);

async function rowsOf(person: number): Promise<readonly string[]> {
  const { changes } = await contentsOf(connection);
  return changes
    .filter(({ address }) => address === `audit.change.${keyFor(person)}`)
    .map(({ value }) => (value as Change).verdict)
    .map(({ sequence, rule, to }) => `${sequence} ${rule} ${to}`);
}

async function recordOf(person: number): Promise<readonly [sequence: number, status: string | null] | undefined> {
  const { kept } = await records.find(keyFor(person));
  return kept && [kept.record.sequence, lifecycle.view(lifecycle.restore(kept.record)).status];
}

test("48 at once over three reports of one person make three changes", { skip: isMissing }, async (t) => {
  let conflicts = 0;
  for (let person = 10; person < 20; person++) {
    const reports = ["failed", "failed", "passed"].map((state, place) => observation(person, place, state));
    const all = Array.from({ length: 48 }, (_, turn) => {
      const report = reports[turn % reports.length];
      assert.ok(report !== undefined);
      return takeIn({ records, audit }, lifecycle, report, turn).catch((error: Error) => error.name);
    });
    const given = await Promise.all(all);
    const stepped = given.filter((result) => typeof result !== "string" && result.verdict.kind !== "duplicate");
    assert.equal(stepped.length, 3, "a change was made twice, or by nobody");
    for (const result of given) conflicts += typeof result === "string" ? 0 : result.conflicts;
    assert.deepEqual(await recordOf(person), [3, "passed"]);
    assert.deepEqual(
      (await rowsOf(person)).map((row) => row.slice(0, 1)),
      ["1", "2", "3"],
    );
  }
  assert.ok(conflicts > 0, "nobody raced");
  t.diagnostic(`480 judgements at once; ${conflicts} times another was faster, and it was judged again`);
});

test("who has not read the latest revision replaces nothing", { skip: isMissing }, async () => {
  await takeIn({ records, audit }, lifecycle, observation(7, 1, "failed"), 1);
  const { kept, revision } = await records.find(keyFor(7));
  assert.ok(kept !== undefined);
  for (const other of [0, revision - 1, revision + 1])
    assert.equal(await records.replace(keyFor(7), kept, other), false);
  assert.equal((await records.find(keyFor(7))).revision, revision);
});

test("a worker that dies after the record leaves the audit row to the next one", { skip: isMissing }, async () => {
  const dying: Audit = { ...audit, append: () => Promise.reject(new Error("killed")) };
  await assert.rejects(takeIn({ records, audit: dying }, lifecycle, observation(1, 1, "failed"), 1), /killed/);
  assert.deepEqual(await recordOf(1), [1, "failed"]);
  assert.deepEqual(await rowsOf(1), []);

  const { verdict } = await takeIn({ records, audit }, lifecycle, observation(1, 1, "failed"), 1);
  assert.equal(verdict.rule, "duplicate.delivery");
  assert.deepEqual(await rowsOf(1), ["1 advance failed"]);
});

test(
  "so does one that dies before the record: nothing is left, and the report comes again",
  { skip: isMissing },
  async () => {
    const dying: Records = { ...records, replace: () => Promise.reject(new Error("killed")) };
    await assert.rejects(takeIn({ records: dying, audit }, lifecycle, observation(2, 1, "failed"), 1), /killed/);
    assert.deepEqual([await recordOf(2), await rowsOf(2)], [undefined, []]);
    assert.equal((await takeIn({ records, audit }, lifecycle, observation(2, 1, "failed"), 1)).verdict.kind, "advance");
    assert.deepEqual([await recordOf(2), await rowsOf(2)], [[1, "failed"], ["1 advance failed"]]);
  },
);

test("a refusal leaves one row, however often it is delivered", { skip: isMissing }, async () => {
  await takeIn({ records, audit }, lifecycle, observation(3, 1, "passed"), 1);
  for (let delivery = 0; delivery < 3; delivery++) {
    const { verdict } = await takeIn({ records, audit }, lifecycle, observation(3, 2, "failed"), 2);
    assert.equal(verdict.rule, "illegal.final");
  }
  const { refusals } = await contentsOf(connection);
  assert.deepEqual(
    refusals.map(({ address }) => address),
    [`audit.refusal.${keyFor(3)}.2`],
  );
  assert.deepEqual(await recordOf(3), [1, "passed"]);
});

test("a person who was erased begins anew", { skip: isMissing }, async () => {
  await takeIn({ records, audit }, lifecycle, observation(4, 1, "passed"), 1);
  const manager = await jetstreamManager(connection);
  await (await new Kvm(jetstream(connection)).open(bucket)).purge(keyFor(4));
  await manager.streams.purge(auditStream, { filter: `audit.*.${keyFor(4)}` });
  assert.equal((await takeIn({ records, audit }, lifecycle, observation(4, 2, "failed"), 2)).verdict.sequence, 1);
  assert.deepEqual([await recordOf(4), await rowsOf(4)], [[1, "failed"], ["1 advance failed"]]);
});

test(
  "a damaged record is put before a person by its place; the others' reports go on",
  { skip: isMissing },
  async () => {
    await takeIn({ records, audit }, lifecycle, observation(5, 1, "failed"), 1);
    const { kept, revision } = await records.find(keyFor(5));
    assert.ok(kept !== undefined);
    await records.replace(keyFor(5), { ...kept, record: { ...kept.record, sequence: -1 } }, revision);

    const stream = jetstream(connection);
    for (const body of [webhook(5, 2, "failed"), webhook(6, 1, "failed")]) {
      const intake = await takeWebhookIn(stream, settings.partitions, "iinkedsign", body, receivedAt);
      assert.deepEqual(intake, { kind: "stored", reports: 1, known: 0 });
    }
    const stop = new AbortController();
    const working = work(connection, settings, stop.signal);
    while ((await recordOf(6)) === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
    stop.abort();
    await working;

    const { refusals, reports } = await contentsOf(connection);
    const aside = refusals.find(({ address }) => address.startsWith(`audit.refusal.${keyFor(5)}.`));
    assert.deepEqual(aside?.value, { report: reports[0]?.seq, problem: { name: "RecordError", where: "sequence" } });
    assert.equal(reports.length, 2, "the report itself is kept");
  },
);

test("what cannot be read is told by its place; what no lifecycle judges is nothing", { skip: isMissing }, async () => {
  const stream = jetstream(connection);
  const broken = await takeWebhookIn(stream, 1, "iinkedsign", `{"state":"${canary}"}`, receivedAt);
  assert.equal(broken.kind, "malformed");
  assert.ok(!JSON.stringify(broken).includes(canary));
  const other = { data: { type: "event", id: "evt_1", attributes: { name: "report.ready", payload: { data: {} } } } };
  assert.equal((await takeWebhookIn(stream, 1, "persona", other, receivedAt)).kind, "nothing");
});

test("nothing about a person is kept", { skip: isMissing }, async () => {
  const everything = await contentsOf(connection);
  assert.ok(everything.reports.length > 0 && everything.records.size > 0);
  assert.ok(!JSON.stringify([everything, [...everything.records]]).includes(canary));
});

test("a person's key has no character that means something in an address, and no two share one", () => {
  const subjects = ["a.b", "a b", "a*", "a>", "a=2eb", "ä", "a/b", "A.B", "a"];
  const keys = subjects.map((subject) => keyOf("persona/inquiry", subject));
  for (const key of keys) assert.match(key, /^[\w=-]+\.[\w=-]+$/);
  assert.equal(new Set(keys).size, subjects.length);
  assert.ok(keys.every((key) => partitionOf(key, 8) >= 0 && partitionOf(key, 8) < 8));
  assert.equal(new Set(Array.from({ length: 200 }, (_, index) => partitionOf(`key.${index}`, 8))).size, 8);
});
