/** What a walk finds: the ways out of each configuration, and when its timers run out. */
import { describe, expect, test } from "vitest";
import { setup } from "xstate";
import { assetpayClient } from "../../machines/assetpay/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { type Site, terrainOf } from "../../src/testing/terrain.js";
import { badge } from "../unit/badge.js";

const textOf = ({ deadline, ways }: Site): string => {
  const told = ways.map(
    ({ event, status, announcement, startsRun, delay, weight }) =>
      `${event} to ${status}: ${announcement}, weight ${weight}${startsRun ? ", a new run" : ""}${delay === undefined ? "" : `, after ${delay}`}`,
  );
  return [...told, ...(deadline === undefined ? [] : [`until ${deadline}`])].join("\n");
};

describe("a badge", () => {
  const { sites, initial, beginsInRun, policy } = terrainOf(badge.definition, { days: 2, tries: 2 }, undefined);

  test("may be touched, which keeps its status, or submitted, until it runs out", () => {
    expect(textOf(sites[0] ?? { ways: [], deadline: 0 })).toBe(
      [
        "badge.submitted to submitted: never, weight 24",
        "badge.touched to created: never, weight 24",
        "after validity to expired: maybe, weight 6, after 172800000",
        "until 172800000",
      ].join("\n"),
    );
  });

  test("is answered by an end, which is rarer than another try", () => {
    expect(textOf(sites[1] ?? { ways: [], deadline: 0 })).toBe(
      [
        "badge.approved to approved: always, weight 6",
        "photo.refused to created: maybe, weight 24",
        "after validity to expired: maybe, weight 6, after 172800000",
        "until 172800000",
      ].join("\n"),
    );
    expect(sites[2]).toEqual({ ways: [], deadline: undefined });
  });

  test("begins with its opening event, in its one run", () => {
    expect(initial).toMatchObject({
      to: 0,
      status: "created",
      event: "badge.created",
      announcement: "always",
      startsRun: false,
    });
    expect(initial.delay).toBeUndefined();
    expect([beginsInRun, policy]).toEqual([true, { days: 2, tries: 2 }]);
  });

  test("is told of by the events that its webhooks are subscribed to", () => {
    const all = terrainOf(iinkedsign.definition, limits, undefined);
    const [some, others] = [["passed"], ["failed"]].map((subscribed) =>
      terrainOf(iinkedsign.definition, limits, subscribed),
    );
    const announced = (terrain = all): readonly string[] => [
      ...new Set(
        terrain.sites.flatMap(({ ways }) =>
          ways.flatMap(({ announcement, status }) => (announcement === "always" ? [status] : [])),
        ),
      ),
    ];
    expect(announced(some)).toEqual(["passed"]);
    expect(announced(others)).toEqual(["failed"]);
    expect(announced().length).toBeGreaterThan(2);
  });
});

const limits = { maxAttempts: 2, maxErrors: 1, maxResets: 1, passToSign: false, resetKeepsVerificationId: false };

describe("a verification", () => {
  const { sites, beginsInRun } = terrainOf(iinkedsign.definition, limits, undefined);

  test("is cancelled in many statuses, and seldom in each", () => {
    expect(textOf(sites[0] ?? { ways: [], deadline: 0 })).toBe(
      [
        "signer.opened to start: never, weight 24",
        "owner.reset to cancelled_reset: maybe, weight 2",
        "package.cancelled to cancelled: maybe, weight 1",
        "system.invalidated to invalid: maybe, weight 1",
      ].join("\n"),
    );
    expect(beginsInRun).toBe(true);
  });

  test("begins anew with a reset, unless its id is kept", () => {
    const starting = (policy: object): readonly string[] => [
      ...new Set(
        terrainOf(iinkedsign.definition, { ...limits, ...policy }, undefined).sites.flatMap(({ ways }) =>
          ways.flatMap(({ event, startsRun }) => (startsRun ? [event] : [])),
        ),
      ),
    ];
    expect(starting({})).toEqual(["server.renewed"]);
    expect(starting({ resetKeepsVerificationId: true })).toEqual([]);
  });
});

test("a client has no process at first", () => {
  const { beginsInRun, sites } = terrainOf(assetpayClient.definition, { maxProcesses: 2 }, undefined);
  expect(beginsInRun).toBe(false);
  expect(sites[0]?.ways.some(({ startsRun }) => startsRun)).toBe(true);
});

test("nothing but a timer happens when the first of several has run out, and what keeps the status is not told by it", () => {
  const machine = setup({ delays: { long: () => 5000, short: () => 2000 } }).createMachine({
    initial: "created",
    states: {
      created: { after: { long: "expired", short: "declined" }, on: { stay: "created", go: "approved" } },
      expired: {},
      declined: {},
      approved: { on: { back: "created" } },
    },
  });
  const announced = { by: "status", always: ["created"], maybe: [] } as const;
  const { sites } = terrainOf({ ...badge.definition, machine, announced }, {}, undefined);
  expect(sites.map(({ deadline }) => deadline)).toEqual([2000, undefined, undefined, undefined]);
  const told = sites.flatMap(({ ways }) => ways.map(({ event, announcement }) => [event, announcement]));
  expect(Object.fromEntries(told)).toMatchObject({ stay: "never", go: "never", back: "always" });
});
