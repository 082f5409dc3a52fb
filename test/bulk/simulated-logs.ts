/** Logs of any lifecycle's messages about few subjects, in every form that a sender or an attacker may give them. */
import * as fc from "fast-check";
import type { Lifecycle } from "../../src/lifecycle.js";
import type { Messages } from "../../src/messages/messages.js";
import { simulate } from "../../src/testing/simulation.js";
import { usualTrouble } from "../../src/testing/trouble.js";

const zeros = "00000000-0000-0000-0000-000000000000";

const oddTimes = [
  "2031-08-09T07:06:05.1Z",
  "2031-08-09T07:06:05.10Z",
  "2031-08-09T07:06:05.100000001Z",
  "2031-08-09T07:06:05.1000000001Z",
  "2031-08-09T09:06:05.1+02:00",
  "2024-03-01t00:01:17z",
  "2024-03-01 00:01:17Z",
  "2024-03-01T00:01:60Z",
  "2023-02-29T07:06:05Z",
  "2024-02-29T23:59:59.9999999Z",
  "1969-12-31T23:59:59Z",
  "1970-01-01T00:00:00Z",
  "2105-12-31T23:59:59.9999999Z",
  "2106-02-07T06:28:16Z",
  "2024-03-01",
  "",
];

const oddIds = [
  zeros,
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "0000002a-0000-0000-0000-000000000000",
  "A068D46B-3919-40F3-B45C-5003B46CE839",
  "ver_a068d46b391940f3b45c5003",
  "ver_a068d46b391940f3b45c5003/ver_a068d46b391940f3b45c5003",
  "inq_a068d46b391940f3b45c500",
  "evt_a068d46b391940f3b45c50033",
  "a068d46b-3919-40f3-b45c-5003b46ce839/0000002a-0000-0000-0000-000000000000",
  "a/b/c",
  "a",
  "-",
  "",
  "Zoë",
  "x".repeat(100),
  "x".repeat(201),
];

const text = /(?<=:)"[^"\\]*"/g;
const time = /(?<=")\d{4}-\d\d-\d\dT[\d:.]+Z(?=")/g;
const id = /(?<=")(?:[a-z]{3}_\w{24}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?=")/g;
const pair = /"[\w-]+":(?:"[^"\\]*"|\d+|null)/g;

/** The line with one of the places that a pattern finds changed; unchanged where it finds none. */
function changing(pattern: RegExp, change: (found: string, choice: number) => string) {
  return (line: string, choice: number): string => {
    const places = [...line.matchAll(pattern)];
    const place = places[choice % places.length];
    if (place === undefined) return line;
    const [found] = place;
    return `${line.slice(0, place.index)}${change(found, choice)}${line.slice(place.index + found.length)}`;
  };
}

const oneOf = (texts: readonly string[], choice: number): string => texts[(choice >> 3) % texts.length] ?? "";

function reversed(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, reversed(inner)] as const);
  return Object.fromEntries(entries.toReversed());
}

/** A byte of the line in place of another, whatever that makes of it. */
function withByte(line: string, at: number, byte: number): Uint8Array {
  const bytes = Buffer.from(line);
  bytes[at % bytes.length] = byte;
  return bytes;
}

