/**
 * How the instants of a line lie to each other, for lifecycles whose reading compares them: by how many of some limits each is
 * later than each other.
 */

export const mostCompared = 5;

/** Whether the order of so many instants fits a number: of each two, by how many limits one is later than the other. */
export function hasOrder(instants: number, limits: readonly number[]): boolean {
  return instants <= mostCompared && (limits.length + 1) ** (instants * (instants - 1)) <= Number.MAX_SAFE_INTEGER;
}

/**
 * The order of instants, whose words begin at `places`, as a number; `limits` in whole seconds. With the limit 0, instants that
 * are equal in one line are equal in all lines of its order.
 */
export function timeOrder(values: Uint32Array, places: ArrayLike<number>, limits: readonly number[]): number {
  let order = 0;
  for (let one = 0; one < places.length; one++) {
    for (let other = 0; other < places.length; other++) {
      if (one === other) continue;
      order *= limits.length + 1;
      for (const limit of limits) order += isLaterBy(values, places[one] ?? 0, places[other] ?? 0, limit) ? 1 : 0;
    }
  }
  return order;
}

/** Whether an instant is at least so many seconds later than another. */
function isLaterBy(values: Uint32Array, one: number, other: number, limit: number): boolean {
  const seconds = (values[one] ?? 0) - (values[other] ?? 0) - limit;
  return seconds > 0 || (seconds === 0 && (values[one + 1] ?? 0) >= (values[other + 1] ?? 0));
}
