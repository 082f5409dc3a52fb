import { Resvg } from "@resvg/resvg-js";
import { setup } from "xstate";
import * as z from "zod";
import { beforeAll, describe, expect, test } from "vitest";
import layouts from "../../machines/layouts.json" with { type: "json" };
import { fortid } from "../../machines/fortid/lifecycle.js";
import { lifecycles } from "../../machines/index.js";
import type { LifecycleDefinition } from "../../src/definition.js";
import { layOut } from "../../src/draw/elk-layout.js";
import { html } from "../../src/draw/html.js";
import type { Layout } from "../../src/draw/layout.js";
import { whoseTurn } from "../../src/draw/phase-words.js";
import { type Picture, pictureOf } from "../../src/draw/picture.js";
import { edgesOf, fonts, type FontRole } from "../../src/draw/sizes.js";
import { svg } from "../../src/draw/svg.js";
import { textWidth, wrapText } from "../../src/draw/text-width.js";
import { palettes, styleSheet } from "../../src/draw/theme.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { phases } from "../../src/phase.js";
import { faultsOf } from "./geometry.js";
import { visa, visaInAColumn } from "./visa.js";

const kept: Readonly<Record<string, Layout>> = layouts;

/** The texts of a drawing with their roles, where they stand, and how they are anchored. */
function textsOf(markup: string) {
  return [
    ...markup.matchAll(/<text class="(\w+)" x="([\d.-]+)" y="([\d.-]+)"( text-anchor="middle")?>([^<]*)<\/text>/g),
  ].map(([, role = "", x, y, anchor, text = ""]) => ({
    role,
    x: Number(x),
    y: Number(y),
    isCentred: anchor !== undefined,
    text: text.replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&"),
  }));
}

const isRole = (role: string): role is FontRole => Object.hasOwn(fonts, role);

function widthIn(role: string, text: string): number {
  if (!isRole(role)) throw new Error(`no font for ${role}`);
  return textWidth(text, fonts[role].size, fonts[role].weight);
}

