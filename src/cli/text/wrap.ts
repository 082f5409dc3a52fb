/** Lines of text and their lengths, colours aside. */
import { stripVTControlCharacters } from "node:util";

export const lengthOf = (text: string): number => stripVTControlCharacters(text).length;

/** Breaks a text between words into lines of at most `width` characters; a longer word keeps a line to itself. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A line that is longer than `most`, broken, and what follows its first part set in. */
export function folded(line: string, most: number, indent = 0): string {
  if (lengthOf(line) <= most) return line;
  const [start = ""] = /^ */.exec(line) ?? [];
  return wrap(line.slice(start.length), most - Math.max(start.length, indent))
    .map((part, index) => (index === 0 ? start : " ".repeat(indent)) + part.trimEnd())
    .join("\n");
}
