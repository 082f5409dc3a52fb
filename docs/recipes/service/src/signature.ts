/**
 * Signatures are checked before anything is read, by the framework's middleware: Kycle has no part in it. The body is
 * checked as the bytes that came, so it must not have been parsed and written again.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";

/**
 * Persona signs `t.body` by HMAC-SHA256: `Persona-Signature: t=<unix seconds>,v1=<hex>`, two sets while a secret is being
 * rotated. Older than `toleranceSeconds` is refused, so that a recorded delivery cannot be played again later.
 */
export function personaSignature(secret: string, toleranceSeconds = 300): MiddlewareHandler {
  return async (context, next) => {
    const body = await context.req.text();
    const sets = (context.req.header("persona-signature") ?? "").split(" ").map(fieldsOf);
    const isSigned = sets.some(({ t = "", v1 = "" }) => {
      const age = Math.abs(Date.now() / 1000 - Number(t));
      return age <= toleranceSeconds && equals(v1, createHmac("sha256", secret).update(`${t}.${body}`).digest("hex"));
    });
    return isSigned ? next() : context.json({ result: "not signed" }, 401);
  };
}

/** iinkedSign's page tells of no signature: a token of your own in the address that you register is the least there should be. */
export function tokenInPath(token: string): MiddlewareHandler {
  return async (context, next) =>
    equals(context.req.param("token") ?? "", token) ? next() : context.json({ result: "not found" }, 404);
}

function fieldsOf(set: string): { readonly t?: string; readonly v1?: string } {
  return Object.fromEntries(set.split(",").map((field) => field.split("=", 2)));
}

function equals(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
