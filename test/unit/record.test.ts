/** The stored record: what is refused and where, what the window keeps, and what a consumer may do to a record. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry } from "../../machines/persona/inquiry/lifecycle.js";
import { parsePolicy } from "../../src/policy/family.js";
import { isFrozenThroughout, type Json } from "../../src/json.js";
import { PolicyError } from "../../src/policy/policy-error.js";
import type { KycleRecord } from "../../src/record/record.js";
import { ObservationError } from "../../src/observation-error.js";
import { plainWordIs } from "../../src/observation.js";
import { RecordError } from "../../src/record/record-error.js";
import { checkHistory } from "../../src/trace.js";
import { report } from "../report.js";
import { badge } from "./badge.js";
import { tell, tellMore } from "./history.js";

const policy = { maxAttempts: 3, maxErrors: 2, maxResets: 1 } as const;
const { record: full } = tell(
  iinkedsign,
  { policy, capacity: 2, subscribed: ["failed", "passed"], startedAt: "2024-02-29T00:00:00Z" },
  { status: "failed", run: "A" },
  { status: "error", run: "A" },
  { status: "failed", run: "A", counters: { failures: 2 }, policy: { passToSign: false } },
  { status: "failed", run: "B", startedAt: "2024-02-29T12:00:00Z" },
);

type Stored = Record<string, unknown> & { window: Record<string, unknown>[]; checkpoint: Record<string, unknown> };

/** The full record as it is stored. */
const stored = (): Stored => JSON.parse(JSON.stringify(full));

function refusalOf(given: unknown): RecordError {
  try {
    iinkedsign.restore(given);
  } catch (error) {
    if (error instanceof RecordError) return error;
    throw error;
  }
  throw new Error("the record was restored");
}

test("an intact record is restored from its text and from its JSON, field for field", () => {
  expect(stored()).toMatchObject({ kycle: 1, window: [{}, {}], checkpoint: { runs: ["A"] } });
  expect(iinkedsign.restore(stored())).toEqual(full);
  expect(iinkedsign.restore(JSON.stringify(full))).toEqual(full);
  expect(JSON.stringify(iinkedsign.restore(JSON.stringify(full)))).toBe(JSON.stringify(full));
});

test("what a restored record is judged by cannot be changed in place", () => {
  const { window, policy: given, subscribed } = iinkedsign.restore(stored());
  expect([...window, given, subscribed].filter((part) => !Object.isFrozen(part))).toEqual([]);
});

test("a record is restored whose reports name an event and no status", () => {
  const { record } = tell(badge, {}, { status: "created" }, { event: "badge.submitted" });
  expect(record.window.map(({ status, event }) => status ?? event)).toEqual(["created", "badge.submitted"]);
  expect(badge.restore(JSON.stringify(record))).toEqual(record);
});

test("a record is restored of which the last report that was let go leaves open which status it led to", () => {
  const refused = [{ status: "submitted" }, { event: "photo.refused" }];
  const { record } = tell(badge, { capacity: 1 }, ...refused, { status: "created" });
  expect(record.checkpoint?.latest).toEqual({ channel: "webhook" });
  expect(Object.keys(record.checkpoint?.configurations ?? {})).toEqual(["declined", "created"]);
  expect(badge.restore(JSON.stringify(record))).toEqual(record);
});

