/** Where a check writes, and to whom it says how far it is. */
import type { Output } from "../output.js";
import type { LineWidth } from "../text/line-width.js";
import type { Progress } from "./progress.js";

export interface CheckDesk {
  readonly output: Output;
  readonly progress: Progress;
  readonly isColoured: boolean;
  /** As in a file when not given. */
  readonly lineWidth?: LineWidth | undefined;
}
