/** What is shown of a walk, and when. */
import { describe, expect, test } from "vitest";
import type { Site, Terrain, Way } from "../../src/testing/terrain.js";
import { partOf, type Step, walk, type WalkOptions } from "../../src/testing/walk.js";

const second = 10_000_000;
const quiet: WalkOptions = { told: 1, looks: 0, webhooks: true, counted: [], ties: false, maxReports: 99 };
const plain: Step = { move: 0, manner: 0 };

const way = (to: number, given: Partial<Way> = {}): Way => ({
  to,
  status: `status ${to}`,
  event: `to ${to}`,
  announcement: "always",
  startsRun: false,
  delay: undefined,
  weight: 1,
  salt: to,
  ...given,
});

const site = (ways: readonly Way[], deadline?: number): Site => ({ ways, deadline });

/** From its first configuration on along the only ways that there are. */
function along(sites: readonly Site[], given: Partial<Terrain> = {}): Terrain {
  return { policy: {}, initial: way(0), beginsInRun: true, sites, ...given };
}

const steps = (count: number, step = plain): readonly Step[] => Array.from({ length: count }, () => step);

/** The first manner whose parts are as asked. */
function mannerWith(...parts: readonly (readonly [part: number, is: (choice: number) => boolean])[]): number {
  for (let manner = 1; manner < 0x10000; manner++) {
    if (parts.every(([part, is]) => is(partOf(manner, part)))) return manner;
  }
  throw new Error("no manner is so");
}

const pause = 4;

describe("what is shown", () => {
  test("is the beginning, then each step, a second after the other", () => {
    const sights = walk(along([site([way(1)]), site([way(2)]), site([])]), steps(5), quiet);
    expect(sights).toEqual([
      { channel: "webhook", status: "status 0", event: "to 0", run: 1, ticks: 0 },
      { channel: "webhook", status: "status 1", event: "to 1", run: 1, ticks: second },
      { channel: "webhook", status: "status 2", event: "to 2", run: 1, ticks: 2 * second },
    ]);
  });

  test("is nothing of no steps", () => expect(walk(along([site([])]), [], quiet)).toEqual([]));

  test("is no status in a webhook where it is kept, and not even a webhook unless its event counts", () => {
    const kept = way(1, { status: "status 0", event: "touched", announcement: "never" });
    const terrain = along([site([kept]), site([way(2)]), site([])]);
    const statuses = (options: Partial<WalkOptions>): readonly unknown[] =>
      walk(terrain, steps(3), { ...quiet, ...options }).map(({ channel, status, event }) => [channel, status, event]);
    const [first, last] = [0, 2].map((nth) => ["webhook", `status ${nth}`, `to ${nth}`]);
    expect(statuses({})).toEqual([first, last]);
    expect(statuses({ counted: ["touched"] })).toEqual([first, ["webhook", undefined, "touched"], last]);
    expect(statuses({ counted: ["to 2"] })).toEqual([first, last]);
    expect(statuses({ webhooks: false, looks: 1 })).toEqual([
      ["poll", "status 0", "to 0"],
      ["poll", "status 0", "touched"],
      ["poll", "status 2", "to 2"],
    ]);
    const announced = along([site([{ ...kept, announcement: "always" }]), site([])]);
    expect(walk(announced, steps(2), quiet).map(({ status }) => status)).toEqual(["status 0", undefined]);
  });

  test("ends with the most that is asked for, though a step shows two", () => {
    const terrain = along([site([way(1)]), site([way(2)]), site([way(3)]), site([])]);
    const shown = (maxReports: number): number => walk(terrain, steps(4), { ...quiet, looks: 1, maxReports }).length;
    expect([1, 2, 3, 4, 8, 9].map(shown)).toEqual([1, 2, 3, 4, 8, 8]);
  });

  test("is a run from the first step on that starts one", () => {
    const terrain = along(
      [site([way(1, { startsRun: true })]), site([way(2)]), site([way(3, { startsRun: true })]), site([])],
      {
        beginsInRun: false,
      },
    );
    expect(walk(terrain, steps(4), quiet).map(({ run }) => run)).toEqual([undefined, 1, 1, 2]);
  });
});

describe("a step takes", () => {
  const terrain = along([site([way(1)]), site([])]);
  const taken = (manner: number, ties = false): number =>
    walk(terrain, [plain, { move: 0, manner }], { ...quiet, ties })[1]?.ticks ?? -1;

  test("from a second to two minutes", () => {
    const manner = mannerWith([pause, (choice) => choice % 8 === 3 && (choice >> 3) % 120 === 119]);
    expect(taken(manner)).toBe(120 * second);
  });

  test("now and then less than a millisecond", () => {
    const manner = mannerWith([pause, (choice) => choice % 8 === 5 && choice >> 3 === 8000]);
    expect(taken(manner)).toBe(8001);
  });

  test("nothing where things may happen in one instant", () => {
    const manner = mannerWith([pause, (choice) => choice % 8 === 6 && (choice >> 3) % 120 === 8]);
    expect([taken(manner, true), taken(manner)]).toEqual([0, 9 * second]);
    const short = mannerWith([pause, (choice) => choice % 8 === 5]);
    expect(taken(short, true)).toBe(taken(short));
  });
});

describe("a timer", () => {
  const ticksOf = (deadline: number | undefined, delay?: number): number =>
    walk(along([site([way(1, { delay })], deadline), site([])]), steps(2), quiet)[1]?.ticks ?? -1;

  test("is not outlasted by what happens before it runs out", () => {
    expect(ticksOf(undefined)).toBe(second);
    expect(ticksOf(1001)).toBe(second);
    expect(ticksOf(1000)).toBe(second / 8);
    expect(ticksOf(80)).toBe(100_000);
    expect(ticksOf(0)).toBe(second);
  });

  test("is still to come after an eighth of what is left of it", () => {
    const sights = walk(along([site([way(1)]), site([way(2)], 1800), site([])]), steps(3), quiet);
    expect(sights.map(({ ticks }) => ticks)).toEqual([0, second, 1.1 * second]);
  });

  test("is over a minute and a second after it ran out, or at once", () => {
    expect(ticksOf(30_000, 30_000)).toBe(91 * second);
    const slow = mannerWith([pause, (choice) => choice % 8 === 3 && (choice >> 3) % 120 === 119]);
    const late = along([site([way(1)]), site([way(2, { delay: 1000 })]), site([])]);
    const [, first, last] = walk(late, [plain, { move: 0, manner: slow }, plain], quiet);
    expect([first?.ticks, last?.ticks]).toEqual([120 * second, 120 * second + 1]);
  });

  test("is not outlasted by a poll's look either", () => {
    const [, look] = walk(along([site([], 1)]), steps(1), { ...quiet, looks: 1 });
    expect(look).toMatchObject({ channel: "poll", ticks: 1 });
  });
});