describe("restore refuses", () => {
  test.each([
    ["text that is not JSON", "Ada Example", "not JSON"],
    ["a text cut short", JSON.stringify(full).slice(0, -1), "not JSON"],
    ["an empty text", "", "not JSON"],
    ["the text of a list", "[]", "expected an object"],
    ["200,000 nested brackets", "[".repeat(200_000) + "]".repeat(200_000), "expected an object"],
    ["a list", [full], "expected an object"],
    ["a number", 1, "expected an object"],
    ["a function", () => full, "expected an object"],
  ])("%s", (_, given, problem) => {
    expect(refusalOf(given)).toMatchObject({ name: "RecordError", reason: "corrupt", path: "", problem });
    expect(refusalOf(given).message).toBe(`corrupt record at its root: ${problem}`);
  });

  test("what is wrong with a record as a whole is told of its root, by the reason", () => {
    const told = (["corrupt", "foreign", "newer", "missing", "argument"] as const).map(
      (reason) => new RecordError(reason, "", "so it is").message,
    );
    expect(told).toEqual([
      "corrupt record at its root: so it is",
      "foreign record at its root: so it is",
      "newer record at its root: so it is",
      "no record: so it is",
      "wrong argument: so it is",
    ]);
    expect(new ObservationError("at", "so it is")).toMatchObject({ name: "ObservationError" });
  });

  test.each([null, undefined])("%s, which is no record at all", (given) => {
    expect(refusalOf(given)).toMatchObject({ name: "RecordError", reason: "missing", path: "" });
    expect(refusalOf(given).message).toBe("no record: open one for a subject that is new");
  });

  test("a record of a newer version, whatever else is in it", () => {
    const newer = { ...stored(), kycle: 2, lifecycle: "other", window: "elsewhere" };
    expect(refusalOf(newer)).toMatchObject({ reason: "newer", path: "kycle" });
    expect(refusalOf(newer).message).toBe("newer record at kycle: version 2, and this is version 1");
  });

  test("a record of another lifecycle", () => {
    expect(refusalOf({ ...stored(), lifecycle: "badge" }).message).toBe(
      "foreign record at lifecycle: not a record of iinkedsign",
    );
    expect(refusalOf(badge.open({ subject: "subject" }))).toMatchObject({ reason: "foreign", path: "lifecycle" });
    expect(() => iinkedsign.view(badge.open({ subject: "subject" }))).toThrow("not a record of iinkedsign");
  });

  const damages: readonly (readonly [path: string, value: unknown])[] = [
    ["kycle", undefined],
    ["kycle", 0],
    ["kycle", "1"],
    ["kycle", 1.5],
    ["kycle", Number.NaN],
    ["lifecycle", undefined],
    ["lifecycle", 1],
    ["subject", undefined],
    ["subject", ""],
    ["subject", "s".repeat(501)],
    ["subject", 7],
    ["policy", undefined],
    ["policy", null],
    ["policy", []],
    ["policy", "unlimited"],
    ["policy.maxAttempts", Number.NaN],
    ["policy.maxAttempts", undefined],
    ["policy.maxAttempts", 0],
    ["policy.maxErrors", "none"],
    ["policy.maxResets", 21],
    ["subscribed", "failed"],
    ["subscribed[1]", 1],
    ["subscribed[0]", ""],
    ["subscribed[0]", "verified"],
    ["startedAt", "yesterday"],
    ["startedAt", "2024-02-30T00:00:00Z"],
    ["startedAt", 1_709_164_800_000],
    ["capacity", undefined],
    ["capacity", 0],
    ["capacity", 1001],
    ["capacity", 1.5],
    ["capacity", "16"],
    ["sequence", undefined],
    ["sequence", -1],
    ["sequence", 0.5],
    ["sequence", Number.NaN],
    ["sequence", "4"],
    ["sequence", 2 ** 53],
    ["window", undefined],
    ["window", null],
    ["window", {}],
    ["window[0]", null],
    ["window[1]", "failed"],
    ["window[0].channel", "fax"],
    ["window[0].channel", undefined],
    ["window[0].status", 1],
    ["window[0].status", ""],
    ["window[1].run", ""],
    ["window[1].run", "r".repeat(201)],
    ["window[0].at", "2024-03-01"],
    ["window[0].at", "2024-03-01T00:02:00.0Z"],
    ["window[0].at", "2024-03-01T01:02:00+01:00"],
    ["window[0].at", 5],
    ["window[0].at", ["2024-03-01T00:00:00Z"]],
    ["window[1].startedAt", "then"],
    ["window[1].startedAt", "2024-02-29T12:00:00.0Z"],
    ["window[0].delivery", ""],
    ["window[0].delivery", "d".repeat(501)],
    ["window[0].policy", "strict"],
    ["window[0].policy.passToSign", undefined],
    ["window[0].counters", [1]],
    ["window[0].counters.failures", "2"],
    ["window[0].counters.failures", -1],
    ["window[0].counters.failures", Number.NaN],
    ["window[0].adopted", false],
    ["checkpoint", null],
    ["checkpoint", []],
    ["checkpoint.at", "2024-03-01"],
    ["checkpoint.at", "2024-03-01T02:01:00+02:00"],
    ["checkpoint.firstAt", "2024-03-01T00:00:00.000Z"],
    ["checkpoint.firstAt", ""],
    ["checkpoint.startedAt", 0],
    ["checkpoint.latest", undefined],
    ["checkpoint.latest.channel", "fax"],
    ["checkpoint.latest.status", ""],
    ["checkpoint.latest.run", 1],
    ["checkpoint.runs", undefined],
    ["checkpoint.runs", "A"],
    ["checkpoint.runs[0]", ""],
    ["checkpoint.configurations", undefined],
    ["checkpoint.configurations", []],
    ["checkpoint.configurations.error", {}],
    ["checkpoint.configurations.error[0]", 1],
    ["checkpoint.configurations.error[0][1]", undefined],
  ];

  /** A copy of the full record with one place of it changed. */
  function damaged(path: string, value: unknown): Stored {
    const copy = stored();
    const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
    const last = keys.pop() ?? "";
    const place = keys.reduce<Record<string, unknown>>((inner, key) => Object(inner[key]), copy);
    expect(Object.hasOwn(place, last) || last === "adopted" || last === "startedAt").toBe(true);
    place[last] = value;
    return copy;
  }

  test.each(damages)("damage at %s: %j", (path, value) => {
    const record = damaged(path, value);
    const before = structuredClone(record);
    expect(refusalOf(record)).toMatchObject({ reason: "corrupt", path });
    expect(record).toEqual(before);
  });

  test("a field that no report has, and a checkpoint's own", () => {
    const { window, checkpoint, ...rest } = stored();
    expect(refusalOf({ ...rest, checkpoint, window: [{ ...window[0], name: "Ada" }, window[1]] })).toMatchObject({
      reason: "corrupt",
      path: "window[0]",
    });
    expect(refusalOf({ ...rest, window, checkpoint: { ...checkpoint, note: 1 } })).toMatchObject({
      reason: "corrupt",
      path: "checkpoint",
    });
  });

  test("a policy with a setting that no policy has", () => {
    expect(refusalOf({ ...stored(), policy: { ...policy, maxAtempts: 3 } })).toMatchObject({
      reason: "corrupt",
      path: "policy",
    });
  });

  test.each([
    ["its policy", (deep: unknown) => ({ policy: { steps: deep } })],
    ["a report", (deep: unknown) => ({ window: [{ channel: "poll", status: "failed", policy: { steps: deep } }] })],
    [
      "its checkpoint",
      (deep: unknown) => ({ checkpoint: { ...stored().checkpoint, configurations: { error: [[deep]] } } }),
    ],
  ])("nesting without end in %s", (_, damage) => {
    const deep: unknown = JSON.parse("[".repeat(200_000) + "]".repeat(200_000));
    expect(refusalOf({ ...stored(), ...damage(deep) })).toMatchObject({ reason: "corrupt" });
  });

  test("a report that names neither a status nor an event", () => {
    const { window, ...rest } = stored();
    const { status: _, ...nameless } = window[1] ?? {};
    expect(refusalOf({ ...rest, window: [window[0], nameless] }).message).toBe(
      "corrupt record at window[1]: neither a status nor an event",
    );
  });

  test("a window out of order", () => {
    const { window, ...rest } = stored();
    expect(refusalOf({ ...rest, window: window.toReversed() }).message).toBe(
      "corrupt record at window[1].at: earlier than the report before it",
    );
  });

  test("a window out of order by less than a millisecond, and across a report without a time", () => {
    const at = (fraction: string) => ({ status: "failed", channel: "webhook", at: `2024-03-01T00:00:00.${fraction}Z` });
    const window = [at("1234568"), { status: "failed", channel: "webhook" }, at("1234567")];
    expect(refusalOf({ ...iinkedsign.open({ subject: "subject" }), window })).toMatchObject({
      reason: "corrupt",
      path: "window[2].at",
    });
  });

  test("a window that begins before its checkpoint ends", () => {
    const record = stored();
    record.checkpoint["at"] = "2024-03-01T00:02:00.0000001Z";
    expect(refusalOf(record)).toMatchObject({ reason: "corrupt", path: "window[0].at" });
  });

  test("fewer steps than there are reports, of which the checkpoint holds one or more", () => {
    expect(refusalOf({ ...stored(), sequence: 2 }).message).toBe(
      "corrupt record at sequence: smaller than the number of its reports",
    );
    expect(iinkedsign.restore({ ...stored(), sequence: 3 }).sequence).toBe(3);
  });

  test("a delivery that is there twice", () => {
    const record = stored();
    for (const remembered of record.window) remembered["delivery"] = "d";
    expect(refusalOf(record).message).toBe("corrupt record at window[1].delivery: a delivery that is there twice");
  });

  test("a window that no history explains", () => {
    const record = stored();
    record.window[0] = { ...record.window[0], status: "passed" };
    expect(refusalOf(record).message).toBe("corrupt record at window[1]: a report that cannot follow those before it");
  });

  test("a window that no history explains, named at its place behind reports of equal time", () => {
    const same = { channel: "webhook", status: "failed", at: "2024-03-01T00:00:00Z" };
    const untimed = { channel: "webhook", status: "failed" };
    const window = [{ ...same, delivery: "a" }, { ...same, delivery: "b", status: "passed" }, untimed];
    expect(refusalOf({ ...iinkedsign.open({ subject: "subject" }), window })).toMatchObject({ path: "window[2]" });
  });

  test("a window of reports that name an event which cannot follow", () => {
    const window = ["badge.approved", "badge.submitted"].map((event) => ({ channel: "webhook", event }));
    const record = JSON.stringify({ ...badge.open({ subject: "subject" }), window });
    expect(() => badge.restore(record)).toThrow(
      "corrupt record at window[1]: a report that cannot follow those before it",
    );
  });

  test("a window with a word that is no status", () => {
    const record = stored();
    record.window[1] = { ...record.window[1], status: "__proto__" };
    expect(refusalOf(record).message).toBe(
      "corrupt record at window[1].status: a status that this lifecycle does not have",
    );
  });

  test("counts and a policy that do not explain the window", () => {
    const failed = { status: "failed", channel: "webhook", run: "A" };
    const open = iinkedsign.open({ subject: "subject", policy: { maxAttempts: 2, maxResets: 0 } });
    expect(refusalOf({ ...open, window: [failed, failed] })).toMatchObject({ reason: "corrupt", path: "window[1]" });
    expect(
      iinkedsign.restore({ ...open, policy: { maxAttempts: 3 }, sequence: 2, window: [failed, failed] }).window,
    ).toHaveLength(2);
  });

  const impossible = "a configuration that the machine cannot be in";
  test.each([
    ["of no policy", "error", [1, 1, 1, 1, 0], impossible],
    ["of half a policy", "error", [0.5, 1, 1, 1, 0], impossible],
    ["of a policy that is no number", "error", ["0", 1, 1, 1, 0], impossible],
    ["above its limit", "error", [0, 1, 1, 4, 0], impossible],
    ["of a status that it cannot have", "failed_locked", [0, 1, 0, 0, 0], impossible],
    ["without its counters", "error", [0, 1], impossible],
    ["that is empty", "error", [], impossible],
  ])("a checkpoint with a configuration %s", (_, status, row, problem) => {
    const record = stored();
    record.checkpoint["configurations"] = { [status]: [row] };
    expect(refusalOf(record).message).toBe(`corrupt record at checkpoint.configurations.${status}[0]: ${problem}`);
  });

  test("a checkpoint with a configuration of no status, whose word is not repeated", () => {
    const record = stored();
    record.checkpoint["configurations"] = { "Ada Example": [[0, 1, 1, 1, 0]] };
    expect(refusalOf(record).message).toBe(`corrupt record at checkpoint.configurations: ${impossible}`);
  });

  test.each([
    ["at", { firstAt: undefined }, "at and firstAt are told together, or neither"],
    ["at", { at: undefined }, "at and firstAt are told together, or neither"],
    ["firstAt", { firstAt: "2024-03-01T00:00:59Z", at: "2024-03-01T00:00:58Z" }, "later than at"],
    ["runs[1]", { runs: ["A", "A"] }, "a run that is there twice"],
    ["latest.run", { runs: ["A", "B"] }, "not the last of the runs"],
    ["latest.run", { runs: [] }, "not the last of the runs"],
    ["latest.status", { latest: { status: "passed", run: "A", channel: "webhook" } }, "not that of the configurations"],
    ["latest.status", { latest: { status: "bogus", run: "A", channel: "webhook" } }, "not that of the configurations"],
  ])("a checkpoint whose %s contradicts the rest: %j", (field, damage, problem) => {
    const record = stored();
    Object.assign(record.checkpoint, damage);
    expect(refusalOf(JSON.parse(JSON.stringify(record))).message).toBe(
      `corrupt record at checkpoint.${field}: ${problem}`,
    );
  });

  test.each([
    ["none at all", {}],
    ["none of a status", { error: [] }],
    ["none that is likely", { error: [[0, 0, 1, 1, 0]] }],
  ])("a checkpoint with %s", (_, configurations) => {
    const record = stored();
    record.checkpoint["configurations"] = configurations;
    expect(refusalOf(record).message).toBe("corrupt record at checkpoint.configurations: no configuration is left");
  });

  test("a message never repeats a field that no record has", () => {
    const named = { "Ada-Example-1815": 1 };
    const { window, checkpoint } = stored();
    for (const damage of [{ window: [{ ...window[0], ...named }] }, { checkpoint: { ...checkpoint, ...named } }]) {
      expect(refusalOf({ ...stored(), ...damage }).message).not.toContain("Ada");
      expect(refusalOf({ ...stored(), ...damage }).problem).toBe("has a field that no record has");
    }
  });

  test("what is nested too deeply to be read", () => {
    let deep: unknown = [];
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(refusalOf({ ...stored(), policy: { steps: deep } })).toMatchObject({
      path: "",
      problem: "nested too deeply",
    });
  });

  test("what is not text, in zod's words", () => {
    const { window } = stored();
    expect(refusalOf({ ...stored(), window: [{ ...window[0], run: 7 }] })).toMatchObject({
      path: "window[0].run",
      problem: "Invalid input: expected string, received number",
    });
  });

  test("a message never repeats a value of the record", () => {
    const canary = "Ada-Example-1815";
    const kept = ["subscribed", "checkpoint.runs", "checkpoint.configurations.error[0][1]"];
    const places = damages.map(([path]) => path).filter((path) => !kept.includes(path) && !path.includes("policy."));
    const texts = [`{"${canary}`, { ...stored(), lifecycle: canary }, { ...stored(), kycle: canary }];
    for (const given of [...texts, ...places.map((path) => damaged(path, [canary]))]) {
      expect(refusalOf(given).message).not.toContain(canary);
    }
  });

  test("a record that damage has reached, wherever it is used", () => {
    const record: KycleRecord = JSON.parse(JSON.stringify({ ...stored(), sequence: -1 }));
    const observation = report(5, { status: "failed", run: "B" });
    expect(() => iinkedsign.observe(record, observation)).toThrow(RecordError);
    expect(() => iinkedsign.reducer(record, observation)).toThrow(RecordError);
    expect(() => iinkedsign.adopt(record, observation)).toThrow(RecordError);
    expect(() => iinkedsign.view(record)).toThrow(RecordError);
    expect(() => iinkedsign.may(record, "owner.reset")).toThrow(RecordError);
  });
});

