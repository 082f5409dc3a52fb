/** Reports that are put in: of what did not happen, or in words that nobody knows. */
import type { Lifecycle } from "../lifecycle.js";
import type { Observation } from "../observation.js";
import type { VerdictKind } from "../rule.js";
import { channelOf, type Teller, type TellingOptions, type Told } from "./history.js";
import { choices, pickFrom, type Sight } from "./walk.js";
import { unknownWords } from "./words.js";

export interface OddReport extends Told {
  readonly cause: "illegal" | "superseded" | "unknown";
}

/** Where a report is put in: beside the report that shows `sight`, the `of`-th of its history. */
export interface Scene {
  readonly lifecycle: Lifecycle;
  readonly teller: Teller;
  readonly options: TellingOptions;
  readonly sight: Sight;
  readonly of: number;
  /** Which of what there is to choose from: from 0 to 65535. */
  readonly pick: number;
}

/** A report with a word that is not in the vocabulary; undefined where no message can have one. */
export function unknownReport({ lifecycle, teller, options, sight, of, pick }: Scene): OddReport | undefined {
  const word = pickFrom(unknownWords(lifecycle.statuses), pick) ?? "unknown";
  const channels = channelOf(lifecycle, options) === "poll" ? (["poll"] as const) : (["webhook", "poll"] as const);
  // Where a webhook's event decides, no webhook can say an unknown word.
  for (const channel of channels) {
    const odd = { ...sight, channel, status: undefined, ticks: sight.ticks + 1 };
    const told = teller.tell(odd, `${of + 1}.unknown`, word);
    if (told !== undefined && told.observation.status === undefined) return { ...told, cause: "unknown" };
  }
  return undefined;
}

/** A report that is refused now, and so: the first of the statuses, begun with the one picked. Undefined where none is. */
export function refusedReport(
  { lifecycle, teller, options, sight, of, pick }: Scene,
  cause: "illegal" | "superseded",
  kindOf: (observation: Observation) => VerdictKind,
): OddReport | undefined {
  const run = cause === "illegal" || sight.run === undefined ? sight.run : sight.run - 1;
  if (cause === "superseded" && (run === undefined || run < 1)) return undefined;
  const candidates = [
    ...lifecycle.statuses.map((status) => ({ status, event: undefined })),
    ...(options.messages?.counted ?? []).map((event) => ({ status: undefined, event })),
  ];
  const first = Math.floor((pick * candidates.length) / choices);
  for (const candidate of [...candidates.slice(first), ...candidates.slice(0, first)]) {
    const told = teller.tell({ ...sight, ...candidate, run, ticks: sight.ticks + 1 }, `${of + 1}.${cause}`);
    if (told !== undefined && kindOf(told.observation) === cause) return { ...told, cause };
  }
  return undefined;
}
