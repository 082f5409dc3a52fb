/**
 * A lifecycle under one policy as SCXML: the machine's groups and statuses, and inside each status its configurations.
 *
 * Guards and counters are functions of XState's; what they come to is spelled out, so that the document needs no data model
 * and any interpreter can run it. `In('failed')` asks for a status. A group's timers are `<send>` with a delay, cancelled on exit.
 *
 * Source: W3C, "State Chart XML (SCXML): State Machine Notation for Control Abstraction", 2015.
 */
import type { AnyStateMachine, StateNode } from "xstate";
import { canonical } from "../json.js";
import { plainEvent } from "./automaton.js";
import { ExportError } from "./export-error.js";
import type { Tour } from "./tour.js";

export interface ScxmlSource {
  readonly machine: AnyStateMachine;
  readonly title: string;
  readonly tour: Tour;
}

export function scxmlText({ machine, title, tour }: ScxmlSource): string {
  refusePrefixes(tour.events);
  const { configurations, answers } = tour;
  const names = configurations.map((configuration) => configurationName(configuration, tour.variables));
  const lines = childrenOf(machine.root).flatMap(elementOf);
  refuseSharedNames(lines, tour.lifecycle);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<!-- ${commented(title)} -->`,
    `<!-- Generated from the machine ${tour.lifecycle} under the policy ${commented(JSON.stringify(tour.policy))}. -->`,
    `<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="null"${attribute("name", tour.lifecycle.replaceAll(/\W/g, "_"))}${attribute("initial", names[0] ?? "")}>`,
    ...indent(lines),
    "</scxml>",
    "",
  ].join("\n");

  function elementOf(node: StateNode): readonly string[] {
    const timers = timersOf(node, tour.timers);
    const kind = node.type === "final" ? "final" : "state";
    const own = [...configurations.keys()].filter((number) => configurations[number]?.[0] === node.key);
    const inside =
      node.type === "compound"
        ? childrenOf(node).flatMap(elementOf)
        : tour.variables.length > 0
          ? own.flatMap((number) => element(kind, names[number] ?? "", transitionsOf(number)))
          : own.flatMap(transitionsOf);
    if (node.type === "compound" ? inside.length === 0 : own.length === 0) return [];
    return element(tour.variables.length > 0 ? "state" : kind, nameOfNode(node), [...timers, ...inside]);
  }

  function transitionsOf(number: number): readonly string[] {
    return (answers[number] ?? []).flatMap((to, event) =>
      to === null
        ? []
        : [
            `<transition${attribute("event", plainEvent(tour.events[event] ?? ""))}${attribute("target", names[to] ?? "")}/>`,
          ],
    );
  }
}

function element(kind: "state" | "final", id: string, inside: readonly string[]): readonly string[] {
  const start = `<${kind}${attribute("id", id)}`;
  return inside.length === 0 ? [`${start}/>`] : [`${start}>`, ...indent(inside), `</${kind}>`];
}

/** The name of a configuration, given as in a tour: its status, then what its variables are. */
export function configurationName(
  [status, ...values]: Tour["configurations"][number],
  variables: readonly string[],
): string {
  return plainName([status, ...values.map((value, index) => `${variables[index]}-${canonical(value)}`)].join("."));
}

function refuseSharedNames(lines: readonly string[], lifecycle: string): void {
  const names = lines.flatMap((line) => /<(?:state|final) id="([^"]*)"/.exec(line)?.[1] ?? []);
  const shared = names.find((name, index) => names.indexOf(name) < index);
  if (shared !== undefined) throw new ExportError(`${lifecycle}: two states would be called ${shared} in SCXML`);
}

/** SCXML's event `a` also takes `a.b`, XState's does not. */
function refusePrefixes(events: readonly string[]): void {
  for (const event of events) {
    const longer = events.find((other) => plainEvent(other).startsWith(`${plainEvent(event)}.`));
    if (longer !== undefined) throw new ExportError(`in SCXML the event ${event} would also be taken by ${longer}`);
  }
}

function timersOf(group: StateNode, timers: Tour["timers"]): readonly string[] {
  // A delay with several guarded transitions is one timer.
  const delays = new Set(group.after.map(({ delay }) => String(delay)));
  return [...delays].flatMap((delay) => {
    const event = `after ${delay}`;
    refuseRestart(group);
    const id = `${nameOfNode(group)}.${plainEvent(event)}`;
    const send = `<send${attribute("event", plainEvent(event))}${attribute("id", id)} delay="${timers[event]}ms"/>`;
    return [`<onentry>${send}</onentry>`, `<onexit><cancel${attribute("sendid", id)}/></onexit>`];
  });
}

/** A step between two configurations of a group leaves the group running; one that restarts its timers needs another document. */
function refuseRestart(group: StateNode): void {
  const { root } = group.machine;
  for (const source of [root, ...groupsOf(root)]) {
    const isAround = source !== group && isWithin(group, source);
    for (const { target = [], reenter } of [...source.transitions.values()].flat()) {
      const leadsInto = target.some((node) => isWithin(node, group));
      if (leadsInto && (isAround || (source === group && reenter)))
        throw new ExportError(`${source.id}: a transition restarts the timers of ${group.id}, which SCXML cannot tell`);
    }
  }
}

function isWithin(node: StateNode | undefined, group: StateNode): boolean {
  return node !== undefined && (node === group || isWithin(node.parent, group));
}

function groupsOf(node: StateNode): readonly StateNode[] {
  return childrenOf(node).flatMap((child) => [child, ...groupsOf(child)]);
}

function childrenOf(node: StateNode): readonly StateNode[] {
  return Object.values(node.states).toSorted((a, b) => a.order - b.order);
}

/** A status has its own name; a group, which no provider knows, the path to it. */
function nameOfNode(node: StateNode): string {
  return plainName(node.type === "compound" ? `group.${node.path.join(".")}` : node.key);
}

/** XML names hold letters, digits, `.`, `-` and `_`, and begin with a letter or `_`. */
function plainName(name: string): string {
  const plain = name.replaceAll(/[^\w.-]/g, ".");
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

const attribute = (name: string, value: string): string => ` ${name}="${value}"`;
const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);
/** XML ends a comment at two hyphens. */
const commented = (text: string): string => text.replaceAll(/-(?=-)/g, "- ");
