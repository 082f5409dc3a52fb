/** A real browser, headless, with no way out of this machine; tests that need one say loudly when there is none. */
import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "playwright-core";

const executablePath = process.env["KYCLE_CHROMIUM"] ?? "/usr/bin/chromium";

/** Undefined where there is a browser; else what to do about it, for a skipped test's title. */
export const noBrowser = existsSync(executablePath)
  ? undefined
  : `SKIPPED: no browser at ${executablePath}; install Debian's chromium, or set KYCLE_CHROMIUM`;

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags });
}

export interface Visit {
  readonly context: BrowserContext;
  /** What went wrong in any page: errors on the console, exceptions, and requests that left this machine. */
  readonly complaints: readonly string[];
}

/** A fresh profile, in which every request to anywhere else is refused and noted. */
export async function visit(browser: Browser, options?: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext(options);
  const complaints: string[] = [];
  await context.route(
    ({ protocol, hostname }) => protocol.startsWith("http") && hostname !== "127.0.0.1",
    async (route) => {
      complaints.push(`asked for ${route.request().url()}`);
      await route.abort();
    },
  );
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(error.error().message));
  return { context, complaints };
}
