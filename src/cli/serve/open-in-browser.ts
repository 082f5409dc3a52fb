/** Opening a page in the reader's browser, where there is one; the address stands on the screen for when there is not. */
import { spawn } from "node:child_process";

/** What opens an address, by platform. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

export function openInBrowser(url: string): void {
  const [command, ...flags] = openers[process.platform] ?? ["xdg-open"];
  const child = spawn(command, [...flags, url], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}
