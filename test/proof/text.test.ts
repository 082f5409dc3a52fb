/** A property is told as it is written, and a counterexample as a test that can be pasted. */
import { describe, expect, test } from "vitest";
import {
  always,
  anything,
  atMost,
  counts,
  eventuallyPossible,
  inevitable,
  leadsTo,
  never,
  neverAfter,
  possible,
  precedes,
  type Property,
  type PropertyOf,
  prove,
  where,
} from "../../src/index.js";
import { book } from "./book.js";

const isRenewed = ({ context }: { readonly context: Readonly<Record<string, unknown>> }): boolean =>
  context["renewals"] !== 0;

function isLate({ status }: { readonly status: string }): boolean {
  return status === "overdue";
}

describe("a property is told as it is written", () => {
  // Made in a test and not beside it: what runs while tests are collected is no test's doing, and mutants live through it.
  const written = (): readonly (readonly [text: string, property: Property])[] => [
    ['never("lost")', never("lost")],
    ["always(anything)", always(anything)],
    ['neverAfter("lost", anything)', neverAfter("lost", anything)],
    ['neverAfter("lent", "lost", { until: "shelved" })', neverAfter("lent", "lost", { until: "shelved" })],
    ['precedes("lent", "lost")', precedes("lent", "lost")],
    ['precedes("lent", "lost")', precedes("lent", "lost", { times: 1 })],
    [
      'precedes("lent", "lost", { since: "shelved", times: 2 })',
      precedes("lent", "lost", { times: 2, since: "shelved" }),
    ],
    ['atMost("lent", 3)', atMost("lent", 3)],
    ['atMost(["lent", "lost"], 1, { since: "shelved" })', atMost(["lent", "lost"], 1, { since: "shelved" })],
    ['possible("lent")', possible(["lent"])],
    ['eventuallyPossible("lost", { whenever: "lent" })', eventuallyPossible("lost", { whenever: "lent" })],
    ['inevitable("lost")', inevitable("lost")],
    ['leadsTo("lent", "lost")', leadsTo("lent", "lost")],
    ["never(isLate)", never(isLate)],
    ['never(({ status }) => status === "lost")', never(({ status }) => status === "lost")],
    ['never(where("lent", isLate))', never(where("lent", isLate))],
    ['never(where(["lent", "lost"], isLate))', never(where(["lent", "lost"], isLate))],
    ['never("lent", { when: () => true })', never("lent", { when: () => true })],
    ['atMost("lent", () => 2)', atMost("lent", () => 2)],
    ['precedes("lent", "lost", { times: () => 2 })', precedes("lent", "lost", { times: () => 2 })],
  ];

  test("words, options and conditions, each as they come", () => {
    expect(written().map(([, { text }]) => text)).toEqual(written().map(([text]) => text));
  });

  test("with the counter and the field of the policy that it is about", () => {
    const properties: readonly PropertyOf<typeof book>[] = [
      counts("renewals", "reader.renewed", { since: "shelved" }),
      atMost("reader.renewed", "maxRenewals"),
    ];
    expect(properties.map(({ text }) => text)).toEqual([
      'counts("renewals", "reader.renewed", { since: "shelved" })',
      'atMost("reader.renewed", "maxRenewals")',
    ]);
  });

  test("on one line, whatever lines its code is on", () => {
    const question = Object.assign(() => true, { toString: () => "() =>\n    true" });
    expect(never(question).text).toBe("never(() => true)");
  });

  test("by its code where it is an arrow with a name", () => {
    expect(never(isRenewed).text).toMatch(/^never\(\(\{ ?context ?\}\) => context/);
  });

  test("by its code where it is a function without a name", () => {
    expect(
      never(function () {
        return true;
      }).text,
    ).toMatch(/^never\(function ?\(\) \{ return true; \}\)$/);
  });
});

describe("a counterexample is told as a test", () => {
  const policy = { days: 14, maxRenewals: 1 };

  function testOf(property: PropertyOf<typeof book>): string {
    const proof = prove(book, property, { policy });
    if (proof.kind !== "fails") throw new Error("it can be");
    return proof.counterexample.test;
  }

  test("that replays what must not be", () => {
    expect(testOf(never("lent"))).toBe(`import { replay } from "kycle";
// import { book } from the module that exports it
import { expect, test } from "vitest";

test("never(\\"lent\\")", () => {
  const events = ["reader.borrowed"];
  const policy = {"days":14,"maxRenewals":1};
  // Every step as the machine takes it today; the last is the one that must not be.
  expect(replay(book, events, policy)).not.toEqual([
    {"event":null,"status":"shelved","changes":{}},
    {"event":"reader.borrowed","status":"lent","changes":{}},
  ]);
});
`);
  });

  test("that decides again what never comes", () => {
    expect(testOf(inevitable("lost"))).toBe(`import { inevitable, prove } from "kycle";
// import { book } from the module that exports it
import { expect, test } from "vitest";

test("inevitable(\\"lost\\")", () => {
  const properties = [inevitable("lost")];
  const policy = {"days":14,"maxRenewals":1};
  expect(prove(book, properties, { policy })).toMatchObject([{ kind: "holds" }]);
});
`);
  });

  test("with the words that it needs, and no others", () => {
    const first = (text: string): string => text.slice(0, text.indexOf("\n"));
    expect(
      first(
        testOf(
          leadsTo(
            anything,
            where("lost", () => true),
          ),
        ),
      ),
    ).toBe('import { anything, leadsTo, prove, where } from "kycle";');
  });

  test("as it is written where the lifecycle ships other claims", () => {
    const claims = [{ name: "no book is lost", property: never("lost"), level: "STATED", source: "Rules" }] as const;
    const proof = prove({ definition: { ...book.definition, properties: claims } }, inevitable("lost"), { policy });
    expect(proof.kind === "fails" && proof.counterexample.test).toContain('const properties = [inevitable("lost")];');
  });

  test("by the claim's name where the lifecycle ships it, under the name that its provider exports", () => {
    const claims = [
      { name: "no book is lost", property: never("lost"), level: "STATED", source: "The library's rules" },
      { name: "every book is lost", property: inevitable("lost"), level: "STATED", source: "The library's rules" },
    ] as const;
    const shipped = {
      definition: { ...book.definition, module: "kycle/book", id: "book: lent-out", properties: claims },
    };
    const [, proof] = prove(shipped, claims, { policy });
    expect(proof?.name).toBe("every book is lost");
    expect(proof?.kind === "fails" && proof.counterexample.test).toBe(`import { prove } from "kycle";
import { bookLentOut } from "kycle/book";
import { expect, test } from "vitest";

test("every book is lost", () => {
  const properties = bookLentOut.definition.properties?.filter(({ name }) => name === "every book is lost");
  const policy = {"days":14,"maxRenewals":1};
  expect(prove(bookLentOut, properties, { policy })).toMatchObject([{ kind: "holds" }]);
});
`);
  });
});
