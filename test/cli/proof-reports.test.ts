/** What `kycle prove` tells of claims of every kind, as text and as JUnit's XML. */
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { proofJunit } from "../../src/cli/prove/proof-junit.js";
import { proofText } from "../../src/cli/prove/proof-text.js";
import type { ProvenLifecycle } from "../../src/cli/prove/proven.js";
import type { Proof } from "../../src/proof/prove.js";
import { tagged } from "./tagged.js";

const explored = { policies: 1, configurations: 1, edges: 1, depth: 0, complete: true };
const widest = { policies: 120, configurations: 22_118, edges: 78_567, depth: 39, complete: false };

const holds: Proof = { kind: "holds", name: "it holds", property: "never(x)", explored, vacuous: null };
const vacuous: Proof = { ...holds, name: "nothing to <fail> on", vacuous: '"x" & "y" never happen' };
const beside: Proof = { ...vacuous, name: "about others", explored: { ...explored, policies: 0 } };
const truncated: Proof = {
  kind: "truncated",
  name: "too much",
  property: "never(y)",
  explored: widest,
  frontier: 1234,
};

type Fails = Extract<Proof, { readonly kind: "fails" }>;
const breached: Fails = {
  kind: "fails",
  name: "it fails at its last step",
  property:
    "neverAfter(passed, failed), which is a long property in words that go on and on until there is no room left for them",
  explored: widest,
  policy: { steps: ["identity", "kba"], maxAttempts: 3, passToSign: true, mode: "on" },
  failing: 119,
  counterexample: {
    steps: [
      { event: null, status: "start", changes: {} },
      { event: "go", status: "in_progress", changes: { count: { from: 0, to: 1 }, word: { from: null, to: "a" } } },
      { event: "after timeout", status: "end", changes: {} },
    ],
    loop: null,
    ending: "breach",
    test: '\n\n  test("it", () => {\n\n});\n\n',
  },
};
const ended: Fails = {
  ...breached,
  name: "it ends",
  failing: 1,
  counterexample: { ...breached.counterexample, ending: "end", test: "test();" },
};
const noWay: Fails = { ...ended, name: "no way on", counterexample: { ...ended.counterexample, ending: "no way" } };
const looping: Fails = {
  ...ended,
  name: "round for ever",
  counterexample: { ...ended.counterexample, ending: "loop", loop: 1 },
};

const short: Fails = {
  ...breached,
  name: "of short words",
  explored,
  counterexample: {
    ...breached.counterexample,
    steps: [
      { event: null, status: "a", changes: { count: { from: 0, to: 1 } } },
      { event: "go", status: "beyond", changes: { count: { from: 1, to: 2 } } },
    ],
  },
};

const timed = (milliseconds: number, ...proofs: readonly Proof[]): ProvenLifecycle["proofs"] =>
  proofs.map((proof) => ({ proof, milliseconds, isBeside: false }));

const besideTimed = (milliseconds: number): ProvenLifecycle["proofs"] => [
  { proof: beside, milliseconds, isBeside: true },
];

const proven: readonly ProvenLifecycle[] = [
  {
    lifecycle: iinkedsign,
    policy: { steps: ["identity", "kba"], maxAttempts: 3 },
    proofs: [
      ...timed(9.96, holds),
      ...besideTimed(9.96),
      ...timed(10, vacuous),
      ...timed(1500.4, breached),
      ...timed(0.04, truncated),
    ],
  },
  { lifecycle: fortid, policy: {}, proofs: timed(1, beside, ended, noWay, looping) },
  { lifecycle: iinkedsign, policy: {}, proofs: [] },
  { lifecycle: fortid, policy: {}, proofs: timed(1, short) },
];

describe("claims of every kind are told", () => {
  test("as text", async () => {
    await expect(proofText(proven, tagged)).toMatchFileSnapshot("told/proofs.txt");
  });

  test("as JUnit's XML", async () => {
    await expect(proofJunit(proven)).toMatchFileSnapshot("told/proofs.xml");
  });

  test.each([
    ["all proved", timed(49, holds), "1 claim of 1 lifecycle: <green>1 proved</green>  <dim>0.0 s</dim>"],
    [
      "one that could not fail",
      timed(50, holds, vacuous),
      "2 claims of 1 lifecycle: <green>1 proved</green>, <yellow>1 vacuous or not decided</yellow>  <dim>0.1 s</dim>",
    ],
    [
      "one about other policies",
      [...timed(49, holds), ...besideTimed(0)],
      "2 claims of 1 lifecycle: <green>1 proved</green>, 1 about other policies  <dim>0.0 s</dim>",
    ],
    [
      "one refuted",
      timed(1, ended),
      "1 claim of 1 lifecycle: <green>0 proved</green>, <red>1 refuted</red>  <dim>0.0 s</dim>",
    ],
  ])("with their sum: %s", (_, proofs, sum) => {
    const lines = proofText([{ lifecycle: fortid, policy: {}, proofs }], tagged)
      .trimEnd()
      .split("\n");
    expect(lines.at(-1)).toBe(sum);
  });

  test("with what XML cannot hold replaced", () => {
    const named = { ...holds, name: 'a\u0000b\uFFFF<c>&"d"\t' };
    expect(proofJunit([{ lifecycle: fortid, policy: {}, proofs: timed(1, named) }])).toContain(
      'name="a\uFFFDb\uFFFD&lt;c&gt;&amp;&quot;d&quot;\t" time="0.001"/>',
    );
  });
});
