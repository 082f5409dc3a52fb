/** What a webhook handler does with one message: read it, step a record, look a transition up. */
import * as z from "zod";
import { instantText, plainWord } from "../dist/index.js";
import { iinkedsign } from "../dist/iinkedsign.js";
import { measure } from "./measure.mjs";
import { bound, events } from "./workload.mjs";

const length = 12;
const patient = iinkedsign.under({ ...iinkedsign.definition.policy.defaults, maxErrors: "unlimited" });
const identity = (number) => `6a0e1c1e-1111-4111-8111-${String(number).padStart(12, "0")}`;

const bodies = Array.from({ length: length + 1 }, (_, index) => ({
  action: "verification_status",
  verificationId: identity(1),
  packageId: identity(2),
  signerId: identity(3),
  state: "error",
  continue: false,
  eventId: identity(100 + index),
  eventTime: `2024-03-01T00:${String(index).padStart(2, "0")}:00.25Z`,
}));
const observations = bodies.map((body) => iinkedsign.read(body).observation);
const next = observations[length];
const fresh = patient.open({ subject: observations[0].subject });
const record = observations.slice(0, length).reduce(patient.reducer, fresh);
const restored = patient.restore(JSON.stringify(record));
const text = JSON.stringify(record);
const parsed = JSON.parse(text);

if (patient.observe(record, next).verdict.kind !== "advance") throw new Error("the step is not accepted");
if (patient.reducer(record, observations[3]) !== record) throw new Error("the duplicate made a record");

const uuid = z.guid({ error: "expected a UUID" }).transform((text) => text.toLowerCase());
/** The schema of machines/iinkedsign/wire.ts, parsed by zod and by nothing else. */
const schema = z.object({
  action: z.string(),
  verificationId: uuid,
  packageId: uuid,
  signerId: uuid,
  state: plainWord,
  continue: z.boolean(),
  eventId: uuid,
  eventTime: instantText,
});

const pairs = events.flatMap((from) => events.map((to) => [from, to]));
const nested = Object.fromEntries(
  events.map((from) => [from, Object.fromEntries(events.map((to) => [to, bound.checkTransition(from, to)]))]),
);

const once = (name, run) => ({ name, operations: 1, run });
const forPairs = (name, look) => ({
  name,
  operations: pairs.length,
  run: () => {
    for (const [from, to] of pairs) if (look(from, to).kind === "unknown") throw new Error(from);
  },
});

const works = {
  accepted: {
    name: "`reducer`, an accepted step",
    operations: length,
    run: () => {
      let stepped = fresh;
      for (let at = 0; at < length; at++) stepped = patient.reducer(stepped, observations[at]);
      if (stepped.sequence !== length) throw new Error("a step was refused");
    },
  },
  restored: once("`reducer`, a step of a record from `restore`", () => patient.reducer(restored, next)),
  parsed: once("`reducer`, a step of a record from `JSON.parse`, checked in full", () => patient.reducer(parsed, next)),
  json: once("`JSON.parse` of that record alone", () => JSON.parse(text)),
  duplicate: once("`reducer`, a duplicate", () => patient.reducer(record, observations[3])),
  observed: once("`observe`, an accepted step with its verdict", () => patient.observe(record, next)),
  checked: forPairs("`under(policy).checkTransition`", bound.checkTransition),
  nested: forPairs("an object in an object", (from, to) => nested[from][to]),
  read: once("`read` of a parsed webhook", () => iinkedsign.read(bodies[0])),
  zod: once("zod's own parse of it", () => schema.safeParse(bodies[0])),
};

/** Nanoseconds each, by name. */
export function measureRecords() {
  const times = measure(Object.values(works));
  return Object.fromEntries(
    Object.entries(works).map(([key, { name }]) => [key, { name, nanoseconds: times.get(name) }]),
  );
}
