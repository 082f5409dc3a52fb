/** Layout by ELK, the Eclipse Layout Kernel: layered, from top to bottom, with orthogonal edges. */
import type { ElkNode, ElkExtendedEdge } from "elkjs/lib/elk-api.js";
import { overlap, segmentsOf } from "./intersect.js";
import type { Box, EdgeRoute, Layout, Point } from "./layout.js";
import { type Picture, type PictureState, refuseOtherThanPicture } from "./picture.js";
import { edgesOf, group, type Size, sizeOfState } from "./sizes.js";

const start = "*start*";
const dotSize = 12;

/** Options of ELK's layered algorithm, by their names without the common prefix. */
export type Settings = Readonly<Record<string, string>>;

const usual: Settings = {
  algorithm: "layered",
  direction: "DOWN",
  hierarchyHandling: "INCLUDE_CHILDREN",
  edgeRouting: "ORTHOGONAL",
  "json.edgeCoords": "ROOT",
  "json.shapeCoords": "ROOT",
  "layered.considerModelOrder.strategy": "NONE",
  "layered.cycleBreaking.strategy": "DEPTH_FIRST",
  "layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "layered.nodePlacement.favorStraightEdges": "true",
  "layered.spacing.nodeNodeBetweenLayers": "26",
  "layered.spacing.edgeNodeBetweenLayers": "16",
  "layered.spacing.edgeEdgeBetweenLayers": "12",
  "spacing.nodeNode": "22",
  "spacing.edgeNode": "18",
  "spacing.edgeEdge": "14",
  "spacing.edgeLabel": "0",
  "edgeLabels.inline": "true",
  "layered.edgeLabels.centerLabelPlacementStrategy": "SPACE_EFFICIENT_LAYER",
  randomSeed: "1",
};

/**
 * Lays a picture out. Needs `elkjs`, an optional peer dependency: without it the promise is rejected, by the import's own error.
 * It is rejected with a TypeError for what is no picture. The same picture and settings always give the same layout.
 */
export async function layOut(picture: Picture, settings: Settings = {}): Promise<Layout> {
  refuseOtherThanPicture(picture);
  const { default: elkjs } = await import("elkjs/lib/elk.bundled.js");
  const elk = new elkjs.default();
  return layoutFrom(picture, await elk.layout(graphOf(picture, { ...usual, ...settings })));
}

function graphOf(picture: Picture, settings: Settings): ElkNode {
  const initial = picture.states.find((state) => state.initial);
  const edges = edgesOf(picture).map(({ id, from, to, label: { width, height } }): ElkExtendedEdge => ({
    id,
    sources: [from],
    targets: [to],
    labels: [{ text: "-", width, height, layoutOptions: { "elk.edgeLabels.inline": "true" } }],
  }));
  return {
    id: "*root*",
    layoutOptions: prefixed({ ...settings, padding: padded(0) }),
    children: [{ id: start, width: dotSize, height: dotSize }, ...childrenOf(null)],
    edges: [...(initial === undefined ? [] : [{ id: start, sources: [start], targets: [initial.id] }]), ...edges],
  };

  function childrenOf(parent: string | null): ElkNode[] {
    return picture.states.filter((state) => state.parent === parent).map(nodeOf);
  }

  function nodeOf(state: PictureState): ElkNode {
    const { id, kind } = state;
    const size = sizeOfState(state, picture);
    if (kind !== "group") return { id, ...size };
    return {
      id,
      layoutOptions: prefixed({
        ...settings,
        padding: padded(group.padding, size.height + group.belowHead),
        "nodeSize.constraints": "[MINIMUM_SIZE]",
        "nodeSize.minimum": leastSize(size, settings["direction"]),
      }),
      children: childrenOf(id),
    };
  }
}

function prefixed(settings: Settings): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [`elk.${name}`, value]));
}

/** ELK compares it with a group that it has laid out from left to right, before it turns it. */
function leastSize({ width, height }: Size, direction: string | undefined): string {
  return direction === "DOWN" || direction === "UP" ? `(${height}, ${width})` : `(${width}, ${height})`;
}

const padded = (all: number, top = all): string => `[top=${top},left=${all},bottom=${all},right=${all}]`;

function layoutFrom(picture: Picture, root: ElkNode): Layout {
  const boxes = new Map<string, Box>();
  const routes = new Map<string, EdgeRoute>();
  const visit = (node: ElkNode): void => {
    boxes.set(node.id, boxOf(node));
    for (const edge of node.edges ?? []) routes.set(edge.id, routeOf(edge));
    node.children?.forEach(visit);
  };
  visit(root);
  const dot = boxes.get(start) ?? { x: 0, y: 0, width: 0, height: 0 };
  const startPoints = routes.get(start)?.points ?? [];
  const obstacles = [...routes.values()].flatMap(({ points, label }) => [...segmentsOf(points), label]);
  return {
    width: Math.ceil(root.width ?? 0),
    height: Math.ceil(root.height ?? 0),
    states: Object.fromEntries(picture.states.flatMap(({ id }) => entryOf(id, boxes.get(id)))),
    heads: Object.fromEntries(
      picture.states.flatMap((state) => {
        const box = state.kind === "group" ? boxes.get(state.id) : undefined;
        return entryOf(state.id, box && headIn(box, sizeOfState(state, picture), obstacles));
      }),
    ),
    edges: Object.fromEntries(edgesOf(picture).flatMap(({ id }) => entryOf(id, routes.get(id)))),
    start: { dot: { x: dot.x + dot.width / 2, y: dot.y + dot.height / 2 }, points: startPoints },
  };
}

/** The place for a group's head that is farthest left with no edge through it; the corner where there is none. */
function headIn({ x, y, width }: Box, { width: needed, height }: Size, obstacles: readonly Box[]): Box {
  for (let left = x; left + needed <= x + width; left += 2) {
    const head = { x: rounded(left), y, width: needed, height };
    if (!obstacles.some((obstacle) => overlap(head, obstacle, 2))) return head;
  }
  return { x, y, width: needed, height };
}

const entryOf = <Value>(id: string, value: Value | undefined): readonly (readonly [string, Value])[] =>
  value === undefined ? [] : [[id, value]];

function boxOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box {
  return { x: rounded(x), y: rounded(y), width: rounded(width), height: rounded(height) };
}

function routeOf({ sections = [], labels = [] }: ElkExtendedEdge): EdgeRoute {
  const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
  return { points: points.map(({ x, y }): Point => ({ x: rounded(x), y: rounded(y) })), label: boxOf(labels[0] ?? {}) };
}

/** To a tenth of a pixel: the last digits of a float may differ between machines. */
const rounded = (value: number): number => Math.round(value * 10) / 10;
