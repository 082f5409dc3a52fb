/** What vitest compares with snapshots, compared without it: its own matchers want a test that it runs. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { format } from "@vitest/pretty-format";
import { expect } from "vitest";

/** The `expect` of a file of tests. */
export function expectIn(file: string): typeof expect {
  return new Proxy(expect, {
    apply: (_, __, [received, message]: [unknown, string?]) => {
      const snapshots = {
        toMatchInlineSnapshot: (snapshot: string) => compare(printed(received), unindented(snapshot)),
        toMatchFileSnapshot: (path: string) =>
          compare(String(received), readFileSync(resolve(dirname(file), path), "utf8")),
      };
      return new Proxy(expect(received, message), {
        get: (assertion, name): unknown => Reflect.get(Object.hasOwn(snapshots, name) ? snapshots : assertion, name),
      });
    },
  });
}

function compare(received: string, snapshot: string): void {
  if (received.trim() !== snapshot.trim()) throw new Error("it differs from its snapshot");
}

const printed = (received: unknown): string => format(received, { printBasicPrototype: false, escapeString: false });

/** A snapshot as it was before it was indented with the code around it. */
function unindented(snapshot: string): string {
  const lines = snapshot.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join("\n");
}
