/** Strongly connected components by their definition: two places belong together where each can be come to from the other. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { componentsOf } from "../../src/proof/components.js";

const graphs = fc
  .integer({ min: 1, max: 7 })
  .chain((size) =>
    fc.array(fc.array(fc.nat({ max: size - 1 }), { maxLength: 3 }), { minLength: size, maxLength: size }),
  );

function reachable(graph: readonly (readonly number[])[], from: number): ReadonlySet<number> {
  const reached = new Set([from]);
  for (const place of reached) for (const next of graph[place] ?? []) reached.add(next);
  return reached;
}

test("places that lead to each other, each in one component, whatever the graph", () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const places = [...graph.keys()];
      const reached = places.map((place) => reachable(graph, place));
      const mutual = places.map((place) =>
        places.filter((other) => reached[place]?.has(other) && reached[other]?.has(place)),
      );
      const components = componentsOf(places, (place) => graph[place] ?? []);
      const sorted = components.map((component) => component.toSorted((a, b) => a - b));
      expect(sorted.toSorted((a, b) => (a[0] ?? -1) - (b[0] ?? -1))).toEqual(
        places.filter((place) => mutual[place]?.[0] === place).map((place) => mutual[place]),
      );
    }),
    { numRuns: 500 },
  );
});

test("only what can be come to from the given places", () => {
  expect(componentsOf([1], (place) => [[1], [2], [1]][place] ?? [])).toEqual([[1, 2]]);
  expect(componentsOf([], () => [])).toEqual([]);
});
