/** A picture as SVG: plain text from plain data, without a DOM, the same wherever it runs. */
import { refuseWithout } from "../argument.js";
import { edgeMark, historyMarks, stateMark } from "./history-marks.js";
import { icon, loop } from "./icons.js";
import type { Box, EdgeRoute, Layout, Point } from "./layout.js";
import { legendOf } from "./legend.js";
import { element, escapeMarkup, short, textAt } from "./markup.js";
import type { Paint, PaintedHistory } from "./paint.js";
import { whoseTurn } from "./phase-words.js";
import { type Picture, type PictureArrow, type PictureState, refuseOtherThanPicture } from "./picture.js";
import { remarksOf } from "./remarks.js";
import { arrowHead, cutOut, roundedPath } from "./route.js";
import { box, type Edge, edgesOf, fonts, group, insideOf, type Label, label, widthOf } from "./sizes.js";
import { wrapText } from "./text-width.js";
import { styleSheet, type Theme } from "./theme.js";

/** Beside the picture and its layout: the colours, and what is painted on. */
export interface SvgOptions {
  /** `auto` when not given: light or dark as the reader prefers. */
  readonly theme?: Theme | undefined;
  /** What a policy or a history shows; the lifecycle alone when not given. */
  readonly paint?: Paint | undefined;
}

interface Scene {
  readonly layout: Layout;
  readonly arrows: readonly PictureArrow[];
  readonly faded: ReadonlySet<string>;
  readonly history: PaintedHistory | undefined;
}

const margin = 26;
const narrowest = 560;

/**
 * A picture as SVG, each thing at its place in the layout.
 *
 * @throws {TypeError} for what is no picture, or no layout.
 */
export function svg(picture: Picture, layout: Layout, { theme = "auto", paint = {} }: SvgOptions = {}): string {
  refuseOtherThanPicture(picture);
  refuseWithout("edges", "layout", layout, "what layOut resolves to");
  const scene: Scene = { layout, arrows: picture.arrows, faded: new Set(paint.faded), history: paint.history };
  const width = Math.max(layout.width, narrowest) + 2 * margin;
  const header = headerOf(picture, width - 2 * margin);
  const left = margin + (width - 2 * margin - layout.width) / 2;
  const top = margin + header.height + 18;
  const { history } = paint;
  const belowPicture = top + layout.height + 34;
  const remarks =
    history === undefined || history.remarks.length === 0
      ? undefined
      : remarksOf(history, { x: margin, y: belowPicture }, width - 2 * margin);
  const belowRemarks = remarks === undefined ? belowPicture : belowPicture + remarks.height + 10;
  const legend = legendOf(picture, paint, { x: margin, y: belowRemarks, width: width - 2 * margin });
  const height = belowRemarks + legend.height + margin;
  const drawn = element(
    "g",
    { transform: `translate(${short(left)} ${short(top)})` },
    ...picture.states.flatMap((state) => drawnAt(layout.states[state.id], (at) => frameOf(state, at, scene))),
    startOf(layout),
    ...edgesOf(picture).flatMap((edge) => drawnAt(layout.edges[edge.id], (route) => edgeOf(edge, route, scene))),
    ...picture.states.flatMap((state) => drawnAt(layout.states[state.id], (at) => stateOf(state, at, scene))),
    ...(history === undefined ? [] : [historyMarks(picture, layout, history)]),
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
    ...(remarks === undefined ? [] : [remarks.markup]),
    legend.markup,
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

function frameOf(state: PictureState, { x, y, width, height }: Box, { layout, arrows, faded }: Scene): string {
  const { kind, name, id, description } = state;
  if (kind !== "group") return "";
  const head = layout.heads[id] ?? { x, y };
  return element(
    "g",
    { class: classes("group", faded.has(id) && "faded"), "data-state": id },
    ...titleOf(description),
    element("rect", { class: "frame", x, y, width, height, rx: 12 }),
    textAt(name, "groupName", head.x + 13, head.y + 19),
    ...loopsOf(insideOf(state, arrows), { x: head.x, y: head.y + group.head - 4 }),
  );
}

const titleOf = (text: string): readonly string[] => (text === "" ? [] : [element("title", {}, escapeMarkup(text))]);

/** Self-transitions, written into the state that they do not leave. */
function loopsOf(inside: Label | undefined, { x, y }: Point): readonly string[] {
  if (inside === undefined) return [];
  return inside.lines.map(({ text, role, baseline }) => {
    const words = textAt(text, role, x + 2 * label.indent - 4, y + baseline);
    return role === "event" ? loop(x + 13, short(y + baseline - 8)) + words : words;
  });
}

function stateOf(state: PictureState, { x, y, width, height }: Box, { arrows, faded, history }: Scene): string {
  if (state.kind === "group") return "";
  const isAside = history !== undefined && stateMark(state.id, history) === undefined;
  const [first = "no_result", ...others] = state.phases;
  const phase = others.length > 0 ? "several" : first;
  const words = whoseTurn(state);
  const lineWidth = box.icon + box.iconGap + widthOf(words, "turn");
  const lineStart = x + (width - lineWidth) / 2;
  const inside = insideOf(state, arrows);
  return element(
    "g",
    { class: classes("state", phase, faded.has(state.id) && "faded", isAside && "aside"), "data-state": state.id },
    ...titleOf(state.description),
    element("rect", { class: "box", x, y, width, height, rx: 9 }),
    ...(state.kind === "final"
      ? [element("rect", { class: "inner", x: x + 3.5, y: y + 3.5, width: width - 7, height: height - 7, rx: 6 })]
      : []),
    textAt(state.name, "name", x + width / 2, y + 20, "middle"),
    icon(phase, short(lineStart), short(y + 27)),
    textAt(words, "turn", lineStart + box.icon + box.iconGap, y + 36),
    ...(inside === undefined ? [] : [element("path", { class: "inner", d: `M${x} ${y + box.height - 2}h${width}` })]),
    ...loopsOf(inside, { x, y: y + box.height - 2 }),
  );
}

function edgeOf(
  { id, level, label: words, arrows }: Edge,
  { points, label: at }: EdgeRoute,
  { faded, history }: Scene,
): string {
  const { head, shaft } = arrowHead(points);
  const pieces = cutOut(shaft, at);
  const tellings = arrows.flatMap(({ guard, evidence }) => [
    ...(guard === null ? [] : [`needs ${guard.needs}`]),
    ...evidence.map((piece) => `${piece.level}: ${piece.source}${piece.note === undefined ? "" : ` (${piece.note})`}`),
  ]);
  return element(
    "g",
    {
      class: classes(
        "edge",
        level,
        arrows.every((arrow) => faded.has(arrow.id)) && "faded",
        history !== undefined && edgeMark(arrows, history),
      ),
      "data-edge": id,
    },
    ...titleOf([...new Set(tellings)].join("\n")),
    ...pieces.map((piece) => element("path", { class: "wire", d: roundedPath(piece) })),
    element("path", { class: "head", d: head }),
    ...words.lines.map(({ text, role, baseline }) =>
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
