import { describe, expect, test } from "vitest";
import layouts from "../../machines/layouts.json" with { type: "json" };
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry } from "../../machines/persona/lifecycle.js";
import { overlap, segmentsOf } from "../../src/draw/intersect.js";
import type { Box, Layout, Point } from "../../src/draw/layout.js";
import { assetpayClient } from "../../machines/assetpay/lifecycle.js";
import { type Evidence, evidenceAlone } from "../../src/evidence.js";
import { type JudgedReport, paintHistory } from "../../src/draw/paint-history.js";
import { edgeMark, historyMarks } from "../../src/draw/history-marks.js";
import type { PaintedHistory } from "../../src/draw/paint.js";
import { type Picture, pictureOf } from "../../src/draw/picture.js";
import { refusedSteps } from "../../src/draw/refused-steps.js";
import { edgesOf } from "../../src/draw/sizes.js";
import { svg } from "../../src/draw/svg.js";
import type { BoundLifecycle } from "../../src/lifecycle.js";
import { trackSubjects } from "../../src/trace.js";
import type { Verdict } from "../../src/verdict/verdict.js";
import { report, type Told } from "../report.js";
import { noHistory, visa, visaInAColumn } from "./visa.js";

const picture = pictureOf(iinkedsign);
const small = pictureOf({ definition: visa });
const client = pictureOf(assetpayClient);

/** What the client's arrow of an event rests on where it leaves a status. */
function citing(event: string, from: string): Evidence {
  const pieces = client.arrows.flatMap((arrow) => (arrow.event === event ? arrow.evidence : []));
  const piece = pieces.find((each) => each.from.includes(from));
  if (piece === undefined) throw new Error(`${event} does not leave ${from}`);
  return evidenceAlone(piece);
}

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

/** The paint of verdicts of which only some fields are looked at. */
function paintedAs(
  on: Picture,
  ...verdicts: readonly (Partial<JudgedReport["verdict"]> & Pick<Verdict, "kind">)[]
): PaintedHistory {
  const judged = verdicts.map((verdict, index) => ({ number: index + 1, verdict: { message: "", ...verdict } }));
  return paintHistory(on, judged, []);
}

