// A consumer's first minute, as ESM: every subpath loads, and a history is judged.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { assetpayClient, assetpayProcess } from "kycle/assetpay";
import { fortid } from "kycle/fortid";
import { iinkedsign } from "kycle/iinkedsign";
import { personaInquiry, personaVerification } from "kycle/persona";
import { viewPerson } from "kycle";

const about = (place, status) => ({
  subject: "subject",
  status,
  reported: status,
  at: `2024-03-01T00:0${place}:00.1250632Z`,
  delivery: `delivery-${place}`,
  channel: "webhook",
  breaches: [],
  warnings: [],
});

const opened = iinkedsign.open({ subject: "subject", policy: { maxAttempts: 3 } });
const record = [about(0, "failed"), about(1, "passed")].reduce(iinkedsign.reducer, opened);
assert.equal(iinkedsign.observe(record, about(2, "failed")).verdict.rule, "illegal.final");
assert.deepEqual(iinkedsign.restore(JSON.stringify(record)), record);
assert.equal(viewPerson([iinkedsign], [record]).phase, "approved");
for (const lifecycle of [personaInquiry, personaVerification, assetpayClient, assetpayProcess, fortid]) {
  const [first, second] = lifecycle.statuses;
  assert.ok(["direct", "indirect"].includes(lifecycle.checkTransition(first, second).kind), lifecycle.id);
}
const { version } = JSON.parse(readFileSync(new URL("node_modules/kycle/package.json", import.meta.url), "utf8"));
console.log(`kycle ${version} on Node ${process.version}`);
