/** `kycle inspect` without a browser: what it refuses, and the messages that it would send. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import { kycle } from "./kycle.js";

const log = readFileSync("samples/iinkedsign.ndjson", "utf8");
const [, subject = ""] = log.match(/"subject":"([^"]+)"/) ?? [];

describe("kycle inspect", () => {
  test("writes the inspector's messages, where it is asked for them", async () => {
    const { code, stdout } = await kycle(["inspect", "iinkedsign", "-", "--subject", subject, "--messages"], {
      stdin: log,
    });
    expect(code).toBe(0);
    const messages = stdout.trimEnd().split("\n");
    expect(JSON.parse(messages[0] ?? "")).toMatchObject({ type: "@xstate.actor", name: "iinkedsign 1" });
    expect(messages.length).toBeGreaterThan(10);
    const reports = log.split("\n").filter((line) => line.includes(subject.split("/")[1] ?? ""));
    expect(messages.filter((line) => line.includes('"@xstate.event"')).length).toBe(reports.length);
    expect(stdout).not.toContain(subject);
  });

  test("shows the beginning where there is no log", async () => {
    const { stdout } = await kycle(["inspect", "fortid", "--messages"]);
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ type: "@xstate.actor", snapshot: { value: { known: { unexpired: "IN_PROGRESS" } } } }]);
  });

  test("says when the port is taken", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => {
        const address = other.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    const flags = ["--port", String(port), "--url", "http://127.0.0.1/"];
    const { code, stderr } = await kycle(["inspect", "fortid", ...flags]);
    expect([code, stderr]).toEqual([2, `kycle: --port: ${port} is in use\n`]);
    other.close();
  });
});
