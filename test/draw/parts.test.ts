/** The parts of a picture and of its drawing, on a lifecycle and in a layout that are small enough to be read. */
import { describe, expect, test } from "vitest";
import { legendOf } from "../../src/draw/legend.js";
import type { Layout } from "../../src/draw/layout.js";
import type { Paint, Remark } from "../../src/draw/paint.js";
import { type Picture, pictureOf } from "../../src/draw/picture.js";
import { remarksOf } from "../../src/draw/remarks.js";
import { fonts } from "../../src/draw/sizes.js";
import { svg } from "../../src/draw/svg.js";
import { textWidth } from "../../src/draw/text-width.js";
import { noHistory, visa, visaInAColumn as layout } from "./visa.js";

const picture = pictureOf({ definition: visa });

describe("a picture as data", () => {
  test("has the states with their kind, the group around them, what they mean and who must act", () => {
    expect(picture.states.map((state) => Object.values(state).join(" | "))).toMatchInlineSnapshot(`
      [
        "open.* | open | group |  | false |  |  | ",
        "open | open | state | open.* | true | Nothing was sent yet. | awaiting_person | person",
        "open.review.* | review | group | open.* | false |  |  | ",
        "queued | queued | state | open.review.* | false |  | awaiting_provider | provider",
        "seen | seen | state | open.review.* | false |  | awaiting_provider,awaiting_owner | ",
        "granted | granted | final |  | false |  | approved | ",
        "refused | refused | final |  | false |  | declined | ",
        "closed | closed | final |  | false |  | no_result | ",
      ]
    `);
  });

  test("has the arrows with when they are taken, what they do, and what they rest on", () => {
    const told = picture.arrows.map(({ id, to, timer, guard, condition, note, effects, level, evidence }) =>
      [
        `${id} → ${to}`,
        timer?.words,
        guard && `${guard.needs} (${guard.evidence?.source ?? "nothing"})`,
        `[${condition}]${note}/${effects.join()}`,
        `${level} of ${evidence.flatMap(({ from }) => from).join()}`,
      ].join(" | "),
    );
    expect(told).toMatchInlineSnapshot(`
      [
        "open.* office.reminded 0 → open.* |  |  | []/note reminder | ASSUMED of open,queued,seen",
        "open.* office.recalled 0 → queued |  |  | []/ | ASSUMED of open,queued,seen",
        "open.* office.closed 0 → closed |  | a reminder (The consulate's rules) | [a reminder]/ | STATED of open,queued,seen",
        "open.* office.closed 1 → refused |  |  | [otherwise]/ | IMPLIED of open,queued,seen",
        "open.* after patience 0 → closed | 30 days | a reminder (The consulate's rules) | [a reminder]/ | STATED of open,queued,seen",
        "open person.sent 0 → queued |  |  | []/ | STATED of open",
        "open.review.* office.granted 0 → granted |  | is complete (nothing) | [all papers are there]/ | STATED of queued,seen",
        "queued office.opened 0 → seen |  |  | []by turns/ | STATED of queued",
      ]
    `);
  });

  test("has timers as long as the policy sets them", () => {
    const lengths = (policy?: object): readonly unknown[] =>
      pictureOf({ definition: visa }, policy).arrows.flatMap(({ timer }) => timer?.words ?? []);
    expect([lengths(), lengths({ days: 2 })]).toEqual([["30 days"], ["2 days"]]);
  });

  test("is the same whether a phase is told or worked out", () => {
    const phases = Object.fromEntries(
      Object.entries(visa.phases).map(([status, phase]) => [status, typeof phase === "function" ? phase : () => phase]),
    );
    expect(pictureOf({ definition: { ...visa, phases } })).toEqual(picture);
  });
});

const textsIn = (markup: string): readonly string[] =>
  [...markup.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = ""]) => text);

describe("the legend explains", () => {
  const explained = (of: Picture, paint: Paint = {}): readonly string[] =>
    textsIn(legendOf(of, paint, { x: 0, y: 0, width: 560 }).markup);

  test("every sign that a picture has", () => {
    expect(explained(picture)).toEqual([
      "stated by the provider",
      "implied by its words",
      "assumed by us",
      "[ ]",
      "only then",
      "/",
      "what it changes",
      "stays where it is",
      "from a frame: from every state in it",
      "nothing follows",
    ]);
  });

  test("no condition and no arrow from a frame where there is none", () => {
    const arrows = picture.arrows.filter(({ id }) => id === "open person.sent 0");
    expect(explained({ ...picture, arrows })).toEqual(["stated by the provider", "nothing follows"]);
  });

  test("what a history has left on it, and what a policy rules out", () => {
    const refused = [{ report: 1, from: null, to: "seen", arrow: null }];
    const history = { ...noHistory, passed: ["queued"], missing: ["open"], current: ["seen"], taken: ["any"], refused };
    const before = explained(picture).length;
    expect(explained(picture, { history: noHistory }).slice(before)).toEqual(["reported, by the line’s number"]);
    expect(explained(picture, { history: { ...noHistory, numbers: "reports" } }).slice(before)).toEqual([
      "reported, by its place in the history",
    ]);
    expect(explained(picture, { history, faded: ["seen"] }).slice(before)).toEqual([
      "cannot be under this policy",
      "reported, by the line’s number",
      "the way it took",
      "passed without a report",
      "a report is missing",
      "refused",
      "now",
      "where it may be",
    ]);
    const rings = legendOf(picture, { history }, { x: 0, y: 0, width: 560 }).markup.matchAll(/class="ring (\w+)"/g);
    expect([...rings].map(([, mark]) => mark)).toEqual(["reported", "passed", "missing", "refused"]);
  });
});

