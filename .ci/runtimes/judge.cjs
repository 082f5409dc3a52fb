// A consumer's first minute, as CommonJS: every subpath loads, and a history is judged.
const { strict: assert } = require("node:assert");
const { RecordError } = require("kycle");
const { assetpayClient } = require("kycle/assetpay");
const { fortid } = require("kycle/fortid");
const { iinkedsign } = require("kycle/iinkedsign");
const { personaInquiry } = require("kycle/persona");

assert.equal(iinkedsign.checkTransition("passed", "failed").reason, "final");
assert.equal(fortid.checkTransition("IN_PROGRESS", "REMOVED").kind, "indirect");
for (const lifecycle of [assetpayClient, personaInquiry, fortid]) {
  const stored = JSON.stringify(lifecycle.open({ subject: "subject" }));
  assert.equal(lifecycle.view(lifecycle.restore(stored)).status, null, lifecycle.id);
}
assert.throws(() => iinkedsign.restore("{}"), RecordError);
console.log(`kycle ${require("kycle/package.json").version} on Node ${process.version}`);
