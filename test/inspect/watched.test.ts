/** A fold over observations in the inspector, although no actor runs. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { getInitialSnapshot, getNextSnapshot } from "xstate";
import { lifecycles } from "../../machines/index.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { explore } from "../../src/explore.js";
import { type InspectorMessage, watched } from "../../src/inspect/index.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import { jsonRecord } from "../json.js";
import { legalHistory } from "../../src/testing/index.js";
import { report } from "../report.js";
import { listeningTo, timeless } from "./inspector.js";

const policy = { maxAttempts: 3, maxErrors: 2, maxResets: 1 };

function fold(lifecycle: Lifecycle, given: object, reports: readonly Observation[]): readonly InspectorMessage[] {
  const messages: InspectorMessage[] = [];
  const seen = watched(lifecycle, { send: (message) => messages.push(message) });
  reports.reduce(seen.reducer, seen.open({ subject: "subject", policy: { ...given } }));
  return messages;
}

const statesOf = (messages: readonly InspectorMessage[]): readonly unknown[] =>
  messages.flatMap((message) => ("snapshot" in message ? [message.snapshot.value] : []));

describe("a watched fold", () => {
  test("shows each report as an event, and as a snapshot where it changed the record", () => {
    const messages = fold(iinkedsign, policy, [
      report(0, { status: "failed", run: "A", counters: { failures: 2 } }),
      report(1, { status: "failed_locked", run: "A" }),
      report(2, { status: "passed", run: "A" }),
      report(1, { status: "failed_locked", run: "A" }),
    ]);
    expect(messages.map((message) => [message.type, "event" in message ? message.event.type : ""])).toEqual([
      ["@xstate.actor", ""],
      ["@xstate.event", "webhook failed: gap"],
      ["@xstate.snapshot", "webhook failed: gap"],
      ["@xstate.event", "webhook failed_locked: advance"],
      ["@xstate.snapshot", "webhook failed_locked: advance"],
      ["@xstate.event", "webhook passed: illegal.final"],
      ["@xstate.event", "webhook failed_locked: duplicate.delivery"],
    ]);
    expect(statesOf(messages)).toEqual([
      { live: { resettable: "not_started" } },
      { live: { resettable: { retryable: "failed" } } },
      "failed_locked",
    ]);
    expect(messages.at(-3)).toMatchObject({ snapshot: { status: "done", context: { failures: 3, resets: 1 } } });
  });

  test("gives counters that are uncertain as bounds, and those without a known limit as any", () => {
    const messages = fold(iinkedsign, { ...policy, maxErrors: undefined }, [report(0, { status: "error", run: "A" })]);
    expect(messages.at(-1)).toMatchObject({ snapshot: { context: { failures: 0, errors: "any", resets: "0 to 1" } } });
  });

  test("numbers its subjects, also those that come back from a store", () => {
    const messages: InspectorMessage[] = [];
    const seen = watched(iinkedsign, { send: (message) => messages.push(message) });
    const stored = iinkedsign.reducer(
      iinkedsign.open({ subject: "anna", policy }),
      report(0, { subject: "anna", status: "failed" }),
    );
    seen.observe(stored, report(1, { subject: "anna", status: "passed" }));
    seen.under(policy).open({ subject: "bert" });
    const actors = messages.filter(({ type }) => type === "@xstate.actor");
    expect(actors).toMatchObject([
      { name: "iinkedsign 1", snapshot: { value: { live: { resettable: { retryable: "failed" } } } } },
      { name: "iinkedsign 2", snapshot: { value: { live: { resettable: "not_started" } } } },
    ]);
    expect(new Set(messages.map(({ sessionId }) => sessionId)).size).toBe(2);
  });

  test("is judged as it is without an inspector", () => {
    const seen = watched(iinkedsign, { send: () => {} });
    const record = seen.open({ subject: "subject", policy });
    const observation = report(0, { status: "failed_reset", run: "A" });
    expect(seen.observe(record, observation)).toEqual(iinkedsign.observe(record, observation));
    expect(seen.adopt(record, observation)).toEqual(iinkedsign.adopt(record, observation));
    expect(seen.view(record)).toEqual(iinkedsign.view(record));
  });

  test("may be handed to an inspector, which tells the same", () => {
    const { inspector, messages } = listeningTo(iinkedsign);
    const seen = watched(iinkedsign, {
      send: (message) => {
        inspector.adapter.send(message);
      },
    });
    const reports = [report(0, { status: "failed" }), report(1, { status: "passed", run: "B" })];
    reports.reduce(seen.reducer, seen.open({ subject: "subject", policy }));
    const alone = fold(iinkedsign, policy, reports);
    expect(messages.map(timeless)).toEqual(alone.map(timeless));
  });
});

describe.each(lifecycles.map((lifecycle: Lifecycle) => ({ id: lifecycle.id, lifecycle })))("$id", ({ lifecycle }) => {
  const { machine, definition } = lifecycle;
  const defaults = jsonRecord.parse(definition.policy.defaults);

  test("gives every status the state value that XState gives it", () => {
    const { configurations, transitions } = explore(lifecycle, defaults);
    const values = new Map<string, unknown>();
    const snapshots = [getInitialSnapshot(machine, defaults)];
    for (const [from, out] of transitions.entries()) {
      const status = configurations[from]?.status ?? "";
      values.set(status, snapshots[from]?.value);
      for (const { to, candidate } of out) {
        const snapshot = snapshots[from];
        if (snapshot === undefined || snapshots[to] !== undefined) continue;
        const type =
          candidate.delay === undefined
            ? candidate.event
            : (machine.events.find((event) => event.startsWith(`xstate.after.${candidate.delay}.`)) ?? "");
        snapshots[to] = getNextSnapshot(machine, snapshot, { type });
      }
    }
    for (const status of lifecycle.statuses.filter((known) => values.has(known))) {
      const messages: InspectorMessage[] = [];
      const seen = watched(lifecycle, { send: (message) => messages.push(message) });
      seen.adopt(seen.open({ subject: "subject", policy: defaults }), report(0, { status, channel: "poll" }));
      expect(statesOf(messages).at(-1)).toEqual(values.get(status));
    }
    expect(values.size).toBeGreaterThan(3);
  });

  test("shows the state of every report of a walk", () => {
    fc.assert(
      fc.property(legalHistory(lifecycle, { policy: defaults, channel: "webhook" }), ({ reports }) => {
        const ofSubject = reports.map((told) => ({ ...told, subject: "subject" }));
        const messages = fold(lifecycle, defaults, ofSubject);
        expect(messages.filter(({ type }) => type === "@xstate.event").length).toBe(reports.length);
        const leaves = messages.flatMap((message) =>
          message.type === "@xstate.snapshot" ? [leafOf(message.snapshot.value)] : [],
        );
        expect(leaves).toEqual(reports.map(({ status }) => status));
      }),
      { numRuns: 20 },
    );
  });

  test("says what it said when the protocol was captured", () => {
    const reports = lifecycle.statuses.map((status, index) => report(index, { status, run: "A" }));
    const capture = fold(lifecycle, defaults, reports).map(timeless);
    const file = fileURLToPath(new URL(`captures/${lifecycle.id.replace("/", "-")}.json`, import.meta.url));
    const text = `${JSON.stringify(capture, null, 2)}\n`;
    if (process.env["KYCLE_WRITE_DOCS"] === "1") writeFileSync(file, text);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(text));
  });
});

function leafOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? leafOf(Object.values(value)[0]) : value;
}
