import { expect, test } from "vitest";
import layouts from "../../machines/layouts.json" with { type: "json" };
import { fortid } from "../../machines/fortid/lifecycle.js";
import { fits } from "../../src/draw/fits.js";
import { pictureOf } from "../../src/draw/picture.js";

const picture = pictureOf(fortid);
const layout = layouts.fortid;

test("a layout fits its own picture, under any policy", () => {
  expect(fits(picture, layout)).toBe(true);
  expect(fits(pictureOf(fortid, { sessionTimeoutSeconds: 3599, gracePeriodSeconds: 999_999 }), layout)).toBe(true);
});

test("a layout does not fit a picture with a longer word, or with more or fewer states and arrows", () => {
  const [first, ...others] = picture.states;
  const longer = picture.states.map((state) => ({ ...state, name: `${state.name}_AND_A_GOOD_DEAL_MORE` }));
  expect(fits({ ...picture, states: longer }, layout)).toBe(false);
  expect(fits({ ...picture, states: others }, layout)).toBe(false);
  expect(first && fits({ ...picture, states: [...picture.states, { ...first, id: "new" }] }, layout)).toBe(false);
  expect(fits({ ...picture, arrows: picture.arrows.slice(1) }, layout)).toBe(false);
  const wordy = picture.arrows.map((arrow) => ({ ...arrow, event: `${arrow.event}.and.a.good.deal.more.than.before` }));
  expect(fits({ ...picture, arrows: wordy.map((arrow) => ({ ...arrow, timer: null })) }, layout)).toBe(false);
});

test("one longer label is enough for it not to fit, and so is one with a line more", () => {
  const [first, ...others] = picture.arrows.filter(({ from, to }) => from !== to);
  const changed = (change: object): typeof picture => ({
    ...picture,
    arrows: first === undefined ? [] : [{ ...first, ...change }, ...others],
  });
  expect(fits(changed({}), layout)).toBe(true);
  expect(fits(changed({ event: "a.word.that.is.wider.than.any.other", timer: null }), layout)).toBe(false);
  expect(fits(changed({ effects: ["x", "x", "x"] }), layout)).toBe(false);
});

test("a layout of as many states and arrows by other names is another picture's", () => {
  const renamed = <Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] =>
    items.map((item) => ({ ...item, id: `${item.id}, renamed` }));
  expect(fits({ ...picture, states: renamed(picture.states) }, layout)).toBe(false);
  expect(fits({ ...picture, arrows: renamed(picture.arrows) }, layout)).toBe(false);
});
