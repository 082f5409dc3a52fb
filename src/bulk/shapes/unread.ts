/**
 * The values of a line that its reading does not look at. Reading is a function of what it looks at and of nothing else, so
 * another line that differs only there reads the same. What it looks at is watched while it reads the line.
 */
import { lineFeed } from "./lines.js";
import {
  closeBrace,
  closeBracket,
  endOfBlanks,
  endOfKey,
  endOfString,
  endOfValue,
  nowhere,
  openBrace,
  openBracket,
} from "./passing-over.js";

/** Where something stands in a line. */
export interface Span {
  readonly at: number;
  readonly end: number;
}

/** What was looked at in a value: of each of its fields that was, what was looked at in that. */
interface Looks {
  readonly fields: Map<string, Looks>;
}

/**
 * The values that none of the readings of a line looks at on its way to this end, in order; of one inside another, the other.
 * Each reads a line of its own: one that changes it is no other's concern.
 */
export function unreadIn(
  line: Uint8Array,
  reads: readonly ((message: unknown) => unknown)[],
  readings: readonly unknown[],
): readonly Span[] {
  const bytes = new Uint8Array(line.length + 1);
  bytes.set(line);
  bytes[line.length] = lineFeed;
  const start = endOfBlanks(bytes, 0);
  if (bytes[start] !== openBrace) return [];
  const looks = noLooks();
  const text = new TextDecoder().decode(line);
  const again = reads.map((read) => read(watched(JSON.parse(text), looks)));
  // To compare is to look: a value that the reading hands on is one that it rests on.
  if (JSON.stringify(again) !== JSON.stringify(readings)) return [];
  const found: Span[] = [];
  return walk(bytes, start, looks, found) === nowhere ? [] : found;
}

const noLooks = (): Looks => ({ fields: new Map() });

/** A value that tells what of it is looked at. Which fields it has does not count: they stand in the line beside it. */
function watched(value: unknown, { fields }: Looks): unknown {
  if (typeof value !== "object" || value === null) return value;
  const seen = (key: PropertyKey, field: unknown): unknown => {
    const looks = fields.get(String(key)) ?? noLooks();
    fields.set(String(key), looks);
    return watched(field, looks);
  };
  return new Proxy(value, {
    get: (target, key): unknown => seen(key, Reflect.get(target, key)),
    getOwnPropertyDescriptor(target, key) {
      const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
      return descriptor && { ...descriptor, value: seen(key, descriptor.value) };
    },
  });
}

/** Where the value at a place ends. The unread values in it join those found; `nowhere` when one is nested too deep. */
function walk(bytes: Uint8Array, at: number, looks: Looks | undefined, found: Span[]): number {
  if (looks !== undefined && bytes[at] === openBrace) return walkFields(bytes, at, looks, found, true);
  if (looks !== undefined && bytes[at] === openBracket) return walkFields(bytes, at, looks, found, false);
  const end = endOfValue(bytes, at);
  if (looks === undefined) found.push({ at, end });
  return end;
}

function walkFields(bytes: Uint8Array, at: number, { fields }: Looks, found: Span[], hasKeys: boolean): number {
  let end = endOfBlanks(bytes, at + 1);
  for (let nth = 0; bytes[end] !== closeBrace && bytes[end] !== closeBracket; nth++) {
    const start = nth === 0 ? end : endOfBlanks(bytes, end + 1);
    const value = hasKeys ? endOfKey(bytes, start) : start;
    end = walk(bytes, value, fields.get(hasKeys ? keyAt(bytes, start) : String(nth)), found);
    if (end === nowhere) return nowhere;
    end = endOfBlanks(bytes, end);
  }
  return end + 1;
}

function keyAt(bytes: Uint8Array, at: number): string {
  return String(JSON.parse(new TextDecoder().decode(bytes.subarray(at, endOfString(bytes, at)))));
}
