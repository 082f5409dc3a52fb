/** What is said of each line, in few bytes: the number of its rule, and the sentence where it is illegal. */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

export function createSaid(lines) {
  const rules = [];
  const numbers = new Map();
  const ofLine = new Uint8Array(lines + 1);
  const messages = new Map();
  return {
    say(line, rule, message) {
      if (!numbers.has(rule)) numbers.set(rule, rules.push(rule));
      if (ofLine[line] !== 0) throw new Error(`line ${line} was told of twice`);
      ofLine[line] = numbers.get(rule);
      if (rule.startsWith("illegal")) messages.set(line, message);
    },
    /** Undefined for a line of which nothing was said. */
    rule: (line) => rules[ofLine[line] - 1],
    message: (line) => messages.get(line),
    counts() {
      const counts = new Map();
      for (let line = 1; line <= lines; line++) {
        const rule = rules[ofLine[line] - 1];
        counts.set(rule, (counts.get(rule) ?? 0) + 1);
      }
      return new Map([...counts].toSorted(([, one], [, other]) => other - one));
    },
  };
}

/** What query.mjs has written. */
export async function saidByQuery(path, lines) {
  const said = createSaid(lines);
  for await (const row of createInterface({ input: createReadStream(path) })) {
    const [line, rule, message] = row.split("\t");
    said.say(Number(line), rule, message);
  }
  return said;
}
