/** What the tables and the view of a history are called, and the numbers in them that need no table. */
export interface HistoryNames {
  /** The reports to judge: a table or a view of the reader's own. */
  readonly reports: string;
  readonly answer: string;
  readonly reason: string;
  /** The view: every report, judged. */
  readonly history: string;
}

export function historyNamesOf(prefix: string): HistoryNames {
  return {
    reports: `${prefix}_report`,
    answer: `${prefix}_answer`,
    reason: `${prefix}_answer_reason`,
    history: `${prefix}_history`,
  };
}

/** Answers that are given whatever the estimate; below 0, where no other is. */
export const always = { unknown: -1, superseded: -2, undecided: -3 } as const;
