/** A machine's definition as an inspector wants it: JSON text of what the machine's file says, in its order. */
import type { AnyStateMachine } from "xstate";
import * as z from "zod";

const named = z
  .union([z.string(), z.object({ type: z.string() })])
  .optional()
  .catch(undefined);

const transition = z.union([
  z.string(),
  z.object({
    target: z.union([z.string(), z.array(z.string())]).optional(),
    guard: named,
    actions: z.union([named, z.array(named)]),
    description: z.string().optional(),
  }),
]);

const transitions = z.record(z.string(), z.union([transition, z.array(transition)])).optional();

const state = z.object({
  id: z.string().optional(),
  type: z.enum(["atomic", "compound", "final"]).optional(),
  description: z.string().optional(),
  tags: z.union([z.string(), z.array(z.string())]).optional(),
  initial: z.string().optional(),
  on: transitions,
  after: transitions,
  get states() {
    return z.record(z.string(), state).optional();
  },
});

/**
 * Ids, states, transitions, the names of guards and actions, descriptions and tags. The rest of the machine's config
 * (context, inline functions, meta) is left out.
 */
export function machineText({ config }: AnyStateMachine): string {
  return JSON.stringify(state.parse(JSON.parse(JSON.stringify(config))));
}