describe("where a record is asked for, and none is given", () => {
  const observation = report(5, { status: "failed" });
  const { observe, reducer, adopt, view, may, estimates } = iinkedsign;
  const uses: readonly (readonly [name: string, use: (record: KycleRecord) => unknown])[] = [
    ["observe", (record) => observe(record, observation)],
    ["reducer", (record) => reducer(record, observation)],
    ["adopt", (record) => adopt(record, observation)],
    ["view", view],
    ["may", (record) => may(record, "owner.reset")],
    ["estimates", estimates],
  ];

  test.each(uses)("%s says so", (_, use) => {
    const refused = (given: unknown) => expect(() => Reflect.apply(use, undefined, [given]));
    const missing = new RecordError("missing", "", "open one for a subject that is new");
    expect(missing.message).toBe("no record: open one for a subject that is new");
    refused(undefined).toThrow(missing);
    refused(null).toThrow(missing);
    refused(JSON.stringify(full)).toThrow(new RecordError("unparsed", "", "parse it, or restore it"));
    refused("Ada Example").toThrow(/^a record that is a text: parse it, or restore it$/);
    refused(7).toThrow("corrupt record at its root: expected an object");
  });
});

test("an observation of another subject is refused", () => {
  const record = iinkedsign.open({ subject: "subject" });
  expect(() => iinkedsign.observe(record, report(0, { subject: "other", status: "failed" }))).toThrow(
    new RecordError("foreign", "subject", "the observation is about another subject"),
  );
});

test.each([
  [undefined, "no observation: expected an object with a subject"],
  [null, "no observation: expected an object with a subject"],
  ["failed", "no observation: expected an object with a subject"],
  [
    { kind: "observation", observation: report(0, { status: "failed" }) },
    "no observation: a reading was given, and the observation is in it, as its `observation`",
  ],
  [
    { ...report(0, { status: "failed" }), subject: undefined },
    "observation at subject: expected text of 1 to 500 characters",
  ],
  [{ ...report(0, { status: "failed" }), subject: 7 }, "observation at subject: expected text of 1 to 500 characters"],
  [{ kind: "irrelevant", name: "x", message: "x" }, "observation at subject: expected text of 1 to 500 characters"],
])("what is no observation is refused as such: %j", (given, message) => {
  const record = iinkedsign.open({ subject: "subject" });
  for (const step of [iinkedsign.observe, iinkedsign.reducer, iinkedsign.adopt]) {
    const take = () => Reflect.apply(step, undefined, [record, given]);
    expect(take).toThrow(ObservationError);
    expect(take).toThrow(message);
  }
  for (const options of [{}, { order: "happened" }]) {
    expect(() => Reflect.apply(checkHistory, undefined, [iinkedsign, [given], options])).toThrow(message);
  }
});

/** Lists in each other, so many deep. */
const nested = (depth: number): Json => {
  let inner: Json = [];
  for (let level = 1; level < depth; level++) inner = [inner];
  return inner;
};

