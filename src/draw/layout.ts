/** Where everything in a picture stands: plain JSON, so that it can be computed once and kept. In pixels from the top left. */
import type { Size } from "./sizes.js";

/** A place, in pixels from the top left of the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle in pixels, by its top left corner. */
export interface Box extends Point, Size {}

export interface EdgeRoute {
  /** From the border of the source to the border of the target; each step is horizontal or vertical. */
  readonly points: readonly Point[];
  /** The label lies on the route. */
  readonly label: Box;
}

export interface Layout extends Size {
  /** By the ids of states. */
  readonly states: Readonly<Record<string, Box>>;
  /** Where the words in a group's head stand, by the group's id. */
  readonly heads: Readonly<Record<string, Box>>;
  /** By the ids of edges, which are those of their first arrows. */
  readonly edges: Readonly<Record<string, EdgeRoute>>;
  /** The dot from which the initial state is entered, and its arrow. */
  readonly start: { readonly dot: Point; readonly points: readonly Point[] };
}
