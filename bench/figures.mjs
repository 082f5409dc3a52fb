/** Figures and tables as the page shows them. */

export const nanoseconds = (time) => (time < 1000 ? `${round(time)} ns` : `${round(time / 1000)} µs`);
export const seconds = (time) => `${round(time)} s`;
export const megabytes = (bytes) => `${round(bytes / 1e6)} MB`;
export const milliseconds = (time) => `${round(time)} ms`;
export const kilobytes = (bytes) => `${round(bytes / 1000)} kB`;
export const times = (ratio) => `${round(ratio)} ×`;
/** A ratio beside the most that it is to be: with a digit more where rounding would make a goal that is missed look met. */
export const timesOfGoal = (ratio, goal) =>
  ratio > goal && round(ratio) === round(goal) ? `${ratio.toPrecision(3)} ×` : times(ratio);

export function round(number) {
  return number >= 100 ? Math.round(number).toLocaleString("en") : String(Number(number.toPrecision(2)));
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

export const met = (isMet) => (isMet ? "met" : "not met");
