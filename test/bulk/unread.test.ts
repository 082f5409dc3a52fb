/** The values that a reading does not look at: whatever stands there, the line reads the same. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { messages } from "../../machines/index.js";
import { unreadIn } from "../../src/bulk/shapes/unread.js";
import { lifecycleNamed } from "../../src/cli/lifecycle-choice.js";
import type { Reading } from "../../src/observation.js";
import { anything, plainLines, withMore } from "./simulated-logs.js";
import { webhook } from "./webhook.js";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const parsed = (message: unknown): unknown =>
  message instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(message)) : message;

/** A reading that says what a function finds in a message. */
const saying =
  (look: (message: never) => unknown) =>
  (message: unknown): Reading => ({
    kind: "irrelevant",
    name: undefined,
    message: String(look(parsed(message) as never)),
  });

/** The texts of a line that are not looked at. */
function unread(text: string, read: (message: unknown) => Reading): readonly string[] {
  const line = bytesOf(text);
  return unreadIn(line, [read], [read(line)]).map(({ at, end }) => new TextDecoder().decode(line.subarray(at, end)));
}

interface Nested {
  readonly a: number;
  readonly b: { readonly c: readonly { readonly d: string }[]; readonly e: string };
}
const nested = '{"a":1,"b":{"c":[{"d":"x","f":[]},{"d":"y"}],"e":"z"},"g":null}';

test.each<[string, readonly string[], (message: Nested) => unknown]>([
  ["nothing", ["1", '{"c":[{"d":"x","f":[]},{"d":"y"}],"e":"z"}', "null"], () => "nothing"],
  ["a field", ['{"c":[{"d":"x","f":[]},{"d":"y"}],"e":"z"}', "null"], ({ a }) => a],
  ["an object, and nothing in it", ["1", '[{"d":"x","f":[]},{"d":"y"}]', '"z"', "null"], ({ b }) => typeof b],
  ["a field of an object", ["1", '[{"d":"x","f":[]},{"d":"y"}]', "null"], ({ b }) => b.e],
  ["how many there are", ["1", '{"d":"x","f":[]}', '{"d":"y"}', '"z"', "null"], ({ b }) => b.c.length],
  ["one of several", ["1", '"x"', "[]", '{"d":"y"}', '"z"', "null"], ({ b }) => typeof b.c[0]],
  ["each of several", ["1", "[]", '"z"', "null"], ({ b }) => b.c.map(({ d }) => d).join("")],
  ["which fields there are", ["1", '[{"d":"x","f":[]},{"d":"y"}]', '"z"', "null"], ({ b }) => "e" in b && "x" in b],
  ["whether a field is its own", ["1", '[{"d":"x","f":[]},{"d":"y"}]', "null"], ({ b }) => Object.hasOwn(b, "e")],
  [
    "its descriptor",
    ["1", '[{"d":"x","f":[]},{"d":"y"}]', "null"],
    ({ b }) => Object.getOwnPropertyDescriptor(b, "e")?.value,
  ],
  ["all", [], (message) => JSON.stringify(message)],
  ["all, taken apart", [], ({ ...fields }) => JSON.stringify(Object.entries(fields))],
])("where a reading looks at %s", (_, expected, look) => {
  expect(unread(nested, saying(look))).toEqual(expected);
});

test("what a reading hands on counts as looked at", () => {
  const read = (message: unknown): Reading => ({
    kind: "irrelevant",
    name: undefined,
    message: (parsed(message) as { readonly b: string }).b,
  });
  expect(unread('{"a":1,"b":{"c":2}}', read)).toEqual(["1"]);
});

test.each([
  ["with blanks", '\t{ "a" : [ 1 , 2 ] , "b" : "x" }\r', ["[ 1 , 2 ]"]],
  ["with an escaped key", '{"\\u0061":1,"\\u0062":2}', ["1"]],
  ["with a key twice", '{"b":{"a":1},"b":2,"a":3,"a":4}', ["1", "3", "4"]],
  ["with a key that objects have", '{"__proto__":{"b":1},"b":2,"toString":3}', ['{"b":1}', "3"]],
  ["with names of many bytes", '{"é":"世","b":1,"🌍":"x"}', ['"世"', '"x"']],
  ["that is empty", "{}", []],
  ["that is no object", "[1]", []],
  ["behind a mark", '\u{FEFF}{"a":1}', []],
  ["nested too deep", `{"a":${"[".repeat(65)}${"]".repeat(65)}}`, []],
  ["nested too deep beside others", `{"c":[1,${"[".repeat(65)}${"]".repeat(65)}],"d":1}`, []],
])("of a line %s", (_, text, expected) => {
  const read = saying(({ b, c }: Readonly<Record<string, readonly unknown[]>>) => `${String(b)}${typeof c?.[0]}`);
  expect(unread(text, read)).toEqual(expected);
});

test("where the parsed message is read otherwise than the line, everything was looked at", () => {
  const line = bytesOf('{"a":1}');
  const reading = (message: string): Reading => ({ kind: "irrelevant", name: undefined, message });
  expect(unreadIn(line, [() => reading("one")], [reading("one")])).toHaveLength(1);
  expect(unreadIn(line, [() => reading("another")], [reading("one")])).toEqual([]);
});

test("the line keeps its bytes", () => {
  const line = bytesOf(JSON.stringify({ ...webhook, more: 1 }));
  const known = Uint8Array.from(line);
  expect(unreadIn(line, [(message) => iinkedsign.read(message)], [iinkedsign.read(line)])).toHaveLength(1);
  expect(line).toEqual(known);
});

test.each(messages)("$lifecycle reads a message the same whatever stands where it does not look", (written) => {
  const lifecycle = lifecycleNamed(written.lifecycle);
  const lines = plainLines(lifecycle, written);
  let changed = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...lines),
      fc.nat(),
      fc.nat(),
      anything,
      anything,
      (plain, place, nth, value, other) => {
        const text = withMore(plain, place, value);
        const line = bytesOf(text);
        const read = (message: unknown): Reading => lifecycle.read(message);
        const spans = unreadIn(line, [read], [read(line)]);
        const span = spans[nth % spans.length];
        if (span === undefined) return;
        changed += 1;
        const swapped = Buffer.concat([line.subarray(0, span.at), bytesOf(other), line.subarray(span.end)]);
        expect(lifecycle.read(swapped)).toEqual(lifecycle.read(line));
      },
    ),
  );
  expect(changed).toBeGreaterThan(80);
});