describe("an observation that no record could keep is refused before it is judged", () => {
  const record = iinkedsign.open({ subject: "subject" });
  const whole = "expected a whole number, 0 or more";

  test.each([
    ["delivery", { delivery: "" }, "expected text of 1 to 500 characters"],
    ["delivery", { delivery: "d".repeat(501) }, "expected text of 1 to 500 characters"],
    ["run", { run: "" }, "expected text of 1 to 200 characters"],
    ["run", { run: "r".repeat(201) }, "expected text of 1 to 200 characters"],
    ["run", { run: 7 }, "expected text of 1 to 200 characters"],
    ["channel", { channel: "sms" }, "expected webhook or poll"],
    ["at", { at: new Date(0) }, "expected an ISO 8601 instant with its zone, as text"],
    ["at", { at: 1_709_164_800_000 }, "expected an ISO 8601 instant with its zone, as text"],
    ["at", { at: null }, "expected an ISO 8601 instant with its zone, as text"],
    ["receivedAt", { receivedAt: new Date(0) }, "expected an ISO 8601 instant with its zone, as text"],
    ["startedAt", { startedAt: new Date(0) }, "expected an ISO 8601 instant with its zone, as text"],
    ["breaches", { breaches: undefined }, "expected a list of texts, which may be empty"],
    ["warnings", { warnings: undefined }, "expected a list of texts, which may be empty"],
    ["warnings", { warnings: "odd" }, "expected a list of texts, which may be empty"],
    ["reported", { reported: "Maria Müller" }, plainWordIs],
    ["reported", { reported: "w".repeat(65) }, plainWordIs],
    ["reported", { reported: undefined }, plainWordIs],
    ["reported", { reported: "Maria Müller", status: "Maria Müller" }, plainWordIs],
    ["policy", { policy: 5 }, "expected an object with its fields"],
    ["policy", { policy: null }, "expected an object with its fields"],
    ["policy", { policy: [] }, "expected an object with its fields"],
    ["policy", { policy: { maxAttempts: Number.NaN } }, "expected plain JSON"],
    ["policy", { policy: JSON.parse('{"__proto__":1}') }, "expected plain JSON"],
    ["policy", { policy: { maxAttempts: nested(100) } }, "expected plain JSON"],
    ["policy", { policy: { maxAttempts: nested(100_000) } }, "expected plain JSON"],
    ["counters", { counters: [] }, "expected an object with its fields"],
    ["counters", { counters: null }, "expected an object with its fields"],
    ["counters.failures", { counters: { failures: Number.NaN } }, whole],
    ["counters.failures", { counters: { failures: -1 } }, whole],
    ["counters.failures", { counters: { failures: 0.5 } }, whole],
    ["counters.failures", { counters: { failures: 2 ** 53 } }, whole],
    ["counters.__proto__", { counters: JSON.parse('{"__proto__":1}') }, whole],
  ])("its %s: %#", (path, damage, problem) => {
    const observation = Object.assign({}, report(0, { status: "failed" }), damage);
    for (const step of [iinkedsign.observe, iinkedsign.reducer, iinkedsign.adopt]) {
      expect(() => step(record, observation)).toThrow(new ObservationError(path, problem));
    }
  });

  test("a word that nobody knows, of a delivery that is known", () => {
    const known = iinkedsign.reducer(record, report(0, { status: "failed", delivery: "d" }));
    const named = { ...report(1, { status: "Maria Müller", delivery: "d" }) };
    expect(() => iinkedsign.observe(known, named)).toThrow(new ObservationError("reported", plainWordIs));
    const event = { ...report(1, { status: undefined, delivery: "d" }), event: "Maria Müller", reported: "other" };
    expect(JSON.stringify(iinkedsign.observe(known, event))).not.toContain("Maria");
  });

  test("a time of receipt that is none is not repeated", () => {
    const { verdict } = iinkedsign.observe(record, report(0, { status: "failed", receivedAt: "Maria Müller" }));
    expect(verdict).not.toHaveProperty("receivedAt");
  });

  test("settings as deep as JSON may be, and of no lifecycle, are taken in and restored", () => {
    const shown = { constructor: 1, toString: nested(98) };
    const next = iinkedsign.reducer(record, report(0, { status: "failed", policy: shown }));
    expect(iinkedsign.view(next).status).toBe("failed");
    expect(iinkedsign.restore(JSON.stringify(next))).toEqual(next);
  });

  test("what it shows of the policy and of counters is nobody's to change afterwards", () => {
    const shown = { maxAttempts: 3, steps: ["consent"] };
    const counters = { failures: 1 };
    const next = iinkedsign.reducer(record, report(0, { status: "failed", policy: shown, counters }));
    shown.steps.push("kba");
    shown.maxAttempts = 9;
    counters.failures = 9;
    expect(next.window[0]).toMatchObject({ policy: { maxAttempts: 3, steps: ["consent"] }, counters: { failures: 1 } });
    expect(isFrozenThroughout(next)).toBe(true);
  });

  test("the longest that a record keeps is taken in and restored", () => {
    const longest = report(0, { status: "failed", run: "r".repeat(200), delivery: "d".repeat(500) });
    const next = iinkedsign.reducer(record, { ...longest, counters: { failures: 0 } });
    expect(iinkedsign.restore(JSON.stringify(next))).toEqual(next);
  });
});

describe("opening", () => {
  test("keeps only what was given", () => {
    expect(
      iinkedsign.open({ subject: "subject", policy: undefined, subscribed: undefined, startedAt: undefined }),
    ).toStrictEqual({
      kycle: 1,
      lifecycle: "iinkedsign",
      subject: "subject",
      policy: {},
      capacity: 16,
      sequence: 0,
      window: [],
    });
    expect(iinkedsign.under({ maxAttempts: 3, maxResets: undefined }).open({ subject: "subject" }).policy).toEqual({
      maxAttempts: 3,
    });
  });

  test("puts the steps of a policy in their order", () => {
    const { policy: given } = iinkedsign.open({ subject: "subject", policy: { steps: ["document", "consent"] } });
    expect(given).toEqual({ steps: ["consent", "document"] });
  });

  test.each([
    ["subject", ""],
    ["subject", "s".repeat(501)],
    ["capacity", 0],
    ["capacity", 1.5],
    ["capacity", 1001],
    ["startedAt", "yesterday"],
    ["subscribed[0]", ""],
    ["subscribed[0]", "verified"],
  ])("refuses what could not be stored, as restoring would: %s %j", (path, value) => {
    const given = path === "subscribed[0]" ? { subscribed: [value] } : { [path]: value };
    const options = JSON.parse(JSON.stringify({ subject: "subject", ...given }));
    const refused = expect.objectContaining({ name: "RecordError", reason: "argument", path });
    expect(() => iinkedsign.open(options)).toThrow(refused);
    expect(() => iinkedsign.under({}).open(options)).toThrow(refused);
    expect(() => iinkedsign.open(options)).toThrow(`wrong argument at ${path}: `);
  });

  test.each([
    [[], "wrong argument: open takes an object with a subject"],
    [[null], "wrong argument: open takes an object with a subject"],
    [["subject"], "wrong argument: open takes an object with a subject"],
    [[{}], "wrong argument at subject: Invalid input: expected string, received undefined"],
    [[{ subject: "s", subscribed: "passed" }], "wrong argument at subscribed: expected a list of statuses"],
    [[{ subject: "s", subscribed: null }], "wrong argument at subscribed: expected a list of statuses"],
    [
      [{ subject: "s", subscribed: ["failed", "pased"] }],
      "wrong argument at subscribed[1]: a status that this lifecycle does not have: did you mean passed?",
    ],
    [
      [{ subject: "s", startedAt: new Date(0) }],
      "wrong argument at startedAt: Invalid input: expected string, received Date",
    ],
  ])("refuses what it cannot be given: %j", (given, message) => {
    for (const lifecycle of [iinkedsign, iinkedsign.under({})]) {
      expect(() => Reflect.apply(lifecycle.open.bind(lifecycle), undefined, given)).toThrow(message);
    }
  });

  test("is its own: a list of subscriptions that is changed later changes nothing", () => {
    const subscribed = ["failed"];
    const record = iinkedsign.open({ subject: "subject", subscribed });
    subscribed.push("passed");
    expect(record.subscribed).toEqual(["failed"]);
  });

  test.each([3, true, "maxAttempts=3", [["maxAttempts", 3]], new Map([["maxAttempts", 3]]), () => 3])(
    "refuses settings that are no object: %s",
    (given) => {
      expect(() => parsePolicy(iinkedsign.definition, given)).toThrow(
        new PolicyError("", "is not an object with its fields"),
      );
    },
  );

  test.each([
    [{ maxAttempts: 0 }, "maxAttempts"],
    [{ maxAttempts: 21 }, "maxAttempts"],
    [{ maxAttempts: 1.5 }, "maxAttempts"],
    [{ maxResets: -1 }, "maxResets"],
    [{ maxErrors: "none" }, "maxErrors"],
    [{ steps: ["kba", "selfie"] }, "steps.1"],
    [{ passToSign: null }, "passToSign"],
    [{ maxAtempts: 3 }, ""],
  ])("refuses the settings %j by their field", (given, path) => {
    const options = JSON.parse(JSON.stringify({ subject: "subject", policy: given }));
    const refused = expect.objectContaining({ name: "PolicyError", path });
    expect(() => iinkedsign.open(options)).toThrow(refused);
    expect(() => iinkedsign.under(options.policy)).toThrow(refused);
    expect(() => iinkedsign.checkTransition("failed", "passed", options.policy)).toThrow(refused);
  });
});

