/** What a step costs as histories, subjects and policies grow: it should stay the same. Nanoseconds a step. */
import { trackSubjects } from "../dist/index.js";
import { iinkedsign } from "../dist/iinkedsign.js";
import { measure } from "./measure.mjs";

const sizes = [
  { reports: 10, subjects: 10, limit: 2 },
  { reports: 100, subjects: 10, limit: 2 },
  { reports: 1000, subjects: 10, limit: 2 },
  { reports: 10, subjects: 100, limit: 2 },
  { reports: 10, subjects: 1000, limit: 2 },
  { reports: 10, subjects: 10, limit: 10 },
  { reports: 10, subjects: 10, limit: 20 },
];

function workOf({ reports, subjects, limit }) {
  const policy = { ...iinkedsign.definition.policy.defaults, maxAttempts: limit, maxResets: 1, maxErrors: "unlimited" };
  const bound = iinkedsign.under(policy);
  const observations = Array.from({ length: reports * subjects }, (_, index) => ({
    subject: `subject ${index % subjects}`,
    status: "error",
    reported: "error",
    channel: "webhook",
    delivery: `delivery ${index}`,
    at: new Date(1_700_000_000_000 + index * 1000).toISOString(),
    breaches: [],
    warnings: [],
  }));
  return {
    name: JSON.stringify({ reports, subjects, limit }),
    operations: observations.length,
    run: () => {
      const { observe } = trackSubjects(bound);
      for (const observation of observations) {
        if (observe(observation).kind !== "advance") throw new Error("a step was refused");
      }
    },
  };
}

export function measureCurve() {
  const times = measure(sizes.map(workOf), { rounds: 7 });
  return sizes.map((size) => ({ ...size, nanoseconds: times.get(JSON.stringify(size)) }));
}
