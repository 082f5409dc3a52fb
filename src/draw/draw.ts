/** Pictures of lifecycles, as text. */
import type { AnyStateMachine } from "xstate";
import { refuseWithout } from "../argument.js";
import { mermaid } from "./mermaid.js";

const drawFormats = ["mermaid"] as const;

export interface DrawOptions {
  /** `mermaid` when not given. */
  readonly format?: (typeof drawFormats)[number] | undefined;
}

/**
 * The picture of a lifecycle's machine; the same machine always gives the same text.
 *
 * @throws {RangeError} for a format that there is not.
 * @throws {TypeError} for what is no lifecycle.
 */
export function draw(
  lifecycle: { readonly title: string; readonly machine: AnyStateMachine },
  { format = "mermaid" }: DrawOptions = {},
): string {
  refuseWithout("machine", "lifecycle", lifecycle, "one that is not bound");
  switch (format) {
    case "mermaid":
      return mermaid(lifecycle.machine, lifecycle.title);
    default:
      throw new RangeError(
        `the option format is one of ${drawFormats.join(", ")}; svg, html and dot draw what pictureOf answers`,
      );
  }
}
