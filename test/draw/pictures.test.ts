/** The pictures in docs/ are what the command draws today. `npm run docs` draws them anew. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lifecycles } from "../../machines/index.js";
import { kycle } from "../cli/kycle.js";

const folder = new URL("../../docs/pictures/", import.meta.url);
const samples = new URL("../../samples/", import.meta.url).pathname;
const isWriting = process.env.KYCLE_WRITE_DOCS === "1";

/** Each picture with the words after `kycle draw` that give it. */
const pictures = [
  ...lifecycles.map(({ id }) => ({ name: id.replaceAll("/", "-"), words: [id] })),
  { name: "iinkedsign-without-resets", words: ["iinkedsign", "--policy", "maxResets=0"] },
  {
    name: "persona-inquiry-history",
    words: "persona/inquiry --policy maxAttempts=3 --subject inq_Meadow4 --trace"
      .split(" ")
      .concat(`${samples}persona-webhooks.ndjson`),
  },
];

describe.each(pictures)("docs/pictures/$name.svg", ({ name, words }) => {
  const file = new URL(`${name}.svg`, folder);

  test("is what the command draws", async () => {
    const { code, stdout, stderr } = await kycle(["draw", ...words, "--format", "svg"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    if (isWriting) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, stdout);
    }
    expect(readFileSync(file, "utf8") === stdout, `${name}.svg is not current: npm run docs`).toBe(true);
  });

  test("is shown in the gallery", () => {
    const gallery = readFileSync(new URL("../gallery.md", folder), "utf8");
    expect(gallery).toContain(`(pictures/${name}.svg)`);
  });
});

test("docs/pictures/ holds nothing else", () => {
  expect(readdirSync(folder).toSorted()).toEqual(pictures.map(({ name }) => `${name}.svg`).toSorted());
});
