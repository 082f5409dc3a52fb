/** Inspectors of `@statelyai/inspect` whose messages end here. */
import { createInspector } from "@statelyai/inspect";
import type { LifecycleDefinition } from "../../src/definition.js";
import { type InspectorMessage, inspectorOptions } from "../../src/inspect/index.js";

type Inspector = ReturnType<typeof createInspector>;

export interface Heard {
  readonly inspector: Inspector;
  readonly messages: readonly InspectorMessage[];
  /** Settles when the inspector has handed on what it was told: it takes its time. */
  readonly quiet: () => Promise<void>;
}

export function listeningTo(...lifecycles: readonly { readonly definition: LifecycleDefinition }[]): Heard {
  const messages: InspectorMessage[] = [];
  const options = inspectorOptions(...lifecycles);
  const inspector = createInspector({ send: (message) => messages.push(options.serialize(message)) }, options);
  return {
    inspector,
    messages,
    quiet: async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}

/** A message without the time at which it was made. */
export function timeless(message: InspectorMessage): object {
  return { ...message, createdAt: "0" };
}
