/** What is said of a file: what is wrong with it, by the code of the system's error, or that it was written. */
import { Misuse } from "./misuse.js";
import { printable } from "./text/printable.js";

/** Undefined for an error that is not the system's. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

const problems: ReadonlyMap<string | undefined, string> = new Map([
  ["ENOENT", "no such file"],
  ["ENOTDIR", "no such file"],
  ["EISDIR", "is a directory, not a file"],
  ["EACCES", "may not be read"],
]);

export function unreadable(file: string, code: string | undefined): Misuse {
  return new Misuse(`${nameOf(file)}: ${problems.get(code) ?? `cannot be read${inBrackets(code)}`}`);
}

export function unwritable(file: string, code: string | undefined): Misuse {
  return new Misuse(`${nameOf(file)}: cannot be written${inBrackets(code)}`);
}

/** What is said, beside the results, of a file that was written. */
export const writtenText = (file: string): string => `kycle: wrote ${nameOf(file)}\n`;

const nameOf = (file: string): string => (file === "" ? '""' : printable(file));

const inBrackets = (code: string | undefined): string => (code === undefined ? "" : ` (${code})`);
