/** What callers without types may hand over: refused by name where it cannot be what was meant, taken where it can. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { draw, dot, edgesOf, html, layOut, paintHistory, pictureOf, svg, unreachable } from "../../src/draw/index.js";
import { exportLifecycle, tourUnder } from "../../src/export/index.js";
import {
  always,
  atMost,
  checkHistory,
  checkLaws,
  checkLog,
  checkMessages,
  counts,
  defineLifecycle,
  eventuallyPossible,
  explore,
  inevitable,
  leadsTo,
  never,
  neverAfter,
  possible,
  precedes,
  prove,
  replay,
  viewPerson,
  where,
} from "../../src/index.js";
import { inspectorOptions, watched } from "../../src/inspect/index.js";
import { checkReducer, legalHistory, unknownStatus } from "../../src/testing/index.js";
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
    ["replay", replay, [iinkedsign, "reset"], "events: expected a list"],
    ["prove", prove, [iinkedsign, "passed"], "property: expected what never, always and the like answer"],
    ["prove", prove, [iinkedsign, null], "property: expected what never"],
    ["prove", prove, [iinkedsign, [{ name: "named", property: null }]], "property: expected what never"],
    ["prove", prove, [iinkedsign, { name: "named", property: "passed" }], "property: expected what never"],
    ["prove", prove, [iinkedsign, { ...never("passed"), parts: undefined }], "property: expected what never"],
    ["prove", prove, [iinkedsign, { text: "", kind: "never" }], "property: expected what never"],
    ["prove", prove, [iinkedsign, { ...never("passed"), text: 1 }], "property: expected what never"],
    ["prove", prove, [iinkedsign, { ...never("passed"), when: true }], "property: its when: expected a function"],
    ["prove", prove, [iinkedsign, { ...never("passed"), parts: { target: 1 } }], "a property is about"],
    ["prove", prove, [iinkedsign, { ...never("passed"), kind: "nevr" }], "kind nevr is none of never, always"],
    ["prove", prove, [iinkedsign, { ...never("passed"), kind: "Never" }], "leadsTo: did you mean never?"],
    ["prove", prove, [iinkedsign, { ...never("passed"), kind: "toString" }], "kind toString is none of"],
    ["prove", prove, [iinkedsign, { ...never("passed"), kind: "Jane Doe" }], "property: its kind is none of never"],
    ["prove", prove, [iinkedsign, never("passed"), null], "options: expected an object"],
    ["prove", prove, [iinkedsign, never("passed"), "maxAttempts"], "options: expected an object"],
    ["prove", prove, [iinkedsign, never("passed"), []], "options: expected an object"],
    ["prove", prove, [iinkedsign, [], { maxAttempts: 2 }], "the option maxAttempts is none of policy, limit"],
    ["prove", prove, [iinkedsign, [], { polcy: {} }], "of policy, limit: did you mean policy?"],
    ["prove", prove, [iinkedsign, [], { "Jane Doe": {} }], "an option is none of policy, limit"],
    ["where", where, ["failed"], "the question of where: expected a function"],
    ["checkReducer", checkReducer, [iinkedsign, undefined], "reducer: expected a function"],
    ["checkReducer", checkReducer, [iinkedsign, () => null], "options: expected an object"],
    ["checkReducer", checkReducer, [iinkedsign, () => null, {}], "the option project: expected a function"],
  ])("%s", (_, of, given, message) => {
    expect(() => call(of, ...given)).toThrow(TypeError);
    expect(() => call(of, ...given)).toThrow(message);
  });

  test.each([0, -5, 1.5, "5", Number.NaN, Infinity, null])("a limit of a proof: %o", (limit) => {
    const refusal = new RangeError("the option limit is a whole number from 1");
    expect(() => call(prove, iinkedsign, never("passed"), { limit })).toThrow(refusal);
    expect(() => call(prove, iinkedsign, [], { limit })).toThrow(refusal);
  });

  test.each([
    ["when", never, ["failed"]],
    ["when", always, ["failed"]],
    ["until, when", neverAfter, ["failed", "passed"]],
    ["times, since, when", precedes, ["failed", "passed"]],
    ["since, when", atMost, ["failed", 1]],
    ["since, when", counts, ["failures", "failed"]],
    ["when", possible, ["failed"]],
    ["whenever, when", eventuallyPossible, ["failed"]],
    ["when", inevitable, ["failed"]],
    ["when", leadsTo, ["failed", "passed"]],
  ])("an option that is none of %s: %o", (known, word, given) => {
    const refused = (options: unknown, message: string): void =>
      expect(() => call(word, ...given, options)).toThrow(new TypeError(message));
    refused({ wen: () => true }, `the option wen is none of ${known}: did you mean when?`);
    refused({ constructor: "passed" }, `the option constructor is none of ${known}`);
    refused({ when: true }, "the option when: expected a function");
    refused(null, "options: expected an object");
    refused("passed", "options: expected an object");
    for (const option of ["until", "since", "whenever", "times"]) {
      const stated = (): unknown => call(word, ...given, { [option]: option === "times" ? 2 : "created" });
      if (known.split(", ").includes(option)) expect(stated).not.toThrow();
      else expect(stated).toThrow(`the option ${option} is none of ${known}`);
    }
    expect(call(word, ...given, { until: undefined })).toEqual(call(word, ...given));
  });

  const bound = iinkedsign.under({});
  const picture = pictureOf(iinkedsign);

  test.each(
    [explore, prove, checkLaws, replay, exportLifecycle, tourUnder, pictureOf, unreachable, inspectorOptions].flatMap(
      (of) => [undefined, null, iinkedsign.machine, bound].map((given) => [of.name, of, given] as const),
    ),
  )("%s of what is no lifecycle", (_, of, given) => {
    expect(() => call(of, given)).toThrow(
      new TypeError("lifecycle: expected one that is not bound; its policy is an option"),
    );
  });

  test.each([watched, checkReducer])("%o of what is bound", (of) => {
    expect(() => call(of, bound)).toThrow("lifecycle: expected one that is not bound");
  });

  test("a history of what is bound, or of nothing", () => {
    const some = (of: unknown): unknown => fc.sample(Reflect.apply(legalHistory, undefined, [of]), 1);
    expect(() => some(bound)).toThrow("lifecycle: expected one that is not bound");
    expect(() => call(unknownStatus, undefined)).toThrow("lifecycle: expected one");
  });

  test.each([dot, edgesOf, svg, html, paintHistory].map((of) => [of.name, of] as const))(
    "%s of no picture",
    (_, of) => {
      expect(() => call(of, iinkedsign)).toThrow(new TypeError("picture: expected what pictureOf answers"));
    },
  );

  test("no picture to find what is unreachable in, or to lay out", async () => {
    expect(() => call(unreachable, iinkedsign, iinkedsign)).toThrow("picture: expected what pictureOf answers");
    await expect(call(layOut, undefined)).rejects.toThrow("picture: expected what pictureOf answers");
  });

  test.each([svg, html])("a layout that is still awaited: %o", (of) => {
    expect(() => call(of, picture, Promise.resolve())).toThrow("layout: expected what layOut resolves to");
  });

  test("a picture in a format that draw does not have", () => {
    expect(() => call(draw, iinkedsign, { format: "svg" })).toThrow("the option format is one of mermaid; svg, html");
    expect(() => call(draw, bound)).toThrow("lifecycle: expected one");
  });

  test.each([
    undefined,
    null,
    42,
    {},
    [undefined],
    { words: "verified" },
    { words: ["verified"] },
    { words: ["verified"], where: true },
    { where: () => true },
    { anything: false },
  ])("a property about nothing: %o", (what) => {
    for (const stated of [
      () => call(always, what),
      () => call(neverAfter, "verified", what),
      () => call(neverAfter, what),
    ]) {
      expect(stated).toThrow("a property is about a status or an event");
    }
    expect(() => call(neverAfter, "verified", "failed", { until: what ?? null })).toThrow("a property is about");
    expect(() => always(where(["verified"], () => true))).not.toThrow();
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
      "cannot be read: its reader answered an observation at reported: expected 1 to 64 letters, digits, _ . or -",
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
