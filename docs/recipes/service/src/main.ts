/** `DATABASE_URL=postgres://… PERSONA_SECRET=… IINKEDSIGN_TOKEN=… PORT=8080 npm start` */
import { serve } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import { openDatabase } from "./database.js";
import { log } from "./log.js";
import { personaSignature, tokenInPath } from "./signature.js";
import { createWebhooks } from "./webhooks.js";

const database = await openDatabase(required("DATABASE_URL"));
const { fetch } = createWebhooks(database, {
  persona: personaSignature(required("PERSONA_SECRET")),
  iinkedsign: tokenInPath(required("IINKEDSIGN_TOKEN")),
});
const hostname = process.env["HOST"] ?? "127.0.0.1";
const server = serve({ fetch, hostname, port: Number(process.env["PORT"] ?? 8080) }, ({ port }: AddressInfo) =>
  log("info", { listening: port }),
);

/** Deliveries under way are answered before the process ends. */
process.once("SIGTERM", () => server.close(() => void database.close()));

function required(name: string): string {
  const value = process.env[name];
  if (value !== undefined && value !== "") return value;
  console.error(`Set ${name}: see docs/recipes/service/README.md`);
  process.exit(2);
}
