/** What callers without types may hand over: refused by name where it cannot be what was meant, taken where it can. */
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { checkHistory, checkLog, checkMessages, defineLifecycle, viewPerson } from "../../src/index.js";
import { report } from "../report.js";
import { badge } from "./badge.js";

const record = iinkedsign.open({ subject: "subject" });
const call = (of: (...given: never[]) => unknown, ...given: readonly unknown[]): unknown =>
  Reflect.apply(of, undefined, given);

describe("an argument is refused by its name", () => {
  test.each([
    ["viewPerson", viewPerson, [], "lifecycles: expected a list"],
    ["viewPerson", viewPerson, [iinkedsign, [record]], "lifecycles: expected a list"],
    ["viewPerson", viewPerson, [[iinkedsign], record], "records: expected a list"],
    ["viewPerson", viewPerson, [[iinkedsign], [], null], "options: expected an object"],
    ["checkHistory", checkHistory, [undefined, []], "lifecycle: expected one"],
    ["checkHistory", checkHistory, [iinkedsign], "observations: expected a list"],
    ["checkHistory", checkHistory, [iinkedsign, [], null], "options: expected an object"],
    ["checkLog", checkLog, [iinkedsign.under({}), []], "lifecycle: expected one that is not bound"],
    ["checkMessages", checkMessages, [undefined, []], "lifecycle: expected one that is not bound"],
  ])("%s", (_, of, given, message) => {
    expect(() => call(of, ...given)).toThrow(TypeError);
    expect(() => call(of, ...given)).toThrow(message);
  });

  test.each([checkLog, checkMessages])("kinds of lines that there are not: %o", (of) => {
    expect(() => call(of, iinkedsign, [], { tell: ["ilegal"] })).toThrow("the option tell is a list of");
  });

  test.each([["text"], "text", new Uint8Array(3), [new ArrayBuffer(3)]].map((chunks) => ({ chunks })))(
    "chunks that are no bytes: $chunks",
    async ({ chunks }) => {
      const log = Reflect.apply(checkLog, undefined, [iinkedsign, chunks]);
      await expect(log[Symbol.asyncIterator]().next()).rejects.toThrow("chunks: expected each to be a Uint8Array");
    },
  );
});

describe("read", () => {
  test("takes bytes of either kind", () => {
    const bytes = new TextEncoder().encode('{"action":"package_status"}');
    const reading = iinkedsign.read(bytes);
    expect(reading.kind).toBe("irrelevant");
    expect(iinkedsign.read(bytes.buffer)).toEqual(reading);
    expect(call(iinkedsign.read, bytes, null)).toEqual(reading);
  });

  test.each([undefined, null, "observation", Promise.resolve(), { subject: "subject", status: "created" }])(
    "says when a reader answers no reading: %o",
    (answer) => {
      const readers = { readWebhook: () => answer, readPoll: () => answer };
      const own: typeof badge = Reflect.apply(defineLifecycle, undefined, [{ ...badge.definition, ...readers }]);
      const silent = { kind: "malformed", path: "", message: "cannot be read: its reader answered no reading" };
      expect(own.read({})).toEqual(silent);
      const exchange = { at: "2024-03-01T00:00:00Z", subject: "subject", httpStatus: 200, body: {} };
      expect(own.read(exchange)).toEqual(silent);
    },
  );

  test.each([
    [undefined, "cannot be read: its reader answered no observation: expected an object with a subject"],
    [
      { ...report(0, { status: "Jane Doe" }), reported: "Jane Doe" },
      "cannot be read: its reader answered an observation at reported: expected at most 64 letters, digits, _ . or -",
    ],
    [
      { ...report(0, { status: "created" }), counters: { "Jane Doe": -1 } },
      "cannot be read: its reader answered an observation at counters: expected a whole number, 0 or more",
    ],
  ])("says what is wrong with an observation of its reader's, and repeats nothing: %o", (observation, message) => {
    const answer = { kind: "observation", observation };
    const own: typeof badge = Reflect.apply(defineLifecycle, undefined, [
      { ...badge.definition, readWebhook: () => answer },
    ]);
    expect(own.read({})).toEqual({ kind: "malformed", path: "", message });
  });
});

test("the settings in a record are nobody's to change", () => {
  const steps: "consent"[] = ["consent"];
  const { policy } = iinkedsign.open({ subject: "subject", policy: { steps } });
  expect(policy["steps"]).toEqual(steps);
  expect(() => call(Array.prototype.push.bind(policy["steps"]), "kba")).toThrow(TypeError);
  steps.pop();
  expect(policy["steps"]).toEqual(["consent"]);

  const restored = iinkedsign.restore(JSON.stringify(iinkedsign.open({ subject: "subject", policy })));
  expect(() => call(Array.prototype.push.bind(restored.policy["steps"]), "kba")).toThrow(TypeError);
});
