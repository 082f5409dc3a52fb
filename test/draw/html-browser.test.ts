/** The page around a drawing in a real browser: on a narrow screen, and on paper. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import layouts from "../../machines/layouts.json" with { type: "json" };
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { html } from "../../src/draw/html.js";
import { pictureOf } from "../../src/draw/picture.js";
import { launch, noBrowser, visit } from "../browser.js";

describe.skipIf(noBrowser !== undefined)(`a page in a browser ${noBrowser ?? ""}`, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);

  afterAll(async () => browser.close());

  async function opened(width: number, height: number): Promise<Page> {
    const { context } = await visit(browser, { viewport: { width, height } });
    const page = await context.newPage();
    await page.setContent(html(pictureOf(iinkedsign), layouts.iinkedsign));
    return page;
  }

  test("stacks the cells of a row on a narrow screen, each behind its column's name, and scrolls down only", async () => {
    const page = await opened(390, 844);
    const [first] = await page.locator("tbody tr").all();
    const cells = (await first?.locator("td").all()) ?? [];
    const boxes = await Promise.all(cells.map((cell) => cell.boundingBox()));
    expect(new Set(boxes.map((box) => box?.x)).size).toBe(1);
    expect(new Set(boxes.map((box) => box?.y)).size).toBe(cells.length);
    const names = await page.evaluate<readonly string[]>(
      `[...document.querySelectorAll("tbody tr:first-child td")].map((cell) => getComputedStyle(cell, "::before").content)`,
    );
    expect(names).toEqual(['"from"', '"event"', '"to"', '"evidence"', '"source"']);
    const hidden = `(() => { const { scrollWidth, clientWidth } = document.querySelector(".scroll"); return scrollWidth - clientWidth; })()`;
    expect(await page.evaluate(hidden)).toBe(0);
    await page.setViewportSize({ width: 1000, height: 844 });
    expect(new Set(await Promise.all(cells.map(async (cell) => (await cell.boundingBox())?.y))).size).toBe(1);
    await page.context().close();
  });

  test("gives the drawing one page of paper, whole and in proportion", async () => {
    const page = await opened(718, 1040);
    await page.emulateMedia({ media: "print" });
    const drawing = await page.locator("figure svg").boundingBox();
    expect(drawing?.y).toBe(0);
    expect(drawing?.height).toBeLessThanOrEqual(1040);
    const [, width = 0, height = 1] = /viewBox="0 0 (\d+) (\d+)"/.exec(await page.content())?.map(Number) ?? [];
    expect((drawing?.width ?? 0) / (drawing?.height ?? 1)).toBeCloseTo(width / height, 2);
    await page.context().close();
  });
});
