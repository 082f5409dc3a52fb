/**
 * A picture as Graphviz DOT: groups are clusters, an arrow from a group begins at its border.
 *
 * Source: Graphviz, "DOT Language" for the syntax, `compound` and `ltail` for the borders.
 */
import { whoseTurn } from "./phase-words.js";
import { type Picture, type PictureArrow, type PictureState, refuseOtherThanPicture } from "./picture.js";
import { linesOf } from "./sizes.js";

const lineStyles = { STATED: "solid", IMPLIED: "dashed", ASSUMED: "dotted" } as const;

/**
 * A picture as text for Graphviz; its `dot` finds the places.
 *
 * @throws {TypeError} for what is no picture.
 */
export function dot(picture: Picture): string {
  refuseOtherThanPicture(picture);
  const { id, title, states, arrows } = picture;
  const initial = states.find((state) => state.initial);
  return [
    `digraph ${quoted(id)} {`,
    "  compound=true",
    `  label=${quoted(title)}`,
    '  labelloc="t"',
    '  graph [fontname="Helvetica"]',
    '  node [fontname="Helvetica", shape="box", style="rounded"]',
    '  edge [fontname="Helvetica", fontsize=10]',
    '  "*start*" [shape="point", width=0.15]',
    ...contentOf(null).map(indented),
    ...(initial === undefined ? [] : [`  "*start*" -> ${quoted(initial.id)}`]),
    ...arrows.flatMap(edgesOf).map(indented),
    "}",
    "",
  ].join("\n");

  function contentOf(parent: string | null): readonly string[] {
    return states.filter((state) => state.parent === parent).flatMap(stateOf);
  }

  function stateOf(state: PictureState): readonly string[] {
    const name = quoted(state.id);
    if (state.kind !== "group") {
      const border = state.kind === "final" ? ", peripheries=2" : "";
      return [`${name} [label=${quoted(`${state.name}\n${whoseTurn(state)}`)}${border}]`];
    }
    const kept = arrows.filter(({ from, to }) => from === state.id && to === state.id);
    const words = [state.name, ...kept.map((arrow) => `↻ ${wordsOf(arrow).join(" ")}`)];
    const head = [`subgraph ${quoted(`cluster ${state.id}`)} {`, `  label=${quoted(words.join("\n"))}`];
    return [...head, ...contentOf(state.id).map(indented), "}"];
  }

  /** DOT joins nodes: an arrow that leaves a group's border begins at its first leaf, one that stays inside at each. */
  function edgesOf(arrow: PictureArrow): readonly string[] {
    const { from, to, level, evidence } = arrow;
    const isGroup = states.some(({ id: state, kind }) => state === from && kind === "group");
    if (isGroup && from === to) return [];
    const label = `label=${quoted(wordsOf(arrow).join("\n"))}, style=${quoted(lineStyles[level])}`;
    const sources = evidence.flatMap((piece) => piece.from);
    if (!isGroup || isIn(to, from)) {
      return (isGroup ? sources : [from]).map((source) => `${quoted(source)} -> ${quoted(to)} [${label}]`);
    }
    return [`${quoted(sources[0] ?? from)} -> ${quoted(to)} [${label}, ltail=${quoted(`cluster ${from}`)}]`];
  }

  function isIn(state: string | null, group: string): boolean {
    const parent = states.find(({ id: each }) => each === state)?.parent ?? null;
    return parent === group || (parent !== null && isIn(parent, group));
  }
}

const wordsOf = (arrow: PictureArrow): readonly string[] => linesOf(arrow).map(({ text }) => text);

const indented = (line: string): string => `  ${line}`;

const quoted = (text: string): string =>
  `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
