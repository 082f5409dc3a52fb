/** `NATS_SERVERS=10.0.0.1:4222,10.0.0.2:4222,10.0.0.3:4222 npm start` is a worker; `npm run lay-out`, once, makes what it works on. */
import { connect } from "@nats-io/transport-node";
import { layOut } from "./layout.js";
import { log } from "./log.js";
import { settingsFrom } from "./settings.js";
import { work } from "./worker.js";

const settings = settingsFrom(process.env);
const connection = await connect({
  servers: [...settings.servers],
  maxReconnectAttempts: -1,
  reconnectTimeWait: 250,
  waitOnFirstConnect: true,
});
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());

if (process.argv.includes("lay-out")) {
  await layOut(connection, settings);
} else {
  log("info", { working: settings.partitions });
  await work(connection, settings, stop.signal);
}
await connection.drain();
