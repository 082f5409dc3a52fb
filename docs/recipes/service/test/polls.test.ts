/** FortID and AssetPay, polled: stand-ins answer, one of them with failures between, and all of it at once. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Database, openDatabase } from "../src/database.js";
import { type Addresses, openSession, pollAssetpay, pollFortid, sessionsToPoll } from "../src/polls.js";
import { answer, assetpayStandIn } from "../stand-ins/assetpay.js";
import { broken, expired, fortidStandIn, inProgress, refused, removed, succeeded } from "../stand-ins/fortid.js";
import type { StandIn } from "../stand-ins/http.js";
import { canary } from "./deliveries.js";
import { postgresBinaries, startPostgres } from "./postgres.js";

const session = "7c1e4b7a-9a51-4f2d-8e4b-1c300d9a3c52";
const quiet = "0d9a3c52-7c1e-4b7a-9a51-6f2d8e4b1c30";
const late = "6f1b2a44-95d3-4c0e-8b6a-2f7c9d1e5a08";
const unknown = "c4e8d7b2-13fa-4f6e-9d05-7b8a6c2e1f94";

let database: Database;
let addresses: Addresses;
const open: { close(): void }[] = [];

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

before(async () => {
  const binaries = postgresBinaries();
  const folder = mkdtempSync(join(tmpdir(), "kycle-polls-"));
  const cluster = binaries === undefined ? undefined : await startPostgres(binaries);
  database = await openDatabase(cluster?.url ?? join(folder, "database"));
  const fortid: StandIn = await fortidStandIn(
    "key",
    new Map([
      [session, [inProgress, broken, inProgress, succeeded({ name: canary })]],
      [quiet, [inProgress, refused(`${canary} is not who they claim`)]],
      [late, [expired, removed]],
    ]),
  );
  const running = { processId: "proc_1", createdAt: minutesAgo(5), completedAt: null };
  const ended = { ...running, completedAt: minutesAgo(1), status: "ACCEPTED" };
  const assetpay = await assetpayStandIn(
    new Map([
      [
        "token",
        [
          answer(0, null, canary),
          answer(0, { ...running, status: "CREATED" }, canary),
          answer(0, { ...running, status: "PROCESSING" }, canary),
          answer(1, ended, canary),
        ],
      ],
    ]),
  );
  addresses = { fortid: { url: fortid.url, key: "key" }, assetpay: { url: assetpay.url } };
  open.push(fortid, assetpay, { close: () => cluster?.stop() }, { close: () => rmSync(folder, { recursive: true }) });
});

after(async () => {
  await database.close();
  for (const each of open) each.close();
});

const row = async (lifecycle: string, subject: string) =>
  (
    await database.query("select status, phase, settled from verification where lifecycle = $1 and subject = $2", [
      lifecycle,
      subject,
    ])
  )[0];

test("a session is polled until it is settled; an answer without information changes nothing", async () => {
  await openSession(database, session, minutesAgo(1));
  assert.deepEqual(await sessionsToPoll(database), [session]);
  const rules: (readonly string[])[] = [];
  while ((await sessionsToPoll(database)).length > 0) {
    const verdicts = await pollFortid(database, addresses, session);
    rules.push(verdicts.map(({ rule }) => rule));
  }
  assert.deepEqual(rules, [["advance"], [], ["duplicate.repeat"], ["advance"]]);
  assert.deepEqual(await row("fortid", session), {
    status: "VERIFICATION_SUCCEEDED",
    phase: "approved",
    settled: true,
  });
});

test("64 polls at once store one change, and an audit row each", async () => {
  await openSession(database, quiet, minutesAgo(1));
  await pollFortid(database, addresses, quiet);
  const all = await Promise.all(
    Array.from({ length: 64 }, () => pollFortid(database, addresses, quiet).catch((error: Error) => [error.name])),
  );
  const rules = all.flat().map((verdict) => (typeof verdict === "string" ? verdict : verdict.rule));
  assert.equal(rules.filter((rule) => rule === "advance").length, 1);
  const [{ rows } = {}] = await database.query("select count(*)::int as rows from audit where subject = $1", [quiet]);
  assert.equal(rows, 1 + rules.filter((rule) => rule !== "LostRace").length);
  assert.deepEqual(await row("fortid", quiet), { status: "VERIFICATION_FAILED", phase: "declined", settled: true });
});

test("what the HTTP status says is a report, too; an id that never was is not", async () => {
  await openSession(database, late, minutesAgo(10));
  const verdicts = [...(await pollFortid(database, addresses, late)), ...(await pollFortid(database, addresses, late))];
  assert.deepEqual(
    verdicts.map(({ rule, to }) => [rule, to]),
    [
      ["advance", "EXPIRED"],
      ["advance", "REMOVED"],
    ],
  );
  const [unheard] = await pollFortid(database, addresses, unknown);
  assert.equal(unheard?.rule, "unknown.session");
  assert.equal(await row("fortid", unknown), undefined);
});

test("AssetPay's one answer is about a client and about a process; a token that is not valid says nothing", async () => {
  for (let turn = 0; turn < 4; turn++) await pollAssetpay(database, addresses, "client-1", "token");
  assert.deepEqual(await pollAssetpay(database, addresses, "client-1", "old token"), []);
  assert.deepEqual(await row("assetpay/client", "client-1"), { status: "verified", phase: "approved", settled: true });
  assert.deepEqual(await row("assetpay/process", "proc_1"), { status: "ACCEPTED", phase: "approved", settled: true });
});

test("nothing about a person is stored", async () => {
  const everything = [await database.query("select * from verification"), await database.query("select * from audit")];
  assert.ok(everything.flat().length > 60);
  assert.ok(!JSON.stringify(everything).includes(canary));
});
