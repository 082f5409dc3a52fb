/** A counterexample's test, pasted: it runs, it is red while the counterexample stands, and green once it does not. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { inevitable, never, prove } from "../../src/index.js";
import { book } from "./book.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** vitest's answer for test files of these texts, by name. */
async function ran(texts: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const folder = await mkdtemp(join(root, "test/proof/pasted-"));
  try {
    for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, `${name}.test.ts`), text);
    const command = ["vitest", "run", folder, "--typecheck=false", "--reporter=json"];
    const { stdout } = await promisify(execFile)("npx", command, { cwd: root }).catch(
      (error: { stdout: string }) => error,
    );
    const report: { testResults: { name: string; status: string; assertionResults: { status: string }[] }[] } =
      JSON.parse(stdout.slice(stdout.indexOf("{")));
    return Object.fromEntries(
      report.testResults.map(({ name, assertionResults }) => [
        name.replace(/^.*\/(.*)\.test\.ts$/, "$1"),
        assertionResults.map(({ status }) => status).join() || "did not run",
      ]),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

test(
  "a counterexample's test is red as it is pasted, and green where the machine refuses",
  { timeout: 60_000 },
  async () => {
    const [breach, endless] = prove(book, [never("overdue"), inevitable("lost")]);
    if (breach?.kind !== "fails" || endless?.kind !== "fails") throw new Error("both are possible");
    const imported = (text: string): string => text.replace(/^\/\/ (import .* from ).*$/m, '$1"../book.js";');
    const replayed = imported(breach.counterexample.test);
    expect(
      await ran({
        replayed,
        decided: imported(endless.counterexample.test),
        refused: replayed.replace('"after loan"', '"library.wrote-off"'),
      }),
    ).toEqual({ replayed: "failed", decided: "failed", refused: "passed" });
  },
);
