import { describe, expect, test } from "vitest";
import layouts from "../../machines/layouts.json" with { type: "json" };
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry } from "../../machines/persona/lifecycle.js";
import { paintHistory } from "../../src/draw/paint-history.js";
import type { PaintedHistory } from "../../src/draw/paint.js";
import { type Picture, pictureOf } from "../../src/draw/picture.js";
import { svg } from "../../src/draw/svg.js";
import type { BoundLifecycle } from "../../src/lifecycle.js";
import { trackSubjects } from "../../src/trace.js";
import { report, type Told } from "../report.js";

const picture = pictureOf(iinkedsign);

function painted(policy: Parameters<typeof iinkedsign.under>[0], ...told: readonly Told[]): PaintedHistory {
  return paintedOn(picture, iinkedsign.under(policy), told);
}

function paintedOn(on: Picture, bound: BoundLifecycle, told: readonly Told[]): PaintedHistory {
  const tracker = trackSubjects(bound);
  const judged = told.map((each, index) => ({ number: index + 1, verdict: tracker.observe(report(index, each)) }));
  const record = tracker.records.get("subject");
  const current = record === undefined ? [] : bound.estimates(record).likely.map(({ status }) => status);
  return paintHistory(on, judged, [...new Set(current)]);
}

describe("a history is painted", () => {
  test("along the way it took, with the numbers of its reports", () => {
    const history = painted({ maxAttempts: 3 }, { status: "failed" }, { status: "failed" }, { status: "passed" });
    expect(history.reported).toEqual({ failed: [1, 2], passed: [3] });
    expect(history.passed).toEqual(["not_started", "start", "consent", "consent_processing", "end"]);
    expect(history.current).toEqual(["passed"]);
    expect(history.taken).toEqual([
      "not_started signer.opened 0",
      "start signer.proceeded 0",
      "consent signer.submitted 0",
      "consent_processing server.accepted 3",
      "end server.failed 0",
      "live.resettable.retryable.* signer.retried 0",
      "end server.passed 0",
    ]);
    expect([history.refused, history.missing]).toEqual([[], []]);
  });

  test("with the reports that a gap misses, until a late one fills it", () => {
    const created = { event: "inquiry.created", status: "created", at: "2024-03-01T00:00:00Z" };
    const completed = { event: "inquiry.completed", status: "completed", at: "2024-03-01T02:00:00Z" };
    const started = { event: "inquiry.started", status: "pending", at: "2024-03-01T01:00:00Z" };
    const ofInquiry = (...told: readonly Told[]): PaintedHistory =>
      paintedOn(pictureOf(personaInquiry), personaInquiry.under({}), told);
    const gap = ofInquiry(created, completed);
    expect(gap.missing).toEqual(["pending"]);
    expect(gap.remarks.map(({ tone }) => tone)).toEqual(["ordinary", "notable"]);
    const filled = ofInquiry(created, completed, started);
    expect(filled.missing).toEqual([]);
    expect(filled.reported).toEqual({ created: [1], completed: [2], pending: [3] });
  });

  test("without a gap that one late report accounts for as a whole", () => {
    const told = {
      lifecycle: "iinkedsign",
      subject: "subject",
      reported: "word",
      sequence: 1,
      warnings: [],
      message: "",
    };
    const history = paintHistory(
      picture,
      [
        { number: 1, verdict: { ...told, kind: "gap", rule: "gap", path: ["passed"], missing: ["start", "end"] } },
        {
          number: 2,
          verdict: { ...told, kind: "late", rule: "late", path: ["start", "end"], fills: ["start", "end"] },
        },
      ],
      [],
    );
    expect(history.missing).toEqual([]);
    expect(history.passed).toEqual(["start"]);
  });

  test("with the step that nothing allows, which has no arrow of its own", () => {
    const history = painted({}, { status: "passed" }, { status: "failed" });
    expect(history.refused).toEqual([{ report: 2, from: "passed", to: "failed", arrow: null }]);
    const text = "failed after passed cannot be: nothing follows passed.";
    expect(history.remarks[1]).toEqual({ report: 2, tone: "refused", text });
    expect(history.current).toEqual(["passed"]);
  });

  test("with the arrow whose guard refused", () => {
    const history = painted({ maxResets: 0 }, { channel: "poll", status: "failed" }, { status: "cancelled_reset" });
    expect(history.refused).toEqual([
      { report: 2, from: "failed", to: "cancelled_reset", arrow: "live.resettable.* owner.reset 0" },
    ]);
  });

  test("without a place for a word that is no status", () => {
    const history = painted({}, { reported: "expired" });
    expect([history.reported, history.refused, history.current]).toEqual([{}, [], ["not_started"]]);
    expect(history.remarks).toMatchObject([{ report: 1, tone: "notable" }]);
  });
});

test("a drawing shows the marks, and gives the reason of a refusal at its foot", () => {
  const history = painted({}, { status: "passed" }, { status: "failed" });
  const markup = svg(picture, layouts.iinkedsign, { paint: { history } });
  expect(markup).toContain("failed after passed cannot be: nothing follows passed.");
  expect(markup).toContain('class="ring reported"');
  expect(markup).toContain('class="ring refused"');
  expect(markup).toContain(">now<");
  expect(markup).toMatch(/<g class="refusal"><path class="wire"/);
  const refusedByGuard = painted(
    { maxResets: 0 },
    { channel: "poll", status: "failed" },
    { status: "cancelled_reset" },
  );
  const byGuard = svg(picture, layouts.iinkedsign, { paint: { history: refusedByGuard } });
  expect(byGuard).toMatch(/class="edge \w+ refused" data-edge="live.resettable.\* owner.reset 0"/);
});

test("a long history lists at its foot what does not simply fit", () => {
  const told = Array.from({ length: 40 }, (): Told => ({ status: "failed" }));
  const history = painted({ maxAttempts: "unlimited" }, ...told, { status: "passed" }, { status: "failed" });
  const markup = svg(picture, layouts.iinkedsign, { paint: { history } });
  expect(markup).toContain(">and 41 reports more<");
  expect(markup).toContain("nothing follows passed");
  expect(markup).toContain(">1, 2 … 40<");
});
