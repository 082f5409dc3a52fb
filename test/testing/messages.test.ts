/** The providers' messages as we write them: each reads as the report that it was written for. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lifecycles, messages } from "../../machines/index.js";
import { settings } from "./settings.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { channelOf } from "../../src/testing/history.js";
import { corruptMessage, delivery, legalHistory } from "../../src/testing/index.js";

const pairs = lifecycles.map((lifecycle: Lifecycle, index) => {
  const written = messages[index];
  if (written === undefined) throw new Error(`${lifecycle.id} has no messages`);
  return { id: lifecycle.id, lifecycle, written };
});

describe.each(pairs)("$id", ({ id, lifecycle, written }) => {
  test("its messages say whose they are", () => {
    expect(written.lifecycle).toBe(id);
  });

  test("a message reads as the report that it was written for, and is written the same again", () => {
    const channel = fc.constantFrom("webhook" as const, "poll" as const, "both" as const);
    const canBe = lifecycle.definition.readWebhook === undefined ? fc.constant("poll" as const) : channel;
    const deliveries = canBe.chain((told) =>
      delivery(lifecycle, { messages: written, channel: told, policy: settings[id] ?? {} }),
    );
    const seen = new Set<string>();
    fc.assert(
      fc.property(deliveries, ({ arrivals }) => {
        for (const { observation, message } of arrivals) {
          expect(lifecycle.read(message)).toEqual({ kind: "observation", observation });
          expect(lifecycle.read(written.write(observation))).toEqual({ kind: "observation", observation });
          expect(lifecycle.read(JSON.stringify(message))).toEqual({ kind: "observation", observation });
          seen.add(`${observation.channel} ${observation.status}`);
        }
      }),
      { numRuns: 150, seed: 1 },
    );
    const { announced } = lifecycle.definition;
    const polled = lifecycle.statuses.map((status) => `poll ${status}`);
    expect(polled.filter((way) => !seen.has(way))).toEqual([]);
    expect([...seen].filter((way) => way.startsWith("webhook ")).length).toBeGreaterThanOrEqual(
      announced.always.length / 2,
    );
  });

  test("a message says what happened, and nothing else", () => {
    const options = { policy: settings[id] ?? {}, channel: channelOf(lifecycle, {}) };
    const drawn = { seed: 1, numRuns: 60 };
    const meant = fc.sample(legalHistory(lifecycle, options), drawn);
    const silent = { ...written, counted: [] };
    for (const [index, { reports, under }] of fc
      .sample(legalHistory(lifecycle, { ...options, messages: silent }), drawn)
      .entries()) {
      const essence = reports.map(({ status, at, channel }) => ({ status, at, channel }));
      expect(essence).toEqual(meant[index]?.reports.map(({ status, at, channel }) => ({ status, at, channel })));
      for (const { breaches, warnings, policy = {} } of reports) {
        expect([...breaches, ...warnings]).toEqual([]);
        expect(under).toMatchObject(policy);
      }
    }
  });

  test("the same name gives the same id, another name another", () => {
    for (const kind of ["subject", "run", "delivery"] as const) {
      const ids = Array.from({ length: 5000 }, (_, index) => written.invent(kind, `${index}`));
      expect(new Set(ids).size).toBe(ids.length);
      expect(written.invent(kind, "7")).toBe(ids[7]);
    }
  });

  test("a corrupt message is read as malformed, whatever broke", () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(corruptMessage(lifecycle, written, { policy: settings[id] ?? {} }), (message) => {
        expect(lifecycle.read(message).kind).toBe("malformed");
        kinds.add(message instanceof Uint8Array ? "bytes" : typeof message);
      }),
      { numRuns: 200, seed: 1 },
    );
    expect(kinds).toEqual(new Set(["bytes", "string", "object"]));
  });

  test("without messages a history has reports and no messages", () => {
    fc.assert(
      fc.property(legalHistory(lifecycle, { policy: settings[id] ?? {} }), ({ reports, messages: none }) => {
        expect(none).toEqual(reports.map(() => undefined));
      }),
      { numRuns: 5 },
    );
  });
});
