/**
 * A machine as a Mermaid state diagram, in the order in which the machine is written. Groups are composite states.
 *
 * A state belongs to the composite in which Mermaid meets it first, so all transitions stand after all states.
 *
 * Source: Mermaid's "State diagrams" for the syntax, "Entity codes" for the escapes.
 */
import type { AnyStateMachine, StateNode } from "xstate";
import { childrenOf, descendants } from "./state-nodes.js";

export function mermaid({ root }: AnyStateMachine, title: string): string {
  const inside = descendants(root);
  const entered = new Set([root, ...inside.flatMap(targets)].flatMap(entryPath));
  const lines = [
    "---",
    `title: ${JSON.stringify(title)}`,
    "---",
    "stateDiagram-v2",
    ...indent(contentOf(root, entered)),
    ...indent([root, ...inside].flatMap(transitionsOf)),
    ...indent(inside.filter((node) => node.type === "final").map((node) => `${idOf(node)} --> [*]`)),
  ];
  return `${lines.join("\n")}\n`;
}

/** A group's marker of where it begins, and its states; a group that is only entered by name has no beginning. */
function contentOf(group: StateNode, entered: ReadonlySet<StateNode>): readonly string[] {
  const [initial] = entered.has(group) ? group.initial.target : [];
  return [...(initial === undefined ? [] : [`[*] --> ${idOf(initial)}`]), ...childrenOf(group).flatMap(stateOf)];

  function stateOf(node: StateNode): readonly string[] {
    const id = idOf(node);
    const name = id === node.key ? id : `${JSON.stringify(escape(node.key))} as ${id}`;
    if (node.type === "compound") return [`state ${name} {`, ...indent(contentOf(node, entered)), "}"];
    return [id === node.key ? id : `state ${name}`];
  }
}

function transitionsOf(source: StateNode): readonly string[] {
  const timers = new Map(source.after.map(({ eventType, delay }) => [eventType, `after ${String(delay)}`]));
  return [...source.transitions].flatMap(([eventType, candidates]) =>
    candidates.map(({ target: [target = source] = [], guard, description }, index) => {
      const isConditional = guard !== undefined || index > 0;
      const words = description ?? (typeof guard === "string" ? guard : "");
      const note = words === "" ? "" : isConditional ? ` [${words}]` : ` / ${words}`;
      return `${idOf(source)} --> ${idOf(target)} : ${escape(`${timers.get(eventType) ?? eventType}${note}`)}`;
    }),
  );
}

function targets(node: StateNode): readonly StateNode[] {
  return [...node.transitions.values()].flat().flatMap(({ target = [] }) => [...target]);
}

/** The groups that are entered by their beginning when `node` is. */
function entryPath(node: StateNode): readonly StateNode[] {
  if (node.type !== "compound") return [];
  return [node, ...node.initial.target.flatMap(entryPath)];
}

/** A state's key; a group that shares its key with another state is told from it by its path. */
function idOf({ key, type, path, machine }: StateNode): string {
  const isShared = type === "compound" && descendants(machine.root).filter((node) => node.key === key).length > 1;
  return (isShared ? `${path.join("_")}_group` : key).replaceAll(/\W/g, "_");
}

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

/** Mermaid ends a label at `:` and `;`, and begins an entity at `#`. */
const escape = (text: string): string =>
  text.replaceAll(/[#:;<>"\n]/g, (character) => `#${String(character.codePointAt(0))};`);
