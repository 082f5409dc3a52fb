/** What a line costs as logs, subjects and policies grow, in nanoseconds of one processor. */
import { check } from "./check.mjs";

/** As parts of the largest log. */
const sizes = [
  { lines: 1 / 8, subjects: 1 / 8 },
  { lines: 1 / 4, subjects: 1 / 4 },
  { lines: 1 / 2, subjects: 1 / 2 },
  { lines: 1, subjects: 1 },
  { lines: 1, subjects: 1 / 100 },
  { lines: 1, subjects: 1 / 10 },
];
const policies = [
  { name: "1 policy", flags: ["--policy", "maxResets=unlimited,maxErrors=unlimited,passToSign=true"] },
  { name: "20 policies", flags: [] },
];

/** Of a check of next to nothing, which takes what starting a process takes. */
const emptyLog = ["--lines", "20"];

/** The best of some rounds: what the machine does besides only ever adds. */
function secondsOf(log, flags, rounds) {
  return Math.min(...Array.from({ length: rounds }, () => check(log, "--threads", "1", ...flags).processor));
}

/** The largest log has so many lines. */
export function measureCurve(logs, lines, rounds = 2) {
  const empty = logs.write("empty", emptyLog);
  const starts = policies.map(({ flags }) => secondsOf(empty, flags, rounds));
  return sizes.flatMap((size) => {
    const told = {
      lines: Math.round(size.lines * lines),
      subjects: Math.max(20, Math.round(size.subjects * lines * 0.094)),
    };
    const log = logs.write("curve", ["--lines", String(told.lines), "--subjects", String(told.subjects)]);
    const points = policies.map(({ name, flags }, nth) => {
      const seconds = secondsOf(log, flags, rounds) - starts[nth];
      return { ...told, policies: name, nanoseconds: (seconds / told.lines) * 1e9 };
    });
    logs.remove(log);
    return points;
  });
}
