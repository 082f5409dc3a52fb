/** The inspector's messages as they come in: from anyone, so that each is read before it is believed. */
import * as z from "zod";

const transition = z.union([
  z.string().transform((target) => ({ target, guard: undefined, description: undefined })),
  z.object({
    target: z
      .union([z.string(), z.array(z.string()).transform(([first]) => first)])
      .optional()
      .catch(undefined),
    guard: z
      .union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)])
      .optional()
      .catch(undefined),
    description: z.string().optional().catch(undefined),
  }),
]);

const transitions = z
  .record(z.string(), z.union([z.array(transition), transition.transform((only) => [only])]).catch([]))
  .catch({});

/** A state of the machine, and the states inside it. */
export interface MachineState {
  readonly id?: string | undefined;
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly initial?: string | undefined;
  readonly on: z.output<typeof transitions>;
  readonly after: z.output<typeof transitions>;
  readonly states: Readonly<Record<string, MachineState>>;
}

const state: z.ZodType<MachineState> = z.object({
  id: z.string().optional().catch(undefined),
  type: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  initial: z.string().optional().catch(undefined),
  on: transitions.default({}),
  after: transitions.default({}),
  states: z
    .record(
      z.string(),
      z.lazy(() => state),
    )
    .default({}),
});

const definition = z.string().transform((text, refusal) => {
  try {
    return state.parse(JSON.parse(text));
  } catch {
    refusal.addIssue("not a machine");
    return z.NEVER;
  }
});

const snapshot = z.object({
  status: z.string().catch("active"),
  value: z.unknown(),
  context: z.record(z.string(), z.unknown()).catch({}),
});

const event = z.object({ type: z.string(), verdict: z.string().optional().catch(undefined) });

const base = { sessionId: z.string(), _version: z.string() };

const message = z.discriminatedUnion("type", [
  z.object({
    ...base,
    type: z.literal("@xstate.actor"),
    name: z.string().catch("actor"),
    definition: definition.optional().catch(undefined),
    snapshot,
  }),
  z.object({ ...base, type: z.literal("@xstate.event"), event }),
  z.object({ ...base, type: z.literal("@xstate.snapshot"), event, snapshot }),
]);

export type Message = z.output<typeof message>;
export type Snapshot = z.output<typeof snapshot>;

/** A message; undefined for anything else. */
export function readMessage(value: unknown): Message | undefined {
  const parsed = message.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