describe("a history is painted", () => {
  test("along the arrow that a verdict cites, where several lead there", () => {
    const bound = assetpayClient.under({});
    const told = [{ status: "no_process" }, { status: "running" }, { status: "verified" }] as const;
    expect(paintedOn(client, bound, told).taken).toEqual(["no_process client.started 0", "running process.accepted 0"]);
    const way = { kind: "advance", from: "running", to: "verified", path: ["verified"] } as const;
    expect(paintedAs(client, { ...way, evidence: citing("client.linked", "running") }).taken).toEqual([
      "client.* client.linked 0",
    ]);
    expect(paintedAs(client, { ...way, evidence: citing("process.accepted", "running") }).taken).toEqual([
      "running process.accepted 0",
    ]);
  });

  test("in several steps along the arrow that rests on what the verdict cites, and along none that rests on less", () => {
    const way = { kind: "gap", from: "no_process", to: "verified", path: ["running", "verified"] } as const;
    expect(paintedAs(client, { ...way, evidence: citing("process.accepted", "running") }).taken).toEqual([
      "no_process client.started 0",
      "running process.accepted 0",
    ]);
    const assumed = client.arrows.map((arrow) =>
      arrow.event === "client.linked"
        ? { ...arrow, evidence: arrow.evidence.map((piece) => ({ ...piece, level: "ASSUMED" as const })) }
        : arrow,
    );
    const another = { level: "STATED", source: "another page" } as const;
    expect(paintedAs({ ...client, arrows: assumed }, { ...way, evidence: another }).taken).toEqual([
      "no_process client.started 0",
      "running process.accepted 0",
    ]);
  });

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

  test("along the way back to where it was, whichever arrow comes first", () => {
    const backwards = { ...small, arrows: small.arrows.toReversed() };
    const step = { kind: "advance", from: "seen", to: "seen", path: ["seen"] } as const;
    expect([small, backwards].map((on) => paintedAs(on, step).taken)).toEqual([
      ["open.* office.reminded 0"],
      ["open.* office.reminded 0"],
    ]);
  });

  test("with the reports that a gap misses, until a late one fills it", () => {
    const created = { event: "inquiry.created", status: "created", at: "2024-03-01T00:00:00Z" };
    const completed = { event: "inquiry.completed", status: "completed", at: "2024-03-01T02:00:00Z" };
    const started = { event: "inquiry.started", status: "pending", at: "2024-03-01T01:00:00Z" };
    const ofInquiry = (...told: readonly Told[]): PaintedHistory =>
      paintedOn(pictureOf(personaInquiry), personaInquiry.under({}), told);
    const gap = ofInquiry(created, completed);
    expect([gap.missing, gap.passed]).toEqual([["pending"], []]);
    expect(gap.remarks.map(({ tone }) => tone)).toEqual(["ordinary", "notable"]);
    const filled = ofInquiry(created, completed, started);
    expect(filled.missing).toEqual([]);
    expect(filled.reported).toEqual({ created: [1], completed: [2], pending: [3] });
  });

  test("without a gap that one late report accounts for as a whole", () => {
    const history = paintedAs(
      picture,
      { kind: "gap", path: ["passed"], missing: ["start", "end"] },
      { kind: "late", path: ["start", "end"], fills: ["start", "end"] },
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
    expect(paintHistory(picture, [], ["expired", "end"]).current).toEqual(["end"]);
  });

  test("with an adopted report at its status, and without a place for an event", () => {
    const adopted = { kind: "advance", from: "passed" } as const;
    expect(paintedAs(picture, { ...adopted, to: "failed" }).reported).toEqual({ failed: [1] });
    expect(paintedAs(picture, { ...adopted, to: "signer.opened" }).reported).toEqual({});
  });

  test("without an arrow where the picture has none", () => {
    expect(paintedAs(small, { kind: "advance", from: "closed", path: ["granted"] }).taken).toEqual([]);
  });

  test("without a mark of what was passed or was missing where it is reported after all", () => {
    const reported = { kind: "advance", from: "open", path: ["queued"] } as const;
    const passing = { kind: "gap", from: "open", path: ["queued", "seen"], missing: ["queued"] } as const;
    expect(paintedAs(small, passing)).toMatchObject({ passed: [], missing: ["queued"], reported: { seen: [1] } });
    expect(paintedAs(small, passing, reported)).toMatchObject({ passed: [], missing: [] });
  });

  test("along an arrow of a group that keeps the state, but not where the first report only tells of the beginning", () => {
    expect(paintedAs(small, { kind: "advance", path: ["open"] }).taken).toEqual([]);
    expect(paintedAs(small, { kind: "advance", from: "queued", path: ["queued"] }).taken).toEqual([
      "open.* office.reminded 0",
    ]);
  });

  test("with remarks that stand back where a report only fits or was known", () => {
    const tones = paintedAs(small, { kind: "advance" }, { kind: "duplicate" }, { kind: "stale" }, { kind: "illegal" });
    expect(tones.remarks.map(({ tone }) => tone)).toEqual(["ordinary", "ordinary", "notable", "refused"]);
  });
});

describe("the marks", () => {
  test("are a ring at each state that the history meets, and words at its corners", () => {
    const history = {
      ...noHistory,
      reported: { open: [1, 2], queued: [3, 4, 5] },
      passed: ["seen"],
      missing: ["granted"],
      current: ["queued"],
      refused: [
        { report: 6, from: null, to: "closed", arrow: null },
        { report: 7, from: null, to: "queued", arrow: null },
      ],
    };
    expect(historyMarks(small, visaInAColumn, history).replaceAll(/(<rect|<g)/g, "\n$1")).toMatchInlineSnapshot(`
      "
      <g class="history">
      <rect class="ring reported" x="-4" y="96" width="108" height="48" rx="13"/>
      <g class="pill reported">
      <rect x="80.5" y="87.5" width="29.5" height="17" rx="8.5"/><text class="mark" x="95.2" y="99.8" text-anchor="middle">1, 2</text></g>
      <rect class="ring reported" x="-4" y="296" width="108" height="48" rx="13"/>
      <g class="pill current">
      <rect x="-10" y="287.5" width="33" height="17" rx="8.5"/><text class="mark" x="6.5" y="299.8" text-anchor="middle">now</text></g>
      <g class="pill reported">
      <rect x="68.8" y="287.5" width="41.2" height="17" rx="8.5"/><text class="mark" x="89.4" y="299.8" text-anchor="middle">3, 4, 5</text></g>
      <g class="pill refused">
      <rect x="83.1" y="335.5" width="26.9" height="17" rx="8.5"/><text class="mark" x="96.6" y="347.8" text-anchor="middle">× 7</text></g>
      <rect class="ring passed" x="-4" y="396" width="108" height="48" rx="13"/>
      <rect class="ring missing" x="-4" y="496" width="108" height="48" rx="13"/>
      <g class="pill missing">
      <rect x="-10" y="535.5" width="51.7" height="17" rx="8.5"/><text class="mark" x="15.8" y="547.8" text-anchor="middle">missing</text></g>
      <rect class="ring refused" x="-4" y="696" width="108" height="48" rx="13"/>
      <g class="pill refused">
      <rect x="83.1" y="735.5" width="26.9" height="17" rx="8.5"/><text class="mark" x="96.6" y="747.8" text-anchor="middle">× 6</text></g></g>"
    `);
  });

  test("cross out the edge of a refused arrow beside its label, and nothing else", () => {
    const refused = [{ report: 1, from: "queued", to: "closed", arrow: "open.* after patience 0" }];
    const [crossed] =
      /<g class="refusal">.*?<\/g>/.exec(historyMarks(small, visaInAColumn, { ...noHistory, refused })) ?? [];
    expect(crossed).toMatchInlineSnapshot(
      `"<g class="refusal"><g class="pill crossed"><rect x="36.6" y="459.5" width="26.9" height="17" rx="8.5"/><text class="mark" x="50" y="471.8" text-anchor="middle">× 1</text></g>"`,
    );
    const marks = (history: PaintedHistory): object =>
      Object.fromEntries(edgesOf(small).map(({ id, arrows }) => [id, edgeMark(arrows, history)]));
    const other = { report: 2, from: "open", to: "queued", arrow: null };
    const aside = marks(noHistory);
    expect(new Set(Object.values(aside))).toEqual(new Set(["aside"]));
    expect(marks({ ...noHistory, refused: [...refused, other], taken: ["open person.sent 0"] })).toEqual({
      ...aside,
      "open.* office.closed 0": "refused",
      "open person.sent 0": "taken",
    });
  });
});

describe("the steps that cannot be", () => {
  const inquiry = pictureOf(personaInquiry);
  const layout: Layout = layouts["persona/inquiry"];
  const step = (line: number, from: string, to: string) => ({ report: line, from, to, arrow: null });
  const drawn = (...refused: PaintedHistory["refused"]): readonly string[] => refusedSteps(inquiry, layout, refused);

  test("go ways of their own, each crossed out with its number", () => {
    const steps = drawn(
      step(14, "approved", "pending"),
      step(24, "approved", "created"),
      step(27, "declined", "pending"),
      step(30, "declined", "created"),
    );
    expect(steps.map((markup) => /class="mark"[^>]*>([^<]*)</.exec(markup)?.[1])).toEqual([
      "× 14",
      "× 24",
      "× 27",
      "× 30",
    ]);
    const ways = steps.map((markup) => segmentsOf(pointsOf(markup)));
    const shared = ways.flatMap((way, index) =>
      ways.slice(index + 1).flatMap((other) => way.filter((one) => other.some((two) => runTogether(one, two)))),
    );
    expect(ways.map((way) => way.length > 0)).toEqual([true, true, true, true]);
    expect(shared).toEqual([]);
  });

  test("are one way where they are the same step, with the numbers of both", () => {
    const steps = drawn(
      step(14, "approved", "pending"),
      step(15, "pending", "created"),
      step(19, "approved", "pending"),
    );
    expect(steps.length).toBe(2);
    expect(steps[0]).toContain(">× 14, 19<");
  });

  test("have a cross alone where there is no room for a number", () => {
    const refused = [{ report: 1, from: "queued", to: "closed", arrow: "open.* after patience 0" }];
    const full = { ...visaInAColumn, heads: { "open.*": { x: 0, y: 0, width: 100, height: 900 } } };
    expect(refusedSteps(small, full, refused)).toEqual([
      '<g class="refusal"><circle class="ground" cx="50" cy="456" r="8"/><path class="cross" d="M46.5 452.5l7 7m0 -7l-7 7"/></g>',
    ]);
  });

  test("are left out where no way leads", () => {
    expect(
      refusedSteps(small, visaInAColumn, [step(1, "open", "nowhere"), { ...step(2, "", "open"), from: null }]),
    ).toEqual([]);
  });

  /** Where the line of a refusal begins, turns and ends. */
  function pointsOf(markup: string): readonly Point[] {
    const d = /class="wire" d="([^"]*)"/.exec(markup)?.[1] ?? "";
    const ends = [/^M([\d.]+) ([\d.]+)/, /L([\d.]+) ([\d.]+)$/].flatMap((end) => [...d.matchAll(new RegExp(end, "g"))]);
    const [first, last] = ends;
    const corners = [...d.matchAll(/Q([\d.]+) ([\d.]+)/g)];
    return [first, ...corners, last].flatMap((at) =>
      at === undefined ? [] : [{ x: Number(at[1]), y: Number(at[2]) }],
    );
  }

  const runTogether = (a: Box, b: Box): boolean => (a.width === 0) === (b.width === 0) && overlap(a, b, 2);
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
  expect(markup).toContain(">and 41 more reports<");
  expect(markup).toContain("nothing follows passed");
  expect(markup).toContain(">1, 2 … 40<");
});