describe("the window", () => {
  const at = (second: number): string => `2024-03-01T00:00:${String(second).padStart(2, "0")}Z`;
  const failedAt = (second: number, delivery = `d${second}`) => ({ status: "failed", at: at(second), delivery });
  const open = { policy: { maxAttempts: "unlimited", maxErrors: 1, maxResets: 0 } } as const;
  const deliveries = ({ window }: KycleRecord) => window.map(({ delivery }) => delivery);

  test("lets go of the oldest beyond its capacity, and then has a checkpoint", () => {
    const { record } = tell(iinkedsign, { ...open, capacity: 2 }, failedAt(1), failedAt(2));
    expect(record).not.toHaveProperty("checkpoint");
    const { record: next } = tellMore(iinkedsign, record, failedAt(3));
    expect(deliveries(next)).toEqual(["d2", "d3"]);
    expect(next.checkpoint).toEqual({
      at: at(1),
      firstAt: at(1),
      latest: { status: "failed", channel: "webhook" },
      runs: [],
      configurations: { failed: [[0, 1, 0, 0, 0]] },
    });
  });

  test("of one report holds the latest", () => {
    const { record } = tell(iinkedsign, { ...open, capacity: 1 }, failedAt(1), failedAt(2), failedAt(3));
    expect(deliveries(record)).toEqual(["d3"]);
    expect(record).toMatchObject({ capacity: 1, sequence: 3, checkpoint: { at: at(2), firstAt: at(1) } });
    expect(tellMore(iinkedsign, record, failedAt(3)).rules).toEqual(["duplicate.delivery"]);
    expect(tellMore(iinkedsign, record, failedAt(2)).rules).not.toContain("duplicate.delivery");
  });

  test("lets go of whole groups of equal time only", () => {
    const group = [failedAt(1, "a"), failedAt(1, "b"), failedAt(1, "c")];
    const { record } = tell(iinkedsign, { ...open, capacity: 2 }, ...group);
    expect(deliveries(record)).toEqual(["a", "b", "c"]);
    expect(record).not.toHaveProperty("checkpoint");
    const { record: next } = tellMore(iinkedsign, record, failedAt(2));
    expect(deliveries(next)).toEqual(["d2"]);
    expect(next.checkpoint).toMatchObject({ at: at(1) });
  });

  test("keeps a group whole that is larger than what is over", () => {
    const { record } = tell(
      iinkedsign,
      { ...open, capacity: 3 },
      failedAt(1),
      failedAt(2, "a"),
      failedAt(2, "b"),
      failedAt(3),
    );
    expect(deliveries(record)).toEqual(["a", "b", "d3"]);
  });

  test("puts equal times in one order, whichever came first", () => {
    const reports = ["c", "a", "b"].map((delivery) => failedAt(1, delivery));
    for (const order of [reports, reports.toReversed()]) {
      expect(deliveries(tell(iinkedsign, open, ...order).record)).toEqual(["a", "b", "c"]);
    }
  });

  test("puts equal times in the order with the fewest missing reports", () => {
    const policyOfThree = { policy: { maxAttempts: 3, maxErrors: 1, maxResets: 0 } };
    const start = { status: "start", at: at(1), delivery: "1" };
    const failed = { status: "failed", at: at(2), delivery: "z" };
    const again = { status: "start", at: at(2), delivery: "a" };
    for (const order of [
      [start, failed, again],
      [start, again, failed],
      [failed, again, start],
    ]) {
      expect(deliveries(tell(iinkedsign, policyOfThree, ...order).record)).toEqual(["1", "z", "a"]);
    }
  });

  test("takes a report that happened exactly when the checkpoint ends, and none from before", () => {
    const { record } = tell(iinkedsign, { ...open, capacity: 1 }, failedAt(1), failedAt(2));
    expect(tellMore(iinkedsign, record, failedAt(1, "again")).rules).toEqual(["late"]);
    const before = { status: "failed", at: "2024-03-01T00:00:00.9999999Z" };
    expect(tellMore(iinkedsign, record, before).rules).toEqual(["stale"]);
  });

  test("calls no report illegal that may belong before the checkpoint's end, having its time", () => {
    const [created, completed, approved, pending] = [1, 5, 6, 5].map((second, nth) => ({
      status: ["created", "completed", "approved", "pending"][nth],
      at: at(second),
    }));
    const told = [created, completed, approved, pending].flatMap((one) => one ?? []);
    const { rules, record } = tell(personaInquiry, { capacity: 1 }, ...told);
    expect(rules).toEqual(["advance", "gap", "advance", "stale"]);
    expect(tellMore(personaInquiry, record, { status: "completed", at: at(5), delivery: "delivery-1" }).rules).toEqual([
      "late",
    ]);
    expect(tell(personaInquiry, {}, ...told).rules.at(-1)).toBe("late");
  });

  test("places a late report within it, and judges it there", () => {
    const { record } = tell(iinkedsign, { ...open, capacity: 3 }, failedAt(1), failedAt(2), failedAt(4), {
      status: "passed",
      at: at(6),
    });
    const late = tellMore(iinkedsign, record, failedAt(3));
    expect(late.rules).toEqual(["late"]);
    expect(late.record.window.map(({ at: time }) => time)).toEqual([at(3), at(4), at(6)]);
    expect(late.record.checkpoint).toMatchObject({ at: at(2) });
    expect(tellMore(iinkedsign, record, { status: "passed", at: at(3) }).rules).toEqual(["illegal.final"]);
    expect(tellMore(iinkedsign, record, failedAt(7)).rules).toEqual(["illegal.final"]);
  });

  test("remembers no repeated poll, no refused report and no unknown word", () => {
    const { record, rules } = tell(
      iinkedsign,
      open,
      { status: "passed", at: at(1) },
      { status: "passed", channel: "poll", at: at(2) },
      { status: "failed", at: at(3) },
      { reported: "approved", at: at(4) },
    );
    expect(rules).toEqual(["advance", "duplicate.repeat", "illegal.final", "unknown.status"]);
    expect(record.window.map(({ at: time }) => time)).toEqual([at(1)]);
    expect(record.sequence).toBe(1);
  });

  test("judges alike with a checkpoint and without, whatever the capacity", () => {
    const reports = fc.array(
      fc.record({ status: fc.constantFrom(...iinkedsign.statuses), run: fc.constantFrom(undefined, "A", "B") }),
      { maxLength: 7 },
    );
    fc.assert(
      fc.property(reports, fc.integer({ min: 1, max: 3 }), (given, capacity) => {
        if (given.length === 0) return;
        const whole = tell(iinkedsign, { policy }, ...given);
        const short = tell(iinkedsign, { policy, capacity }, ...given);
        expect(short.verdicts.map(({ rule, skipped }) => [rule, skipped])).toEqual(
          whole.verdicts.map(({ rule, skipped }) => [rule, skipped]),
        );
        expect(iinkedsign.view(short.record)).toEqual(iinkedsign.view(whole.record));
        expect(iinkedsign.view(iinkedsign.restore(JSON.stringify(short.record)))).toEqual(
          iinkedsign.view(whole.record),
        );
      }),
      { numRuns: 150 },
    );
  });
});

