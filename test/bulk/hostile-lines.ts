/** Logs of iinkedSign's messages about few subjects, at times that meet, in every form that a sender or an attacker may give them. */
import * as fc from "fast-check";
import { statuses } from "../../machines/iinkedsign/vocabulary.js";

const uuid = (number: number, family: string): string =>
  `${family}${String(number).padStart(7, "0")}-0a1b-4c2d-8e3f-${String(number * 7919).padStart(12, "0")}`;

const zeros = "00000000-0000-0000-0000-000000000000";

/** Times close together, at several precisions: some equal, some equal only in their first digits. */
const closeTime = fc
  .tuple(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 99 }))
  .map(([second, hundredths]) => `2031-08-09T07:06:${two(second)}.04302${two(hundredths)}Z`);

const time = fc.oneof(
  { weight: 14, arbitrary: closeTime },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 59 }).map((second) => `2031-08-09T07:06:${two(second)}Z`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "2031-08-09T07:06:05.1Z",
      "2031-08-09T07:06:05.10Z",
      "2031-08-09T07:06:05.100000001Z",
      "2031-08-09T07:06:05.1000000001Z",
      "2031-08-09T09:06:05.1+02:00",
      "2031-08-09t07:06:05.1z",
      "2031-08-09 07:06:05Z",
      "2031-08-09T07:06:60Z",
      "2031-02-29T07:06:05Z",
      "2028-02-29T23:59:59.9999999Z",
      "1969-12-31T23:59:59Z",
      "1970-01-01T00:00:00Z",
      "2105-12-31T23:59:59.9999999Z",
      "2106-02-07T06:28:16Z",
      "9999-12-31T23:59:59Z",
      "2031-08-09",
    ),
  },
);

function two(number: number): string {
  return String(number).padStart(2, "0");
}

const state = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom("failed", "failed_reset", "error", "passed", "cancelled_reset") },
  { weight: 2, arbitrary: fc.constantFrom(...statuses) },
  { weight: 1, arbitrary: fc.constantFrom("completed", "renamed", "Failed", uuid(1, "a"), "") },
);

const fields = fc.record({
  verificationId: fc.oneof(
    { weight: 9, arbitrary: upTo(3).map((n) => uuid(n, "a")) },
    { weight: 1, arbitrary: fc.constant(zeros) },
  ),
  packageId: upTo(2).map((n) => uuid(n, "b")),
  signerId: upTo(2).map((n) => uuid(n, "c")),
  continue: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  state,
  action: fc.constant("verification_status"),
  eventId: fc.oneof(
    { weight: 4, arbitrary: upTo(20).map((n) => uuid(n, "d")) },
    { weight: 6, arbitrary: upTo(1_000_000).map((n) => uuid(n, "e")) },
  ),
  eventTime: time,
});

function upTo(max: number): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max });
}

/** A webhook as the vendor writes it. */
export const plainLine = fields.map((given) => JSON.stringify(given));

const pollLine = fc
  .tuple(fields, fc.constantFrom(200, 200, 200, 404, 503), fc.integer({ min: 0, max: 3 }))
  .map(([{ eventTime: at, ...body }, httpStatus, attempts]) =>
    JSON.stringify({ at, subject: `${body.packageId}/${body.signerId}`, httpStatus, body: { ...body, attempts } }),
  );

/** What a sender, a proxy or an attacker makes of a line. */
const changes: Readonly<Record<string, (line: string) => string | Uint8Array>> = {
  "spaces between": (line) => line.replaceAll('":', '" : ').replaceAll(',"', ', "'),
  "keys in another order": (line) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line)).toReversed())),
  "an escaped letter": (line) => line.replace("-4c2d-", "-4c\\u0032d-"),
  "an escaped key": (line) => line.replace('"packageId"', '"\\u0070ackageId"'),
  "an escaped slash": (line) => line.replace("/", "\\/"),
  "a key twice, the last one counts": (line) => line.replace(/}$/, `,"state":"passed"}`),
  "an id twice, the last one counts": (line) => line.replace(/}$/, `,"packageId":"${uuid(2, "b")}"}`),
  "an id twice, the first one is another": (line) => line.replace("{", `{"signerId":"${uuid(9, "c")}",`),
  "the time twice": (line) => line.replace("{", `{"eventTime":"2031-08-09T07:06:59.0430201Z",`),
  "a decoy deeper down": (line) => line.replace("{", `{"echo":{"signerId":"${uuid(1, "c")}","state":"passed"},`),
  "a decoy in a text": (line) =>
    line.replace("{", `{"note":"\\"state\\":\\"passed\\", \\"signerId\\":\\"${uuid(1, "c")}\\"",`),
  "a list in place of a text": (line) => line.replace(/"state":("[^"]*")/, '"state":[$1]'),
  "a number in place of a text": (line) => line.replace(/"state":"[^"]*"/, '"state":7'),
  "null in place of an id": (line) => line.replace(/"signerId":"[^"]*"/, '"signerId":null'),
  "capitals in an id": (line) => line.replace(/"packageId":"[^"]*"/, (found) => found.replace("0a1b", "0A1B")),
  "an id of zeros": (line) => line.replace(/"signerId":"[^"]*"/, `"signerId":"${zeros}"`),
  "an id of ones": (line) => line.replace(/"signerId":"[^"]*"/, `"signerId":"${zeros.replaceAll("0", "f")}"`),
  "an id that ends in zeros": (line) => line.replace(/"signerId":"[^"]*"/, `"signerId":"0000002a${zeros.slice(8)}"`),
  "a delivery that ends in zeros": (line) => line.replace(/"eventId":"[^"]*"/, `"eventId":"0000002a${zeros.slice(8)}"`),
  "an id too long": (line) => line.replace(/"eventId":"/, '"eventId":"0'),
  "an id of no digits": (line) => line.replace("-0a1b-", "-0g1b-"),
  "another action": (line) => line.replace("verification_status", "package_completed"),
  "one more field": (line) => line.replace(/}$/, `,"attempt":1,"trace":"${uuid(5, "f")}"}`),
  "a name in another script": (line) => line.replace(/}$/, ',"note":"Zoë 世界 🌍"}'),
  "a mark in front": (line) => `\uFEFF${line}`,
  "a carriage return": (line) => `${line}\r`,
  "blanks around": (line) => `  ${line}\t`,
  nothing: () => "",
  "only blanks": () => " \t\r",
  "cut off": (line) => line.slice(0, line.length - 7),
  "followed by more": (line) => `${line} true`,
  "an element of a list": (line) => `${line},`,
  "an element of a list, with blanks": (line) => `  ${line}, \r`,
  "not UTF-8": (line) => Buffer.concat([Buffer.from(line.slice(0, -1)), Buffer.from([0xff, 0xfe]), Buffer.from("}")]),
  "not UTF-8 in an id": (line) => Buffer.from(line.replace("-0a1b-", "-0a\u00ffb-"), "latin1"),
  "very long": (line) => line.replace(/}$/, `,"padding":"${"x".repeat(9000)}"}`),
  "no JSON": () => "<html>502</html>",
  "__proto__ as a key": (line) => line.replace("{", `{"__proto__":{"state":"passed"},`),
};

