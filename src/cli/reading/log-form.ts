/** What a log is that holds no report as it stands, told by its beginning. */
import type { Lifecycle } from "../../lifecycle.js";
import type { Beginning } from "./beginning.js";
import { type Enveloped, envelopedIn, parsedJson, type Report, reportIn } from "./envelope.js";

export type LogForm =
  | {
      readonly kind:
        | "empty"
        | "gzip"
        | "no text"
        | "array"
        | "elements"
        | "pretty"
        | "long line"
        | "table"
        | "no JSON"
        | "JSON";
    }
  | { readonly kind: "UTF-16"; readonly encoding: Wide }
  /** Text stands before the JSON of a line. */
  | { readonly kind: "prefixed"; readonly line: number }
  | ({ readonly kind: "enveloped"; readonly line: number } & Enveloped)
  /** A line is a report after all: by another channel, or of another provider. */
  | ({ readonly kind: "report"; readonly line: number } & Report);

type Wide = "UTF-16" | "UTF-16LE" | "UTF-16BE";

/** A message that says nothing of the status to one of the `chosen` is a report of nobody else. */
export function logFormOf(
  { bytes, isWhole }: Beginning,
  lifecycles: readonly Lifecycle[],
  chosen: readonly Lifecycle[] = [],
): LogForm {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { kind: "gzip" };
  const encoding = wideEncodingOf(bytes);
  if (encoding !== undefined) return { kind: "UTF-16", encoding };
  const text = textOf(bytes);
  if (text === undefined) return { kind: "no text" };
  const lines = linesOf(text);
  if (isWhole && lines.length === 0) return { kind: "empty" };
  const form = severalLinesForm(lines);
  if (form !== undefined) return form;
  if (!isWhole && !text.includes("\n")) return { kind: "long line" };
  return lineForm(lines, lifecycles, chosen) ?? { kind: plainForm(lines) };
}

/** Whether the beginning of a log shows that it is of a form in which no line is a message. */
export function holdsNoLines(bytes: Uint8Array): boolean {
  const { kind } = logFormOf({ bytes, isWhole: false }, []);
  if (kind === "gzip" || kind === "UTF-16") return true;
  return (kind === "array" || kind === "pretty") && !linesOf(textOf(bytes) ?? "").some(isObject);
}

/** A line that is an object, as a message is: other text may stand before it in the log. */
function isObject({ text }: Line): boolean {
  const value = parsedJson(text);
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** By its mark; without one, by the zero in each of the first two characters. */
function wideEncodingOf([a, b, c, d]: Uint8Array): Wide | undefined {
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return "UTF-16";
  if (b === 0 && d === 0 && a !== 0 && c !== 0) return "UTF-16LE";
  return a === 0 && c === 0 && b !== 0 && d !== 0 ? "UTF-16BE" : undefined;
}

/** A character that is cut at the end is left out. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

interface Line {
  readonly number: number;
  readonly text: string;
}

function linesOf(text: string): readonly Line[] {
  return text
    .split("\n")
    .map((line, index) => ({ number: index + 1, text: line.replace(/[ \t\r]+$/, "") }))
    .filter((line) => line.text !== "");
}

/** Of JSON that is not written one value a line. */
function severalLinesForm(lines: readonly Line[]): LogForm | undefined {
  const [first = "", second = ""] = lines.map(({ text }) => text.trimStart());
  const whole = parsedJson(first);
  if (Array.isArray(whole)) return { kind: "array" };
  if (whole !== undefined) return undefined;
  if (first.startsWith("[")) {
    const element = first === "[" ? second : first.slice(1);
    if (parsedJson(element.replace(/,$/, "")) !== undefined) return { kind: "elements" };
    if (/^\[\s*\{/.test(`${first}${second}`)) return { kind: "array" };
  }
  const end = first.startsWith("{") ? lines.findIndex(({ text }) => text.startsWith("}")) : -1;
  const value = lines.slice(0, end + 1).map(({ text }) => text);
  return parsedJson(value.join("\n")) === undefined ? undefined : { kind: "pretty" };
}

/** So many lines are looked into by every lifecycle. */
const mostLines = 100;

function lineForm(
  lines: readonly Line[],
  lifecycles: readonly Lifecycle[],
  chosen: readonly Lifecycle[],
): LogForm | undefined {
  for (const { number: line, text } of lines.slice(0, mostLines)) {
    const value = parsedJson(text);
    if (value === undefined) {
      if (isPrefixed(text)) return { kind: "prefixed", line };
      continue;
    }
    if (chosen.some((lifecycle) => lifecycle.read(value).kind === "no-information")) continue;
    const report = reportIn(value, lifecycles);
    if (report !== undefined) return { kind: "report", line, ...report };
    const enveloped = envelopedIn(value, lifecycles);
    if (enveloped !== undefined) return { kind: "enveloped", line, ...enveloped };
  }
  return undefined;
}

function isPrefixed(text: string): boolean {
  const start = text.indexOf("{");
  return start > 0 && parsedJson(text.slice(start)) !== undefined;
}

function plainForm(lines: readonly Line[]): "table" | "no JSON" | "JSON" {
  if (lines.some(({ text }) => parsedJson(text) !== undefined)) return "JSON";
  return [",", ";", "\t"].some((separator) => isTable(lines, separator)) ? "table" : "no JSON";
}

/** A table begins with the names of its columns. */
function isTable([head, row]: readonly Line[], separator: string): boolean {
  const names = head?.text.split(separator) ?? [];
  const cells = row?.text.split(separator) ?? [];
  return names.length > 1 && cells.length >= names.length && names.every((name) => /^"?[a-z_][\w.-]*"?$/i.test(name));
}
