/** `kycle inspect` without a browser: the messages that it sends, and the page that it serves until it is told to end. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { kycle } from "./kycle.js";
import { expectOpened, noOpener } from "./opener.js";
import { serving } from "./serving.js";
import { soon } from "./soon.js";

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

const isBuilt = existsSync("dist/inspector.html");

describe("what kycle inspect serves", () => {
  const another = ["--url", "http://127.0.0.1:9/inspector?x=1"];
  const argv = ["inspect", "iinkedsign", "-", "--subject", subject, ...another];

  test("is another inspector's page, at the server's own address, until Ctrl-C", async () => {
    const { url, interrupt, ended } = await serving(argv, { stdin: log });
    const page = await (await fetch(url)).text();
    expect(page).toContain('<iframe title="inspector" src="http://127.0.0.1:9/inspector?x=1">');
    expect(page).toContain(`new WebSocket("${url}".replace("http", "ws"))`);
    expect(page).not.toContain("kycle:address");
    await interrupt("SIGINT");
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const reports = log.split("\n").filter((line) => line.includes(subject.split("/")[1] ?? "")).length;
    expect(stdout.replaceAll(url, "URL").replaceAll(url.replace("http", "ws"), "WS")).toBe(
      [
        `iinkedsign, with ${reports} reports: open URL/`,
        "It is shown by http://127.0.0.1:9/inspector?x=1, which is sent states, counters and verdicts and nothing else.",
        'More actors may join: createWebSocketInspector({ ...inspectorOptions(…), url: "WS" })',
        "Ends when the page is closed, or with Ctrl-C.",
        "",
      ].join("\n"),
    );
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  test("is told every message, the same that --messages writes", async () => {
    const { stdout } = await kycle([...argv, "--messages"], { stdin: log });
    const expected = stdout.trimEnd().split("\n");
    const { url, interrupt, ended } = await serving(argv, { stdin: log });
    const messages: unknown[] = [];
    const socket = new WebSocket(url.replace("http", "ws"), { origin: url });
    const all = new Promise<void>((resolve) => {
      socket.on("message", (data: Buffer) => {
        messages.push(JSON.parse(data.toString()));
        if (messages.length === expected.length) resolve();
      });
    });
    await soon("the last message", all);
    expect(messages.map(typeOf)).toEqual(expected.map((line) => typeOf(JSON.parse(line))));
    await interrupt("SIGTERM");
    expect((await ended).code).toBe(0);
  });

  test("ends when the page is closed", async () => {
    const { url, ended } = await serving(["inspect", "fortid", ...another]);
    const socket = new WebSocket(url.replace("http", "ws"), { origin: url });
    await soon("the connection", new Promise((resolve) => socket.on("open", resolve)));
    socket.close();
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^fortid, at its beginning: open /);
  });

  test.each(["https://stately.ai/inspect", "http://localhost:3000"])("may be %s", async (url) => {
    expect((await kycle(["inspect", "fortid", "--messages", "--url", url])).code).toBe(0);
  });

  test.skipIf(!isBuilt)(
    "is the inspector's own page where no other is named, once npm run build has made it",
    async () => {
      const { url, interrupt, ended } = await serving(["inspect", "fortid"]);
      const page = await (await fetch(url)).text();
      expect(page).toBe(readFileSync("dist/inspector.html", "utf8").replaceAll("kycle:address", url));
      await interrupt("SIGINT");
      expect((await ended).stdout).toContain("In Stately's own inspector instead: --url https://stately.ai/inspect\n");
    },
  );

  test("is with one report what it says", async () => {
    const [line = ""] = log.split("\n");
    const { interrupt, ended } = await serving(["inspect", "iinkedsign", "-", ...another], { stdin: line });
    await interrupt("SIGINT");
    expect((await ended).stdout).toMatch(/^iinkedsign, with 1 report: open /);
  });

  test.skipIf(noOpener)(
    "is opened at a terminal by xdg-open, as on Linux, unless the browser is to be left alone",
    async () => {
      await expectOpened(["inspect", "fortid", ...another]);
    },
  );
});

function typeOf(message: unknown): unknown {
  return typeof message === "object" && message !== null && "type" in message ? message.type : undefined;
}
