/** What the command says of itself: kept as a page, docs/command.md. */
import { expect, test } from "vitest";
import { kycle } from "./kycle.js";

const exitCodes =
  "Exit code 0: clean. 1: findings. 2: misuse, or input that cannot be read. `kycle help <command>` says the same.\n";

async function helpOf(...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await kycle([...words, "--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return `\`\`\`\n$ kycle ${[...words, "--help"].join(" ")}\n${stdout}\`\`\`\n`;
}

test("the help of every command is the page that is kept", async () => {
  const whole = await helpOf();
  const commands = [...whole.matchAll(/^ {2}(\w+)(?= .*\n)/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "help");
  expect(commands.length).toBeGreaterThan(5);
  const parts = await Promise.all(commands.map(async (name) => `## ${name}\n\n${await helpOf(name)}`));
  const page = ["# The command\n", exitCodes, whole, ...parts].join("\n");
  await expect(page).toMatchFileSnapshot("../../docs/command.md");
});