describe("a stored record is worth what the live one is", () => {
  const minute = (number: number): string => `2024-03-01T00:0${number}:00Z`;
  const times = fc.option(fc.nat({ max: 3 }).map(minute), { nil: undefined });
  const statuses = fc.constantFrom("start", "failed", "error", "passed", "failed_locked", "cancelled_reset");

  test("whatever was told at equal times and without any, with the smallest windows", { timeout: 60_000 }, () => {
    const steps = fc.array(fc.record({ status: statuses, at: times }), { maxLength: 7 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 3 }), (given, capacity) => {
        let record = iinkedsign.open({ subject: "subject", policy, capacity });
        for (const [index, told] of given.entries()) {
          const observation = report(index, told);
          const live = iinkedsign.observe(record, observation);
          expect(iinkedsign.observe(iinkedsign.restore(JSON.stringify(record)), observation)).toEqual(live);
          ({ record } = live);
          expect(iinkedsign.view(iinkedsign.restore(JSON.stringify(record)))).toEqual(iinkedsign.view(record));
        }
      }),
      { numRuns: 600 },
    );
  });

  test("where the order of equal times rested on what the window has let go of", () => {
    const told = ["start@3", "cancelled_reset@3", "start@0", "start@0"].map((word) => {
      const [status = "", number] = word.split("@");
      return { status, at: minute(Number(number)) };
    });
    const { record } = tell(iinkedsign, { policy: { ...policy, maxResets: 1 }, capacity: 1 }, ...told);
    expect(iinkedsign.view(iinkedsign.restore(JSON.stringify(record)))).toEqual(iinkedsign.view(record));
  });

  test("where what is missing was named by reports that the window has let go of", () => {
    const { record } = tell(
      iinkedsign,
      { policy: { maxAttempts: 2, maxErrors: 2, maxResets: 0 }, capacity: 2 },
      { status: "start", at: minute(0) },
      { status: "start", at: minute(0) },
      { status: "error", at: minute(1) },
      { status: "failed_locked", at: minute(2) },
    );
    const next = report(4, { status: "start", at: minute(1) });
    const restored = iinkedsign.restore(JSON.stringify(record));
    expect(iinkedsign.observe(restored, next).verdict).toEqual(iinkedsign.observe(record, next).verdict);
  });
});

describe("the checkpoint", () => {
  test.each([[[0, 1, 0, 1, 0, "extra"]], [[0, 1, 0, 1]], [[0, "yes", 0, 1, 0]], [[0, 2, 0, 1, 0]]])(
    "with a configuration %j is refused",
    (row) => {
      const { record } = tell(iinkedsign, { policy, capacity: 1 }, { status: "failed" }, { status: "failed" });
      const damaged = JSON.parse(JSON.stringify(record));
      damaged.checkpoint.configurations.failed.push(row);
      expect(refusalOf(damaged).path).toMatch(/^checkpoint\.configurations\.failed\[\d+\]$/);
    },
  );

  test("keeps both estimates: what is likely tells a gap, what fits tells what cannot be", () => {
    const locking = { policy: { maxAttempts: 2, maxErrors: 2, maxResets: 0 } };
    const reports = [{ status: "start" }, { status: "start" }, { status: "consent", channel: "poll" }] as const;
    const whole = tell(iinkedsign, locking, ...reports);
    const { record } = tell(iinkedsign, { ...locking, capacity: 1 }, ...reports);
    // Policy, likely, errors, failures, resets: an error explains the second start, a failure only if its report was lost.
    const rows = [
      [0, 1, 1, 0, 0],
      [0, 0, 0, 1, 0],
      [0, 0, 1, 1, 0],
    ];
    expect(record.checkpoint?.configurations).toEqual({ start: rows });
    for (const from of [whole.record, record, iinkedsign.restore(JSON.stringify(record))]) {
      expect(tellMore(iinkedsign, from, { status: "error" }).rules).toEqual(["gap"]);
      expect(tellMore(iinkedsign, from, { status: "failed" }, { status: "failed" }).rules).toEqual([
        "advance",
        "illegal.guard",
      ]);
    }
  });

  test("keeps the runs, so that a replaced one is still known as such", () => {
    const hours = (hour: number) => `2024-03-01T0${hour}:00:00Z`;
    const { record } = tell(
      iinkedsign,
      { capacity: 1 },
      { status: "failed", run: "A", at: hours(1) },
      { status: "failed", run: "B", at: hours(2) },
      { status: "failed", run: "C", at: hours(3) },
      { status: "failed", run: "C", at: hours(4) },
    );
    expect(record.checkpoint).toMatchObject({ runs: ["A", "B", "C"], latest: { run: "C" }, at: hours(3) });
    const old = { status: "passed", run: "A" };
    expect(tellMore(iinkedsign, record, { ...old, at: hours(5) }).rules).toEqual(["superseded"]);
    expect(tellMore(iinkedsign, record, { ...old, at: undefined }).rules).toEqual(["superseded"]);
    expect(tellMore(iinkedsign, record, { ...old, at: hours(3) }).rules).toEqual(["superseded"]);
    expect(tellMore(iinkedsign, record, { ...old, at: hours(2) }).rules).toEqual(["stale"]);
    expect(tellMore(iinkedsign, record, { status: "passed", run: "C", at: hours(5) }).rules).toEqual(["advance"]);
    expect(tellMore(iinkedsign, record, { status: "passed", run: "D", at: hours(5) }).rules).toEqual(["advance"]);
  });

  test("keeps when the subject began, by the latest report that told", () => {
    const { record } = tell(
      badge,
      { policy: { days: 1 }, capacity: 1 },
      { status: "created", startedAt: "2024-02-29T13:00:00.0000001+01:00" },
      { status: "submitted" },
      { event: "photo.refused" },
    );
    expect(record.checkpoint).toMatchObject({ startedAt: "2024-02-29T12:00:00.0000001Z" });
    expect(badge.view(record).deadlines).toEqual([{ to: "expired", at: "2024-03-01T12:00:00.0000001Z" }]);
  });

  test("keeps the time of the earliest report of all", () => {
    const { record } = tell(
      badge,
      { policy: { days: 1 }, capacity: 1 },
      { status: "created" },
      { status: "submitted" },
      { event: "photo.refused" },
    );
    expect(record.checkpoint).toMatchObject({ at: "2024-03-01T00:01:00Z", firstAt: "2024-03-01T00:00:00Z" });
    expect(tellMore(badge, record, { status: "submitted", at: "2024-03-02T00:00:00Z" }).rules).toEqual([
      "illegal.mistimed",
    ]);
    expect(tellMore(badge, record, { status: "submitted", at: "2024-03-01T23:59:59.9999999Z" }).rules).toEqual([
      "advance",
    ]);
  });

  test("has the times that there are, and no field for those that nobody told", () => {
    const timeless = { status: "start", at: undefined };
    const { record: untold } = tell(iinkedsign, { policy, capacity: 1 }, timeless, timeless);
    expect(Object.keys(untold.checkpoint ?? {})).toEqual(["latest", "runs", "configurations"]);
    const { record } = tell(
      iinkedsign,
      { policy },
      timeless,
      { status: "consent", startedAt: "2024-02-29T12:00:00Z" },
      { status: "end", at: undefined },
      { status: "failed" },
    );
    const withOne = tellMore(iinkedsign, { ...record, capacity: 1 }, { status: "passed", at: undefined }).record;
    expect(withOne.window).toHaveLength(1);
    expect(withOne.checkpoint).toMatchObject({ at: "2024-03-01T00:03:00Z", firstAt: "2024-03-01T00:01:00Z" });
    const withTwo = tellMore(iinkedsign, { ...record, capacity: 2 }, { status: "passed", at: undefined }).record;
    expect(withTwo.checkpoint).toMatchObject({
      at: "2024-03-01T00:01:00Z",
      firstAt: "2024-03-01T00:01:00Z",
      startedAt: "2024-02-29T12:00:00Z",
    });
  });

  test("has a run that was adopted again once, where it was told last", () => {
    const { record: replaced } = tell(
      iinkedsign,
      { policy, capacity: 1 },
      { status: "failed", run: "A" },
      { status: "failed", run: "B" },
    );
    const { record } = iinkedsign.adopt(replaced, report(2, { status: "failed", run: "A" }));
    const { record: next } = tellMore(iinkedsign, record, { status: "passed", run: "A" });
    expect(next.checkpoint?.runs).toEqual(["B", "A"]);
  });

  test("of a report that names only an event has the channel for its last word, where that leaves the status open", () => {
    const { record } = tell(
      badge,
      { policy: {}, capacity: 1 },
      { status: "submitted" },
      { event: "photo.refused" },
      { status: "created" },
    );
    expect(record.checkpoint?.latest).toStrictEqual({ channel: "webhook" });
  });
});

