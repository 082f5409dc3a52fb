/** A picture as a page of its own: the drawing, and below it what every arrow rests on. Nothing is loaded from anywhere. */
import type { Evidence } from "../evidence.js";
import type { Layout } from "./layout.js";
import { element, escapeMarkup } from "./markup.js";
import type { Paint } from "./paint.js";
import type { Picture, PictureArrow } from "./picture.js";
import { svg } from "./svg.js";
import type { Theme } from "./theme.js";

/** How a page looks, and what is painted on its drawing. */
export interface PageOptions {
  /** `auto` when not given: light or dark as the reader prefers. */
  readonly theme?: Theme | undefined;
  readonly paint?: Paint | undefined;
}

/**
 * A page with everything in it: the drawing, and a table of what every arrow rests on.
 *
 * @throws {TypeError} for what is no picture, or no layout.
 */
export function html(picture: Picture, layout: Layout, { theme = "auto", paint }: PageOptions = {}): string {
  const drawing = svg(picture, layout, { theme, paint }).trimEnd();
  const rows = picture.arrows.flatMap((arrow) => rowsOf(picture, arrow));
  return [
    "<!doctype html>",
    `<html lang="en">`,
    "<head>",
    `<meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    element("title", {}, escapeMarkup(`${picture.id}: ${picture.title}`)),
    `<style>${pageStyle(theme)}</style>`,
    "</head>",
    "<body>",
    `<main>`,
    element("figure", { tabindex: 0, "aria-label": `The lifecycle ${picture.id}, drawn` }, drawing),
    "<h2>What every arrow rests on</h2>",
    `<div class="scroll" tabindex="0" role="region" aria-label="Evidence">`,
    "<table>",
    `<thead><tr>${columns.map((name) => element("th", { scope: "col" }, name)).join("")}</tr></thead>`,
    `<tbody>`,
    ...rows,
    "</tbody>",
    "</table>",
    "</div>",
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

const columns = ["from", "event", "to", "evidence", "source"] as const;

function rowsOf(
  picture: Picture,
  { from, to, event, timer, condition, guard, evidence }: PictureArrow,
): readonly string[] {
  const when = condition === "" ? "" : ` <small>[${escapeMarkup(condition)}]</small>`;
  const needs = guard === null ? "" : ` <small>needs ${escapeMarkup(guard.needs)}</small>`;
  const delay = timer === null ? "" : ` <small>${escapeMarkup(timer.words)}</small>`;
  const keeps = to === from ? "the same status" : undefined;
  return evidence.map((piece) => {
    const cells = [
      piece.from.map((status) => element("code", {}, escapeMarkup(status))).join(", "),
      `${element("code", {}, escapeMarkup(event))}${delay}${when}${needs}`,
      keeps ?? element("code", {}, escapeMarkup(nameOf(picture, to))),
      piece.level,
      escapeMarkup(sourceOf(piece)),
    ];
    return element("tr", {}, ...cells.map((cell) => element("td", {}, cell)));
  });
}

const nameOf = ({ states }: Picture, id: string): string => states.find((state) => state.id === id)?.name ?? id;

const sourceOf = ({ source, note }: Evidence): string => (note === undefined ? source : `${source}; ${note}`);

const sheet = {
  light:
    "body{background:#f3f5f8;color:#1c2430}td,th,tr{border-color:#d9dfe7}small,td::before{color:#566172}.scroll,figure{background:#fff}",
  dark: "body{background:#090d12;color:#e8edf4}td,th,tr{border-color:#2a3340}small,td::before{color:#a3afbf}.scroll,figure{background:#0f141b}",
} as const;

/** On a narrow screen a row's cells stand below each other, each behind its column's name. */
const stacked = [
  "thead{display:none}table,tbody,tr,td{display:block}",
  "tr{padding:8px 0;border-bottom:1px solid}tr:last-child{border:0}",
  "td{position:relative;padding:1px 0 1px 76px;border:0;overflow-wrap:anywhere}td::before{position:absolute;left:0}",
  ...columns.map((name, index) => `td:nth-child(${index + 1})::before{content:"${name}"}`),
].join("");

/** On paper the drawing has one page to itself, and no row is divided. */
const printed = [
  "main{padding:0}.scroll{overflow:visible}",
  "figure svg{max-height:96vh;width:auto;min-width:0}figure,tr{break-inside:avoid}thead{display:table-header-group}",
].join("");

function pageStyle(theme: Theme): string {
  const layout = [
    'body{margin:0;font:14px/1.5 Arial,Helvetica,"Liberation Sans",sans-serif}',
    "main{max-width:1100px;margin:0 auto;padding:24px 16px 48px}",
    "figure{margin:0;overflow:auto;border-radius:12px}",
    "figure svg{display:block;margin:0 auto;max-width:100%;height:auto;min-width:min(640px,180vw)}",
    "h2{font-size:17px;margin:32px 0 12px}",
    ".scroll{overflow-x:auto;border-radius:12px;padding:4px 16px}",
    "table{border-collapse:collapse;width:100%}",
    "td,th{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-bottom:1px solid}",
    "tr:last-child td{border-bottom:0}",
    "td small{display:block}",
    'code{font:12.5px/1.5 ui-monospace,"Liberation Mono",Menlo,Consolas,monospace}',
    `@media screen and (max-width:640px){${stacked}}`,
    `@media print{${printed}}`,
  ];
  if (theme !== "auto") return [...layout, `:root{color-scheme:${theme}}`, sheet[theme]].join("");
  return [
    ...layout,
    ":root{color-scheme:light dark}",
    sheet.light,
    `@media (prefers-color-scheme:dark){${sheet.dark}}`,
  ].join("");
}
