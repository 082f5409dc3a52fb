/** The bulk path gives the answer of the slow path on every input: the same verdicts, the same records, the same counts. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { checkLog, type LogOptions } from "../../src/bulk/check-log.js";
import type { LineKind } from "../../src/line-kind.js";
import { defineLifecycle } from "../../src/lifecycle.js";
import { agree as agreeAbout } from "./agreement.js";
import { hostileLog, lateLog } from "./hostile-lines.js";
import { checkSlowly, countsOf } from "./slow-path.js";
import { webhook } from "./webhook.js";

const runs = Number(process.env.KYCLE_RUNS || 60);

async function agree(log: Uint8Array, places: readonly number[], options: LogOptions): Promise<void> {
  await agreeAbout(iinkedsign, log, places, options);
}

const cuts = fc.array(fc.nat(), { maxLength: 12 });
const told: readonly { readonly what: string; readonly tell: readonly LineKind[] | undefined }[] = [
  { what: "everything", tell: undefined },
  { what: "nothing", tell: [] },
  { what: "what is illegal or malformed", tell: ["illegal", "malformed"] },
  { what: "what is late or shows a gap", tell: ["gap", "late"] },
];
const policies: readonly LogOptions["policy"][] = [
  { maxAttempts: 3, maxErrors: 2 },
  { maxAttempts: 2, maxResets: "unlimited", maxErrors: 1 },
];

test.each(told)(
  "a log of which $what is told comes out as the slow path has it",
  async ({ tell }) => {
    await fc.assert(
      fc.asyncProperty(
        hostileLog,
        cuts,
        fc.constantFrom(...policies),
        fc.constantFrom(1, 3, 16),
        (log, places, policy, capacity) => agree(log, places, { policy, capacity, tell }),
      ),
      { numRuns: runs },
    );
  },
  120_000,
);

test("reports that come in any order are judged in their places", async () => {
  await fc.assert(
    fc.asyncProperty(
      lateLog,
      fc.constantFrom({ maxAttempts: "unlimited", maxErrors: "unlimited" }, ...policies),
      fc.constantFrom(1, 2, 5, 16),
      fc.constantFrom<readonly LineKind[]>([], ["late"]),
      (log, policy, capacity, tell) => agree(log, [], { policy, capacity, tell }),
    ),
    { numRuns: runs },
  );
}, 120_000);

const logOf = (lines: readonly string[]): Uint8Array =>
  Buffer.from(lines.map((line) => `${line}\n`).join(""), "latin1");

test("a line that differs from a known shape in any one byte is answered as if there were no shapes", async () => {
  const line = JSON.stringify(webhook);
  const others = Array.from(line, (known, at) =>
    ['"', "x", "0", "}", " ", "\u00ff"].flatMap((byte) =>
      byte === known ? [] : [`${line.slice(0, at)}${byte}${line.slice(at + 1)}`],
    ),
  ).flat();
  const log = logOf([line, ...others]);
  const [policy] = policies;
  await agree(log, [], { policy });
  await agree(log, [7_000, 70_000], { policy, tell: [] });
}, 120_000);

test("a time that is none, in the form of one, is answered as if there were no shapes", async () => {
  const times = [
    ["2031-02-29T07:06:05", "2028-02-29T07:06:05", "2100-02-29T07:06:05", "2031-04-31T07:06:05", "2031-12-32T07:06:05"],
    ["2031-00-09T07:06:05", "2031-13-09T07:06:05", "2031-08-00T07:06:05", "2031-08-09T24:00:00", "2031-08-09T07:60:05"],
    ["2031-08-09T07:06:60", "1969-12-31T23:59:59", "2105-12-31T23:59:59", "2106-01-01T00:00:00", "9999-12-31T23:59:59"],
    ["2031-08-09T23:59:59", "1970-01-01T00:00:00", "0000-01-01T00:00:00", "2031-12-31T00:00:00", "2031-01-01T00:00:00"],
  ].flat();
  const lines = times.map((time, nth) =>
    JSON.stringify({
      ...webhook,
      signerId: `${String(nth).padStart(8, "0")}${webhook.signerId.slice(8)}`,
      eventTime: `${time}.0430201Z`,
    }),
  );
  await agree(logOf([JSON.stringify(webhook), ...lines]), [], { policy: { maxAttempts: 3 } });
});

test("of a log in one piece, no more is held than of one in many", async () => {
  const lines = Array.from({ length: 10_000 }, (_, nth) =>
    JSON.stringify({ ...webhook, eventTime: `2031-08-09T07:06:05.${String(nth).padStart(6, "0")}1Z` }),
  );
  const log = checkLog(iinkedsign, [Buffer.from(lines.join("\n"))]);
  for await (const first of log) {
    expect(first.line).toBe(1);
    break;
  }
  const read = Object.values(log.counts()).reduce((sum, count) => sum + count, 0);
  expect([read > 0, read < lines.length / 2]).toEqual([true, true]);
});

test("a delivery that comes again with another time is known as long as the window holds it", async () => {
  const delivered = (delivery: number, second: number): string =>
    JSON.stringify({
      ...webhook,
      eventId: `${webhook.eventId.slice(0, -1)}${delivery}`,
      eventTime: `2031-08-09T07:06:${String(second).padStart(2, "0")}.0430201Z`,
    });
  const first = Array.from({ length: 4 }, (_, nth) => delivered(nth, 10 + nth));
  for (const again of [0, 1, 2, 3]) {
    const log = logOf([...first, delivered(again, 30)]);
    const options = { policy: { maxAttempts: "unlimited" }, capacity: 3, tell: [] };
    await agree(log, [], options);
    expect(checkSlowly(iinkedsign, log, options).reports.at(-1)?.kind).toBe(again === 0 ? "advance" : "duplicate");
    // What is told in full is judged on the record, from which the row is then made anew.
    await agree(log, [], { ...options, tell: ["advance"] });
  }
});

test("a long history knows the deliveries in its window and all its runs, whatever it has let go", async () => {
  const two = (number: number): string => String(number).padStart(2, "0");
  const report = (second: number, delivery: string, run: number, state: string): string =>
    JSON.stringify({
      ...webhook,
      verificationId: `${webhook.verificationId.slice(0, -1)}${run}`,
      state,
      eventId: `${webhook.eventId.slice(0, -delivery.length)}${delivery}`,
      eventTime: `2031-08-09T07:${two(Math.floor(second / 60))}:${two(second % 60)}Z`,
    });
  const lines = Array.from({ length: 300 }, (_, nth) => nth).flatMap((nth) => {
    const delivery = (number: number): string => `a${String(number).padStart(4, "0")}`;
    const run = Math.floor(nth / 60);
    const own = report(3 * nth, delivery(nth), run, nth % 60 === 59 ? "failed_reset" : "error");
    // A delivery may come again with another time.
    const again = report(3 * nth + 1, delivery(Math.max(0, nth - 2)), run, "error");
    const replaced = report(3 * nth + 2, `b${delivery(nth)}`, 0, nth % 2 === 0 ? "error" : "renamed");
    return nth % 7 > 0 ? [own, again] : [own, again, replaced];
  });
  const options = { policy: { maxAttempts: 3, maxResets: "unlimited", maxErrors: "unlimited" }, capacity: 5, tell: [] };
  const kinds = countsOf(checkSlowly(iinkedsign, logOf(lines), options).reports);
  expect(kinds).toEqual({ advance: 305, duplicate: 300, superseded: 17, unknown: 21 });
  await agree(logOf(lines), [], options);
});

test("a run that another has replaced is known, however many have begun since", async () => {
  const begun = 150;
  const named = (uuid: string, number: number): string => `${String(number).padStart(8, "0")}${uuid.slice(8)}`;
  let count = 0;
  /** Two signers have the same runs, in opposite orders. */
  const report = (run: number, state: string, time = timeAt(count + 1)): string => {
    count += 1;
    const signer = count % 2;
    return JSON.stringify({
      ...webhook,
      signerId: named(webhook.signerId, signer),
      verificationId: named(webhook.verificationId, signer === 0 ? run : begun - run),
      state,
      eventId: named(webhook.eventId, count),
      eventTime: time,
    });
  };
  const timeAt = (number: number): string =>
    `2031-08-09T07:${String(Math.floor(number / 60)).padStart(2, "0")}:${String(number % 60).padStart(2, "0")}Z`;
  const both = (run: number, state: string, time?: string): readonly string[] => [
    report(run, state, time),
    report(run, state, time),
  ];
  const begins: string[] = [];
  const lines = Array.from({ length: begun }, (_, run) => run).flatMap((run) => {
    const first = both(run, "error");
    begins.push(timeAt(count));
    return [
      ...first,
      ...[0, 7, run >> 1, run - 1].filter((old) => old >= 0 && old < run).flatMap((old) => both(old, "error")),
      // Behind the error with which an earlier run began.
      ...(run % 5 === 4 ? both(run - 4, "error", begins[run - 4]?.replace("Z", ".5Z")) : []),
      ...both(run, "failed_reset"),
    ];
  });
  const policy = { maxAttempts: 3, maxResets: "unlimited", maxErrors: "unlimited" };
  const { advance, late, superseded } = countsOf(checkSlowly(iinkedsign, logOf(lines), { policy }).reports);
  expect([advance, late, superseded]).toEqual([4 * begun, (2 * begun) / 5, lines.length - (22 * begun) / 5]);
  await agree(logOf(lines), [], { policy, tell: [] });
  await agree(logOf(lines), [], { policy, capacity: 3, tell: ["superseded"] });
  await agree(logOf(lines.slice(0, 120)), [], { policy, capacity: 3, tell: ["advance"] });
}, 60_000);

