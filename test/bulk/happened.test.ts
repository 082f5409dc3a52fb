/** Reports judged in the order in which they happened, in bulk, come out as each subject's history does. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { entry } from "../../src/bulk/entry.js";
import { createHappenedJudge } from "../../src/bulk/happened.js";
import { createPhrases } from "../../src/bulk/phrase.js";
import type { Observation } from "../../src/observation.js";
import { checkHistory } from "../../src/trace.js";
import { type VerdictKind, verdictKinds } from "../../src/rule.js";
import { report, type Told } from "../report.js";
import { entryIfAny, id } from "./entries.js";

const second = (number: number): string => `2024-03-01T00:00:${String(number).padStart(2, "0")}Z`;
const policy = { maxAttempts: 3, maxErrors: 2, maxResets: 1 };

interface Given {
  readonly observation: Observation;
  readonly turn: number;
  readonly isEntry: boolean;
}

/** What is held of the reports, and what is told of each subject. */
function judgedInBulk(given: readonly Given[], wanted: ReadonlySet<VerdictKind>) {
  const phrases = createPhrases();
  const words = new Uint32Array(2 * entry.length);
  const judge = createHappenedJudge(iinkedsign, { policy }, phrases, wanted);
  for (const { observation, turn, isEntry } of given) {
    const own = isEntry ? entryIfAny(observation, phrases) : undefined;
    if (own !== undefined) {
      words.set(own, entry.length);
      judge.entry(words, entry.length, turn);
    } else {
      judge.observation(observation, turn);
    }
  }
  const [reports, subjects] = [judge.reports(), judge.subjects()];
  const told = [...judge.judge()].map(({ judged, ...rest }) => ({ ...rest, judged: judged?.() }));
  return { reports, subjects, told, counts: Object.fromEntries(judge.counts()) };
}

/** The same by each subject's history. */
function judgedApart(given: readonly Given[], wanted: ReadonlySet<VerdictKind>) {
  const subjects = [...new Set(given.map(({ observation }) => observation.subject))];
  const counts: Record<string, number> = {};
  const told = subjects.map((subject) => {
    const reports = given.filter(({ observation }) => observation.subject === subject);
    const { verdicts, judged } = checkHistory(
      iinkedsign.under(policy),
      reports.map(({ observation }) => observation),
      { order: "happened" },
    );
    for (const { kind } of verdicts) counts[kind] = (counts[kind] ?? 0) + 1;
    const lines = judged.map((nth) => ({
      turn: reports[nth]?.turn,
      observation: reports[nth]?.observation,
      verdict: verdicts[nth],
    }));
    const first = lines.find(({ verdict }) => verdict !== undefined && wanted.has(verdict.kind))?.verdict?.kind;
    return {
      firstTurn: reports[0]?.turn,
      reports: reports.length,
      first,
      judged: first === undefined ? undefined : lines,
    };
  });
  return { reports: given.length, subjects: subjects.length, told, counts };
}

function agree(given: readonly Given[], wanted: ReadonlySet<VerdictKind>): void {
  expect(judgedInBulk(given, wanted)).toEqual(judgedApart(given, wanted));
}

const oneReport = fc.record({
  subject: fc.constantFrom(id(1), id(2), `${id(1)}/${id(2)}`, "a name", "another name"),
  status: fc.constantFrom("start", "consent", "end", "failed", "error", "failed_reset", "passed", "renamed"),
  run: fc.constantFrom(undefined, undefined, id(1), id(2)),
  at: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 20, max: 29 }).map(second) },
    { weight: 1, arbitrary: fc.constantFrom(undefined, "2024-03-01T00:00:20.12345678901Z") },
  ),
  delivery: fc.oneof(fc.integer({ min: 100, max: 110 }).map(id), fc.integer({ min: 1000, max: 9999 }).map(id)),
  receivedAt: fc.constantFrom(undefined, undefined, undefined, undefined, second(50)),
});

const log = fc
  .array(fc.record({ told: oneReport, isEntry: fc.boolean(), skipped: fc.nat(2), isTwice: fc.nat(9) }), {
    maxLength: 30,
  })
  .map((all) => {
    let turn = 0;
    return all.flatMap(({ told, isEntry, skipped, isTwice }) => {
      const { run, receivedAt, ...rest } = told;
      const observation = report(0, {
        ...rest,
        ...(run === undefined ? {} : { run }),
        ...(receivedAt === undefined ? {} : { receivedAt }),
      });
      turn += 1 + skipped;
      return isTwice === 0
        ? [
            { observation, isEntry, turn },
            { observation, isEntry, turn: ++turn },
          ]
        : [{ observation, isEntry, turn }];
    });
  });

const kinds = fc.subarray([...verdictKinds]).map((chosen) => new Set(chosen));

test("whatever was reported, and whoever wants to hear of what", () => {
  fc.assert(fc.property(log, kinds, agree), { numRuns: 200 });
});

describe("reports of equal time are judged as their history is", () => {
  const reports = (...statuses: readonly string[]): readonly Given[] =>
    statuses.map((status, nth) => ({
      observation: report(0, { subject: id(1), status, at: second(5), delivery: id(100 + nth) }),
      turn: nth + 1,
      isEntry: true,
    }));
  const [passed, failed] = [reports("passed"), reports("failed")];

  test.each<[string, readonly Given[]]>([
    ["that came the other way round", reports("passed", "failed")],
    ["that came in their order", reports("failed", "passed")],
    ["of which one came twice", [...passed, ...passed, ...reports("other", "failed").slice(1)]],
    ["of which one delivery says two things", [...passed, ...failed]],
  ])("%s", (_, given) => {
    const later = given.map((one) => ({ ...one, observation: { ...one.observation, at: second(6) } }));
    for (const wanted of [new Set<VerdictKind>(), new Set(verdictKinds)]) {
      agree(given, wanted);
      agree([...given, ...later], wanted);
    }
  });
});

describe("subjects are told in the order of their first turns", () => {
  const given = (...subjects: readonly (readonly [string, Told])[]): readonly Given[] =>
    subjects.map(([subject, told], nth) => ({
      observation: report(0, { status: "failed", delivery: id(nth), at: second(nth), ...told, subject }),
      turn: 10 * (nth + 1),
      isEntry: true,
    }));
  const far = { at: "2106-01-01T00:00:00Z" };

  test.each<[string, readonly Given[], readonly number[]]>([
    ["those that words hold", given([id(2), {}], [id(1), {}], [id(2), {}]), [10, 20]],
    ["those that none hold", given(["b", {}], ["a", {}], ["b", {}]), [10, 20]],
    ["both in turns", given(["a", {}], [id(1), {}], ["b", {}], [id(2), {}], ["c", {}]), [10, 20, 30, 40, 50]],
    ["one of which words hold a later report", given([id(1), far], [id(2), {}], [id(1), {}], ["a", {}]), [10, 20, 40]],
    [
      "one of which words hold an earlier report",
      given([id(1), {}], [id(2), {}], [id(1), far], ["a", {}]),
      [10, 20, 40],
    ],
  ])("%s", (_, lines, order) => {
    const told = judgedInBulk(lines, new Set(verdictKinds)).told;
    expect(told.map(({ firstTurn }) => firstTurn)).toEqual(order);
    agree(lines, new Set(verdictKinds));
  });
});