/** What is sent beside what is read: any JSON, at times with what is read by its name, or broken. */
const besides = fc.tuple(
  fc.oneof(
    { weight: 6, arbitrary: fc.json({ maxDepth: 3 }) },
    { weight: 2, arbitrary: fc.constantFrom('"Zoë 世界 🌍"', "-1.50e+3", '{"state":"passed"}', '"\\u0041\\""', "[ ]") },
    { weight: 1, arbitrary: fc.constantFrom('"\t"', '"\\x"', "01", "{,}", '"', "tru", "1 2", "", '"a":"b"', "[1,]") },
  ),
  fc.constantFrom(...['"signerId"', '"state"', '"action"', "}"].map((before) => ({ before, key: "note" })), {
    before: '"eventTime"',
    key: "state",
  }),
);

/** A line with a field that nobody reads, unless it stands in front of the one that counts. */
const richLine = fc
  .tuple(plainLine, besides)
  .map(([line, [value, { before, key }]]) =>
    before === "}" ? line.replace(/}$/, `,"${key}":${value}}`) : line.replace(before, `"${key}":${value},${before}`),
  );

const changedLine = fc
  .tuple(fc.oneof(plainLine, pollLine), fc.constantFrom(...Object.keys(changes)))
  .map(([line, change]) => changes[change]?.(line) ?? line);

/** A log with all of it, and mostly plain lines: those are what is recognised. */
export const hostileLog = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 12, arbitrary: plainLine },
        { weight: 8, arbitrary: richLine },
        { weight: 3, arbitrary: pollLine },
        { weight: 4, arbitrary: changedLine },
      ),
      { minLength: 1, maxLength: 80 },
    ),
    fc.constantFrom("\n", "", "\r\n"),
  )
  .map(([lines, end]) =>
    Buffer.concat(
      lines.flatMap((line, nth) => [Buffer.from(line), Buffer.from(nth === lines.length - 1 ? end : "\n")]),
    ),
  );

function oneIn(number: number): fc.Arbitrary<boolean> {
  return upTo(number).map((found) => found === number);
}

/** A report of which the time is seldom another's; most are of the run that was current then. */
const timedReport = fc.record({
  second: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 3599 }) },
    { weight: 1, arbitrary: fc.constantFrom(600, 1300, 1800, 2500) },
  ),
  run: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: -1, max: 1 }) }),
  state: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom("failed", "error") },
    { weight: 3, arbitrary: fc.constantFrom("failed_reset", "cancelled_reset") },
    { weight: 1, arbitrary: fc.constantFrom("passed", "completed", "renamed") },
  ),
  isPoll: oneIn(6),
  hasRun: oneIn(8).map((hasNone) => !hasNone),
});

/** Plain lines about one signer, in any order of their times: many are late, stale or superseded, and some come again. */
export const lateLog = fc
  .array(timedReport, { minLength: 12, maxLength: 40 })
  .map((reports) =>
    reports.map(({ second, run, state: reported, isPoll, hasRun }, nth) => {
      const body = {
        verificationId: hasRun ? uuid(2 + Math.floor(second / 1200) + run, "a") : zeros,
        packageId: uuid(1, "b"),
        signerId: uuid(1, "c"),
        continue: false,
        state: reported,
        action: "verification_status",
        eventId: uuid(nth, "e"),
        eventTime: `2031-08-09T07:${two(Math.floor(second / 60))}:${two(second % 60)}Z`,
      };
      const { eventTime: at, packageId, signerId } = body;
      return JSON.stringify(isPoll ? { at, subject: `${packageId}/${signerId}`, httpStatus: 200, body } : body);
    }),
  )
  .chain((lines) => fc.array(fc.constantFrom(...lines), { maxLength: 4 }).map((again) => [...lines, ...again]))
  .map((lines) => Buffer.from(`${lines.join("\n")}\n`));

/** The same bytes in pieces that are cut anywhere. */
export function cut(log: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const places = [...new Set(cuts.map((cutting) => cutting % (log.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...places].map((start, nth) => log.slice(start, places[nth] ?? log.length));
}
