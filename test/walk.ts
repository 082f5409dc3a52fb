/** Histories made by walking a machine: what a provider would report of a subject that really took these transitions. */
import * as fc from "fast-check";
import { explore } from "../src/explore.js";
import type { Lifecycle } from "../src/lifecycle.js";
import type { Observation } from "../src/observation.js";
import { announcementOf } from "../src/observer.js";
import { report } from "./report.js";

export interface History {
  readonly policy: Readonly<Record<string, unknown>>;
  readonly reports: readonly Observation[];
}

interface Shape {
  /** Of the transitions that may be announced, how many are. Those that always are, always are. */
  readonly announced: number;
  readonly steps: number;
}

/** The webhooks of a walk under one policy, in the order in which they happened; times at seven digits, minutes apart. */
export function webhookHistory(
  lifecycle: Lifecycle,
  policies: readonly Readonly<Record<string, unknown>>[],
): fc.Arbitrary<History> {
  return fc
    .record({
      policy: fc.constantFrom(...policies),
      choices: fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 60 }),
      announced: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ policy, choices, announced }) => ({
      policy,
      reports: walkWebhooks(lifecycle, policy, choices, { announced, steps: choices.length }),
    }));
}

function walkWebhooks(
  lifecycle: Lifecycle,
  policy: Readonly<Record<string, unknown>>,
  choices: readonly number[],
  { announced, steps }: Shape,
): readonly Observation[] {
  const { announced: announcements, opening, runs } = lifecycle.definition;
  const { configurations, transitions } = explore(lifecycle, policy);
  const channels = { announced: announcements, opening, subscribed: undefined, runStarts: [] };
  const keepsRuns = runs?.unless !== undefined && policy[runs.unless] === true;
  const reports: Observation[] = [];
  let run = 1;
  const tell = (status: string, event: string, keepsStatus: boolean, chance: number): void => {
    const how = announcementOf(channels, { event, status, keepsStatus });
    if (how === "never" || (how === "maybe" && chance / 1000 > announced)) return;
    const index = reports.length;
    reports.push(report(index, { status, ...(runs === undefined ? {} : { run: `run-${run}` }), at: time(index) }));
  };
  let at = 0;
  tell(configurations[0]?.status ?? "", opening ?? "", false, 0);
  for (let step = 0; step < steps; step++) {
    const choice = choices[step] ?? 0;
    const out = transitions[at] ?? [];
    const taken = out[choice % Math.max(out.length, 1)];
    if (taken === undefined) break;
    const { event } = taken.candidate;
    if (runs?.startedBy.includes(event) === true && !keepsRuns) run += 1;
    const status = configurations[taken.to]?.status ?? "";
    tell(status, event, status === configurations[at]?.status, (choice * 7) % 1000);
    at = taken.to;
  }
  return reports;
}

/** A minute and a part of a millisecond that a Date would lose. */
function time(index: number): string {
  const minutes = String(Math.floor(index / 3) % 60).padStart(2, "0");
  return `2024-03-01T00:${minutes}:00.000000${(index % 3) + 1}Z`;
}

/** What polls of a walk see: some configurations on the way, each perhaps more than once. */
export function pollHistory(
  lifecycle: Lifecycle,
  policies: readonly Readonly<Record<string, unknown>>[],
): fc.Arbitrary<History> {
  return fc
    .record({
      policy: fc.constantFrom(...policies),
      choices: fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 60 }),
    })
    .map(({ policy, choices }) => {
      const { configurations, transitions } = explore(lifecycle, policy);
      const reports: Observation[] = [];
      let at = 0;
      for (const choice of choices) {
        const out = transitions[at] ?? [];
        at = out[choice % Math.max(out.length, 1)]?.to ?? at;
        const status = configurations[at]?.status ?? "";
        if (choice % 3 === 0) reports.push(report(reports.length, { status, channel: "poll", at: undefined }));
      }
      return { policy, reports };
    });
}
