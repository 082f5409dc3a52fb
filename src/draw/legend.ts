/** What the signs in a picture mean, at its foot: only those that it has. */
import { loop } from "./icons.js";
import { element, textAt } from "./markup.js";
import type { Paint } from "./paint.js";
import type { Picture } from "./picture.js";
import { pill, pillSize } from "./pill.js";
import { edgesOf, widthOf } from "./sizes.js";

interface Entry {
  readonly words: string;
  /** How wide the sample is. */
  readonly width: number;
  readonly sample: (x: number, y: number) => string;
}

const gap = { sample: 8, entry: 24, row: 22 } as const;

export interface Legend {
  readonly markup: string;
  readonly height: number;
}

/** The legend from `y` on, its entries in as many rows as the width asks for. */
export function legendOf(
  picture: Picture,
  paint: Paint,
  at: { readonly x: number; readonly y: number; readonly width: number },
): Legend {
  let x = at.x;
  let row = 0;
  const drawn = [...entriesOf(picture), ...paintEntries(paint)].map(({ words, width, sample }) => {
    const wordsAt = width + gap.sample;
    const whole = wordsAt + widthOf(words, "legend");
    if (x > at.x && x + whole > at.x + at.width) {
      x = at.x;
      row += 1;
    }
    const y = at.y + 16 + row * gap.row;
    const markup = sample(x, y) + textAt(words, "legend", x + wordsAt, y + 4);
    x += whole + gap.entry;
    return markup;
  });
  const rule = element("path", { class: "rule", d: `M${at.x} ${at.y}h${at.width}` });
  return { markup: element("g", { class: "legend" }, rule, ...drawn), height: 16 + (row + 1) * gap.row };
}

function entriesOf(picture: Picture): readonly Entry[] {
  const { states, arrows } = picture;
  const levels = new Set(edgesOf(picture).map(({ level }) => level));
  const entries: readonly (readonly [boolean, Entry])[] = [
    [levels.has("STATED"), { words: "stated by the provider", width: 30, sample: wire("STATED") }],
    [levels.has("IMPLIED"), { words: "implied by its words", width: 30, sample: wire("IMPLIED") }],
    [levels.has("ASSUMED"), { words: "assumed by us", width: 30, sample: wire("ASSUMED") }],
    [
      arrows.some(({ condition }) => condition !== ""),
      { words: "only then", width: widthOf("[ ]", "condition"), sample: sign("[ ]", "condition") },
    ],
    [
      arrows.some(({ effects }) => effects.length > 0),
      { words: "what it changes", width: widthOf("/", "effect"), sample: sign("/", "effect") },
    ],
    [
      arrows.some(({ from, to }) => from === to),
      { words: "stays where it is", width: 11, sample: (x, y) => loop(x, y - 5) },
    ],
    [
      arrows.some(({ from }) => states.some(({ id, kind }) => id === from && kind === "group")),
      { words: "from a frame: from every state in it", width: 30, sample: frame },
    ],
    [states.some(({ kind }) => kind === "final"), { words: "nothing follows", width: 28, sample: doubleBorder }],
  ];
  return entries.flatMap(([isShown, entry]) => (isShown ? [entry] : []));
}

function paintEntries({ faded = [], history }: Paint): readonly Entry[] {
  const entries: readonly (readonly [boolean, Entry])[] = [
    [faded.length > 0, { words: "cannot be under this policy", width: 28, sample: fadedBox }],
    [history !== undefined, { words: reportedWords(history), width: 28, sample: ring("reported") }],
    [(history?.taken.length ?? 0) > 0, { words: "the way it took", width: 30, sample: wire("taken") }],
    [(history?.passed.length ?? 0) > 0, { words: "passed without a report", width: 28, sample: ring("passed") }],
    [(history?.missing.length ?? 0) > 0, { words: "a report is missing", width: 28, sample: ring("missing") }],
    [(history?.refused.length ?? 0) > 0, { words: "refused", width: 28, sample: ring("refused") }],
    [(history?.current.length ?? 0) > 0, { words: "where it may be", width: pillSize("now").width, sample: now }],
  ];
  return entries.flatMap(([isShown, entry]) => (isShown ? [entry] : []));
}

const reportedWords = (history: Paint["history"]): string =>
  `reported, by ${history?.numbers === "reports" ? "its place in the history" : "the line’s number"}`;

const ring =
  (mark: string) =>
  (x: number, y: number): string =>
    element("rect", { class: `ring ${mark}`, x: x + 2, y: y - 7, width: 24, height: 14, rx: 5 });

const now = (x: number, y: number): string => pill("now", "now", x, y, "start");

const fadedBox = (x: number, y: number): string =>
  element(
    "g",
    { class: "no_result faded" },
    element("rect", { class: "box", x, y: y - 8, width: 28, height: 16, rx: 5 }),
  );

const wire =
  (level: string) =>
  (x: number, y: number): string =>
    element(
      "g",
      { class: `edge ${level}` },
      element("path", { class: "wire", d: `M${x} ${y}h22` }),
      element("path", { class: "head", d: `M${x + 30} ${y}l-8 -4v8z` }),
    );

const sign =
  (text: string, role: "condition" | "effect") =>
  (x: number, y: number): string =>
    textAt(text, role, x, y + 4);

function frame(x: number, y: number): string {
  return (
    element("rect", { class: "frame", x, y: y - 7, width: 15, height: 14, rx: 4 }) +
    element(
      "g",
      { class: "edge" },
      element("path", { class: "wire", d: `M${x + 15} ${y}h8` }),
      element("path", { class: "head", d: `M${x + 30} ${y}l-8 -4v8z` }),
    )
  );
}

function doubleBorder(x: number, y: number): string {
  return element(
    "g",
    { class: "no_result" },
    element("rect", { class: "box", x, y: y - 8, width: 28, height: 16, rx: 5 }),
    element("rect", { class: "inner", x: x + 3, y: y - 5, width: 22, height: 10, rx: 3 }),
  );
}