describe("the remarks at the foot", () => {
  const said = (report: number, tone: Remark["tone"], text = `said of ${report}`): Remark => ({ report, tone, text });
  const placed = (...remarks: readonly Remark[]) => remarksOf({ ...noHistory, remarks }, { x: 100, y: 200 }, 300);
  const many = (count: number, tone: Remark["tone"]): readonly Remark[] =>
    Array.from({ length: count }, (_, index) => said(index + 1, tone));

  test("stand below each other, and one of several lines takes its room", () => {
    const long = "a sentence a bit longer than the two hundred and sixty";
    const { markup, height } = placed(said(1, "refused", long), said(2, "ordinary"));
    expect(markup.replaceAll(/(<text|<g)/g, "\n$1")).toMatchInlineSnapshot(`
      "
      <g class="remarks">
      <text class="groupName" x="100" y="200">What the reports say, by their lines</text>
      <g class="said refused">
      <text class="remarkNumber" x="100" y="224">× 1</text>
      <text class="remark" x="140" y="224">a sentence a bit longer than</text>
      <text class="remark" x="140" y="240">the two hundred and sixty</text></g>
      <g class="said ordinary">
      <text class="remarkNumber" x="100" y="261">2</text>
      <text class="remark" x="140" y="261">said of 2</text></g></g>"
    `);
    expect(height).toBe(82);
  });

  test("are all there while they are no more than twelve", () => {
    expect(textsIn(placed(...many(12, "ordinary")).markup).length).toBe(1 + 2 * 12);
  });

  test("leave out what simply fits where they are more, then the last, and count what they leave out", () => {
    const { markup, height } = placed(...many(12, "notable"), said(13, "ordinary"));
    expect(textsIn(markup).slice(-2)).toEqual(["said of 12", "and 1 more report"]);
    expect(markup).toContain(`<text class="remark" x="140" y="${200 + 24 + 12 * 21}">and 1 more report</text>`);
    expect(height).toBe(24 + 12 * 21 + 16);
    expect(textsIn(placed(...many(14, "refused")).markup).slice(-2)).toEqual(["said of 12", "and 2 more reports"]);
  });
});

describe("a drawing", () => {
  test("breaks a long title and long remarks to the width of the picture", () => {
    const long =
      "a sentence that is a little longer than the five hundred and sixty pixels of the narrowest picture that there is";
    const history = { ...noHistory, remarks: [{ report: 1, tone: "notable", text: long }] } as const;
    const markup = svg({ ...picture, title: long }, layout, { paint: { history } });
    const lines = [...markup.matchAll(/<text class="(subtitle|remark)" x="(\d+)" y="(\d+)">([^<]*)</g)];
    expect(lines.map(([, role, x, y]) => `${role} ${x} ${y}`)).toEqual([
      "subtitle 26 62",
      "subtitle 26 79",
      "remark 66 1060",
      "remark 66 1076",
    ]);
    const ends = lines.map(
      ([, role, x, , text = ""]) => Number(x) + textWidth(text, fonts[role === "remark" ? "remark" : "subtitle"].size),
    );
    expect(Math.max(...ends)).toBeLessThan(26 + 560);
  });

  test("has no head for remarks where there are none", () => {
    expect(svg(picture, layout, { paint: { history: noHistory } })).not.toContain("What the reports say");
  });

  test("fades a group that cannot be, and an edge only when all of its arrows cannot", () => {
    const classesOf = (...faded: readonly string[]): readonly string[] =>
      [...svg(picture, layout, { paint: { faded } }).matchAll(/class="((?:group|edge) [^"]*faded)"/g)].map(
        ([, classes = ""]) => classes,
      );
    expect(classesOf("open.*")).toEqual(["group faded"]);
    expect(classesOf("open.* office.closed 0")).toEqual([]);
    expect(classesOf("open.* office.closed 0", "open.* after patience 0")).toEqual(["edge STATED faded"]);
  });

  test("tells what is said of a state, and nothing where nothing is said", () => {
    const titles = [...svg(picture, layout).matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title);
    expect(titles).toEqual(["needs a reminder\nSTATED: The consulate's page", "Nothing was sent yet."]);
    expect(svg(picture, layout)).toContain('data-state="queued"><rect ');
  });

  test("leaves out what the layout has no place for", () => {
    const drawn = (place: Layout): readonly unknown[] =>
      [...svg(picture, place).matchAll(/data-(?:state|edge)="([^"]*)"/g)].map(([, id]) => id);
    expect(drawn(layout).length).toBe(picture.states.length + 1);
    expect(drawn({ ...layout, states: {} })).toEqual(["open.* office.closed 0"]);
  });
});
