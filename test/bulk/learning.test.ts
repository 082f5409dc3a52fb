/** Shapes: most lines are recognised by them, and none is learnt of a line whose reading rests on what a slot holds. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { checkLog } from "../../src/bulk/check-log.js";
import { learnShape } from "../../src/bulk/shapes/learning.js";
import { longestTimestamp, parseTimestamp } from "../../src/bulk/words/timestamp.js";
import { timeOrder } from "../../src/bulk/shapes/time-order.js";
import { createPhrases, type Phrases } from "../../src/bulk/phrase.js";
import type { Shape } from "../../src/bulk/shapes/shape.js";
import { messages } from "../../machines/index.js";
import { lifecycleNamed } from "../../src/cli/lifecycle-choice.js";
import type { Opaque } from "../../src/definition.js";
import { parseInstant } from "../../src/instant.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { simulate } from "../../src/testing/simulation.js";
import type { Observation, Reading } from "../../src/observation.js";
import { plainLine } from "./hostile-lines.js";
import { plainLines } from "./simulated-logs.js";
import { webhook } from "./webhook.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const line = bytes(JSON.stringify(webhook));

const promising = messages.filter(({ lifecycle }) => lifecycleNamed(lifecycle).definition.opaque !== undefined);
const others = promising.filter(({ lifecycle }) => lifecycle !== "iinkedsign");

type Observed = Extract<Reading, { readonly kind: "observation" }>;

interface Learning {
  readonly shape: Shape | undefined;
  readonly phrases: Phrases;
}

/** What is learnt of a line by a reading; `limits` are those at which the order of instants changes. */
function learnt(read: (message: unknown) => Reading, from = line, limits: readonly number[] = []): Learning {
  const phrases = createPhrases();
  const reader = { read, opaque: ["uuid", "instant"] as const, limits, phrases };
  return { shape: learnShape(from, [read(from)], [reader]), phrases };
}

const isLearnt = (...given: Parameters<typeof learnt>): boolean => learnt(...given).shape !== undefined;

/** The vendor's reading, changed where a line is the one to learn from, or where it is a trial. */
function readChanged(where: "line" | "trial", change: (reading: Observed) => Reading) {
  return (message: unknown): Reading => {
    const reading = iinkedsign.read(message);
    // Parsed, it is the line; a trial is bytes.
    const isLine = !(message instanceof Uint8Array) || Buffer.compare(message, line) === 0;
    return reading.kind === "observation" && isLine === (where === "line") ? change(reading) : reading;
  };
}

const toldWith = ({ kind, observation }: Observed, change: Partial<Observation>): Reading => ({
  kind,
  observation: { ...observation, ...change },
});

/** How many of a log's lines are read in full. */
async function readInFull(lifecycle: Lifecycle, lines: readonly string[], policy: object): Promise<number> {
  let read = 0;
  const known = new Set(lines);
  /** Lines arrive as bytes; trials are others. */
  const isLine = (message: unknown): boolean =>
    message instanceof Uint8Array && known.has(new TextDecoder().decode(message));
  const counted = {
    ...lifecycle,
    read: (message: unknown) => ((read += isLine(message) ? 1 : 0), lifecycle.read(message)),
  };
  const log = checkLog(counted, [bytes(lines.join("\n"))], { policy: { ...policy }, tell: [] });
  for await (const told of log) throw new Error(`told ${told.line}`);
  expect(Object.values(log.counts()).reduce((sum, count) => sum + count, 0)).toBe(lines.length);
  return read;
}

test("lines of known shapes are not read in full", async () => {
  const lines = fc.sample(plainLine, { numRuns: 3000, seed: 5 });
  const read = await readInFull(iinkedsign, lines, { maxAttempts: 3, maxErrors: 2 });
  expect(read).toBeLessThan(lines.length / 3);
});

test.each(others)("nor are those of $lifecycle", async (written) => {
  const lifecycle = lifecycleNamed(written.lifecycle);
  const options = { duplicates: 0.1, shuffle: 2, subjects: 160, seed: 1, policy: {} };
  const lines = [...simulate(lifecycle, written, options)].map(({ text }) => text);
  expect(await readInFull(lifecycle, lines, {})).toBeLessThan(lines.length / 2);
});

test("a shape is learnt of a webhook", () => {
  expect(isLearnt((message) => iinkedsign.read(message))).toBe(true);
});