test("the sequence grows by one with every change, and with nothing else", () => {
  const { verdicts, record } = tell(
    iinkedsign,
    {},
    { status: "failed" },
    { status: "failed", delivery: "delivery-0" },
    { status: "failed", at: "2024-03-01T05:00:00Z" },
    { status: "failed", at: "2024-03-01T04:00:00Z" },
    { status: "passed", channel: "poll", at: "2024-03-01T06:00:00Z" },
    { status: "passed", channel: "poll", at: "2024-03-01T07:00:00Z" },
  );
  expect(verdicts.map(({ rule, sequence }) => [rule, sequence])).toEqual([
    ["advance", 1],
    ["duplicate.delivery", 1],
    ["advance", 2],
    ["late", 3],
    ["advance", 4],
    ["duplicate.repeat", 4],
  ]);
  expect(record.sequence).toBe(4);
  expect(iinkedsign.adopt(record, report(9, { status: "failed" })).record.sequence).toBe(5);
});

describe("adopting", () => {
  const { record: passed } = tell(iinkedsign, { policy }, { status: "passed", run: "A" });
  const failed = report(1, { status: "failed", run: "A" });

  test("takes an illegal report in, and judges from there", () => {
    expect(iinkedsign.observe(passed, failed).verdict.rule).toBe("illegal.final");
    const { record, verdict } = iinkedsign.adopt(passed, failed);
    expect(verdict).toMatchObject({ rule: "advance.adopted", from: "passed", to: "failed", sequence: 2 });
    expect(record.window).toMatchObject([{ status: "passed" }, { status: "failed", adopted: true }]);
    expect(iinkedsign.view(record)).toMatchObject({ status: "failed", phase: "awaiting_person", final: false });
    expect(iinkedsign.view(record).attempts).toEqual({
      used: { atLeast: 1, atMost: 2 },
      left: { atLeast: 1, atMost: 2 },
    });
    expect(tellMore(iinkedsign, record, { status: "passed", run: "A" }).rules).toEqual(["advance"]);
    expect(iinkedsign.restore(JSON.stringify(record))).toEqual(record);
  });

  test("lets go of what came before: two further failures fit, a third does not", () => {
    const { record } = iinkedsign.adopt(tell(iinkedsign, { policy }, { status: "failed", run: "A" }).record, failed);
    const more = { status: "failed", run: "A" };
    expect(tellMore(iinkedsign, record, more, more).rules).toEqual(["advance", "illegal.run"]);
  });

  test("is a barrier to what is late", () => {
    const { record } = iinkedsign.adopt(passed, report(4, { status: "failed", run: "A" }));
    const { rules, record: next } = tellMore(iinkedsign, record, {
      status: "failed",
      run: "A",
      at: "2024-02-29T00:00:00Z",
    });
    expect(rules).toEqual(["late"]);
    expect(iinkedsign.view(next)).toEqual(iinkedsign.view(record));
    expect(tellMore(iinkedsign, record, { status: "failed", run: "A", at: "2024-03-01T00:02:00Z" }).rules).toEqual([
      "illegal.final",
    ]);
  });

  test.each([
    ["a time from before what was known", "2024-02-01T00:00:00Z"],
    ["no time", undefined],
  ])("with %s is a barrier to what is newer than all known", (_, at) => {
    const { record: failedOnce } = tell(iinkedsign, { policy }, { status: "failed" });
    const { record } = iinkedsign.adopt(failedOnce, report(1, { status: "passed", at }));
    const newer = { status: "cancelled", at: "2024-03-01T00:09:00Z", delivery: "newer" };
    expect(tellMore(iinkedsign, record, newer).rules).toEqual(["illegal.final"]);
    expect(
      tellMore(iinkedsign, record, { status: "start", at: "2024-02-29T00:00:00Z", delivery: "older" }).rules,
    ).toEqual(["late"]);
    const { record: adopted } = iinkedsign.adopt(
      iinkedsign.open({ subject: "subject", policy }),
      report(1, { status: "passed", at: undefined }),
    );
    expect(tellMore(iinkedsign, adopted, newer).rules).toEqual(["illegal.final"]);
  });

  test("is a barrier among equal times, too", () => {
    const at = "2024-03-01T00:05:00Z";
    const { record: failedOnce } = tell(iinkedsign, { policy }, { status: "failed", run: "A" });
    const { record } = iinkedsign.adopt(failedOnce, report(5, { status: "failed", run: "A", at, delivery: "m" }));
    for (const [delivery, status] of [
      ["a", "failed"],
      ["z", "failed"],
      ["a", "passed"],
    ] as const) {
      const { record: next, rules } = tellMore(iinkedsign, record, { status, run: "A", at, delivery });
      expect(rules).toEqual(["advance"]);
      expect(next.window.map((remembered) => remembered.delivery)).toEqual(["delivery-0", "m", delivery]);
      expect(iinkedsign.restore(JSON.stringify(next))).toEqual(next);
    }
  });

  test("is a barrier among equal times for what was known before it, too", () => {
    const at = "2024-03-01T00:05:00Z";
    const { record: started } = tell(iinkedsign, { policy }, { status: "start", at, delivery: "z" });
    const { record } = iinkedsign.adopt(started, report(5, { status: "failed", at, delivery: "a" }));
    expect(record.window.map(({ delivery }) => delivery)).toEqual(["z", "a"]);
    for (const known of [record, iinkedsign.restore(JSON.stringify(record))]) {
      expect(iinkedsign.view(known).status).toBe("failed");
    }
  });

  test.each([
    ["newer than all known", "2024-03-01T00:08:00Z"],
    ["from before the run that replaced its own", "2024-03-01T00:06:00Z"],
  ])("a report of a replaced run, %s, makes its run the current one", (_, at) => {
    const told = [
      { status: "failed_reset", run: "A", at: "2024-03-01T00:05:00Z" },
      { status: "start", run: "B", at: "2024-03-01T00:07:00Z" },
    ];
    const { record } = iinkedsign.adopt(
      tell(iinkedsign, {}, ...told).record,
      report(2, { status: "failed", run: "A", at }),
    );
    const newer = { status: "consent", run: "B", at: "2024-03-01T00:09:00Z", delivery: "newer" };
    expect(tellMore(iinkedsign, record, newer).rules).toEqual(["superseded"]);
  });

  test("a report with an older time follows all known", () => {
    const { record, verdict } = iinkedsign.adopt(passed, report(1, { status: "failed", at: "2024-02-01T00:00:00Z" }));
    expect(verdict).not.toHaveProperty("at");
    expect(record.window.map(({ status, at }) => [status, at])).toEqual([
      ["passed", "2024-03-01T00:00:00Z"],
      ["failed", undefined],
    ]);
    expect(iinkedsign.restore(JSON.stringify(record))).toEqual(record);
  });

  test("a report from before the checkpoint's end follows all known, too", () => {
    const { record } = tell(
      iinkedsign,
      { policy, capacity: 1 },
      { status: "failed", at: "2024-03-01T00:05:00Z" },
      { status: "failed", at: undefined },
    );
    const { record: next, verdict } = iinkedsign.adopt(record, report(3, { status: "passed" }));
    expect(verdict).toMatchObject({ rule: "advance.adopted", sequence: 3 });
    expect(verdict).not.toHaveProperty("at");
    expect(iinkedsign.restore(JSON.stringify(next))).toEqual(next);
  });

  test("keeps the warnings of the message", () => {
    const { verdict } = iinkedsign.adopt(passed, { ...failed, at: "later", warnings: ["odd"] });
    expect(verdict.warnings).toEqual(["odd", "its time is not an ISO 8601 instant and counts as none"]);
  });

  test.each([
    ["a word that is no status", { status: undefined, reported: "approved" }, "unknown.status"],
    ["a status that the policy rules out", { status: "failed_reset" }, "illegal.guard"],
    ["a delivery that is known", { delivery: "delivery-0" }, "duplicate.delivery"],
  ])("%s is not taken in, but judged", (_, given, rule) => {
    const { record } = tell(iinkedsign, { policy: { maxResets: 0 } }, { status: "failed", run: "A" });
    const { verdict, record: next } = iinkedsign.adopt(record, { ...failed, ...given });
    expect(verdict.rule).toBe(rule);
    expect(next).toBe(record);
  });

  test("outlives the window", () => {
    const { record: small } = tell(iinkedsign, { policy, capacity: 1 }, { status: "passed" });
    const { record } = iinkedsign.adopt(small, report(1, { status: "failed" }));
    const { record: next } = tellMore(iinkedsign, record, { status: "failed" });
    expect(next.window).toHaveLength(1);
    expect(next.checkpoint?.configurations).toHaveProperty("failed");
    expect(iinkedsign.view(iinkedsign.restore(JSON.stringify(next)))).toEqual(iinkedsign.view(next));
  });
});

