/** What iinkedSign sends, read: the webhook, the poll, and everything that is neither. */
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import { exchange, ids, type Message, noRun, subject, view, webhook } from "./messages.js";

const read: typeof iinkedsign.read = (message, options) => iinkedsign.read(message, options);

function observationOf(message: unknown): Observation {
  const reading = read(message);
  if (reading.kind !== "observation") throw new Error(`${reading.kind}: ${reading.message}`);
  return reading.observation;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const nothing = [null, true, 7, "", "text", [], {}] as const;

describe("a webhook", () => {
  test("is read field for field, at full precision", () => {
    expect(read(webhook())).toEqual({
      kind: "observation",
      observation: {
        subject,
        run: ids.verificationId,
        status: "failed",
        reported: "failed",
        at: "2031-08-09T07:06:05.0430201Z",
        delivery: ids.eventId,
        channel: "webhook",
        breaches: [],
        warnings: [],
      },
    });
  });

  test.each([...iinkedsign.statuses])("may tell of %s", (state) => {
    expect(observationOf(webhook({ state }))).toMatchObject({ status: state, reported: state });
  });

  test("says completed for passed, and the word is kept", () => {
    expect(observationOf(webhook({ state: "completed", continue: true }))).toMatchObject({
      status: "passed",
      reported: "completed",
      warnings: [],
    });
  });

  test.each([
    "approved",
    "Passed",
    "PASSED",
    "failed-again",
    "error.reset",
    "__proto__",
    "constructor",
    "a".repeat(64),
    "0",
  ])("with the word %s is an observation without a status", (state) => {
    const observation = observationOf(webhook({ state }));
    expect(observation.reported).toBe(state);
    expect(observation).not.toHaveProperty("status");
    const { verdict, record } = iinkedsign.observe(iinkedsign.open({ subject }), observation);
    expect(verdict.rule).toBe("unknown.status");
    expect(record.sequence).toBe(0);
  });

  test.each([
    "",
    " ",
    "failed ",
    "has failed",
    "failed\n",
    "failed\u0000",
    "échoué",
    "失敗",
    "a".repeat(65),
    "a/b",
    "<b>",
    "ada@example.org",
  ])("with the word %j is malformed, and the word not repeated", (state) => {
    const reading = read(webhook({ state }));
    expect(reading).toMatchObject({ kind: "malformed", path: "state" });
    if (state.trim().length > 1) expect(JSON.stringify(reading)).not.toContain(JSON.stringify(state).slice(1, -1));
  });

  const required = ["verificationId", "packageId", "signerId", "continue", "state", "eventId", "eventTime"];

  test.each([...required, "action"])("without %s is malformed there", (field) => {
    const reading = read(webhook({ [field]: undefined }));
    expect(reading).toMatchObject({ kind: "malformed", path: field });
    expect(reading).toHaveProperty("message");
  });

  test.each([...required, "action"])("with a %s of another type is malformed there", (field) => {
    for (const value of nothing) {
      if (field === "continue" && value === true) continue;
      if (field === "action" && typeof value === "string") continue;
      if (field === "state" && value === "text") continue;
      expect(read(webhook({ [field]: value }))).toMatchObject({ kind: "malformed", path: field });
    }
  });

  test.each(["verificationId", "packageId", "signerId", "eventId"])(
    "with a %s that is no UUID is malformed there",
    (field) => {
      for (const id of [
        "5e1f0c2a7b3d4c9e8a610d2f4b6c8e10",
        `{${ids.eventId}}`,
        `${ids.eventId} `,
        "signer-1",
        ids.eventId.slice(1),
      ]) {
        expect(read(webhook({ [field]: id }))).toMatchObject({ kind: "malformed", path: field });
      }
    },
  );

  test.each(["2031-08-09", "2031-08-09T07:06:05", "2031-02-30T07:06:05Z", "2031-08-09T24:00:00Z", "1943945165"])(
    "at %s is malformed there",
    (eventTime) => {
      expect(read(webhook({ eventTime }))).toMatchObject({ kind: "malformed", path: "eventTime" });
    },
  );

  test("has the same identities in upper case and in lower case, whatever the version of the UUIDs", () => {
    const shouted = Object.fromEntries(Object.entries(ids).map(([field, id]) => [field, id.toUpperCase()]));
    expect(observationOf(webhook(shouted))).toEqual(observationOf(webhook()));
    const odd = "ffffffff-ffff-ffff-ffff-ffffffffffff";
    expect(observationOf(webhook({ signerId: odd, verificationId: odd }))).toMatchObject({
      subject: `${ids.packageId}/${odd}`,
      run: odd,
    });
  });

  test("with the all-zero verificationId names no run", () => {
    expect(observationOf(webhook({ verificationId: noRun, state: "not_started" }))).not.toHaveProperty("run");
    const [reset, next] = ["cancelled_reset", "failed"].map((state, index) =>
      observationOf(webhook({ state, verificationId: index === 0 ? noRun : ids.packageId, eventId: ids.signerId })),
    );
    if (reset === undefined || next === undefined) throw new Error("two observations");
    const { record } = iinkedsign.observe(iinkedsign.open({ subject }), { ...reset, delivery: "first" });
    expect(iinkedsign.observe(record, next).verdict.rule).toBe("advance");
  });

  test.each(["failed", "failed_reset", "failed_locked"])(
    "of %s that lets the signer go on shows a policy that asks for no pass",
    (state) => {
      expect(observationOf(webhook({ state, continue: true }))).toMatchObject({
        policy: { passToSign: false },
        warnings: [],
      });
      expect(observationOf(webhook({ state, continue: false }))).not.toHaveProperty("policy");
    },
  );

  test("that lets a failed signer go on although the policy asks for a pass carries a warning", () => {
    const { verdict } = iinkedsign.observe(
      iinkedsign.open({ subject, policy: { passToSign: true } }),
      observationOf(webhook({ continue: true })),
    );
    expect(verdict).toMatchObject({
      kind: "advance",
      warnings: ["the report shows a setting that no policy that fits has, and it was ignored"],
    });
    for (const passToSign of [false, undefined]) {
      const record = iinkedsign.open({ subject, policy: { passToSign } });
      const told = iinkedsign.observe(record, observationOf(webhook({ continue: true })));
      expect(told.verdict).toMatchObject({ kind: "advance", warnings: [] });
    }
  });

  test("of a pass that does not let the signer go on carries a warning", () => {
    const warnings = ["continue is false although the verification passed"];
    expect(observationOf(webhook({ state: "passed", continue: false })).warnings).toEqual(warnings);
    expect(observationOf(webhook({ state: "completed", continue: false })).warnings).toEqual(warnings);
    expect(observationOf(webhook({ state: "passed", continue: true }))).toMatchObject({ warnings: [] });
    expect(observationOf(webhook({ state: "passed", continue: true }))).not.toHaveProperty("policy");
    expect(observationOf(webhook({ state: "error", continue: true }))).not.toHaveProperty("policy");
  });
});

describe("another action", () => {
  test("is irrelevant, with its name", () => {
    expect(read(webhook({ action: "package_created" }))).toEqual({
      kind: "irrelevant",
      name: "package_created",
      message: "package_created is not about this lifecycle",
    });
    expect(read({ action: "signer.joined" })).toMatchObject({ kind: "irrelevant", name: "signer.joined" });
  });

  test.each(["", "Ada Example signed", "a".repeat(65), "signé", "x\u0000", "ada@example.org"])(
    "named %j is irrelevant, without its name",
    (action) => {
      expect(read(webhook({ action }))).toEqual({
        kind: "irrelevant",
        name: undefined,
        message: "not about this lifecycle",
      });
    },
  );

  test.each(["Verification_Status", "verification_status ", "verification-status", "__proto__"])(
    "%j is another one",
    (action) => {
      expect(read(webhook({ action })).kind).toBe("irrelevant");
    },
  );
});

describe("a poll", () => {
  test("is read with its counts, at the time of the answer", () => {
    expect(read(exchange({ body: view({ attempts: 2, errors: 1 }) }))).toEqual({
      kind: "observation",
      observation: {
        subject,
        run: ids.verificationId,
        status: "failed",
        reported: "failed",
        at: "2031-08-09T08:00:00Z",
        channel: "poll",
        counters: { failures: 2, errors: 1 },
        breaches: [],
        warnings: [],
      },
    });
  });

  test("may leave counts out, and needs neither the webhook's fields nor a subject of its own", () => {
    const body = view({ attempts: undefined, errors: undefined, timeUpdated: undefined });
    expect(observationOf(exchange({ body, subject: undefined }))).not.toHaveProperty("counters");
    expect(observationOf(exchange({ body: view({ errors: undefined }) }))).toMatchObject({ counters: { failures: 1 } });
    expect(observationOf(exchange({ body: view({ attempts: undefined }) }))).toMatchObject({ counters: { errors: 0 } });
  });

  test("of a verification that has not begun names no run", () => {
    const observation = observationOf(exchange({ body: view({ verificationId: noRun, state: "not_started" }) }));
    expect(observation).toMatchObject({ subject, status: "not_started" });
    expect(observation).not.toHaveProperty("run");
  });

  test.each([...iinkedsign.statuses])("may see %s", (state) => {
    expect(observationOf(exchange({ body: view({ state }) }))).toMatchObject({ status: state, channel: "poll" });
  });

  test.each(["verificationId", "packageId", "signerId", "state"])(
    "whose body has no %s is malformed there",
    (field) => {
      expect(read(exchange({ body: view({ [field]: undefined }) }))).toMatchObject({
        kind: "malformed",
        path: `body.${field}`,
      });
      for (const value of [null, 7, [], {}, "?"]) {
        expect(read(exchange({ body: view({ [field]: value }) }))).toMatchObject({
          kind: "malformed",
          path: `body.${field}`,
        });
      }
    },
  );

  test.each(["attempts", "errors"])("whose %s are no count is malformed there", (field) => {
    for (const value of [-1, 0.5, "1", null, 1e300]) {
      expect(read(exchange({ body: view({ [field]: value }) }))).toMatchObject({
        kind: "malformed",
        path: `body.${field}`,
      });
    }
  });

  test("that was answered with 200 and no body is malformed there", () => {
    expect(read(exchange({ body: undefined }))).toMatchObject({ kind: "malformed", path: "body" });
  });

  test.each([null, "text", [], 7, true])("whose body is %j is malformed there", (body) => {
    expect(read(exchange({ body }))).toMatchObject({ kind: "malformed", path: "body" });
  });

  test.each([
    ["at", undefined],
    ["at", "yesterday"],
    ["at", 1_943_945_165],
    ["subject", ""],
    ["subject", 7],
    ["subject", "s".repeat(201)],
    ["httpStatus", "200"],
    ["httpStatus", 99],
    ["httpStatus", 600],
    ["httpStatus", 200.5],
    ["httpStatus", null],
  ])("whose %s is %j is malformed there", (field, value) => {
    expect(read(exchange({ [field]: value }))).toMatchObject({ kind: "malformed", path: field });
  });

  test.each([
    [404, ["the vendor answered 404"]],
    [401, ["the vendor answered 401"]],
    [429, ["the vendor answered 429"]],
    [204, ["the vendor answered 204"]],
    [500, []],
    [503, []],
  ])("that was answered with %d says nothing of the verification", (httpStatus, warnings) => {
    for (const body of [undefined, null, "no", { error: "gone" }, view()]) {
      expect(read(exchange({ httpStatus, body }))).toMatchObject({
        kind: "no-information",
        message: `HTTP status ${httpStatus} says nothing about the verification`,
        warnings,
      });
    }
  });

  test("that disagrees with the counts a policy can have is read, and its counts not believed", () => {
    const { verdict } = iinkedsign.observe(
      iinkedsign.open({ subject, policy: { maxAttempts: 3 } }),
      observationOf(exchange({ body: view({ attempts: 3 }) })),
    );
    expect(verdict).toMatchObject({
      kind: "advance",
      warnings: ["the report's counts fit no configuration and were ignored"],
    });
  });
});

describe("reading", () => {
  test.each([
    ["a webhook", webhook()],
    ["a poll", exchange()],
  ])("%s is the same from JSON, text and bytes", (_, message) => {
    const text = JSON.stringify(message, null, 2);
    const expected = read(message);
    expect(expected.kind).toBe("observation");
    expect(read(text)).toEqual(expected);
    expect(read(`\r\n\t ${text}\n`)).toEqual(expected);
    expect(read(bytes(text))).toEqual(expected);
    expect(read(Buffer.from(text))).toEqual(expected);
    expect(read(bytes(`\uFEFF${text}`))).toEqual(expected);
    expect(read(`\uFEFF${text}`)).toEqual(expected);
  });

  test("keeps when a message was received, and its own time beside it", () => {
    const receivedAt = "2031-08-09T07:06:06Z";
    expect(read(webhook(), { receivedAt })).toEqual({
      kind: "observation",
      observation: { ...observationOf(webhook()), receivedAt },
    });
    expect(read(webhook(), { receivedAt: undefined })).toEqual(read(webhook()));
    expect(read({ action: "other" }, { receivedAt })).toEqual(read({ action: "other" }));
  });

  test("goes by the channel that is named, else by the message's shape", () => {
    expect(read(exchange(), { channel: "poll" })).toEqual(read(exchange()));
    expect(read(webhook(), { channel: "webhook" })).toEqual(read(webhook()));
    expect(read(webhook(), { channel: "poll" })).toMatchObject({ kind: "malformed", path: "at" });
    expect(read(exchange(), { channel: "webhook" })).toMatchObject({ kind: "malformed", path: "action" });
    expect(read(webhook({ httpStatus: 200 }))).toMatchObject({ kind: "malformed", path: "at" });
    expect(read(webhook({ httpStatus: 200 }), { channel: "webhook" })).toEqual(read(webhook()));
  });

  test.each([
    ["no JSON", "Ada Example", "not JSON"],
    ["an empty text", "", "not JSON"],
    ["JSON cut short", JSON.stringify(webhook()).slice(0, -1), "not JSON"],
    ["two messages in one", `${JSON.stringify(webhook())}${JSON.stringify(webhook())}`, "not JSON"],
    ["no bytes", new Uint8Array(), "not JSON"],
    ["a lone continuation byte", new Uint8Array([0x22, 0x80, 0x22]), "not UTF-8 text"],
    ["UTF-16", new Uint8Array([0xff, 0xfe, 0x7b, 0x00]), "not UTF-8 text"],
    ["an overlong form", new Uint8Array([0x22, 0xc0, 0xaf, 0x22]), "not UTF-8 text"],
    ["a surrogate in bytes", new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]), "not UTF-8 text"],
  ])("%s is malformed at its root, and nothing of it repeated", (_, message, told) => {
    expect(read(message)).toEqual({ kind: "malformed", path: "", message: told });
  });

  test.each([
    null,
    undefined,
    true,
    0,
    Number.NaN,
    1n,
    Symbol("s"),
    () => webhook(),
    [],
    [webhook()],
    new Map(),
    new Date(0),
  ])("what is no message is malformed: %s", (message) => {
    expect(read(message).kind).toBe("malformed");
    expect(read(message, { channel: "poll" }).kind).toBe("malformed");
  });

  test("an object that throws when it is looked at is malformed", () => {
    const trap = {
      get action(): string {
        throw new Error("Canary");
      },
    };
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    for (const message of [trap, proxy, { ...exchange(), body: proxy }, exchange({ body: trap })]) {
      expect(read(message).kind).toBe("malformed");
      expect(JSON.stringify(read(message))).not.toContain("Canary");
    }
  });

  test("nesting of any depth is only more of what is not read", () => {
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    expect(read(deep)).toMatchObject({ kind: "malformed" });
    const message = JSON.stringify(webhook()).replace("{", `{"details":${deep},`);
    expect(read(message)).toEqual(read(webhook()));
    expect(read(JSON.stringify(webhook()).replace('"failed"', deep))).toMatchObject({
      kind: "malformed",
      path: "state",
    });
    const body = JSON.stringify(exchange()).replace('"body":{', `"body":{"details":${deep},`);
    expect(read(body)).toEqual(read(exchange()));
  });

  test("of two fields of one name the last is read", () => {
    const twice = JSON.stringify(webhook()).replace('"state":"failed"', '"state":"passed","state":"failed"');
    expect(read(twice)).toEqual(read(webhook()));
  });

  test("a field named __proto__ is a field like any other, and gives the message none of its own", () => {
    const poisoned = JSON.stringify(webhook({ state: undefined })).replace("{", '{"__proto__":{"state":"passed"},');
    expect(read(poisoned)).toMatchObject({ kind: "malformed", path: "state" });
    const added = JSON.stringify(webhook()).replace(
      "{",
      '{"__proto__":{"state":"passed"},"constructor":{"prototype":1},',
    );
    expect(read(added)).toEqual(read(webhook()));
    expect("state" in {}).toBe(false);
  });
});

