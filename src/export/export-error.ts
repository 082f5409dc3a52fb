/** Raised for what a format cannot hold; the message says what, and what to do. */
export class ExportError extends Error {
  override readonly name = "ExportError";
}
