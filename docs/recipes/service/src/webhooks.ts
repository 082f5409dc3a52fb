/** The routes that providers call: check the signature, read, judge and store, answer. */
import { Hono, type MiddlewareHandler } from "hono";
import { type Answer, answerTo, failed, nothingToJudge, overtaken, unreadable } from "./answer.js";
import type { Database } from "./database.js";
import type { Provider } from "./lifecycles.js";
import { log } from "./log.js";
import { read } from "./read.js";
import { LostRace, takeIn } from "./take-in.js";

export interface Signatures {
  readonly persona: MiddlewareHandler;
  readonly iinkedsign: MiddlewareHandler;
}

export function createWebhooks(database: Database, signatures: Signatures): Hono {
  const app = new Hono();
  const receive =
    (provider: Provider): MiddlewareHandler =>
    async (context) => {
      const { status, body } = await answer(database, provider, await context.req.text());
      return context.json(body, status);
    };
  app.post("/webhooks/persona", signatures.persona, receive("persona"));
  app.post("/webhooks/iinkedsign/:token", signatures.iinkedsign, receive("iinkedsign"));
  return app;
}

async function answer(database: Database, provider: Provider, body: string): Promise<Answer> {
  const message = read(provider, body, "webhook", new Date().toISOString());
  if (message.kind === "malformed") {
    log("warn", { provider, result: "unreadable", path: message.path, why: message.why });
    return unreadable(message.path);
  }
  if (message.kind === "nothing") return nothingToJudge;
  try {
    const verdicts = await takeIn(database, message.statements);
    for (const { lifecycle, rule, sequence, message: sentence } of verdicts) {
      log(rule.startsWith("illegal") || rule.startsWith("unknown") ? "warn" : "info", {
        lifecycle,
        rule,
        sequence,
        sentence,
      });
    }
    return answerTo(verdicts);
  } catch (error) {
    if (error instanceof LostRace) return overtaken;
    // An error of a database may repeat the values of the row that it refused.
    log("error", { provider, result: "failed", error: error instanceof Error ? error.name : "unknown" });
    return failed;
  }
}
