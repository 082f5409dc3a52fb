/** What the command answers at once, in full: kept in told/answers.txt. */
import { expect, test } from "vitest";
import { kycle } from "./kycle.js";

const questions = [
  "list",
  "explain iinkedsign failed start",
  "explain iinkedsign passed failed",
  "explain iinkedsign failed failed",
  "explain iinkedsign not_started passed",
  "explain iinkedsign end failed --policy maxAttempts=1",
  "explain iinkedsign end failed --policy maxAttempts=1 --format json",
  "explain iinkedsign not_started start --format json",
  "explain fortid IN_PROGRESS REMOVED",
  "explain persona/inquiry created approved",
];

test("the command answers as it is kept", async () => {
  const told: string[] = [];
  for (const words of questions) {
    const { code, stdout, stderr } = await kycle(words.split(" "));
    expect([words, stderr]).toEqual([words, ""]);
    told.push(`$ kycle ${words}   (exit code ${code})\n${stdout}`);
  }
  await expect(told.join("\n")).toMatchFileSnapshot("told/answers.txt");
});

test("a provider's name stands for all its lifecycles, each of which is told once", async () => {
  const { stdout } = await kycle(["prove", "assetpay", "persona/verification", "assetpay/client"]);
  expect(stdout).toMatch(/ claims of 3 lifecycles: /);
});
