/**
 * Pictures of lifecycles, as data and as text, the same in Node and in a browser.
 *
 * `pictureOf` reads a lifecycle, `layOut` finds a place for everything, `svg` draws it.
 */
export { draw, type DrawOptions } from "./draw.js";
export { layOut, type Settings } from "./elk-layout.js";
export type { Box, EdgeRoute, Layout, Point } from "./layout.js";
export type { Paint } from "./paint.js";
export {
  type ArrowEvidence,
  type Drawable,
  type Picture,
  type PictureArrow,
  pictureOf,
  type PictureState,
} from "./picture.js";
export { unreachable } from "./reach.js";
export { type Edge, edgesOf, type Size } from "./sizes.js";
export { svg, type SvgOptions } from "./svg.js";
export type { Theme } from "./theme.js";
