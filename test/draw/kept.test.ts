/** The pictures in docs/, drawn from the layouts that are kept, without the command: quick enough to be asked of every mutant. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import layouts from "../../machines/layouts.json" with { type: "json" };
import { assetpayClient, assetpayProcess } from "../../machines/assetpay/lifecycle.js";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "../../machines/persona/lifecycle.js";
import { layOut } from "../../src/draw/elk-layout.js";
import { fits } from "../../src/draw/fits.js";
import type { Layout } from "../../src/draw/layout.js";
import { paintHistory } from "../../src/draw/paint-history.js";
import { pictureOf } from "../../src/draw/picture.js";
import { unreachable } from "../../src/draw/reach.js";
import { svg } from "../../src/draw/svg.js";
import { trackSubjects } from "../../src/trace.js";

const drawnAs = (name: string): string =>
  readFileSync(new URL(`../../docs/pictures/${name}.svg`, import.meta.url), "utf8");

const kept: Readonly<Record<string, Layout>> = layouts;

function layoutOf(id: string): Layout {
  const layout = kept[id];
  if (layout === undefined) throw new Error(`no layout of ${id}`);
  return layout;
}

test.each([
  ["fortid", fortid],
  ["persona-verification", personaVerification],
  ["persona-inquiry", personaInquiry],
  ["assetpay-process", assetpayProcess],
  ["assetpay-client", assetpayClient],
  ["iinkedsign", iinkedsign],
])("%s", (name, lifecycle) => {
  expect(svg(pictureOf(lifecycle), layoutOf(lifecycle.id)) === drawnAs(name)).toBe(true);
});

test("what a policy rules out", () => {
  const policy = { maxResets: 0 };
  const picture = pictureOf(iinkedsign, policy);
  const faded = unreachable(iinkedsign, picture, policy);
  expect(svg(picture, layoutOf("iinkedsign"), { paint: { faded } }) === drawnAs("iinkedsign-without-resets")).toBe(
    true,
  );
});

test("a history", () => {
  const policy = { maxAttempts: 3 };
  const bound = personaInquiry.under(policy);
  const tracker = trackSubjects(bound);
  const log = readFileSync(new URL("../../samples/persona-webhooks.ndjson", import.meta.url), "utf8");
  const judged = log.split("\n").flatMap((line, index) => {
    const reading = personaInquiry.read(line);
    if (reading.kind !== "observation" || reading.observation.subject !== "inq_Meadow4") return [];
    return [{ number: index + 1, verdict: tracker.observe(reading.observation) }];
  });
  const current = [...tracker.records.values()].flatMap((record) =>
    bound.estimates(record).likely.map(({ status }) => status),
  );
  const picture = pictureOf(personaInquiry, policy);
  const history = paintHistory(picture, judged, [...new Set(current)]);
  expect(svg(picture, layoutOf("persona/inquiry"), { paint: { history } }) === drawnAs("persona-inquiry-history")).toBe(
    true,
  );
});

test("a layout is what ELK makes of a picture", async () => {
  expect(await layOut(pictureOf(fortid))).toEqual(kept["fortid"]);
});

test("a head that an edge runs through wherever it stands is in its group's corner", async () => {
  const picture = pictureOf(assetpayClient);
  const states = picture.states.map((state) =>
    state.kind === "group" ? { ...state, name: "client ".repeat(9) } : state,
  );
  const { heads, states: places } = await layOut({ ...picture, states });
  const [head, group] = [heads["client.*"], places["client.*"]];
  expect([head?.x, head?.y]).toEqual([group?.x, group?.y]);
  expect(head?.width).toBeLessThan(group?.width ?? 0);
});

test.each(["DOWN", "UP", "RIGHT", "LEFT"])(
  "a group has room for its head, however narrow what is in it: %s",
  async (direction) => {
    const picture = pictureOf(assetpayClient);
    const states = picture.states.map((state) =>
      state.kind === "group" ? { ...state, name: "client ".repeat(40) } : state,
    );
    const wide = { ...picture, states };
    const layout = await layOut(wide, { direction });
    const [head, group] = [layout.heads["client.*"], layout.states["client.*"]];
    expect(head?.width).toBeLessThanOrEqual(group?.width ?? 0);
    expect(fits(wide, layout)).toBe(true);
  },
);
