/**
 * A picture as Graphviz DOT: groups are clusters, an arrow from a group begins at its border.
 *
 * Source: Graphviz, "DOT Language" for the syntax, `compound` and `ltail` for the borders.
 */
import { whoseTurn } from "./phase-words.js";
import type { Picture, PictureArrow, PictureState } from "./picture.js";
import { linesOf } from "./sizes.js";

const lineStyles = { STATED: "solid", IMPLIED: "dashed", ASSUMED: "dotted" } as const;

export function dot(picture: Picture): string {
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
    ...arrows.map((arrow) => `  ${edgeOf(arrow)}`),
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
    const head = [`subgraph ${quoted(`cluster ${state.id}`)} {`, `  label=${quoted(state.name)}`];
    return [...head, ...contentOf(state.id).map(indented), "}"];
  }

  function edgeOf(arrow: PictureArrow): string {
    const from = leafIn(arrow.from);
    const words = linesOf(arrow).map(({ text }) => text);
    const attributes = [
      `label=${quoted(words.join("\n"))}`,
      `style="${lineStyles[arrow.level]}"`,
      ...(from === arrow.from ? [] : [`ltail=${quoted(`cluster ${arrow.from}`)}`]),
      ...(leafIn(arrow.to) === arrow.to ? [] : [`lhead=${quoted(`cluster ${arrow.to}`)}`]),
    ];
    return `${quoted(from)} -> ${quoted(leafIn(arrow.to))} [${attributes.join(", ")}]`;
  }

  /** DOT joins nodes only: a group is meant by its first leaf. */
  function leafIn(state: string): string {
    const child = states.find(({ parent }) => parent === state);
    return child === undefined ? state : leafIn(child.id);
  }
}

const indented = (line: string): string => `  ${line}`;

const quoted = (text: string): string =>
  `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
