/** The inspector's page in a real browser: from a page through `createBrowserInspector`, from Node by WebSocket, from the command. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createWebSocketInspector } from "@statelyai/inspect";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createActor } from "xstate";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry } from "../../machines/persona/lifecycle.js";
import { startInspectorServer } from "../../src/cli/serve/inspector-server.js";
import { inspectorOptions } from "../../src/inspect/index.js";
import { launch, noBrowser, visit } from "../browser.js";
import { type BuiltCommand, buildCommand } from "../cli/built-command.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The leaf state that is drawn as the current one. */
async function drawnState(page: Page): Promise<string | null> {
  const leaf = page.locator("[data-state]:has(> .box)[aria-current=true], .state[aria-current=true]:not(.compound)");
  return leaf.getAttribute("data-state");
}

const stepTexts = async (page: Page): Promise<readonly string[]> =>
  (await page.locator("#steps button").allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim());

describe.skipIf(noBrowser !== undefined)(`the inspector's page ${noBrowser ?? ""}`, () => {
  let browser: Browser;
  let command: BuiltCommand;
  let page: string;

  beforeAll(async () => {
    [browser, command] = await Promise.all([launch(), buildCommand()]);
    page = await readFile(`${command.folder}/inspector.html`, "utf8");
  }, 60_000);

  afterAll(async () => {
    await Promise.all([browser.close(), command.remove()]);
  });

  test("draws an actor and a fold of the page that holds it", async () => {
    const host = await hostPage(page);
    const { context, complaints } = await visit(browser);
    const outer = await context.newPage();
    await outer.goto(host.url);
    const frame = outer.frames().find((inner) => inner.url().endsWith("/inspector"));
    if (frame === undefined) throw new Error("the inspector is not in its frame");
    const current = (status: string) => frame.locator(`[data-state="${status}"][aria-current=true]`).waitFor();
    await current("start");
    await outer.evaluate("send('server.erred')");
    await current("error");
    expect(await frame.locator("#context").innerText()).toMatch(/errors\s+1/);
    await outer.evaluate("fold()");
    await frame.locator("#sessions").selectOption({ label: "iinkedsign 1" });
    await current("failed_locked");
    expect(await frame.locator("#steps button").count()).toBe(4);
    await frame.getByLabel("one step back").click();
    await frame.getByLabel("one step back").click();
    await current("failed");
    expect(complaints).toEqual([]);
    await context.close();
    host.server.close();
  });

  test("draws what a program in Node tells by WebSocket", async () => {
    const server = await startInspectorServer({ port: 0, page: (url) => page.replaceAll("kycle:address", url) });
    const inspector = createWebSocketInspector({
      ...inspectorOptions(personaInquiry, iinkedsign),
      url: server.url.replace("http", "ws"),
    });
    const actor = createActor(personaInquiry.machine, { input: {}, inspect: inspector.inspect });
    actor.start();
    const { context, complaints } = await visit(browser);
    const opened = await context.newPage();
    await opened.goto(server.url);
    await opened.locator("[data-state=created][aria-current=true]").waitFor();
    actor.send({ type: "inquiry.started" });
    await opened.locator("[data-state=pending][aria-current=true]").waitFor();
    expect(await stepTexts(opened)).toEqual(["• begins", "• inquiry.started"]);
    expect(await opened.locator("#context").innerText()).toMatch(/state\s+.*pending/);
    inspector.stop();
    actor.stop();
    await context.close();
    await server.left;
    await server.close();
    expect(complaints).toEqual([]);
  });

  test("replays a log of the command, step by step, until it is closed", async () => {
    const log = `${command.folder}/one.ndjson`;
    await writeFile(log, logOfOneSubject());
    const running = command.start("inspect", "iinkedsign", log, "--policy", "maxAttempts=3,maxResets=0");
    const [url = ""] = (await running.heard("Ctrl-C")).match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
    const { context, complaints } = await visit(browser);
    const opened = await context.newPage();
    await opened.goto(url);
    await opened.locator("[data-state=failed][aria-current=true]").waitFor();
    expect(await stepTexts(opened)).toEqual([
      "• begins",
      "✓ webhook failed: advance",
      "= webhook failed: duplicate.delivery",
      "✕ webhook cancelled_reset: illegal.guard",
    ]);
    const [room, state] = await Promise.all(
      ["#machine", "[data-state=failed] > .box"].map((part) => opened.locator(part).boundingBox()),
    );
    expect((room?.y ?? 0) + (room?.height ?? 0) - (state?.y ?? 0) - (state?.height ?? 0)).toBeGreaterThan(70);
    const [text, selected, other] = await opened.evaluate<readonly string[]>(
      `["body", ".illegal button", ".duplicate button"].map((part) => getComputedStyle(document.querySelector(part)).color)`,
    );
    expect(selected).toBe(text);
    expect(other).not.toBe(selected);
    await opened.keyboard.press("ArrowLeft");
    await opened.keyboard.press("ArrowLeft");
    await opened.keyboard.press("ArrowLeft");
    expect(await drawnState(opened)).toBe("not_started");
    await opened.reload();
    await opened.locator("[data-state=failed][aria-current=true]").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
    expect(await running.ended).toBe(0);
  });

  test("draws a machine of which it has no picture as boxes", async () => {
    const server = await startInspectorServer({ port: 0, page: (url) => page.replaceAll("kycle:address", url) });
    const base = { sessionId: "x:0", rootId: "x:0", createdAt: "0", id: "", _version: "0" };
    const definition = {
      id: "own",
      initial: "outer",
      states: {
        outer: {
          initial: "a",
          states: { a: { on: { go: { target: "b", guard: "ready" } } }, b: { after: { soon: "#end" } } },
        },
        end: { id: "end", type: "final", description: "<img src=x onerror=alert(1)>" },
      },
    };
    server.send({
      ...base,
      type: "@xstate.actor",
      name: "<b>own</b>",
      definition: JSON.stringify(definition),
      snapshot: { status: "active", value: { outer: "a" }, context: {} },
    });
    const event = { type: "go" };
    server.send({ ...base, type: "@xstate.event", event });
    server.send({ ...base, type: "@xstate.snapshot", event, snapshot: { status: "active", value: { outer: "b" } } });
    server.send({ ...base, type: "@xstate.snapshot", event: 7, snapshot: "broken" });
    const { context, complaints } = await visit(browser);
    const opened = await context.newPage();
    await opened.goto(server.url);
    await opened.locator(".state[aria-current=true]").first().waitFor();
    expect(await drawnState(opened)).toBe("outer.b");
    expect(await opened.locator("#machine").innerText()).toContain("after soon → end");
    expect(await opened.locator("#machine").innerText()).toContain("<img src=x onerror=alert(1)>");
    expect(complaints).toEqual([]);
    await context.close();
    await server.close();
  });

  test("hands everything to another inspector's page where the command is told its address", async () => {
    const other = await hostPage(page);
    const running = command.start("inspect", "iinkedsign", "--url", `${other.url}/inspector`);
    const [url = ""] = (await running.heard("Ctrl-C")).match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
    const { context, complaints } = await visit(browser);
    const opened = await context.newPage();
    await opened.goto(url);
    const frame = opened.frameLocator("iframe");
    await frame.locator("[data-state=not_started][aria-current=true]").waitFor();
    expect(complaints).toEqual([]);
    running.child.kill("SIGINT");
    expect(await running.ended).toBe(0);
    await context.close();
    other.server.close();
  });
});

