/** A piece of evidence in words: how sure, by which source, and what there is to say of it. */
import type { Evidence } from "../../evidence.js";

export function evidenceText({ level, source, note }: Evidence): string {
  return `${level} (${source})${note === undefined ? "" : `: ${note}`}`;
}
