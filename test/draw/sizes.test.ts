/** How large states and labels are, where the pictures that are kept have none of the kind. */
import { expect, test } from "vitest";
import type { PictureArrow, PictureState } from "../../src/draw/picture.js";
import { edgesOf, fonts, label, sizeOfState } from "../../src/draw/sizes.js";
import { textWidth } from "../../src/draw/text-width.js";

const state: PictureState = {
  id: "a",
  name: "a",
  kind: "state",
  parent: null,
  initial: true,
  description: "",
  phases: ["approved"],
  waitingFor: null,
};

const arrow: PictureArrow = {
  id: "a go 0",
  from: "a",
  to: "b",
  event: "go",
  timer: null,
  guard: null,
  condition: "",
  note: "",
  effects: [],
  level: "STATED",
  evidence: [],
};

const picture = (...arrows: readonly PictureArrow[]) => ({ id: "test", title: "", states: [state], arrows });
const timed: PictureArrow = {
  ...arrow,
  id: "a late 0",
  event: "after late",
  timer: { name: "late", milliseconds: 1, words: "1 ms" },
};

test("a state has room for the words of the arrows that stay in it, below its own and behind the loop", () => {
  const words = { ...arrow, event: "an.event.with.more.words.than.the.state", effects: ["count"] };
  const [place] = edgesOf(picture(words)).map((edge) => edge.label);
  for (const kind of ["state", "group"] as const) {
    const own = sizeOfState({ ...state, kind }, picture(words));
    const { width, height } = sizeOfState({ ...state, kind }, picture({ ...words, to: "a" }));
    expect(height).toBe(own.height + (place?.height ?? 0));
    expect(width).toBeGreaterThanOrEqual(label.indent + (place?.width ?? 0) + label.indent);
    expect(width).toBeGreaterThan(own.width);
  }
});

test("an arrow that stays in its state is no edge", () => {
  expect(edgesOf(picture({ ...arrow, to: "a" }))).toEqual([]);
});

test("a label has room for every length of a timer, also beside an event", () => {
  const widthOf = (...arrows: readonly PictureArrow[]) => edgesOf(picture(...arrows)).map((edge) => edge.label.width);
  const room = Math.ceil(textWidth("after 59 minutes 59 seconds", fonts.event.size, fonts.event.weight));
  expect(Number(widthOf(timed))).toBeGreaterThan(room);
  expect(Number(widthOf(arrow))).toBeLessThan(room);
  expect(widthOf(arrow, timed)).toEqual(widthOf(timed));
});