/** What a sender, a proxy or an attacker makes of a line; `choice` says where. */
const changes: Readonly<Record<string, (line: string, choice: number) => string | Uint8Array>> = {
  "spaces between": (line) => line.replaceAll('":', '" : ').replaceAll(',"', ', "'),
  "keys in another order": (line) => JSON.stringify(reversed(JSON.parse(line))),
  "an escaped letter": changing(text, (found) => `"\\u${found.charCodeAt(1).toString(16).padStart(4, "0")}"`),
  "a letter that is escaped": changing(
    text,
    (found) => `"\\u${found.charCodeAt(1).toString(16).padStart(4, "0")}${found.slice(2)}`,
  ),
  "an escaped key": changing(
    /"[\w-]+"(?=:)/g,
    (found) => `"\\u${found.charCodeAt(1).toString(16).padStart(4, "0")}${found.slice(2)}`,
  ),
  "a key twice": changing(pair, (found) => `${found},${found}`),
  "a key twice, the last one counts": changing(pair, (found) => `${found},${found.replace(/:.*/, ':"decoy"')}`),
  "a key twice, the first one is another": changing(pair, (found) => `${found.replace(/:.*/, ':"decoy"')},${found}`),
  "a decoy deeper down": changing(pair, (found) => `"echo":{${found.replace(/:.*/, ':"decoy"')}},${found}`),
  "a decoy in a text": changing(pair, (found) => `"note":${JSON.stringify(found)},${found}`),
  "a number in place of a text": changing(text, () => "7"),
  "null in place of a text": changing(text, () => "null"),
  "a list in place of a text": changing(text, (found) => `[${found}]`),
  "a text in capitals": changing(text, (found) => found.toUpperCase()),
  "a longer text": changing(text, (found) => `${found.slice(0, -1)}0"`),
  "another word": changing(text, () => '"renamed"'),
  "a time of another form": changing(time, (_, choice) => oneOf(oddTimes, choice)),
  "a time a second off": changing(time, (found) => found.replace(/\d(?=[.Z])/, "9")),
  "an id of another form": changing(id, (_, choice) => oneOf(oddIds, choice)),
  "an id in place of a text": changing(text, (_, choice) => JSON.stringify(oneOf(oddIds, choice))),
  "another byte": (line, choice) =>
    withByte(line, choice >> 4, oneOf(['"', "x", "0", "}", " ", "\u00ff"], choice).charCodeAt(0)),
  "a name in another script": (line) => line.replace(/}$/, ',"note":"Zoë 世界 🌍"}'),
  "one more field": (line) => line.replace(/}$/, `,"attempt":1,"trace":"${zeros.replaceAll("0", "5")}"}`),
  "a mark in front": (line) => `\uFEFF${line}`,
  "a carriage return": (line) => `${line}\r`,
  "blanks around": (line) => `  ${line}\t`,
  nothing: () => "",
  "only blanks": () => " \t\r",
  "cut off": (line, choice) => line.slice(0, choice % line.length),
  "followed by more": (line) => `${line} true`,
  "very long": (line) => line.replace(/}$/, `,"padding":"${"x".repeat(9000)}"}`),
  "no JSON": () => "<html>502</html>",
  "__proto__ as a key": (line) => line.replace("{", '{"__proto__":{"status":"passed"},'),
};

/** Any JSON, with the fields that a reading looks for among its own. */
export const anything = fc.oneof(
  fc.json({ maxDepth: 2 }),
  fc.constantFrom('{"data":{"status":"passed"}}', '"passed"', '{"status":7,"state":"failed","httpStatus":200}'),
);

/** What is sent beside what is read: one of the objects of a message, with one more field in it. */
export function withMore(line: string, place: number, value: string): string {
  const objects = [...line.matchAll(/\{(?=")/g)].map(({ index }) => index + 1);
  const at = objects[place % objects.length] ?? 1;
  return `${line.slice(0, at)}"more":${value},${line.slice(at)}`;
}

/** Where the policy is not known there are too many to be simulated in a test. */
const policies: Readonly<Record<string, object>> = { iinkedsign: { maxAttempts: 3, maxErrors: 2, maxResets: 2 } };

const names = Object.keys(changes);
const mostLines = 70;

/** A log with all of it, and mostly plain lines: those are what is recognised. */
export function simulatedLog(lifecycle: Lifecycle, messages: Messages): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(
      fc.integer({ min: 0, max: 0xff_ffff }),
      fc.array(fc.tuple(fc.nat(mostLines - 1), fc.nat(names.length - 1), fc.nat(0xffff)), { maxLength: 16 }),
      fc.constantFrom("\n", "", "\r\n"),
      fc.nat(3),
      fc.array(anything, { maxLength: mostLines }),
    )
    .map(([seed, changed, end, place, more]) => {
      const lines = plainLines(lifecycle, messages, seed).map((line, at) =>
        more[at] === undefined || !line.startsWith("{") ? line : withMore(line, place, more[at]),
      );
      const choices = new Map(changed.map(([at, name, choice]) => [at, { name: names[name] ?? "", choice }]));
      const told = lines.map((line, at) => {
        const { name, choice } = choices.get(at) ?? { name: "", choice: 0 };
        return line.startsWith("{") ? (changes[name]?.(line, choice) ?? line) : line;
      });
      return Buffer.concat(
        told.flatMap((line, nth) => [Buffer.from(line), Buffer.from(nth === told.length - 1 ? end : "\n")]),
      );
    });
}

/** Messages as the provider writes them. */
export function plainLines(lifecycle: Lifecycle, messages: Messages, seed = 1): readonly string[] {
  const channel = lifecycle.definition.readWebhook === undefined ? "poll" : (["webhook", "both"] as const)[seed % 2];
  const lines: string[] = [];
  for (const { text: line } of simulate(lifecycle, messages, {
    ...usualTrouble,
    subjects: 12,
    seed,
    policy: policies[lifecycle.id] ?? {},
    channel,
  })) {
    if (lines.length === mostLines) break;
    lines.push(line);
  }
  return lines;
}