interface Host {
  readonly server: Server;
  readonly url: string;
}

/** A page that holds the inspector in a frame, and runs an actor and a fold for it; both are served by one server. */
async function hostPage(inspector: string): Promise<Host> {
  const { outputFiles } = await build({
    stdin: {
      resolveDir: root,
      loader: "ts",
      contents: `
        import { createBrowserInspector } from "@statelyai/inspect";
        import { createActor } from "xstate";
        import { iinkedsign } from "./machines/iinkedsign/lifecycle.js";
        import { inspectorOptions, watched } from "./src/inspect/index.js";
        const iframe = document.querySelector("iframe");
        const inspector = createBrowserInspector({ ...inspectorOptions(iinkedsign), url: "/inspector", iframe });
        const actor = createActor(iinkedsign.machine, { input: { maxErrors: 3 }, inspect: inspector.inspect });
        actor.start();
        actor.send({ type: "signer.opened" });
        globalThis.send = (type) => actor.send({ type });
        globalThis.fold = () => {
          const seen = watched(iinkedsign, inspector.adapter);
          const reports = ["failed", "failed_locked", "passed"].map((status, index) => ({
            subject: "anna", status, reported: status, channel: "webhook", delivery: String(index), breaches: [], warnings: [],
          }));
          reports.reduce(seen.reducer, seen.open({ subject: "anna" }));
        };`,
    },
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    logLevel: "error",
  });
  const script = outputFiles[0]?.text.replaceAll("</script", "<\\/script") ?? "";
  const outer = `<!doctype html><title>host</title><link rel="icon" href="data:,"><iframe></iframe><script>${script}</script>`;
  const server = createServer(({ url }, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(url === "/inspector" ? inspector : outer);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${address.port}` };
}

function logOfOneSubject(): string {
  const message = {
    verificationId: "0d9a3c52-7c1e-4b7a-9a51-6f2d8e4b1c30",
    packageId: "6f1b2a44-95d3-4c0e-8b6a-2f7c9d1e5a08",
    signerId: "c4e8d7b2-13fa-4f6e-9d05-7b8a6c2e1f94",
    continue: false,
    action: "verification_status",
  };
  const first = {
    ...message,
    state: "failed",
    eventId: "a17c5e90-4d2b-4e8f-b3c6-5d9e8f7a6b21",
    eventTime: "2024-05-04T09:12:30Z",
  };
  const second = {
    ...message,
    state: "cancelled_reset",
    eventId: "b17c5e90-4d2b-4e8f-b3c6-5d9e8f7a6b21",
    eventTime: "2024-05-04T09:13:30Z",
  };
  return [first, first, second].map((line) => `${JSON.stringify(line)}\n`).join("");
}
