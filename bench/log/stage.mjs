/** One of the stages that every check in JavaScript goes through: node stage.mjs split|parse|schema LOG. Prints how many lines it saw. */
import { createReadStream } from "node:fs";
import * as z from "zod";

const schema = z.object({
  verificationId: z.guid(),
  packageId: z.guid(),
  signerId: z.guid(),
  continue: z.boolean(),
  state: z.string(),
  action: z.literal("verification_status"),
  eventId: z.guid(),
  eventTime: z.iso.datetime(),
});

const stages = {
  split: () => {},
  parse: (line) => JSON.parse(line()),
  schema: (line) => schema.parse(JSON.parse(line())),
};

const [stage, log] = process.argv.slice(2);
const take = stages[stage];
const lineFeed = 0x0a;
let lines = 0;
let rest = Buffer.alloc(0);
for await (const chunk of createReadStream(log, { highWaterMark: 1 << 20 })) {
  const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
  let at = 0;
  for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, at)) {
    const start = at;
    take(() => bytes.utf8Slice(start, end));
    lines += 1;
    at = end + 1;
  }
  rest = bytes.subarray(at);
}
console.log(lines);
