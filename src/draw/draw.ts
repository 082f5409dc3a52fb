/** Pictures of lifecycles, as text. */
import type { AnyStateMachine } from "xstate";
import { mermaid } from "./mermaid.js";

const drawFormats = ["mermaid"] as const;

export interface DrawOptions {
  /** `mermaid` when not given. */
  readonly format?: (typeof drawFormats)[number] | undefined;
}

/** The picture of a lifecycle's machine; the same machine always gives the same text. */
export function draw(
  { title, machine }: { readonly title: string; readonly machine: AnyStateMachine },
  { format = "mermaid" }: DrawOptions = {},
): string {
  switch (format) {
    case "mermaid":
      return mermaid(machine, title);
  }
}
