/** The text of a file of traces, as formatters of JSON write it. */
import * as z from "zod";
import type { Json } from "../../json.js";
import type { TraceFile } from "./trace-file.js";

const width = 120;

/** A value stands on one line where it has room there, so that a change is a change of few lines. */
export function traceFileText(content: TraceFile): string {
  return `${laidOut(z.json().parse(JSON.parse(JSON.stringify(content))), "", width)}\n`;
}

/** `taken` is how much of the line stands before the value and after it. */
function laidOut(value: Json, indent: string, taken: number): string {
  const short = onOneLine(value);
  if (!isBroken(value) && indent.length + taken + short.length <= width) return short;
  const inner = `${indent}  `;
  const laid = (item: Json, label: string): string => `${inner}${label}${laidOut(item, inner, label.length + 1)}`;
  if (isList(value)) return `[\n${value.map((item) => laid(item, "")).join(",\n")}\n${indent}]`;
  if (typeof value !== "object" || value === null) return short;
  const fields = Object.entries(value).map(([key, item]) => laid(item, `${JSON.stringify(key)}: `));
  return `{\n${fields.join(",\n")}\n${indent}}`;
}

/** Several objects of several fields stand below each other, however short they are. */
function isBroken(value: Json): boolean {
  if (!isList(value)) return false;
  const isLong = (item: Json): boolean =>
    typeof item === "object" && item !== null && !isList(item) && Object.keys(item).length > 1;
  return value.length > 1 && value.every(isLong);
}

function onOneLine(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(onOneLine).join(", ")}]`;
  const fields = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${onOneLine(item)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
