/** React itself renders the hook, twice as often in StrictMode, and shows what the pure fold gives. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createElement, StrictMode } from "react";
import { act, create } from "react-test-renderer";
import type { Observation } from "kycle";
import { useVerification } from "./react.js";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const about = (place: number, status: string): Observation => ({
  subject: "package/signer",
  status,
  reported: status,
  at: `2024-03-01T00:0${place}:00Z`,
  delivery: `delivery-${place}`,
  channel: "webhook",
  breaches: [],
  warnings: [],
});

for (const isStrict of [false, true]) {
  test(`a component shows the view and the refusal${isStrict ? ", in StrictMode" : ""}`, async () => {
    let report: (observation: Observation) => void = () => assert.fail("not rendered");
    let renders = 0;
    function Badge() {
      const [view, refusal, dispatch] = useVerification("package/signer");
      report = dispatch;
      renders += 1;
      return `${view.status}, ${view.phase}, ${refusal?.rule ?? "nothing refused"}`;
    }
    const element = createElement(Badge);
    const root = await act(() => create(isStrict ? createElement(StrictMode, null, element) : element));
    const shown = async (observation: Observation): Promise<unknown> => {
      await act(() => report(observation));
      return root.toJSON();
    };
    assert.equal(root.toJSON(), "null, not_started, nothing refused");
    assert.equal(await shown(about(0, "failed")), "failed, awaiting_person, nothing refused");
    const before = renders;
    assert.equal(await shown(about(0, "failed")), "failed, awaiting_person, nothing refused");
    assert.ok(renders - before <= (isStrict ? 2 : 1), "the same state renders nothing anew");
    assert.equal(await shown(about(1, "passed")), "passed, approved, nothing refused");
    assert.equal(await shown(about(2, "failed")), "passed, approved, illegal.final");
  });
}
