/** What a refusal rests on, what stands in its way, and what could have been told instead. */
import { describe, expect, test } from "vitest";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "../../machines/persona/lifecycle.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import { guardClauses } from "../../src/explanation/refusal.js";
import type { Verdict } from "../../src/verdict/verdict.js";
import { badge } from "./badge.js";
import { gates } from "./gates.js";
import { tell } from "./history.js";

function refusedAfter(
  lifecycle: Lifecycle,
  policy: object,
  known: Partial<Observation>,
  given: Partial<Observation>,
): Verdict {
  const { verdict } = tell(lifecycle, { policy }, known, given);
  expect(verdict.kind).toBe("illegal");
  return verdict;
}

const polled = (status: string, shown: Partial<Observation> = {}): Partial<Observation> => ({
  status,
  channel: "poll",
  delivery: undefined,
  ...shown,
});

describe("the evidence of a step that never is", () => {
  test("is not what is said of another step from the same status", () => {
    const { rule, evidence } = refusedAfter(fortid, {}, { status: "EXPIRED" }, { status: "EXPIRED" });
    expect([rule, evidence?.note]).toEqual(["illegal.unreachable", "a protocol that has terminated does not go on"]);
  });

  test.each(["IN_PROGRESS", "VERIFICATION_SUCCEEDED", "VERIFICATION_FAILED"])("is what is said of it: %s", (status) => {
    const { rule, evidence } = refusedAfter(fortid, {}, polled("EXPIRED"), polled(status));
    expect([rule, evidence?.note]).toEqual([
      "illegal.unreachable",
      "after a session has expired, 410 and then 404 are all that is returned",
    ]);
  });

  test.each([
    ["VERIFICATION_SUCCEEDED", "IN_PROGRESS"],
    ["VERIFICATION_SUCCEEDED", "VERIFICATION_FAILED"],
  ])("is what is said of the order where nothing is said of it: %s, %s", (from, to) => {
    const { rule, evidence } = refusedAfter(fortid, {}, polled(from), polled(to));
    expect([rule, evidence]).toEqual(["illegal.unreachable", fortid.definition.evidence.order]);
  });
});

describe("final is what nothing follows", () => {
  test("under every policy that fits, not under some", () => {
    const rule = (policy: object): string =>
      refusedAfter(personaInquiry, policy, { status: "declined" }, { status: "created" }).rule;
    expect([rule({ decisionsOverturn: false }), rule({})]).toEqual(["illegal.final", "illegal.unreachable"]);
    const strict = { decisionsOverturn: false };
    expect(refusedAfter(personaInquiry, strict, { status: "declined" }, { status: "created" }).guards).toEqual([]);
  });

  test("whatever an event may have led to, not some of it", () => {
    const afterRefusal = (policy: object): Verdict => {
      const { verdict } = tell(
        badge,
        { policy },
        { status: "submitted" },
        { event: "photo.refused" },
        { event: "badge.created" },
      );
      return verdict;
    };
    expect(afterRefusal({})).toMatchObject({
      rule: "illegal.unreachable",
      fitting: ["created", "approved", "declined", "expired"],
    });
    expect(afterRefusal({ tries: 1 })).toMatchObject({ rule: "illegal.final", fitting: [] });
  });
});

describe("the facts that a refused report shows", () => {
  const statuses = (policy: object, shown: Partial<Observation>): readonly string[] | undefined =>
    refusedAfter(personaVerification, policy, polled("submitted"), polled("initiated", shown)).fitting;
  const ofAamva = ["passed", "failed", "requires_retry", "canceled", "skipped"];

  test("leave what could have been told of them", () => {
    expect(statuses({}, { policy: { type: "aamva" } })).toEqual(ofAamva);
    expect(statuses({}, {})).toEqual(["tentatively_passed", "tentatively_failed", ...ofAamva]);
  });

  test("count for nothing where no policy that fits has them", () => {
    expect(statuses({ type: "aamva" }, { policy: { type: "document" } })).toEqual(ofAamva);
  });
});

describe("what stands in the way", () => {
  test("of another run is what its beginning needs, however near the status is in this one", () => {
    const strict = { maxAttempts: 3, maxErrors: 1, maxResets: 0 };
    const verdict = refusedAfter(iinkedsign, strict, { status: "failed", run: "A" }, { status: "passed", run: "B" });
    expect(verdict).toMatchObject({ rule: "illegal.run", guards: [{ guard: "resetsLeft" }] });
    expect(verdict.guards).toHaveLength(1);
  });

  test("of another run is none where the lifecycle has no runs", () => {
    const run = (name: string) => ({ run: name });
    const verdict = refusedAfter(
      personaVerification,
      {},
      { status: "submitted", ...run("A") },
      { status: "passed", ...run("B") },
    );
    expect(verdict).toMatchObject({ rule: "illegal.unreachable", guards: [], fitting: [] });
  });

  test("is every guard that the way needs, and no more than that", () => {
    const unmet = (policy: object, status: string): readonly string[] | undefined =>
      refusedAfter(gates, policy, polled("outside"), polled(status)).guards?.map(({ guard }) => guard);
    expect(unmet({ passes: 0, seals: 0 }, "yard")).toEqual(["hasPass"]);
    expect(unmet({ passes: 0, seals: 0 }, "porch")).toEqual(["isInvited"]);
    expect(unmet({ passes: 0, seals: 0 }, "inside")).toEqual(["hasPass", "hasSeal"]);
    expect(unmet({ passes: 0, seals: 1 }, "inside")).toEqual(["hasPass"]);
    expect(unmet({ passes: 1, seals: 0 }, "inside")).toEqual(["hasSeal"]);
  });

  test("is told guard by guard", () => {
    const evidence = { level: "STATED", source: "The porter's handbook" } as const;
    expect(
      guardClauses([
        { guard: "triesLeft", needs: "a try left", numbers: "2 of 2 tries are used", evidence },
        { guard: "isOpen", needs: "an open gate", numbers: "the gate is shut", evidence },
      ]),
    ).toBe(
      "it needs a try left, and 2 of 2 tries are used (guard triesLeft); it needs an open gate, and the gate is shut (guard isOpen)",
    );
  });
});

test("what no webhook tells of is told as fitting where nothing else fits", () => {
  const { fitting } = refusedAfter(fortid, {}, polled("VERIFICATION_SUCCEEDED"), { status: "EXPIRED" });
  expect(fitting).toEqual(["REMOVED"]);
});

test("a first report is refused by its guard, whatever the settings that are not known", () => {
  const { verdict } = tell(iinkedsign, { policy: { maxErrors: 1, maxResets: 1 } }, polled("error"));
  expect([verdict.rule, verdict.guards?.map(({ guard }) => guard)]).toEqual(["illegal.guard", ["errorsLeft"]]);
});
