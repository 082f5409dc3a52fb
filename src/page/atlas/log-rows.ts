/** The rows of a log, judged a while at a time, so that the page stays at hand however many there are. */
import type { Log } from "../../atlas/log-reader.js";
import { type Row, summaryOf } from "../../atlas/summary.js";
import type { Lifecycle } from "../../lifecycle.js";
import type { GivenPolicy } from "../../policy/given-policy.js";

const sliceMilliseconds = 24;

/** Judges every subject; calls `tell` with all rows so far, now and then and at the end. Answers how to stop. */
export function judgeRows(
  log: Log,
  lifecycle: Lifecycle,
  policy: GivenPolicy,
  tell: (rows: readonly Row[], isDone: boolean) => void,
): () => void {
  const bound = lifecycle.under(policy);
  const subjects = [...(log.byLifecycle.get(lifecycle.id) ?? [])];
  const rows: Row[] = [];
  let isStopped = false;
  let toldAt = 0;
  const slice = (): void => {
    if (isStopped) return;
    const end = performance.now() + sliceMilliseconds;
    while (rows.length < subjects.length && performance.now() < end) {
      const [subject, observations] = subjects[rows.length] ?? ["", []];
      rows.push(summaryOf(bound, lifecycle.definition.phases, subject, observations));
    }
    const isDone = rows.length === subjects.length;
    if (isDone || performance.now() - toldAt > 200) {
      tell(rows, isDone);
      toldAt = performance.now();
    }
    if (!isDone) setTimeout(slice);
  };
  slice();
  return () => {
    isStopped = true;
  };
}
