/** What vitest compares with snapshots, compared without it: its own matchers want a test that it runs. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { format } from "@vitest/pretty-format";
import { expect } from "vitest";

/** The \`expect\` of a file of tests. */
export function expectIn(file: string): typeof expect {
  expect.extend({
    toMatchInlineSnapshot: (received: unknown, snapshot: string) => compared(printed(received), unindented(snapshot)),
    toMatchFileSnapshot: (received: unknown, path: string) =>
      compared(String(received), readFileSync(resolve(dirname(file), path), "utf8")),
  });
  return expect;
}

function compared(received: string, snapshot: string): { readonly pass: boolean; readonly message: () => string } {
  return { pass: received.trim() === snapshot.trim(), message: () => "it differs from its snapshot" };
}

const printed = (received: unknown): string => format(received, { printBasicPrototype: false, escapeString: false });

/** A snapshot as it was before it was indented with the code around it. */
function unindented(snapshot: string): string {
  const lines = snapshot.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join("\n");
}