test("whether a late report names its run is nothing to the one behind it", async () => {
  // Every signer has six reports, of which another choice names the run; the third is late.
  const lines = Array.from({ length: 64 }, (_, choice) =>
    [10, 30, 20, 40, 50, 55].map((second, nth) =>
      JSON.stringify({
        ...webhook,
        verificationId: (choice >> nth) % 2 === 0 ? webhook.verificationId : "00000000-0000-0000-0000-000000000000",
        signerId: `${String(choice).padStart(8, "0")}${webhook.signerId.slice(8)}`,
        eventId: `${String(nth).padStart(8, "0")}${webhook.eventId.slice(8)}`,
        eventTime: `2031-08-09T07:06:${second}Z`,
      }),
    ),
  ).flat();
  for (const maxAttempts of [3, 4, 5]) await agree(logOf(lines), [], { policy: { maxAttempts }, tell: [] });
});

test("thousands of subjects are kept apart, each with its runs and what its window has let go", async () => {
  const subjects = 1500;
  const named = (uuid: string, family: string, number: number): string =>
    `${family}${String(number).padStart(7, "0")}${uuid.slice(8)}`;
  const report = (signer: number, nth: number, run: number, state: string): string =>
    JSON.stringify({
      ...webhook,
      verificationId: named(webhook.verificationId, "a", signer * 4 + run),
      signerId: named(webhook.signerId, "c", signer * 4099),
      state,
      eventId: named(webhook.eventId, "e", signer * 8 + nth),
      eventTime: `2031-08-09T07:06:0${nth}.0430201Z`,
    });
  const rounds = [
    { nth: 1, run: 1, state: "failed" },
    { nth: 3, run: 1, state: "failed_reset" },
    { nth: 5, run: 2, state: "error" },
    { nth: 4, run: 2, state: "failed" },
    { nth: 5, run: 2, state: "error" },
    { nth: 7, run: 3, state: "cancelled_reset" },
  ];
  const lines = rounds.flatMap(({ nth, run, state }) =>
    Array.from({ length: subjects }, (_, signer) => report(signer, nth, run, state)),
  );
  const options = { policy: { maxAttempts: 3, maxResets: "unlimited" }, capacity: 2, tell: [] };
  const kinds = countsOf(
    checkSlowly(iinkedsign, logOf(lines.filter((_, nth) => nth % subjects === 0)), options).reports,
  );
  expect(kinds).toEqual({ advance: 4, late: 1, duplicate: 1 });
  await agree(logOf(lines), [100_000, 1_000_000], options);
}, 60_000);

test.each([
  ["run", { run: "r".repeat(201) }],
  ["delivery", { delivery: "" }],
  ["counters.failures", { counters: { failures: -1 } }],
])(
  "a line of which a reader makes what observe refuses is malformed: its %s no record could keep",
  async (path, odd) => {
    const lifecycle = defineLifecycle({
      ...iinkedsign.definition,
      readWebhook(body) {
        const reading = iinkedsign.read(body);
        return reading.kind === "observation"
          ? { ...reading, observation: { ...reading.observation, ...odd } }
          : reading;
      },
    });
    const log = checkLog(lifecycle, [Buffer.from(`${JSON.stringify(webhook)}\n`)]);
    const { value } = await log[Symbol.asyncIterator]().next();
    const message: unknown = expect.stringContaining(`its reader answered an observation at ${path}: expected`);
    expect(value).toMatchObject({ line: 1, kind: "malformed", reading: { message } });
  },
);