test.each<[string, (reading: Observed) => Reading]>([
  [
    "rests on what a slot holds",
    (reading) => ({
      ...reading,
      observation: {
        ...reading.observation,
        warnings: reading.observation.subject.startsWith("b7a4") ? ["a package that is known"] : [],
      },
    }),
  ],
  [
    "repeats a part of it",
    (reading) => ({
      ...reading,
      observation: { ...reading.observation, warnings: [`about ${reading.observation.subject.slice(0, 8)}`] },
    }),
  ],
  [
    "tells when the subject began",
    (reading) => ({ ...reading, observation: { ...reading.observation, startedAt: "2031-08-09T07:06:05Z" } }),
  ],
  [
    "changes an id",
    (reading) => ({
      ...reading,
      observation: { ...reading.observation, delivery: reading.observation.delivery?.replace(/.$/, "0") },
    }),
  ],
])("no shape is learnt of a line whose reading %s", (_, change) => {
  expect(
    isLearnt((message) => {
      const reading = iinkedsign.read(message);
      return reading.kind === "observation" ? change(reading) : reading;
    }),
  ).toBe(false);
});

const otherRun = "7c1f0c2a-7b3d-4c9e-8a61-0d2f4b6c8e10";
const received = { receivedAt: "2031-08-09T07:06:06Z" };
const nothingRead: Reading = { kind: "malformed", path: "", message: "nothing" };

test.each<[string, (message: unknown) => Reading]>([
  ["is nothing", readChanged("trial", () => nothingRead)],
  ["tells when it was received", readChanged("trial", (reading) => toldWith(reading, received))],
  ["does not tell when it was received", readChanged("line", (reading) => toldWith(reading, received))],
  ["names a run that stands nowhere in it", readChanged("trial", (reading) => toldWith(reading, { run: otherRun }))],
  ["names no delivery", readChanged("trial", (reading) => toldWith(reading, { delivery: undefined }))],
])("no shape is learnt of a line whose trial %s", (_, read) => {
  const { shape, phrases } = learnt(read);
  expect(shape).toBeUndefined();
  expect(phrases.all).not.toContain(undefined);
});

describe("no shape is learnt of a line", () => {
  /** Reads every line as the same. */
  const same = (): Reading => iinkedsign.read(line);

  test("without anything that differs from line to line", () => {
    expect(isLearnt(same, bytes("{}"))).toBe(false);
  });

  test("of which nothing is to be judged, and which is no message of another kind", () => {
    const broken = bytes('{"action":"verification_status"}');
    expect(iinkedsign.read(broken).kind).toBe("malformed");
    expect(isLearnt((message) => iinkedsign.read(message), broken)).toBe(false);
  });

  test("longer than an envelope", () => {
    const longest = Buffer.concat([line, Buffer.alloc(4096 - line.length, " ")]);
    const longer = Buffer.concat([longest, Buffer.from(" ")]);
    expect([longest, longer].map((one) => isLearnt((message) => iinkedsign.read(message), one))).toEqual([true, false]);
  });

  test("with more values that are not looked at than lines have", () => {
    const listOf = (count: number): Uint8Array =>
      bytes(JSON.stringify({ ...webhook, more: Array.from({ length: count }, () => 0) }));
    /** Looks at the list, and at nothing in it. */
    const read = (message: unknown): Reading => {
      const body: unknown = message instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(message)) : message;
      if (typeof body === "object" && body !== null && "more" in body) Reflect.get(Object(body.more), "length");
      return iinkedsign.read(body);
    };
    expect([100, 101].map((count) => isLearnt(read, listOf(count)))).toEqual([true, false]);
  });

  test.each([
    ["with an offset", "2031-08-09T09:06:05+02:00"],
    ["in small letters", "2031-08-09t07:06:05z"],
    ["with a space", "2031-08-09 07:06:05Z"],
    ["escaped", String.raw`2031-08-09T07:06:05\u005a`],
    ["with more digits than a slot holds", "2031-08-09T07:06:05.1234567891Z"],
  ])("with an instant %s, where instants are compared", (_, instant) => {
    const text = new TextDecoder().decode(line);
    const other = bytes(text.replace('"action"', `"since":"${instant}","action"`));
    const asKey = bytes(text.replace('"action"', `"${instant}":1,"action"`));
    const read = (message: unknown): Reading => {
      JSON.stringify(message);
      return iinkedsign.read(message);
    };
    expect([other, asKey].map((one) => isLearnt(read, one, [0]))).toEqual([false, false]);
    expect([other, asKey].map((one) => isLearnt(read, one, []))).toEqual([true, true]);
    expect(isLearnt((message) => iinkedsign.read(message), other, [0])).toBe(true);
    expect(isLearnt(read, line, [0])).toBe(true);
  });

  test("with more instants than can be compared", () => {
    const times = (count: number): Uint8Array =>
      bytes(
        JSON.stringify({
          ...JSON.parse(new TextDecoder().decode(line)),
          more: Array.from({ length: count - 1 }, (_, nth) => `2031-08-09T07:06:${10 + nth}Z`),
        }),
      );
    /** Looks at everything. */
    const read = (message: unknown): Reading => {
      JSON.stringify(message);
      return iinkedsign.read(message);
    };
    expect([5, 6].map((count) => isLearnt(read, times(count), [0]))).toEqual([true, false]);
    expect(isLearnt(read, times(6), [])).toBe(true);
    expect(isLearnt((message) => iinkedsign.read(message), times(6), [0])).toBe(true);
  });
});

