import picocolors from "picocolors";
import { describe, expect, test } from "vitest";
import { proofJunit } from "../../src/cli/prove/proof-junit.js";
import { proofText } from "../../src/cli/prove/proof-text.js";
import { isProved, type ProvenLifecycle } from "../../src/cli/prove/proven.js";
import { inevitable, never, neverAfter, prove } from "../../src/index.js";
import { book } from "../proof/book.js";
import { kycle } from "./kycle.js";

describe("kycle prove", () => {
  test("decides every claim of a provider and says how much was explored", async () => {
    const { code, stdout, stderr } = await kycle(["prove", "assetpay"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^assetpay\/process {2}\d+ polic/m);
    expect(stdout).toMatch(
      /^assetpay\/client {2}\d+ policies, \d+ configurations, \d+ transitions, depth \d+, complete$/m,
    );
    expect(stdout).toMatch(/^ ✓ +nothing is ACCEPTED after 30 minutes +1 +7 +[\d.]+ ms$/m);
    expect(stdout).toMatch(/(\d+) claims of 2 lifecycles: \1 proved/);
  });

  test("takes settings, and is content with a claim about others", async () => {
    const { code, stdout } = await kycle(["prove", "assetpay/process", "--policy", "lateResults=true"]);
    expect(code).toBe(0);
    expect(stdout).toMatch("assetpay/process  under lateResults=true");
    expect(stdout).toMatch(/nothing is ACCEPTED after 30 minutes .*\n +it is about other policies than the one given/);
  });

  test("is not content with a claim that could not fail", async () => {
    const { code, stdout } = await kycle(["prove", "persona/verification", "--policy", "type=government-id"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ \? +skipped only where allowed .*\n +vacuous: "skipped" never happens$/m);
    expect(stdout).toMatch(/\d+ proved, \d+ vacuous or not decided/);
    const others = ["prove", "persona/verification", "assetpay/process", "--policy", "type=government-id"];
    expect((await kycle(others)).code).toBe(1);
  });

  test("answers in json, too", async () => {
    const began = performance.now();
    const { code, stdout } = await kycle(["prove", "fortid", "--format", "json"]);
    expect(code).toBe(0);
    const [told] = JSON.parse(stdout);
    expect(told).toMatchObject({ lifecycle: "fortid", policy: {} });
    expect(told.claims.length).toBeGreaterThan(8);
    for (const claim of told.claims) {
      expect(claim).toMatchObject({ kind: "holds", vacuous: null, explored: { complete: true } });
      expect(claim.milliseconds).toBeGreaterThanOrEqual(0);
      expect(claim.milliseconds).toBeLessThan(performance.now() - began);
    }
  });

  test("answers as JUnit's XML, too", async () => {
    const { code, stdout } = await kycle(["prove", "fortid", "--format", "junit"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<\?xml [^]*<testsuite name="fortid" tests="\d+" failures="0"/);
  });

  test.each([
    ["a lifecycle that is none", ["prove", "fortdi"], "did you mean fortid?"],
    ["a format that is none", ["prove", "fortid", "--format", "xml"], "is one of text, json, junit"],
    ["a setting that is none", ["prove", "fortid", "--policy", "timeout=3"], '"timeout" is not known'],
  ])("refuses %s", async (_, argv, sentence) => {
    const ran = await kycle(argv);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain(sentence);
  });
});

describe("claims that are refuted", () => {
  const properties = [never("overdue"), inevitable("lost"), neverAfter("lost", "shelved")];
  const proofs = prove(book, properties).map((proof) => ({ proof, milliseconds: 3, isBeside: false }));
  const proven: readonly ProvenLifecycle[] = [{ lifecycle: book, policy: {}, proofs }];

  test("are told with the counterexample as it happens, and as a test", () => {
    expect(proofs.map(isProved)).toEqual([false, false, true]);
    const text = proofText(proven, picocolors.createColors(false));
    expect(text).toMatch(/fails under 4 policies of 4; the shortest counterexample is under days=14, maxRenewals=0/);
    expect(text).toMatch(
      / 0 {2}start {12}→ shelved\n +1 {2}reader\.borrowed {2}→ lent\n +2 {2}after loan {7}→ overdue\n/,
    );
    expect(text).toMatch(/1 {2}reader\.borrowed {2}→ lent {2}⟲ from here for ever/);
    expect(text).toMatch("expect(replay(book, events, policy)).not.toEqual([");
    expect(text).toMatch("3 claims of 1 lifecycle: 1 proved, 2 refuted");
  });

  test("are failures in JUnit's XML, which stays well formed", () => {
    const xml = proofJunit(proven);
    expect(xml).toMatch('<testsuite name="book" tests="3" failures="2" skipped="0" time="0.009">');
    expect(xml.match(/<testcase /g)).toHaveLength(3);
    expect(xml.match(/<failure type="fails" message="never\(&quot;overdue&quot;\) fails under/g)).toHaveLength(1);
    expect(xml.replaceAll(/<\/?[a-z]+( [a-z]+="[^"<]*")*\/?>|<\?[^>]*\?>/g, "")).not.toMatch(/[<>]/);
  });
});
