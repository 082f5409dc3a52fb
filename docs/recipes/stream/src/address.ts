/**
 * Where things about one person are kept. NATS files a message under a *subject*, words with dots between them; Kycle calls
 * what a lifecycle is about a subject, too. Here the first is an address, and the second a person.
 */
import { createHash } from "node:crypto";

/** The person's key in the record store, and the end of every address: `iinkedsign.6f1b2a44=2fc4e8`. */
export function keyOf(lifecycle: string, subject: string): string {
  return `${asWord(lifecycle)}.${asWord(subject)}`;
}

/** Always the same one for a person, so that one person's reports wait for each other, and for few others'. */
export function partitionOf(key: string, partitions: number): number {
  return createHash("sha256").update(key).digest().readUInt32BE() % partitions;
}

/** Two texts never share a word; a word has nothing that means something in an address. */
function asWord(text: string): string {
  return text.replace(/[^\w-]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `=${byte.toString(16).padStart(2, "0")}`).join(""),
  );
}
