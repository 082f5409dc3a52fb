/** A picture as SVG: plain text from plain data, without a DOM, the same wherever it runs. */
import type { Box, EdgeRoute, Layout, Point } from "./layout.js";
import { icon } from "./icons.js";
import { element, escapeMarkup, short } from "./markup.js";
import type { Paint } from "./paint.js";
import { whoseTurn } from "./phase-words.js";
import type { Picture, PictureState } from "./picture.js";
import { arrowHead, cutOut, roundedPath } from "./route.js";
import { box, type Edge, edgesOf, fonts, type FontRole, widthOf } from "./sizes.js";
import { wrapText } from "./text-width.js";
import { styleSheet, type Theme } from "./theme.js";

export interface SvgOptions {
  /** `auto` when not given: light or dark as the reader prefers. */
  readonly theme?: Theme | undefined;
  /** What a policy or a history shows; the lifecycle alone when not given. */
  readonly paint?: Paint | undefined;
}

const margin = 26;
const narrowest = 560;

export function svg(picture: Picture, layout: Layout, { theme = "auto", paint = {} }: SvgOptions = {}): string {
  const faded = new Set(paint.faded);
  const width = Math.max(layout.width, narrowest) + 2 * margin;
  const header = headerOf(picture, width - 2 * margin);
  const left = margin + (width - 2 * margin - layout.width) / 2;
  const top = margin + header.height + 18;
  const height = top + layout.height + margin;
  const drawn = element(
    "g",
    { transform: `translate(${short(left)} ${short(top)})` },
    ...picture.states.flatMap((state) => drawnAt(layout.states[state.id], (at) => frameOf(state, at))),
    startOf(layout),
    ...edgesOf(picture).flatMap((edge) => drawnAt(layout.edges[edge.id], (route) => edgeOf(edge, route, faded))),
    ...picture.states.flatMap((state) => drawnAt(layout.states[state.id], (at) => stateOf(state, at, faded))),
  );
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-label": `${picture.id}: ${picture.title}`,
    },
    element("style", {}, styleSheet(theme)),
    element("rect", { class: "paper", width, height, rx: 12 }),
    header.markup,
    drawn,
  ).concat("\n");
}

const classes = (...names: readonly (string | false)[]): string => names.filter((name) => name !== false).join(" ");

function drawnAt<Place>(place: Place | undefined, draw: (place: Place) => string): readonly string[] {
  return place === undefined ? [] : [draw(place)].filter((markup) => markup !== "");
}

function headerOf({ id, title }: Picture, width: number): { readonly markup: string; readonly height: number } {
  const lines = wrapText(title, width, fonts.subtitle.size);
  const markup = [
    textAt(id, "title", margin, margin + 14),
    ...lines.map((line, index) => textAt(line, "subtitle", margin, margin + 36 + index * 17)),
  ];
  return { markup: markup.join(""), height: 24 + lines.length * 17 };
}

function textAt(text: string, role: FontRole, x: number, y: number, anchor?: "middle"): string {
  return element("text", { class: role, x: short(x), y: short(y), "text-anchor": anchor }, escapeMarkup(text));
}

function frameOf({ kind, name, id, description }: PictureState, { x, y, width, height }: Box): string {
  if (kind !== "group") return "";
  return element(
    "g",
    { "data-state": id },
    ...titleOf(description),
    element("rect", { class: "frame", x, y, width, height, rx: 12 }),
    textAt(name, "group", x + 13, y + 18),
  );
}

const titleOf = (text: string): readonly string[] => (text === "" ? [] : [element("title", {}, escapeMarkup(text))]);

function stateOf(state: PictureState, { x, y, width, height }: Box, faded: ReadonlySet<string>): string {
  if (state.kind === "group") return "";
  const [first = "no_result", ...others] = state.phases;
  const phase = others.length > 0 ? "several" : first;
  const words = whoseTurn(state);
  const lineWidth = box.icon + box.iconGap + widthOf(words, "turn");
  const lineStart = x + (width - lineWidth) / 2;
  return element(
    "g",
    { class: classes(phase, faded.has(state.id) && "faded"), "data-state": state.id },
    ...titleOf(state.description),
    element("rect", { class: "box", x, y, width, height, rx: 9 }),
    ...(state.kind === "final"
      ? [element("rect", { class: "inner", x: x + 3.5, y: y + 3.5, width: width - 7, height: height - 7, rx: 6 })]
      : []),
    textAt(state.name, "name", x + width / 2, y + 20, "middle"),
    icon(phase, short(lineStart), short(y + 27)),
    textAt(words, "turn", lineStart + box.icon + box.iconGap, y + 36),
  );
}

function edgeOf(
  { id, level, label, arrows }: Edge,
  { points, label: at }: EdgeRoute,
  faded: ReadonlySet<string>,
): string {
  const { head, shaft } = arrowHead(points);
  const pieces = cutOut(shaft, at);
  const tellings = arrows.flatMap(({ evidence }) =>
    evidence.map((piece) => `${piece.level}: ${piece.source}${piece.note === undefined ? "" : ` (${piece.note})`}`),
  );
  return element(
    "g",
    { class: classes(level, arrows.every((arrow) => faded.has(arrow.id)) && "faded"), "data-edge": id },
    ...titleOf([...new Set(tellings)].join("\n")),
    ...pieces.map((piece) => element("path", { class: "wire", d: roundedPath(piece) })),
    element("path", { class: "head", d: head }),
    ...label.lines.map(({ text, role, baseline }) =>
      textAt(text, role, at.x + at.width / 2, at.y + baseline, "middle"),
    ),
  );
}

function startOf({ start }: Layout): string {
  const { head, shaft } = arrowHead(start.points);
  const { x, y }: Point = start.dot;
  return element(
    "g",
    { class: "start" },
    element("circle", { class: "dot", cx: x, cy: y, r: 6 }),
    element("path", { class: "wire", d: roundedPath(shaft) }),
    element("path", { class: "head", d: head }),
  );
}
