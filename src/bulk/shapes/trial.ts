/** Trials: a line with a value of its own in each slot, so that what is read in it shows which slot is what. */
import { comparedIn, valuesOf } from "./slot-values.js";
import type { Slot } from "./slots.js";
import { timeOrder } from "./time-order.js";

/** More could not be told apart in a trial. */
const mostSlots = 60;

/** What stands in the nth slot of a trial. */
function trialText({ kind: { opaque, letters }, length }: Slot, nth: number): string {
  const number = String(nth).padStart(2, "0");
  switch (opaque) {
    case "uuid":
      return `7e57ab1e-0000-4000-8000-0000000000${number}`;
    case "instant":
      return `${`2001-02-03T04:05:${number}.123456789`.slice(0, length - 1)}Z`;
    case "name":
      return `${"t".repeat(letters)}_${number.padStart(length - letters - 1, "0")}`;
  }
}

/** The line with a value of its own in each slot; undefined when they are too many to be told apart. */
export function trialOf(line: Uint8Array, slots: readonly Slot[], limits: readonly number[]): Uint8Array | undefined {
  if (slots.length > mostSlots) return undefined;
  const trial = Uint8Array.from(line);
  for (const [nth, slot] of slots.entries()) trial.set(new TextEncoder().encode(trialText(slot, nth)), slot.at);
  return limits.length === 0 ? trial : withMovedTimes(line, trial, slots, limits);
}

/** In seconds, how much further the instant of each slot is moved than that of the one before. */
const spreads = [1, 0];

/** A trial whose instants are the line's own, moved: as little apart as keeps their order, which the reading rests on. */
function withMovedTimes(
  line: Uint8Array,
  trial: Uint8Array,
  slots: readonly Slot[],
  limits: readonly number[],
): Uint8Array | undefined {
  const compared = comparedIn(slots, limits);
  const order = timeOrder(valuesOf(line, slots), compared, limits);
  return spreads
    .map((spread) => {
      const moved = Uint8Array.from(trial);
      for (const [nth, { kind, at, length }] of slots.entries()) {
        if (kind.opaque === "instant") moved.set(movedTime(line.subarray(at, at + length), nth * spread), at);
      }
      return moved;
    })
    .find((moved) => timeOrder(valuesOf(moved, slots), compared, limits) === order);
}

const oneYear = 365 * 86_400;

/** An instant a year and so many seconds earlier, with the fraction that it has. */
function movedTime(instant: Uint8Array, seconds: number): Uint8Array {
  const text = new TextDecoder("latin1").decode(instant);
  const whole = Date.parse(`${text.slice(0, 19)}Z`) - (oneYear + seconds) * 1000;
  return new TextEncoder().encode(`${new Date(whole).toISOString().slice(0, 19)}${text.slice(19)}`);
}
