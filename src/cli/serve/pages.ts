/** The pages that come with the command, each a file of its own beside it. */
import { readFile } from "node:fs/promises";
import { Misuse } from "../misuse.js";

export type PageName = "inspector" | "atlas";

/** @throws {Misuse} when the package was not built. */
export async function pageNamed(name: PageName): Promise<string> {
  // The command runs from dist/cli.js, or, in development, from its source.
  for (const folder of ["./", "../../../dist/"]) {
    const text = await readFile(new URL(`${folder}${name}.html`, import.meta.url), "utf8").catch(() => undefined);
    if (text !== undefined) return text;
  }
  throw new Misuse(`the ${name}'s page is not there; npm run build makes it`);
}

/** A page that shows another inspector's page, and hands it every message of the server at `kycle:address`. */
export function bridgePage(url: string): string {
  const address = new URL(url);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8" />
<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; frame-src ${address.origin}; connect-src kycle:address ws:" />
<title>Kycle in an inspector</title>
<style>
  html, body, iframe { width: 100%; height: 100%; margin: 0; border: 0; display: block; }
</style>
<iframe title="inspector" src="${address.href.replaceAll('"', "%22")}"></iframe>
<script>
  const frame = document.querySelector("iframe");
  const waiting = [];
  let isConnected = false;
  const hand = (message) => frame.contentWindow.postMessage(message, ${JSON.stringify(address.origin)});
  addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow || data?.type !== "@statelyai.connected") return;
    isConnected = true;
    waiting.splice(0).forEach(hand);
  });
  new WebSocket("kycle:address".replace("http", "ws")).onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (isConnected) hand(message);
    else waiting.push(message);
  };
</script>
</html>
`;
}