test("none is learnt of a line with more slots than can be told apart", () => {
  const times = Array.from({ length: 60 }, (_, nth) => `2031-08-09T07:06:${10 + (nth % 50)}Z`);
  const lineWith = (more: readonly string[]): Uint8Array =>
    bytes(JSON.stringify({ ...JSON.parse(new TextDecoder().decode(line)), more }));
  const read = (message: unknown): Reading => {
    JSON.stringify(message);
    return iinkedsign.read(message);
  };
  const own = 5;
  expect(isLearnt(read, lineWith(times.slice(own)), [])).toBe(true);
  expect(isLearnt(read, lineWith(times.slice(own - 1)), [])).toBe(false);
});

const textOf = (shape: Shape | undefined): string | undefined =>
  shape?.pieces
    .map((piece) =>
      piece === "unread" ? "<>" : piece instanceof Uint8Array ? new TextDecoder().decode(piece) : `<${piece.opaque}>`,
    )
    .join("");

const learntText =
  '{"verificationId":"<uuid>","packageId":"<uuid>","signerId":"<uuid>","continue":false,"state":"failed",' +
  '"action":"verification_status","eventId":"<uuid>","eventTime":"<instant>"}';

/** In bytes, of a line whose instant has all its digits. */
const longest = line.length + longestTimestamp - webhook.eventTime.length;

test("a shape has a line's bytes and slots in turn", () => {
  const { shape } = learnt((message) => iinkedsign.read(message));
  expect(textOf(shape)).toBe(learntText);
  expect(shape).toMatchObject({ length: longest, compared: Uint16Array.of(), order: 0 });
  expect(shape?.told).toMatchObject([{ phrase: 0, reading: undefined }]);
});

test("what is not looked at is left out, with the slots in it", () => {
  const { signerId: id, eventTime: time } = webhook;
  const more = { ...webhook, name: "Zoë", trace: { id, time, deeper: [{ id }] }, checks: [id, time], more: id };
  const { shape } = learnt((message) => iinkedsign.read(message), bytes(JSON.stringify(more)), [0]);
  expect(textOf(shape)).toBe(learntText.replace(/}$/, ',"name":<>,"trace":<>,"checks":<>,"more":<>}'));
  expect(shape?.length).toBe(longest + ',"name":,"trace":,"checks":,"more":'.length);
  expect(shape?.compared).toHaveLength(1);
});

test("only what is fixed counts towards the length of a line", () => {
  const read = (message: unknown): Reading => iinkedsign.read(message);
  const withNote = (note: string): Uint8Array => bytes(JSON.stringify({ ...webhook, note }));
  expect(isLearnt(read, withNote("x".repeat(100_000)))).toBe(true);
});

test("a shape is learnt of a message that is not about the lifecycle", () => {
  const read = (message: unknown): Reading => iinkedsign.read(message);
  const other = bytes(JSON.stringify({ ...webhook, action: "package_completed", note: "Zoë" }));
  const { shape, phrases } = learnt(read, other);
  expect(textOf(shape)).toBe(
    learntText.replace("verification_status", "package_completed").replace(/}$/, ',"note":<>}'),
  );
  expect(shape?.told[0]?.reading).toEqual(read(other));
  expect(Object.isFrozen(shape?.told[0]?.reading)).toBe(true);
  expect(phrases.all).toEqual([]);
  expect(isLearnt(read, bytes('{"action":"package_completed"}'))).toBe(true);
});

test("a line without a status is learnt as such where it names no subject", () => {
  const silent =
    (naming: boolean) =>
    (message: unknown): Reading => {
      const { observation } = iinkedsign.read(message) as Observed;
      const about = naming ? { subject: observation.subject } : {};
      return { kind: "no-information", message: "hidden", warnings: [], ...about };
    };
  expect([false, true].map((naming) => isLearnt(silent(naming)))).toEqual([true, false]);
  const { shape } = learnt(silent(false));
  expect(shape?.told[0]?.reading).toEqual(silent(false)(line));
  expect(isLearnt(() => ({ kind: "malformed", path: "state", message: "no" }))).toBe(false);
});

test("none is learnt of one whose reading repeats a slot", () => {
  const read = (message: unknown): Reading => {
    const text = message instanceof Uint8Array ? new TextDecoder().decode(message) : JSON.stringify(message);
    return { kind: "irrelevant", name: undefined, message: text.slice(0, 40) };
  };
  expect(isLearnt(read)).toBe(false);
});

/** Fractional digits of an instant. */
const fraction = fc.stringMatching(/^\.\d{1,9}$/).chain((digits) => fc.constantFrom("", ".10", digits));

