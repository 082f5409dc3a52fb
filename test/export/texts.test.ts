/**
 * SQL as it is written for small lifecycles, kept in files: there a reviewer reads what a change comes to. That the texts mean
 * what they should is tried in databases, in the folders beside this file.
 *
 * `npx vitest run test/export/texts.test.ts -u` writes them anew.
 */
import { expect, test } from "vitest";
import { assetpayClient, assetpayProcess } from "../../machines/assetpay/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaVerification } from "../../machines/persona/lifecycle.js";
import { dialects, type Exported, exportLifecycle, historyDialects } from "../../src/export/index.js";

interface Written {
  readonly lifecycle: Exported;
  readonly policy?: object;
}

/** One lifecycle with runs and counters, one without. */
const guarded: readonly Written[] = [
  { lifecycle: iinkedsign, policy: { maxAttempts: 1, maxErrors: 1, maxResets: 0 } },
  { lifecycle: assetpayProcess },
];
const judged: readonly Written[] = [
  { lifecycle: assetpayClient, policy: { maxProcesses: 1 } },
  { lifecycle: personaVerification },
];

const nameOf = ({ lifecycle: { definition } }: Written): string => definition.id.replace("/", "-");

/** The rows are the same in every dialect: one has them all, the others the first three of each table. */
const abridged = (text: string): string => text.replaceAll(/((?:^ {2}\(.*\n){3})(?:^ {2}\(.*\n)+/gm, "$1  …\n");

test.each(dialects.flatMap((dialect) => guarded.map((written) => [nameOf(written), dialect, written] as const)))(
  "%s guarded in %s",
  async (name, dialect, { lifecycle, policy }) => {
    const text = exportLifecycle(lifecycle, { format: "sql", dialect, policy });
    await expect(dialect === "postgres" ? text : abridged(text)).toMatchFileSnapshot(`texts/${name}.${dialect}.sql`);
  },
);

test.each(historyDialects.flatMap((dialect) => judged.map((written) => [nameOf(written), dialect, written] as const)))(
  "histories of %s judged in %s",
  async (name, dialect, { lifecycle, policy }) => {
    const text = exportLifecycle(lifecycle, { format: "history", dialect, policy });
    await expect(dialect === "duckdb" ? text : abridged(text)).toMatchFileSnapshot(
      `texts/${name}-history.${dialect}.sql`,
    );
  },
);
