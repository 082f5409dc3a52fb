/** Ways in which a message breaks, in its sender or underway. */

/** Breaks a message; `choice`, from 0 to 65535, says where. A text or bytes arrive so, anything else is parsed JSON. */
export type Breaking = (message: unknown, choice: number) => unknown;

export const breakings: readonly Breaking[] = [
  () => "",
  () => null,
  (message) => [message],
  (message) => `${JSON.stringify(message)},`,
  (message) => Uint8Array.from([...new TextEncoder().encode(JSON.stringify(message)), 0xff]),
  (message, choice) => {
    const text = JSON.stringify(message);
    return text.slice(0, placeIn(text.length, choice));
  },
  (message, choice) => changed(message, placeIn(leavesIn(message), choice), () => undefined),
  (message, choice) =>
    changed(message, placeIn(leavesIn(message), choice), (leaf) => (typeof leaf === "string" ? 1 : "not this")),
];

function placeIn(length: number, choice: number): number {
  return Math.floor((choice * length) / 0x1_0000);
}

/** How many values of a message hold no others. */
function leavesIn(value: unknown): number {
  if (!isObject(value)) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + leavesIn(inner), 0);
}

/** The message with one of its leaves changed; undefined leaves it out. */
function changed(value: unknown, leaf: number, change: (leaf: unknown) => unknown): unknown {
  if (!isObject(value)) return change(value);
  let before = 0;
  const fields = Object.entries(value).flatMap(([key, inner]): readonly (readonly [string, unknown])[] => {
    const place = leaf - before;
    const held = leavesIn(inner);
    before += held;
    if (place < 0 || place >= held) return [[key, inner]];
    const other = changed(inner, place, change);
    return other === undefined ? [] : [[key, other]];
  });
  return Array.isArray(value) ? fields.map(([, inner]) => inner) : Object.fromEntries(fields);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
