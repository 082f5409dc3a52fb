/** What a provider hears, and what is left behind when something goes wrong. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createHmac } from "node:crypto";
import type { Hono } from "hono";
import { type Database, openDatabase } from "../src/database.js";
import { fortidSession } from "../src/lifecycles.js";
import { personaSignature, tokenInPath } from "../src/signature.js";
import { LostRace, store } from "../src/take-in.js";
import { createWebhooks } from "../src/webhooks.js";
import { postgresBinaries, startPostgres } from "./postgres.js";

let database: Database;
let app: Hono;
const open: (() => void)[] = [];

before(async () => {
  const binaries = postgresBinaries();
  const folder = mkdtempSync(join(tmpdir(), "kycle-answers-"));
  const cluster = binaries === undefined ? undefined : await startPostgres(binaries);
  database = await openDatabase(cluster?.url ?? join(folder, "database"));
  app = createWebhooks(database, { persona: personaSignature("secret"), iinkedsign: tokenInPath("token") });
  open.push(
    () => cluster?.stop(),
    () => rmSync(folder, { recursive: true }),
  );
});

after(async () => {
  await database.close();
  for (const close of open) close();
});

const ids = {
  verificationId: "0d9a3c52-7c1e-4b7a-9a51-6f2d8e4b1c30",
  packageId: "6f1b2a44-95d3-4c0e-8b6a-2f7c9d1e5a08",
  signerId: "c4e8d7b2-13fa-4f6e-9d05-7b8a6c2e1f94",
};
const subject = `${ids.packageId}/${ids.signerId}`;

function message(place: number, state: string, changes: object = {}): string {
  return JSON.stringify({
    ...ids,
    state,
    action: "verification_status",
    continue: false,
    eventId: `a17c5e90-4d2b-4e8f-b3c6-5d9e8f7a6b${String(place).padStart(2, "0")}`,
    eventTime: `2024-05-04T09:${String(place).padStart(2, "0")}:30.1250632Z`,
    ...changes,
  });
}

async function post(body: string, over: Database = database): Promise<readonly [number, unknown]> {
  const hooks = { persona: personaSignature("secret"), iinkedsign: tokenInPath("token") };
  const target = over === database ? app : createWebhooks(over, hooks);
  const response = await target.request("/webhooks/iinkedsign/token", { method: "POST", body });
  return [response.status, await response.json()];
}

const rulesStored = async (): Promise<readonly unknown[]> =>
  (await database.query("select rule from audit where subject = $1 order by id", [subject])).map(({ rule }) => rule);

test("what is done with is 200: taken in, heard before, too late to matter", async () => {
  assert.deepEqual(await post(message(10, "failed")), [200, { iinkedsign: "advance" }]);
  assert.deepEqual(await post(message(10, "failed")), [200, { iinkedsign: "duplicate.delivery" }]);
  assert.deepEqual(await post(message(5, "failed")), [200, { iinkedsign: "late" }]);
  assert.deepEqual(await post(message(11, "passed")), [200, { iinkedsign: "advance" }]);
});

test("what a person should look at is 202: kept in the audit table, changing nothing, and not to be sent again", async () => {
  assert.deepEqual(await post(message(12, "failed")), [202, { iinkedsign: "illegal.final" }]);
  assert.deepEqual(await post(message(13, "vanished")), [202, { iinkedsign: "unknown.status" }]);
  const [{ sequence, phase } = {}] = await database.query(
    "select sequence, phase from verification where subject = $1",
    [subject],
  );
  assert.deepEqual([sequence, phase], [3, "approved"]);
  assert.deepEqual((await rulesStored()).slice(-2), ["illegal.final", "unknown.status"]);
});

test("what is not about anything that is followed is 200, without a trace", async () => {
  const before = await rulesStored();
  assert.deepEqual(await post(message(14, "failed", { action: "package_sent" })), [
    200,
    { result: "nothing to judge" },
  ]);
  assert.deepEqual(await rulesStored(), before);
});

test("what cannot be read is 422 with the place, never with what was there: it is sent again, and may be read after a release", async () => {
  for (const body of ["", "{", "[]", "null", message(14, "failed", { eventTime: "Quimby" }), "\uFEFF \u0000"]) {
    const [status, answered] = await post(body);
    assert.equal(status, 422);
    assert.ok(!JSON.stringify(answered).includes("Quimby"));
  }
  assert.deepEqual(await post(message(14, "failed", { eventTime: "Quimby" })), [
    422,
    { result: "unreadable", path: "eventTime" },
  ]);
});

test("what our own side cannot do is 500, and nothing of it is stored: sent again, it is judged as if it were the first", async () => {
  const before = await rulesStored();
  const failing: Database = {
    ...database,
    transaction: (work) =>
      database.transaction((transaction) =>
        work({
          query: (sql, values) =>
            sql.includes("insert into audit") ? Promise.reject(new Error("disk full")) : transaction.query(sql, values),
        }),
      ),
  };
  const other = message(20, "failed", { signerId: "d4e8d7b2-13fa-4f6e-9d05-7b8a6c2e1f94" });
  assert.deepEqual(await post(other, failing), [500, { result: "failed" }]);
  assert.deepEqual(await database.query("select 1 from verification where subject like '%/d4e8d7b2%'"), []);
  assert.deepEqual(await rulesStored(), before);
  assert.deepEqual(await post(other), [200, { iinkedsign: "advance" }]);
});

test("a record that has moved on since it was read is not written over, and neither is one that somebody opened first", async () => {
  const lifecycle = fortidSession;
  const opened = lifecycle.open({ subject: "7c1e4b7a-9a51-4f2d-8e4b-1c300d9a3c52" });
  const report = (status: string, at: string) =>
    ({ subject: opened.subject, status, reported: status, at, channel: "poll", breaches: [], warnings: [] }) as const;
  const first = lifecycle.reducer(opened, report("IN_PROGRESS", "2024-05-04T09:00:00Z"));
  const second = lifecycle.reducer(first, report("VERIFICATION_SUCCEEDED", "2024-05-04T09:01:00Z"));
  await store(database, lifecycle, first, undefined);
  await store(database, lifecycle, second, first.sequence);
  await assert.rejects(store(database, lifecycle, first, opened.sequence), LostRace);
  await assert.rejects(store(database, lifecycle, second, first.sequence), LostRace);
  await assert.rejects(store(database, lifecycle, first, undefined), LostRace);
  const [{ sequence, status } = {}] = await database.query(
    "select sequence, status from verification where subject = $1",
    [opened.subject],
  );
  assert.deepEqual([sequence, status], [2, "VERIFICATION_SUCCEEDED"]);
});

test("a record that storage has damaged is 500, and stays as it is", async () => {
  await database.query(
    "update verification set record = jsonb_set(record, '{window,0,status}', '\"passed\"') where subject = $1",
    [subject],
  );
  const damaged = await database.query("select record from verification where subject = $1", [subject]);
  assert.deepEqual(await post(message(15, "passed")), [500, { result: "failed" }]);
  assert.deepEqual(await database.query("select record from verification where subject = $1", [subject]), damaged);
});

test("a delivery that the record has forgotten is still heard but once: the audit table remembers all of them", async () => {
  const signerId = "e4e8d7b2-13fa-4f6e-9d05-7b8a6c2e1f94";
  const polls = Array.from({ length: 20 }, (_, index) => message(20 + index, "error", { signerId }));
  const first = message(19, "error", { signerId, eventTime: "2024-05-04T10:19:30Z" });
  // Without a time of its own that could be trusted: a copy of it would be taken for a new report.
  const timeless = first.replace("2024-05-04T10:19:30Z", "2099-05-04T10:19:30Z");
  assert.deepEqual(await post(timeless), [200, { iinkedsign: "advance" }]);
  for (const body of polls) await post(body);
  assert.deepEqual(await post(timeless), [200, { iinkedsign: "duplicate.delivery" }]);
});

test("a Persona webhook without a good signature is 401, and is not read", async () => {
  const body = '{"data":{}}';
  const now = String(Math.floor(Date.now() / 1000));
  const old = String(Math.floor(Date.now() / 1000) - 3600);
  const sign = (t: string, text = body, secret = "secret") =>
    `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${text}`).digest("hex")}`;
  const status = async (header: string | undefined) =>
    (
      await app.request("/webhooks/persona", {
        method: "POST",
        body,
        ...(header === undefined ? {} : { headers: { "persona-signature": header } }),
      })
    ).status;
  for (const header of [
    undefined,
    "",
    "t=,v1=",
    "nonsense",
    sign(old),
    sign(now, `${body} `),
    sign(now, body, "other"),
  ]) {
    assert.equal(await status(header), 401);
  }
  assert.equal(await status(sign(now)), 422);
  assert.equal(await status(`${sign(now, body, "retired")} ${sign(now)}`), 422);
  assert.equal(
    (await app.request("/webhooks/iinkedsign/guess", { method: "POST", body: message(1, "failed") })).status,
    404,
  );
});
