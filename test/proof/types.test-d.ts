/** What the types promise to whoever states a property: words, counters and settings complete, and misspelt ones are refused. */
import { describe, expectTypeOf, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaVerification } from "../../machines/persona/lifecycle.js";
import {
  atMost,
  counts,
  never,
  neverAfter,
  type Proof,
  type Property,
  type PropertyOf,
  prove,
  where,
} from "../../src/index.js";

describe("a property in one line", () => {
  test("names statuses, events and delayed transitions", () => {
    expectTypeOf(prove(iinkedsign, neverAfter("failed_locked", "signer.retried"))).toEqualTypeOf<Proof>();
    expectTypeOf(
      prove(personaVerification, [never("after 30"), neverAfter("submitted", "claims.saved")]),
    ).toEqualTypeOf<readonly Proof[]>();
    expectTypeOf(prove(iinkedsign)).toEqualTypeOf<readonly Proof[]>();
    // @ts-expect-error: no such status
    prove(iinkedsign, never("fialed"));
    // @ts-expect-error: no such event
    prove(iinkedsign, [neverAfter("failed", "signer.retryed")]);
  });

  test("asks about status, event, counters and policy by name", () => {
    prove(
      iinkedsign,
      never(({ context, policy }) => context.failures > 3 && policy.maxAttempts === 3),
    );
    prove(iinkedsign, [
      never(where("server.failed", ({ status, from }) => status === "failed" && from?.status === "end")),
    ]);
    const refused: PropertyOf<typeof iinkedsign>[] = [
      // @ts-expect-error: no such status
      never(({ status }) => status === "fialed"),
      // @ts-expect-error: no such counter
      never(({ context }) => context.failure > 3),
      // @ts-expect-error: no such event
      never(where("server.fialed", () => true)),
    ];
    expectTypeOf(refused).items.toExtend<Property>();
  });

  test("limits by a number, a field of the policy, or a function of it", () => {
    prove(iinkedsign, atMost("server.failed", "maxAttempts", { since: "server.renewed" }));
    prove(
      iinkedsign,
      atMost("server.failed", ({ maxAttempts }) => maxAttempts),
    );
    prove(iinkedsign, never("error", { when: ({ maxErrors }) => maxErrors === 1 }), {
      policy: { maxErrors: undefined },
    });
    prove(iinkedsign, counts("failures", "server.failed"));
    // @ts-expect-error: no such field
    prove(iinkedsign, atMost("server.failed", "maxAttempt"));
    // @ts-expect-error: no such counter
    prove(iinkedsign, counts("failure", "server.failed"));
    // @ts-expect-error: no such setting
    prove(iinkedsign, never("error"), { policy: { maxError: 1 } });
  });

  test("may be stated first and decided later", () => {
    const stated = neverAfter("passed", "failed");
    expectTypeOf(prove(iinkedsign, stated)).toEqualTypeOf<Proof>();
    expectTypeOf(prove(iinkedsign, [stated, stated])).toEqualTypeOf<readonly Proof[]>();
  });
});
