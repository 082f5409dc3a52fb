/** A lifecycle as text for other engines. */
import { definitionOf } from "../argument.js";
import type { LifecycleDefinition } from "../definition.js";
import { explore } from "../explore.js";
import { readChart } from "../graph/chart.js";
import type { Graph } from "../graph/graph.js";
import type { Channel } from "../observation.js";
import { variablesOf } from "../observer/estimate.js";
import { parsePolicy } from "../policy/family.js";
import type { GivenPolicy } from "../policy/given-policy.js";
import { autText } from "./aut.js";
import { alphabetOf, automatonOfGraph } from "./automaton.js";
import { ExportError } from "./export-error.js";
import { fstText, symbolsText } from "./fst.js";
import { type HistoryDialect, historyDialects } from "./history/dialects.js";
import { historyText } from "./history/history.js";
import { scxmlText } from "./scxml.js";
import { type Dialect, dialects } from "./sql/names.js";
import { sqlText } from "./sql/sql.js";
import { type Tour, tourOf, tourText } from "./tour.js";

/** The forms of text that a lifecycle can be exported as. */
export const exportFormats = ["aut", "fst", "fst-symbols", "scxml", "tour", "sql", "history"] as const;

export type ExportFormat = (typeof exportFormats)[number];

export interface ExportOptions {
  readonly format: ExportFormat;
  /** The provider's settings; fields that are not given have the machine's defaults, in `sql` and `history` any value of their family. */
  readonly policy?: unknown;
  /** Of `sql` and `history`: whose SQL; `postgres`, of histories `duckdb`, when not given. */
  readonly dialect?: Dialect | HistoryDialect | undefined;
  /** Of `sql` and `history`: whose reports; the webhook's where the lifecycle has webhooks, when not given. */
  readonly channel?: Channel | undefined;
}

/** What is exported: a lifecycle, of which its definition is enough. */
export type Exported = { readonly definition: LifecycleDefinition };

/**
 * A lifecycle under one policy as text: `aut` (mCRL2, CADP), `fst` with `fst-symbols` (OpenFst), `scxml`, `tour`
 * (JSON); or one of its channels as `sql`, which guards a database, or as `history`, which judges the reports in one.
 *
 * @throws {PolicyError} for settings that no policy can have.
 * @throws {ExportError} for what the format cannot hold, and for a format or a channel that there is not.
 * @throws {TypeError} for what is no lifecycle.
 */
export function exportLifecycle(lifecycle: Exported, options: ExportOptions): string {
  const definition = definitionOf(lifecycle);
  refuseNoFormat(options);
  refuseNoChannel(options);
  const { format, policy } = options;
  if (format === "sql" || format === "history") {
    const channel = options.channel ?? ("readWebhook" in definition ? "webhook" : "poll");
    return format === "sql"
      ? sqlText(definition, { policy, channel, dialect: dialectOf("sql", dialects, options.dialect ?? "postgres") })
      : historyText(definition, {
          policy,
          channel,
          dialect: dialectOf("history", historyDialects, options.dialect ?? "duckdb"),
        });
  }
  const graph = exploreAll(lifecycle, policy);
  switch (format) {
    case "aut":
      return autText(automatonOfGraph(graph, definition.opening));
    case "fst":
      return fstText(automatonOfGraph(graph, definition.opening));
    case "fst-symbols":
      return symbolsText(alphabetOf(readChart(definition.machine), graph, definition.opening));
    case "scxml": {
      const { machine, title } = definition;
      return scxmlText({ machine, title, tour: tourUnder(lifecycle, policy) });
    }
    case "tour":
      return tourText(tourUnder(lifecycle, policy));
  }
}

function refuseNoFormat(options: unknown): void {
  const isObject = typeof options === "object" && options !== null;
  if (isObject && "format" in options && exportFormats.some((format) => format === options.format)) return;
  throw new ExportError(`the option format is one of ${exportFormats.join(", ")}`);
}

function refuseNoChannel({ channel }: { readonly channel?: unknown }): void {
  if (channel === undefined || channel === "webhook" || channel === "poll") return;
  throw new ExportError("the option channel is one of webhook, poll");
}

/**
 * The tour of a lifecycle under one policy; fields that are not given have the machine's defaults.
 *
 * @throws {PolicyError} for settings that no policy can have.
 * @throws {TypeError} for what is no lifecycle.
 */
export function tourUnder(lifecycle: Exported, policy?: unknown): Tour {
  const definition = definitionOf(lifecycle);
  const chart = readChart(definition.machine);
  const graph = exploreAll(lifecycle, policy);
  const whole = { lifecycle: definition.id, policy: wholePolicy(definition, policy) };
  return tourOf(whole, chart, graph, variablesOf(definition, chart));
}

function dialectOf<Known extends string>(format: ExportFormat, known: readonly Known[], dialect: string): Known {
  const found = known.find((name) => name === dialect);
  if (found === undefined) throw new ExportError(`${format} has no dialect ${dialect}; it has ${known.join(", ")}`);
  return found;
}

function exploreAll(lifecycle: Exported, policy: unknown): Graph {
  const graph = explore(lifecycle, policy);
  if (!graph.complete) throw new ExportError(`${lifecycle.definition.id}: too many configurations to export`);
  return graph;
}

function wholePolicy(definition: LifecycleDefinition, given: unknown): GivenPolicy {
  return parsePolicy(definition, { ...definition.policy.defaults, ...parsePolicy(definition, given) });
}
