import type { Channel } from "../../observation.js";
import type { AnswerTable } from "./answer-table.js";
import type { HistoryDialect } from "./dialects.js";
import type { HistoryNames } from "./names.js";

/** What the query is made from. */
export interface HistoryPlan {
  readonly dialect: HistoryDialect;
  readonly names: HistoryNames;
  readonly table: AnswerTable;
  readonly channel: Channel;
  readonly hasRuns: boolean;
}
