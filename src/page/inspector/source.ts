/** Where messages come from: the window that opened this one or holds it, and the command's socket when it serves the page. */
export function listen(page: Document, hear: (message: unknown) => void): void {
  const teller: Window | null = window.parent === window ? window.opener : window.parent;
  addEventListener("message", ({ source, data }) => {
    if (teller !== null && source === teller) hear(data);
  });
  // Stately's inspector looks for a frame's window when the frame has loaded, and what it tells before that is lost.
  // The teller's address cannot be known; this says only that the page is there.
  addEventListener("load", () => setTimeout(() => teller?.postMessage({ type: "@statelyai.connected" }, "*")));
  const address = page.querySelector('meta[name="kycle-address"]')?.getAttribute("content") ?? "";
  if (!address.startsWith("http")) return;
  new WebSocket(address.replace("http", "ws")).addEventListener("message", ({ data }) => {
    if (typeof data === "string") hear(JSON.parse(data));
  });
}
