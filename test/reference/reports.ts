// Reports by the dozen: of statuses or events, with runs, counts and types.
import type { Report } from "../../src/observer/folded.js";

export const polls = (statuses: readonly string[]): readonly Report[] =>
  statuses.map((status) => ({ channel: "poll", status }));
export const webhooks = (statuses: readonly string[]): readonly Report[] =>
  statuses.map((status) => ({ channel: "webhook", status }));
export const bothChannels = (statuses: readonly string[]): readonly Report[] => [
  ...webhooks(statuses),
  ...polls(statuses),
];
export const events = (names: readonly string[]): readonly Report[] =>
  names.map((event) => ({ channel: "webhook", event }));

export const ofRuns = (reports: readonly Report[], runs: readonly (string | undefined)[]): readonly Report[] =>
  runs.flatMap((run) => reports.map((report) => (run === undefined ? report : { ...report, run })));
export const counting = (reports: readonly Report[], counts: readonly Record<string, number>[]): readonly Report[] =>
  reports.flatMap((report) => counts.map((counters) => ({ ...report, counters })));
export const showing = (reports: readonly Report[], types: readonly string[]): readonly Report[] =>
  types.flatMap((type) => reports.map((report) => ({ ...report, policy: { type } })));
