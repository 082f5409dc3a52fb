/**
 * Pictures of lifecycles, as data and as text, the same in Node and in a browser.
 *
 * `pictureOf` reads a lifecycle, `layOut` finds a place for everything, `svg` draws it; `unreachable` and `paintHistory` give
 * what is painted on it. A drawn state has `data-state`, a drawn arrow `data-edge`, for a page that handles them.
 */
export { dot } from "./dot.js";
export { draw, type DrawOptions } from "./draw.js";
export { layOut, type Settings } from "./elk-layout.js";
export { html, type PageOptions } from "./html.js";
export type { Box, EdgeRoute, Layout, Point } from "./layout.js";
export { type JudgedReport, paintHistory } from "./paint-history.js";
export type { Paint, PaintedHistory, RefusedStep, Remark } from "./paint.js";
export {
  type ArrowEvidence,
  type Drawable,
  type Picture,
  type PictureArrow,
  pictureOf,
  type PictureState,
} from "./picture.js";
export { unreachable } from "./reach.js";
export { type Edge, edgesOf, type Label, type LabelLine, type Size } from "./sizes.js";
export { svg, type SvgOptions } from "./svg.js";
export type { Theme } from "./theme.js";
