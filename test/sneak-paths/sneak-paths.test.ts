/**
 * The sneak-path matrices: committed, compared, and each cell asked of XState itself. `npm run docs` writes them anew, and
 * a review then shows the change cell by cell.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { assign, getNextSnapshot, setup, type StateNode } from "xstate";
import { describe, expect, test } from "vitest";
import { lifecycles } from "../../machines/index.js";
import type { LifecycleDefinition } from "../../src/definition.js";
import { sneakCsv, sneakTable } from "../../src/draw/sneak-tables.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { sneakPaths, type SneakPaths } from "../../src/sneak-paths.js";
import { badge } from "../unit/badge.js";
import { leafOf, nodesOf } from "../xstate-walk.js";

const folder = new URL("../../docs/sneak-paths/", import.meta.url);
const isWriting = process.env.KYCLE_WRITE_DOCS === "1";

/** Beside the defaults, policies that tell: limits that are met soon, and every switch the other way. */
const telling: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>> = {
  iinkedsign: { "one-reset": { steps: ["identity"], maxAttempts: 2, maxErrors: 1, maxResets: 1 } },
  "persona/verification": {
    "business-database": { type: "database-business" },
    "same-object": { type: "email-address", resubmitSameObject: true },
  },
  "persona/inquiry": { "decisions-stand": { maxAttempts: 1, decisionsOverturn: false } },
  "assetpay/process": { "late-results": { lateResults: true } },
  "assetpay/client": { "two-processes": { maxProcesses: 2 } },
  fortid: { "finished-sessions-expire": { finishedSessionsExpire: true } },
};

interface Matrix {
  readonly name: string;
  readonly policy: Readonly<Record<string, unknown>>;
  readonly paths: SneakPaths;
}

const fileName = (id: string): string => id.replaceAll("/", "-");

function matricesOf({ id, definition }: Lifecycle): readonly Matrix[] {
  return Object.entries({ default: {}, ...telling[id] }).map(([name, policy]) => ({
    name,
    policy,
    paths: sneakPaths(definition, policy),
  }));
}

function page({ id, title }: LifecycleDefinition, matrices: readonly Matrix[]): string {
  const parts = matrices.map(({ name, policy, paths }) => {
    const settings = Object.entries(policy).map(([field, value]) => `\`${field}\` ${JSON.stringify(value)}`);
    const under = settings.length === 0 ? "the machine's defaults" : settings.join(", ");
    const file = `${fileName(id)}.${name}.csv`;
    return `## ${name}\n\nUnder ${under}: ${paths.rows.length} configurations, each in [${file}](${file}).\n\n${sneakTable(paths)}\n`;
  });
  return `# Sneak paths: ${id}

${title} Every status by every event: where it leads (→), what refuses it (✗ guard), no such transition (·), final (■). Where the
configurations of a status differ, every answer stands. Written by \`npm run docs\`, compared in tests.

${parts.join("\n")}`;
}

const filesOf = (lifecycle: Lifecycle): ReadonlyMap<string, string> => {
  const matrices = matricesOf(lifecycle);
  return new Map([
    [`${fileName(lifecycle.id)}.md`, page(lifecycle.definition, matrices)],
    ...matrices.map(({ name, paths }) => [`${fileName(lifecycle.id)}.${name}.csv`, sneakCsv(paths)] as const),
  ]);
};

const all: readonly Lifecycle[] = lifecycles;

describe.each(all.map((lifecycle) => ({ id: lifecycle.id, lifecycle })))("$id", ({ lifecycle }) => {
  test("has the matrices that are committed", () => {
    for (const [name, text] of filesOf(lifecycle)) {
      const file = new URL(name, folder);
      if (isWriting) writeFileSync(file, text);
      else expect([name, readFileSync(file, "utf8")]).toEqual([name, text]);
    }
  });

  test("answers every cell as XState does", () => {
    const { machine, definition } = lifecycle;
    for (const { paths } of matricesOf(lifecycle)) {
      for (const { at, cells } of paths.rows) {
        const leaf = nodesOf(machine).find(({ key, states }) => key === at.status && Object.keys(states).length === 0);
        const value = leaf?.path.reduceRight<unknown>(
          (inner, key) => (inner === undefined ? key : { [key]: inner }),
          undefined,
        );
        const snapshot = machine.resolveState({
          value: Object(value) === value ? value : at.status,
          context: at.context,
        } as never);
        const answers = paths.events.map((event) => {
          const type = namesOf(machine.root, event).find((name) => snapshot.can({ type: name }));
          return type === undefined ? "refused" : `→ ${leafOf(getNextSnapshot(machine, snapshot, { type }).value)}`;
        });
        const told = cells.map((cell) => (cell.kind === "allowed" ? `→ ${cell.to}` : "refused"));
        expect([definition.id, at, told]).toEqual([definition.id, at, answers]);
      }
    }
  });
});

test("no matrix is left over", () => {
  const names = all.flatMap((lifecycle) => [...filesOf(lifecycle).keys()]);
  expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
});

/** What XState calls an event: itself, or each delayed transition of that delay. */
function namesOf(root: StateNode, event: string): readonly string[] {
  const nodes = [root];
  const names = [event];
  for (const { states, after } of nodes) {
    nodes.push(...Object.values(states));
    for (const { delay, eventType } of after) if (`after ${String(delay)}` === event) names.push(eventType);
  }
  return names;
}

test("rows stand by status, then by their counts as numbers, then by what is no number", () => {
  const machine = setup({
    types: { context: {} as { readonly count: number | null; readonly mark: string } },
    actions: {
      ten: assign({ count: 10 }),
      two: assign({ count: 2 }),
      none: assign({ count: null }),
      mark: assign({ mark: "a" }),
    },
  }).createMachine({
    context: { count: 3, mark: "b" },
    initial: "created",
    states: {
      created: {
        on: { ten: { actions: "ten" }, two: { actions: "two" }, none: { actions: "none" }, mark: { actions: "mark" } },
      },
    },
  });
  const { rows } = sneakPaths({ ...badge.definition, machine });
  expect(rows.map(({ at: { context } }) => [context["count"], context["mark"]])).toEqual([
    [2, "a"],
    [2, "b"],
    [3, "a"],
    [3, "b"],
    [10, "a"],
    [10, "b"],
    [null, "a"],
    [null, "b"],
  ]);
});
