/** Which reports are put in, in what they say and how they are named. */
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { iinkedsignMessages } from "../../machines/iinkedsign/messages.js";
import type { Observation } from "../../src/observation.js";
import type { TellingOptions, Told } from "../../src/testing/history.js";
import { refusedReport, type Scene, unknownReport } from "../../src/testing/odd-report.js";
import { choices, type Sight } from "../../src/testing/walk.js";
import type { VerdictKind } from "../../src/rule.js";
import { report } from "../report.js";

const lifecycle = { ...iinkedsign, statuses: ["created", "passed", "failed"] };
const sight: Sight = { channel: "webhook", status: "failed", event: "to failed", run: 3, ticks: 7 };

interface Asked extends Sight {
  readonly name: string;
  readonly word: string | undefined;
}

/** A scene whose reports are told by `answer`, and all that it was asked for. */
function sceneWith(given: Partial<Scene>, answer: (asked: Asked) => Partial<Observation> | undefined) {
  const asked: Asked[] = [];
  const tell = (seen: Sight, name: string, word?: string): Told | undefined => {
    const one = { ...seen, name, word };
    asked.push(one);
    const told = answer(one);
    return told === undefined ? undefined : { observation: report(0, told), message: undefined };
  };
  const options: TellingOptions = {};
  return {
    asked,
    scene: { lifecycle, teller: { subject: "subject", tell }, options, sight, of: 4, pick: 0, ...given },
  };
}

describe("a word that nobody knows", () => {
  test("is told by webhook, just after the report that it stands beside", () => {
    const { scene, asked } = sceneWith({}, ({ word }) => ({ reported: word ?? "" }));
    expect(unknownReport(scene)).toMatchObject({ cause: "unknown", observation: { reported: asked[0]?.word } });
    expect(asked).toEqual([{ ...sight, status: undefined, ticks: 8, name: "5.unknown", word: asked[0]?.word }]);
    expect(lifecycle.statuses).not.toContain(asked[0]?.word);
  });

  test("is told by a poll where no webhook can, or where the webhook's event decides", () => {
    for (const byWebhook of [undefined, { status: "failed" }]) {
      const { scene, asked } = sceneWith({}, ({ channel }) => (channel === "webhook" ? byWebhook : {}));
      expect(unknownReport(scene)).toBeDefined();
      expect(asked.map(({ channel }) => channel)).toEqual(["webhook", "poll"]);
    }
  });

  test("is told by polls alone where there are no webhooks, and not at all where nothing can", () => {
    const { scene, asked } = sceneWith({ options: { channel: "poll" } }, () => undefined);
    expect(unknownReport(scene)).toBeUndefined();
    expect(asked.map(({ channel }) => channel)).toEqual(["poll"]);
  });
});

describe("a report that is refused", () => {
  const isFailed: (observation: Observation) => VerdictKind = ({ status, event }) =>
    status === "failed" || event === "counted" ? "illegal" : "advance";
  const toldOf = ({ status, event, run }: Asked): Partial<Observation> => ({
    ...(status === undefined ? {} : { status }),
    ...(event === undefined ? {} : { event }),
    ...(run === undefined ? {} : { run: `run ${run}` }),
  });

  test("is the first of the statuses and counted events, begun with the one picked", () => {
    const messages = { ...iinkedsignMessages, counted: ["other", "counted"] };
    const tried = (pick: number): readonly unknown[] => {
      const { scene, asked } = sceneWith({ options: { messages }, pick }, toldOf);
      const odd = refusedReport(scene, "illegal", isFailed);
      expect(odd).toMatchObject({ cause: "illegal" });
      expect(asked.every(({ name, ticks, run }) => name === "5.illegal" && ticks === 8 && run === 3)).toBe(true);
      return asked.map(({ status, event }) => status ?? event);
    };
    expect(tried(0)).toEqual(["created", "passed", "failed"]);
    expect(tried(choices / 2)).toEqual(["failed"]);
    expect(tried(choices - 1)).toEqual(["counted"]);
    expect(tried(Math.floor((choices * 3.5) / 5))).toEqual(["other", "counted"]);
  });

  test("is none where none is refused so, or none can be told", () => {
    const { scene, asked } = sceneWith({ pick: choices / 2 }, toldOf);
    expect(refusedReport(scene, "illegal", () => "advance")).toBeUndefined();
    expect(asked.map(({ status }) => status)).toEqual(["passed", "failed", "created"]);
    expect(refusedReport(sceneWith({}, () => undefined).scene, "illegal", () => "illegal")).toBeUndefined();
  });

  test("because its run was replaced is of the run before, where there is one", () => {
    const runOf = (run: number | undefined): readonly unknown[] => {
      const { scene, asked } = sceneWith({ sight: { ...sight, run } }, toldOf);
      const odd = refusedReport(scene, "superseded", () => "superseded");
      expect(odd?.cause).toBe(asked.length === 0 ? undefined : "superseded");
      return asked.map((one) => [one.run, one.name]);
    };
    expect(runOf(3)).toEqual([[2, "5.superseded"]]);
    expect(runOf(2)).toEqual([[1, "5.superseded"]]);
    expect([runOf(1), runOf(undefined)]).toEqual([[], []]);
  });

  test("is told without a run where none began", () => {
    const { scene, asked } = sceneWith({ sight: { ...sight, run: undefined } }, toldOf);
    expect(refusedReport(scene, "illegal", () => "illegal")).toBeDefined();
    expect(asked.map(({ run }) => run)).toEqual([undefined]);
  });
});
