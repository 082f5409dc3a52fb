/**
 * The layouts that the package carries are those that ELK gives today, and nothing in them overlaps.
 * `npm run docs` writes them anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lifecycles } from "../../machines/index.js";
import { layOut } from "../../src/draw/elk-layout.js";
import type { Layout } from "../../src/draw/layout.js";
import { pictureOf } from "../../src/draw/picture.js";
import { crossingsIn, faultsOf } from "./geometry.js";

const file = new URL("../../machines/layouts.json", import.meta.url);
const isWriting = process.env.KYCLE_WRITE_DOCS === "1";

if (isWriting) {
  const layouts: [string, Layout][] = [];
  for (const lifecycle of lifecycles) layouts.push([lifecycle.id, await layOut(pictureOf(lifecycle))]);
  const lines = layouts.map(([id, layout]) => `${JSON.stringify(id)}: ${JSON.stringify(layout)}`);
  writeFileSync(file, `{\n${lines.join(",\n")}\n}\n`);
}

const layouts: Readonly<Record<string, Layout>> = JSON.parse(readFileSync(file, "utf8"));

test("every lifecycle has a layout, and nothing else has one", () => {
  expect(Object.keys(layouts)).toEqual(lifecycles.map(({ id }) => id));
});

describe.each(lifecycles)("$id", (lifecycle) => {
  const picture = pictureOf(lifecycle);
  const layout = layouts[lifecycle.id];

  test("is laid out as ELK lays it out today", { timeout: 60_000 }, async () => {
    expect(layout).toEqual(await layOut(picture));
  });

  test("has no overlap, no line through a text, and no arrow beside its mark", () => {
    expect(layout && faultsOf(picture, layout)).toEqual([]);
  });

  test("has next to no crossings", () => {
    expect(layout && crossingsIn(layout)).toBeLessThanOrEqual(3);
  });
});
