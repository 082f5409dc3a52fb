/** What the lifecycles claim of themselves, decided under every policy of their families. */
import { describe, expect, test } from "vitest";
import { entries } from "../../entries.js";
import { lifecycles } from "../../machines/index.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { never } from "../../src/proof/property.js";
import { createProver, prove } from "../../src/proof/prove.js";
import { switchboard } from "../switchboard.js";

const all: readonly Lifecycle[] = lifecycles;

describe.each(all.map((lifecycle) => ({ id: lifecycle.id, lifecycle })))("$id", ({ lifecycle }) => {
  const claims = lifecycle.definition.properties ?? [];

  test("ships claims, each with a name of its own and a source", () => {
    expect(claims.length).toBeGreaterThan(8);
    expect(new Set(claims.map(({ name }) => name)).size).toBe(claims.length);
    for (const { name, level, source } of claims) {
      expect(name).not.toBe("");
      expect(["STATED", "IMPLIED", "ASSUMED"]).toContain(level);
      expect(source).not.toBe("");
    }
  });

  test("is imported by a counterexample's test from where the package exports it", async () => {
    const [status = ""] = lifecycle.statuses;
    const [proof] = prove(lifecycle, [never(status)]);
    const [, name = "", subpath = ""] =
      proof?.kind === "fails"
        ? (/^import \{ (\w+) \} from "kycle\/(.+)";$/m.exec(proof.counterexample.test) ?? [])
        : [];
    const source = Object.entries(entries).find(([entry]) => entry === subpath)?.[1];
    const exported: object = await import(new URL(`../../${source}`, import.meta.url).href);
    expect(Object.entries(exported)).toContainEqual([name, lifecycle]);
  });

  test("holds to every claim under every policy of its family, and each could have failed", { timeout: 60_000 }, () => {
    for (const proof of prove(lifecycle)) {
      expect(proof).toMatchObject({ kind: "holds", vacuous: null, explored: { complete: true } });
    }
  });

  test("holds to every claim with each option switched on and off", { timeout: 60_000 }, () => {
    const policies = switchboard(lifecycle.definition);
    const every = Math.ceil(policies.length / 25);
    for (const policy of policies.filter((_, index) => index % every === 0)) {
      const prover = createProver(lifecycle.definition, { policy });
      expect(claims.map(prover.decide).filter(({ kind }) => kind !== "holds")).toEqual([]);
    }
  });
});
