import { hashed } from "./hash.js";

/** A UUID (of version 4 by its form) made from a name: the same for the same name, and nobody's. Not for secrets. */
export function inventedUuid(name: string): string {
  const hex = [0, 1, 2, 3]
    .map((part) =>
      hashed(name, part + 1)
        .toString(16)
        .padStart(8, "0"),
    )
    .join("");
  const variant = "89ab"[Number.parseInt(hex.slice(16, 17), 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join("-");
}