describe("what is about the person", () => {
  const canary = "Canary-Ada-1815";

  /** A message with the canary beside every field, inside and outside. */
  function planted(message: Message): Message {
    const extra = {
      [canary]: canary,
      name: canary,
      person: { born: canary, [canary]: [canary, { [canary]: canary }] },
    };
    const body = message["body"];
    return { ...extra, ...message, ...(typeof body === "object" ? { body: { ...extra, ...body } } : {}) };
  }

  test.each([
    ["a webhook", webhook()],
    ["a webhook with an unknown word", webhook({ state: "approved" })],
    ["a webhook that cannot be", webhook({ state: "completed", eventId: ids.packageId })],
    ["another action", webhook({ action: "package_created" })],
    ["a poll", exchange()],
    ["a poll that failed", exchange({ httpStatus: 404 })],
    ["a poll without an answer", exchange({ httpStatus: 500 })],
  ])("in %s leaves no trace in a reading, a verdict, a record or a view", (_, message) => {
    const reading = read(JSON.stringify(planted(message)));
    expect(reading).toEqual(read(message));
    expect(JSON.stringify(reading)).not.toContain("Canary");
    if (reading.kind !== "observation") return;
    for (const policy of [{}, { maxAttempts: 1, maxResets: 0 }]) {
      const opened = iinkedsign.open({ subject, policy });
      const first = iinkedsign.observe(opened, reading.observation);
      const again = iinkedsign.observe(first.record, reading.observation);
      const adopted = iinkedsign.adopt(first.record, { ...reading.observation, status: "passed", delivery: undefined });
      const told = [first, again, adopted, iinkedsign.view(first.record), iinkedsign.may(first.record, "owner.reset")];
      expect(JSON.stringify(told)).not.toContain("Canary");
    }
  });

  test.each(Object.keys(webhook()))("in place of %s is not repeated", (field) => {
    for (const value of [`${canary} lives here`, { [canary]: canary }, [canary]]) {
      const reading = read(webhook({ [field]: value }));
      expect(reading.kind).not.toBe("observation");
      expect(JSON.stringify(reading)).not.toContain("Canary");
    }
  });

  test.each(["at", "subject", "httpStatus", "body"])("in place of a poll's %s is not repeated", (field) => {
    for (const value of [{ [canary]: canary }, [canary]]) {
      const reading = read(exchange({ [field]: value }));
      expect(reading.kind).toBe("malformed");
      expect(JSON.stringify(reading)).not.toContain("Canary");
    }
  });

  test.each(Object.keys(view()).filter((field) => field !== "timeUpdated"))(
    "in place of a view's %s is not repeated",
    (field) => {
      for (const value of [`${canary} lives here`, { [canary]: canary }, [canary]]) {
        const reading = read(exchange({ body: view({ [field]: value }) }));
        expect(reading).toMatchObject({ kind: "malformed", path: `body.${field}` });
        expect(JSON.stringify(reading)).not.toContain("Canary");
      }
    },
  );

  test("in broken text is not repeated", () => {
    for (const text of [`{"name":"${canary}`, canary, `{"${canary}":}`]) {
      expect(JSON.stringify(read(text))).not.toContain("Canary");
      expect(JSON.stringify(read(bytes(text)))).not.toContain("Canary");
    }
  });
});

test("the webhooks of three failed attempts, as they arrive, lock the signer out", () => {
  let record = iinkedsign.open({ subject, policy: { maxAttempts: 3, maxResets: 0 } });
  const states = ["failed", "failed", "failed_locked", "failed_locked", "completed"];
  const told = states.map((state, index) => {
    const number = index === 3 ? 2 : index;
    const eventId = `${ids.eventId.slice(0, -1)}${number}`;
    const message = webhook({ state, eventId, eventTime: `2031-08-09T07:06:05.000000${number}Z` });
    const step = iinkedsign.observe(record, observationOf(JSON.stringify(message)));
    record = step.record;
    return step.verdict.rule;
  });
  expect(told).toEqual(["advance", "advance", "advance", "duplicate.delivery", "illegal.final"]);
  expect(iinkedsign.view(record)).toMatchObject({ status: "failed_locked", outcome: "declined", final: true });
});
