// The look-up tables are written from the lifecycles by `npm run docs`, and compared here.
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { assetpayClient, assetpayProcess } from "../machines/assetpay/lifecycle.js";
import { fortid } from "../machines/fortid/lifecycle.js";
import { iinkedsign } from "../machines/iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "../machines/persona/lifecycle.js";
import type { Lifecycle } from "../src/lifecycle.js";
import type { LookupAnswer } from "../src/lookup.js";

type Lookup = (from: string, to: string) => LookupAnswer;

const providers: readonly (readonly [
  name: string,
  lifecycles: Readonly<Record<string, Lifecycle>>,
  load: () => Promise<Readonly<Record<string, Lookup>>>,
])[] = [
  ["iinkedsign", { iinkedsign }, () => import("../machines/iinkedsign/table.js")],
  ["persona", { personaVerification, personaInquiry }, () => import("../machines/persona/table.js")],
  ["assetpay", { assetpayProcess, assetpayClient }, () => import("../machines/assetpay/table.js")],
  ["fortid", { fortid }, () => import("../machines/fortid/table.js")],
];

const letters = { direct: "d", indirect: "i", same: "s", illegal: "x", unknown: "?" } as const;

function tableOf(name: string, lifecycle: Lifecycle): string {
  const { statuses } = lifecycle;
  const rows = statuses.map((from) => statuses.map((to) => letters[lifecycle.checkTransition(from, to).kind]).join(""));
  const list = (items: readonly string[]) => items.map((item) => `    ${JSON.stringify(item)},\n`).join("");
  return `
export const ${name} = lookupIn({
  statuses: [
${list(statuses)}  ],
  rows: [
${list(rows)}  ],
});
`;
}

describe.each(providers)("%s", (provider, lifecycles, load) => {
  test("has its table written from its lifecycles", () => {
    const path = `machines/${provider}/table.ts`;
    const head = `// Written by \`npm run docs\` from the lifecycle: which status may follow which, where nothing is known of the policy.\nimport { lookupIn } from "../../src/lookup.js";\n`;
    const text =
      head +
      Object.entries(lifecycles)
        .map(([name, lifecycle]) => tableOf(name, lifecycle))
        .join("");
    if (process.env["KYCLE_WRITE_DOCS"] === "1") writeFileSync(path, text);
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  test.each(Object.entries(lifecycles))("%s answers as checkTransition does", async (name, lifecycle) => {
    // Loaded here, when it is written: a new provider has none before.
    const tables = await load();
    const words = [...lifecycle.statuses, "", "nonsense", "constructor"];
    const pairs = words.flatMap((from) => words.map((to) => [from, to] as const));
    expect(pairs.map(([from, to]) => tables[name]?.(from, to))).toEqual(
      pairs.map(([from, to]) => lifecycle.checkTransition(from, to).kind),
    );
  });
});
