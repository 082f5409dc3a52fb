/** The page around a drawing: kept in a file, where a change of it is read. `npx vitest run test/draw/html.test.ts -u` writes it anew. */
import { expect, test } from "vitest";
import layouts from "../../machines/layouts.json" with { type: "json" };
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { html, type PageOptions } from "../../src/draw/html.js";
import type { Layout } from "../../src/draw/layout.js";
import { pictureOf } from "../../src/draw/picture.js";
import { svg } from "../../src/draw/svg.js";
import { visa, visaInAColumn } from "./visa.js";

const kept: Readonly<Record<string, Layout>> = layouts;
const layout = kept["fortid"] ?? never();

const pageIn = (options?: PageOptions): string => html(pictureOf(fortid), layout, options);

test("a page shows the drawing, and every arrow with what it rests on", async () => {
  const drawing = svg(pictureOf(fortid), layout, { theme: "auto" }).trimEnd();
  expect(pageIn()).toContain(drawing);
  await expect(pageIn().replace(drawing, "<svg></svg>")).toMatchFileSnapshot("page-of-fortid.txt");
});

test("conditions are told with what their guards need, where they have one", () => {
  const page = html(pictureOf(iinkedsign), kept["iinkedsign"] ?? never());
  expect(page).toContain("<small>[no attempts left, resets left]</small> <small>needs a reset left</small></td>");
  expect(page).toContain("<small>[no attempts left, no resets left]</small></td>");
});

test("an arrow that keeps the state leads to the same status, any other to one by its name", () => {
  const page = html(pictureOf({ definition: visa }), visaInAColumn);
  expect(page).toContain("<code>office.reminded</code></td><td>the same status</td>");
  expect(page.split("the same status").length).toBe(2);
  expect(page).toContain("<code>person.sent</code></td><td><code>queued</code></td>");
});

test("several statuses of one row are a list", () => {
  expect(pageIn()).toContain("<td><code>VERIFICATION_SUCCEEDED</code>, <code>VERIFICATION_FAILED</code></td>");
});

test("in light it is the page that follows the reader, without what it has for the dark", () => {
  const [following, light] = [{}, { theme: "light" } as const].map((options) =>
    pageIn(options).replace(svg(pictureOf(fortid), layout, options).trimEnd(), ""),
  );
  const dark = /@media \(prefers-color-scheme:dark\)\{.*\}(?=<\/style>)/;
  expect(light).toBe(following?.replace("color-scheme:light dark", "color-scheme:light").replace(dark, ""));
});

test.each(["light", "dark"] as const)("in %s it does not follow the reader, nor does the drawing", (theme) => {
  const page = pageIn({ theme });
  expect(page).toContain(`:root{color-scheme:${theme}}`);
  expect(page).not.toContain("prefers-color-scheme");
});

test("what is painted on the drawing is painted on the page's", () => {
  expect(pageIn({ paint: { faded: ["REMOVED"] } })).toContain(
    svg(pictureOf(fortid), layout, { theme: "auto", paint: { faded: ["REMOVED"] } }).trimEnd(),
  );
});

function never(): never {
  throw new Error("a lifecycle without a layout");
}