describe("a consumer's own fields", () => {
  const mine = { row: 7, note: { nested: [1, { two: null }] } };

  test("survive every step and storage", () => {
    const record = { ...iinkedsign.open({ subject: "subject", policy, capacity: 1 }), ...mine };
    const { record: next } = iinkedsign.observe(record, report(0, { status: "failed" }));
    expect(next).toMatchObject({ ...mine, sequence: 1 });
    const reduced = iinkedsign.reducer(next, report(1, { status: "failed" }));
    expect(reduced).toMatchObject({ ...mine, sequence: 2 });
    const adopted = iinkedsign.adopt(reduced, report(2, { status: "passed" })).record;
    expect(adopted).toMatchObject({ ...mine, sequence: 3 });
    expect(iinkedsign.restore(JSON.stringify(adopted))).toMatchObject(mine);
    expect(iinkedsign.restore(JSON.stringify(adopted))).toEqual(adopted);
  });

  test("may be changed between two steps without being taken back", () => {
    const first = iinkedsign.reducer(
      { ...iinkedsign.open({ subject: "subject" }), row: 7 },
      report(0, { status: "failed" }),
    );
    const second = iinkedsign.reducer({ ...first, row: 8 }, report(1, { status: "failed" }));
    expect(second).toMatchObject({ row: 8, sequence: 2 });
    expect(second.window).toHaveLength(2);
  });
});

describe("a record that was changed is judged as it is now", () => {
  const { record } = tell(iinkedsign, { policy }, { status: "failed", run: "A" }, { status: "failed", run: "A" });

  test("a copy with fewer reports", () => {
    const shorter = { ...record, window: record.window.slice(0, 1) };
    expect(tellMore(iinkedsign, record, { status: "failed", run: "A" }).rules).toEqual(["illegal.run"]);
    expect(tellMore(iinkedsign, shorter, { status: "failed", run: "A" }).rules).toEqual(["advance"]);
  });

  test("one that is changed in place, between two questions about it", () => {
    const mutable: KycleRecord & { sequence: number; window: KycleRecord["window"] } = JSON.parse(
      JSON.stringify(record),
    );
    mutable.sequence = 3;
    expect(iinkedsign.view(mutable)).toMatchObject({ status: "failed" });
    mutable.window = [...mutable.window, { channel: "webhook", status: "passed", run: "A" }];
    expect(iinkedsign.view(mutable)).toMatchObject({ status: "passed", final: true });
    mutable.window = [];
    expect(iinkedsign.view(mutable)).toMatchObject({ status: null });
  });

  test("one loaded after another of another policy or subscription", () => {
    const start = (given: KycleRecord) => iinkedsign.observe(given, report(1, { status: "start" }));
    const strict = { maxErrors: 1, maxResets: 0 } as const;
    const subscriptions = [{}, { subscribed: ["passed"] }, { subscribed: ["passed", "failed"] }];
    const policies = ([["kba"], ["kba", "document"]] as const).flatMap((steps) =>
      [1, 2].map((maxAttempts) => ({ ...strict, steps, maxAttempts })),
    );
    const opened = policies.flatMap((limits) =>
      subscriptions.map((subscription) => tell(iinkedsign, { ...subscription, policy: limits }, { status: "start" })),
    );
    const told = opened.map(({ record: given }) => start(given).verdict);
    expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(["illegal", "gap", "advance"]));
    const loaded = opened.map(({ record: given }): KycleRecord => JSON.parse(JSON.stringify(given)));
    expect(loaded.map((given) => start(given).verdict)).toEqual(told);
    expect(loaded.toReversed().map((given) => start(given).verdict)).toEqual(told.toReversed());
  });

  test("one loaded after another whose policy somebody wanted to change in place since", () => {
    const load = (...steps: readonly ("kba" | "document")[]): KycleRecord =>
      JSON.parse(JSON.stringify(iinkedsign.open({ subject: "subject", policy: { steps: [...steps] } })));
    const held: unknown = iinkedsign.restore(load("kba")).policy["steps"];
    if (!Array.isArray(held)) throw new Error("a policy without steps");
    expect(() => held.push("document")).toThrow(TypeError);
    const kinds = [load("kba", "document"), load("kba")].map(
      (given) => iinkedsign.observe(given, report(0, { status: "document" })).verdict.kind,
    );
    expect(kinds).toEqual(["advance", "illegal"]);
  });

  test("one given back by a step cannot be changed in place", () => {
    expect(Object.isFrozen(record)).toBe(true);
    expect(Object.isFrozen(record.window)).toBe(true);
    expect(record.window.every((remembered) => Object.isFrozen(remembered))).toBe(true);
    expect(Object.isFrozen(record.policy)).toBe(true);
    expect(Object.isFrozen(full.subscribed)).toBe(true);
    expect(Object.isFrozen(full.checkpoint)).toBe(true);
    expect(Object.isFrozen(iinkedsign.open({ subject: "subject" }))).toBe(true);
    const copy = Object.freeze({ ...record });
    expect(Object.isFrozen(iinkedsign.reducer(copy, report(9, { status: "error", run: "A" })))).toBe(true);
  });

  test("one from a record that its owner froze throughout cannot be changed either", () => {
    const frozen: KycleRecord = JSON.parse(JSON.stringify(full), (_, part: unknown) => Object.freeze(part));
    const { window, policy: given, subscribed } = iinkedsign.reducer(frozen, report(9, { status: "error", run: "B" }));
    expect([window, ...window, given, subscribed].filter((part) => !Object.isFrozen(part))).toEqual([]);
  });

  test.each(["policy", "subscribed", "checkpoint"] as const)(
    "one whose %s its owner could still change is not remembered, and hands on what can be changed",
    (field) => {
      const loose: Record<string, unknown> = JSON.parse(JSON.stringify(full), (key, part: unknown) =>
        key === field ? part : Object.freeze(part),
      );
      const next = iinkedsign.reducer(Object.freeze({ ...full, ...loose }), report(9, { status: "error", run: "B" }));
      expect(next.sequence).toBe(full.sequence + 1);
      expect(Object.isFrozen(next)).toBe(false);
    },
  );

  test("one behind a draft, as reducers with Immer have it, is handed on as it is to be finished", () => {
    const own = { ...iinkedsign.open({ subject: "subject", policy }), note: { by: "nobody" } };
    const reports = [report(0, { status: "failed", run: "A" }), report(1, { status: "passed", run: "A" })];
    const { proxy: note, revoke } = Proxy.revocable({ ...own.note }, {});
    const draft = new Proxy(own, {
      get: (target, key, receiver) => (key === "note" ? note : Reflect.get(target, key, receiver)),
      getOwnPropertyDescriptor: (target, key) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
        return descriptor === undefined || key !== "note" ? descriptor : { ...descriptor, value: note };
      },
    });
    const next = reports.reduce(iinkedsign.reducer<typeof own>, draft);
    expect(next.note).toBe(note);
    expect(Object.isFrozen(next)).toBe(false);
    const finished = { ...next, note: { ...next.note } };
    revoke();
    expect(finished).toEqual({ ...reports.reduce(iinkedsign.reducer<typeof own>, own), note: own.note });
    expect(iinkedsign.view(finished)).toMatchObject({ status: "passed" });
  });

  test("a refusal gives a draft back as the draft that it is", () => {
    const draft = new Proxy({ ...record }, {});
    expect(iinkedsign.reducer(draft, report(2, { status: "failed", run: "A" }))).toBe(draft);
  });
});
