/** What a lifecycle reads in each line, however the lines come: the same as in each line by itself. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { messages } from "../../machines/index.js";
import { lifecycleNamed } from "../../src/cli/lifecycle-choice.js";
import { createLineReadings, type LinesRead } from "../../src/cli/reading/line-readings.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { cut } from "../bulk/hostile-lines.js";
import { plainLines, simulatedLog } from "../bulk/simulated-logs.js";
import { createSplitter } from "../bulk/splitter.js";
import { parseInstant } from "../../src/instant.js";

const canonical = (time: string | undefined) => (time === undefined ? {} : { at: parseInstant(time) });

/** Times are read as they are written, and told as the engine writes them where a line was recognised. */
const withPlainTimes = (readings: LinesRead) =>
  readings.map((reading) =>
    reading?.kind === "observation"
      ? {
          ...reading,
          observation: {
            ...reading.observation,
            ...canonical(reading.observation.at),
            startedAt: canonical(reading.observation.startedAt),
          },
        }
      : reading,
  );

/** Of each line that is not empty. */
function readEach(lifecycle: Lifecycle, log: Uint8Array): LinesRead {
  const splitter = createSplitter();
  return [...splitter.push(log), ...splitter.end()].map(({ content }) => lifecycle.read(content));
}

test.each(messages)("$lifecycle reads the lines of a log as each by itself", (written) => {
  const lifecycle = lifecycleNamed(written.lifecycle);
  fc.assert(
    fc.property(simulatedLog(lifecycle, written), fc.array(fc.nat(), { maxLength: 6 }), (log, cuts) => {
      const reader = createLineReadings(lifecycle, undefined);
      const told = cut(log, cuts).flatMap((chunk) => {
        const passing = Uint8Array.from(chunk);
        const readings = reader.push(passing);
        passing.fill(0x7b);
        return readings;
      });
      const read = [...told, ...reader.end()].filter((reading) => reading !== undefined);
      expect(withPlainTimes(read)).toEqual(withPlainTimes(readEach(lifecycle, log)));
    }),
    { numRuns: 10 },
  );
});

test("empty lines are told as such", () => {
  const reader = createLineReadings(lifecycleNamed("fortid"), undefined);
  expect(reader.push(Buffer.from("\n \n{\n")).map((reading) => reading?.kind)).toEqual([
    undefined,
    undefined,
    "malformed",
  ]);
  expect(reader.end()).toEqual([]);
});

test("lines are read as what their channel sends", () => {
  const written = messages.find(({ lifecycle }) => lifecycle === "iinkedsign");
  if (written === undefined) throw new Error("iinkedSign's messages are written");
  const [line = ""] = plainLines(lifecycleNamed("iinkedsign"), written);
  const kinds = ([undefined, "webhook", "poll"] as const).map(
    (channel) => createLineReadings(lifecycleNamed("iinkedsign"), channel).push(Buffer.from(`${line}\n`))[0]?.kind,
  );
  expect(new Set(kinds)).toEqual(new Set(["observation", "malformed"]));
});

test("many lines leave none of their ids behind, and every line keeps its own", () => {
  const lifecycle = lifecycleNamed("persona/verification");
  const written = messages.find(({ lifecycle: id }) => id === lifecycle.id);
  if (written === undefined) throw new Error("Persona's messages are written");
  const line = plainLines(lifecycle, written).find((text) => lifecycle.read(text).kind === "observation") ?? "";
  const own = (nth: number): string => line.replaceAll(/[\da-f]{6}(?=")/g, String(nth).padStart(6, "0"));
  const reader = createLineReadings(lifecycle, undefined);
  for (let chunk = 0; chunk < 6; chunk++) {
    const lines = Array.from({ length: 4000 }, (_, nth) => own(4000 * chunk + nth));
    const told = reader.push(Buffer.from(`${lines.join("\n")}\n`));
    for (const nth of [0, 1, 2, 2047, 2048, 3999]) {
      expect(withPlainTimes([told[nth]])).toEqual(withPlainTimes([lifecycle.read(lines[nth])]));
    }
  }
});