/** Texts of the forms that a lifecycle may call opaque, each with others of its form. */
const forms: Readonly<
  Record<Opaque, { readonly pattern: RegExp; readonly others: fc.Arbitrary<(text: string) => string> }>
> = {
  uuid: {
    pattern: /(?<=["/])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?=["/])/g,
    others: fc
      .uuid()
      .filter((text) => text === text.toLowerCase())
      .map((other) => () => other),
  },
  name: {
    pattern: /(?<=")[a-z]{2,6}_[A-Za-z\d]{16,24}(?=")/g,
    others: fc
      .stringMatching(/^[A-Za-z\d]{24}$/)
      .map((other) => (text) => `${text.slice(0, text.indexOf("_") + 1)}${other}`.slice(0, text.length)),
  },
  instant: {
    pattern: /(?<=")\d{4}-\d\d-\d\dT[\d:.]+Z(?=")/g,
    others: fc
      .tuple(
        fc.date({ min: new Date("1970-01-01T00:00:00Z"), max: new Date("2105-12-31T00:00:00Z"), noInvalidDate: true }),
        fraction,
      )
      .map(
        ([date, digits]) =>
          () =>
            `${date.toISOString().slice(0, 19)}${digits}Z`,
      ),
  },
};

/** A reading as text, with its instants as they are remembered: some readings keep the digits as sent. */
function asTold(reading: Reading, changing = (json: string): string => json): string {
  return changing(JSON.stringify(reading)).replaceAll(forms.instant.pattern, (found) => parseInstant(found) ?? found);
}

/** What a lifecycle promises where it says by how much times are compared. */
test.each(promising.filter(({ lifecycle }) => lifecycleNamed(lifecycle).definition.compared !== undefined))(
  "$lifecycle reads alike what lies alike in time",
  (written) => {
    const lifecycle = lifecycleNamed(written.lifecycle);
    const { compared = [] } = lifecycle.definition;
    const lines = plainLines(lifecycle, written);
    const second = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom(...compared, ...compared.map((by) => by - 1)),
    );
    let alike = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...lines),
        fc.integer({ min: -100_000_000, max: 100_000_000 }),
        fc.array(fc.tuple(second, fraction), { minLength: 3, maxLength: 3 }),
        fc.boolean(),
        (text, by, apart, keepsDigits) => {
          const found = [...new Set([...text.matchAll(forms.instant.pattern)].map(([known]) => known))];
          const moved = new Map(
            found.map((known, nth) => {
              const [seconds, digits] = apart[nth] ?? [0, ""];
              const time = Date.parse(`${known.slice(0, 19)}Z`) + (by + seconds) * 1000;
              const end = keepsDigits ? known.slice(19) : `${digits}Z`;
              return [known, `${new Date(time).toISOString().slice(0, 19)}${end}`] as const;
            }),
          );
          const other = (json: string): string =>
            json.replaceAll(forms.instant.pattern, (known) => moved.get(known) ?? known);
          const order = (times: readonly string[]): number => {
            const words = new Uint32Array(2 * times.length);
            for (const [nth, time] of times.entries()) parseTimestamp(parseInstant(time) ?? "", words, 2 * nth);
            return timeOrder(
              words,
              Array.from(times, (_, nth) => 2 * nth),
              [0, ...compared],
            );
          };
          if (order(found) !== order([...moved.values()])) return;
          alike += 1;
          const [one, changed] = [lifecycle.read(text), lifecycle.read(other(text))];
          expect(asTold(changed)).toBe(asTold(one, other));
        },
      ),
      { numRuns: 100 },
    );
    expect(alike).toBeGreaterThan(15);
  },
);

/** What a lifecycle promises by `opaque`: another text in a message is that text in the observation, and nothing else. */
test.each(promising)("$lifecycle passes on what it calls opaque, whatever it is", (written) => {
  const lifecycle = lifecycleNamed(written.lifecycle);
  const { opaque = [], compared } = lifecycle.definition;
  const passedOn = opaque.filter((form) => form !== "instant" || compared === undefined);
  const lines = plainLines(lifecycle, written);
  fc.assert(
    fc.property(
      fc.constantFrom(...lines),
      fc.nat(),
      fc.constantFrom(...passedOn).chain((form) => forms[form].others.map((other) => ({ form, other }))),
      (text, choice, { form, other }) => {
        const found = [...text.matchAll(forms[form].pattern)]
          .map(([known]) => known)
          .filter((known) => /[1-9a-f]/.test(known));
        fc.pre(found.length > 0);
        const known = found[choice % found.length] ?? "";
        const [one, changed] = [lifecycle.read(text), lifecycle.read(text.replaceAll(known, other(known)))];
        expect(asTold(changed)).toBe(asTold(one, (json) => json.replaceAll(known, other(known))));
      },
    ),
  );
});