describe.each(lifecycles.map((lifecycle: Lifecycle) => ({ id: lifecycle.id, lifecycle })))("$id", ({ lifecycle }) => {
  let picture: Picture;
  let layout: Layout;
  let markup: string;
  let width: number;
  beforeAll(async () => {
    picture = pictureOf(lifecycle);
    layout = await layOut(picture);
    markup = svg(picture, layout, { theme: "light" });
    width = Number(/ width="(\d+)"/.exec(markup)?.[1]);
  });

  test("is well-formed, the same each time, and asks for nothing from anywhere", () => {
    expect(new Resvg(markup).width).toBe(width);
    expect(svg(picture, layout, { theme: "light" })).toBe(markup);
    expect(markup.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:|<script|href|url\(|@import/);
  });

  test("is laid out as it is kept", () => {
    expect(layout).toStrictEqual(kept[lifecycle.id]);
  });

  test("shows every state and every edge once, under its id", () => {
    for (const { id } of picture.states) expect(markup.split(` data-state="${id}"`).length).toBe(2);
    for (const { id } of edgesOf(picture)) expect(markup.split(` data-edge="${id}"`).length).toBe(2);
  });

  test("says every word of its states and arrows", () => {
    const said = textsOf(markup)
      .map(({ text }) => text)
      .join(" ");
    for (const state of picture.states) expect(said).toContain(state.name);
    for (const state of picture.states.filter(({ kind }) => kind !== "group")) expect(said).toContain(whoseTurn(state));
    for (const { event, timer, condition, note, effects } of picture.arrows) {
      expect(said).toContain(timer === null ? event : timer.words);
      for (const words of [condition, note, ...effects]) expect(said).toContain(words);
    }
  });

  test("has no text that leaves the picture, or the box of its state", () => {
    const onPaper = new Set(["title", "subtitle", "legend", "remark", "remarkNumber"]);
    for (const { role, x, text, isCentred } of textsOf(markup)) {
      const isSample = text === "[ ]" || text === "/"; // In the legend.
      const [from, to] = onPaper.has(role) || isSample ? [20, width - 20] : [0, layout.width];
      const left = isCentred ? x - widthIn(role, text) / 2 : x;
      expect(left).toBeGreaterThanOrEqual(from);
      expect(left + widthIn(role, text)).toBeLessThanOrEqual(to);
    }
    for (const state of picture.states.filter(({ kind }) => kind !== "group")) {
      const group = new RegExp(`data-state="${state.id}">.*?</g>(?=<g|</g>)`).exec(markup)?.[0] ?? "";
      const box = layout.states[state.id];
      const rect = /<rect class="box" x="([\d.-]+)"/.exec(group)?.[1];
      for (const { role, x, text, isCentred } of textsOf(group)) {
        const left = isCentred ? x - widthIn(role, text) / 2 : x;
        expect(left - Number(rect)).toBeGreaterThanOrEqual(8);
        expect(left - Number(rect) + widthIn(role, text)).toBeLessThanOrEqual((box?.width ?? 0) - 8);
      }
    }
  });
});

test("a theme is fixed, or follows the reader", async () => {
  const picture = pictureOf(fortid);
  const layout = await layOut(picture);
  const markupIn = (theme: "auto" | "light" | "dark"): string => svg(picture, layout, { theme });
  expect(markupIn("auto")).toContain("prefers-color-scheme:dark");
  expect(markupIn("light")).not.toContain("prefers-color-scheme");
  expect(markupIn("dark")).not.toContain("prefers-color-scheme");
  expect(markupIn("dark")).toContain(palettes.dark.paper);
  expect(styleSheet("auto")).toMatch(/@media \(prefers-color-scheme:dark\)\{.*\}$/);
  expect(styleSheet("auto").replace(/@media.*/, "")).toBe(styleSheet("light"));
});

describe.each(Object.entries(palettes))("in %s", (_, palette) => {
  test("every text has a contrast of 4.5 to its ground, every border of 3 to the paper", () => {
    const { paper, ink, muted, refused, trace, line, tints } = palette;
    for (const tint of Object.values(tints)) {
      expect(contrast(ink, tint.fill)).toBeGreaterThan(4.5);
      expect(contrast(muted, tint.fill)).toBeGreaterThan(4.5);
      expect(contrast(tint.stroke, paper)).toBeGreaterThan(3);
      expect(contrast(tint.stroke, tint.fill)).toBeGreaterThan(3);
    }
    for (const text of [ink, muted, refused, trace]) expect(contrast(text, paper)).toBeGreaterThan(4.5);
    expect(contrast(line, paper)).toBeGreaterThan(3);
  });

  test("so has every text and line inside three frames, also what is not looked at, which is quieter than the rest", () => {
    const { paper, ink, muted, refused, trace, line, frame, quiet } = palette;
    const inside = [1, 2, 3].reduce((ground) => mixed(frame, ground, 0.05), paper);
    for (const text of [ink, muted, refused, trace, quiet.text]) expect(contrast(text, inside)).toBeGreaterThan(4.5);
    for (const stroke of [line, quiet.line]) expect(contrast(stroke, inside)).toBeGreaterThan(3);
    expect(contrast(quiet.text, paper)).toBeLessThan(contrast(ink, paper) / 2);
    expect(contrast(quiet.line, paper)).toBeLessThan(contrast(line, paper) * 0.8);
  });

  test.each(["faded", "aside"])("what is %s has these colours, and none that are mixed with the ground", (name) => {
    const { text, line } = palette.quiet;
    const sheet = styleSheet(palette === palettes.dark ? "dark" : "light");
    expect(sheet).toContain(`.${name} text{fill:${text}}`);
    expect(sheet).toContain(`.${name} .box,.${name} .inner,.${name} .wire,.${name} .turn-back{stroke:${line}}`);
    expect(sheet).not.toMatch(/[{;]opacity:/);
  });
});

test("no two phases are told apart by colour alone", () => {
  const words = phases.map((phase) => whoseTurn({ phases: [phase] }));
  expect(new Set(words).size).toBe(phases.length);
});

/** A colour of some opacity over another. */
function mixed(colour: string, ground: string, opacity: number): string {
  const [over, under] = [channelsOf(colour), channelsOf(ground)];
  const channels = over.map((channel, at) => Math.round(channel * opacity + (under[at] ?? 0) * (1 - opacity)));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

const channelsOf = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const channel = value / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The width of a text as it is drawn at 100 px; the bars around it make where its ink begins and ends the same for all. */
function drawnWidth(text: string, weight: number): number {
  const measured = (words: string): number => {
    const sample = `<svg xmlns="http://www.w3.org/2000/svg"><text y="100" font-size="100" font-weight="${weight}" font-family="Liberation Sans, Arial, Helvetica">|${words}|</text></svg>`;
    return new Resvg(sample, { font: { loadSystemFonts: true } }).getBBox()?.width ?? 0;
  };
  return measured(text) - measured("");
}

const hasFont = drawnWidth("a", 400) > 0;

describe.skipIf(!hasFont)(
  `texts${hasFont ? "" : " (no Liberation Sans, Arial or Helvetica: on Debian, fonts-liberation)"}`,
  () => {
    const weights = [
      [400, "regular"],
      [700, "bold"],
    ] as const;

    test.each([
      "verification.tentatively-passed",
      "[no attempts left, resets left]",
      "VERIFICATION_SUCCEEDED",
      "AVAWAY 0123",
      "person’s turn × · –",
    ])("are drawn no wider than they are told to be: %s", (text) => {
      for (const [weight, name] of weights) {
        expect(drawnWidth(text, weight)).toBeLessThan(textWidth(text, 100, name) * 1.005);
        expect(drawnWidth(text, weight)).toBeGreaterThan(textWidth(text, 100, name) * 0.9); // Kerning takes some away.
      }
    });

    test("have no sign of which the width is not known", () => {
      const written = lifecycles.flatMap(({ id, ...lifecycle }) => {
        const layout = kept[id];
        return layout === undefined ? [] : textsOf(svg(pictureOf(lifecycle), layout)).map(({ text }) => text);
      });
      const signs = new Set(`${written.join("")}·×–—‘’“”…→≤≥`.match(/[^ -~]/gu));
      expect(signs).toContain("’");
      const told = [...signs].map((sign) => [sign, ...weights.map(([, name]) => textWidth(sign, 100, name))]);
      const drawn = [...signs].map((sign) => [
        sign,
        ...weights.map(([weight]) => Math.round(drawnWidth(sign, weight) * 10) / 10),
      ]);
      expect(told).toEqual(drawn);
    });
  },
);

test("text is broken into the fewest lines, as even as can be", () => {
  expect(wrapText("no attempts left, resets left", 124, 11)).toEqual(["no attempts", "left, resets left"]);
  expect(wrapText("short", 124, 11)).toEqual(["short"]);
  expect(wrapText("averyveryverylongwordindeed x", 40, 11)).toEqual(["averyveryverylongwordindeed", "x"]);
});

/** A lifecycle whose every word tries to break out of the drawing. */
const nasty = `"><script>alert(1)</script>&amp;]]>\u0000\u001b[31m\ud800`;
const hostile: LifecycleDefinition = {
  id: "hostile",
  provider: "hostile",
  title: nasty,
  machine: setup({ guards: { [nasty]: () => true }, delays: { late: 86_400_000 * 400 } }).createMachine({
    id: "hostile",
    initial: nasty,
    states: {
      [nasty]: {
        description: nasty,
        on: {
          [nasty]: [{ target: "#end", guard: nasty, description: nasty }, { target: "#other" }],
          again: { actions: [] },
        },
        after: { late: { target: "#other" } },
      },
      group: { initial: "other", states: { other: { id: "other", on: { x: "#end" } } } },
      end: { id: "end", type: "final" },
    },
  }),
  statuses: [nasty, "other", "end"],
  leftOut: [],
  policy: { schema: z.strictObject({}), defaults: {}, family: {} },
  guards: {},
  announced: { by: "status", always: [], maybe: [] },
  counters: {},
  evidence: {
    rows: [
      { from: [nasty, "other"], to: "end", event: [nasty, "x"], level: "STATED", source: nasty, note: nasty },
      { from: [nasty], to: "other", event: [nasty, "after late"], level: "IMPLIED", source: "" },
      { from: [nasty], to: nasty, event: ["again"], level: "ASSUMED", source: "" },
    ],
    finality: { level: "STATED", source: "" },
    order: { level: "STATED", source: "" },
  },
  phases: { [nasty]: "not_started", other: "awaiting_owner", end: "approved" },
  retries: {},
};

test("a lifecycle of hostile words is drawn as text, and nothing overlaps", async () => {
  const picture = pictureOf({ definition: hostile });
  const layout = await layOut(picture);
  const markup = svg(picture, layout);
  expect(new Resvg(markup).width).toBeGreaterThan(0);
  for (const forbidden of ["<script", "\u0000", "\u001b"])
    expect(markup + html(picture, layout)).not.toContain(forbidden);
  expect(faultsOf(picture, layout)).toEqual([]);
});

test("what a layout gives no place is left out, and a name without a place of its own stands in its frame's corner", () => {
  const picture = pictureOf({ definition: visa });
  const markup = svg(picture, visaInAColumn);
  for (const { id, kind, name } of picture.states.filter((state) => state.kind === "group")) {
    const { x = 0, y = 0 } = visaInAColumn.states[id] ?? {};
    expect(markup, kind).toContain(`<text class="groupName" x="${x + 13}" y="${y + 19}">${name}</text>`);
  }
  const states = [...picture.states, ...picture.states.map((state) => ({ ...state, id: `another ${state.id}` }))];
  expect(svg({ ...picture, states }, visaInAColumn)).toBe(markup);
});
