/** Strongly connected components, after Tarjan 1972, without recursion. */

/** The components of the graph that `successors` spans over the places, as lists of places. */
export function componentsOf(
  places: Iterable<number>,
  successors: (place: number) => readonly number[],
): readonly (readonly number[])[] {
  const order = new Map<number, number>();
  const low = new Map<number, number>();
  const stack: number[] = [];
  const open = new Set<number>();
  const components: number[][] = [];
  for (const root of places) {
    if (order.has(root)) continue;
    const path = [{ place: root, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { place } = top;
      if (!order.has(place)) {
        low.set(place, order.size);
        order.set(place, order.size);
        stack.push(place);
        open.add(place);
      }
      const successor = successors(place)[top.next++];
      if (successor !== undefined) {
        if (!order.has(successor)) path.push({ place: successor, next: 0 });
        else if (open.has(successor)) lower(place, order.get(successor));
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) lower(above.place, low.get(place));
      if (low.get(place) === order.get(place)) components.push(closed(place));
    }
  }
  return components;

  function lower(place: number, to = Infinity): void {
    low.set(place, Math.min(low.get(place) ?? Infinity, to));
  }

  function closed(root: number): number[] {
    const component = stack.splice(stack.lastIndexOf(root));
    for (const place of component) open.delete(place);
    return component;
  }
}
