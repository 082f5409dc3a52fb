/** What is said of a message that cannot be read: where, and what was expected there, never what was there. */
import { describe, expect, test } from "vitest";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { defineLifecycle } from "../../src/lifecycle.js";
import { badge } from "./badge.js";

const at = "2024-03-01T00:00:00Z";
const element = "not JSON: it ends with a comma, as in a JSON array written one element a line";
const noInstant = "expected an ISO 8601 instant with its zone, of a day and time that exist";
const noWebhooks = "fortid sends no webhooks; expected an exchange { at, subject, httpStatus, body }";

test.each<[unknown, path: string, message: string]>([
  [{}, "", noWebhooks],
  [null, "", noWebhooks],
  [5, "", noWebhooks],
  [[], "", noWebhooks],
  [{ httpStatus: 200 }, "at", "missing, expected string"],
  [{ at: "2024-02-30T09:31:00Z", httpStatus: 200 }, "at", noInstant],
  [{ at: "2024-02-29T25:31:00Z", httpStatus: 200 }, "at", noInstant],
  [{ at: "2024-02-29T09:31:00", httpStatus: 200 }, "at", noInstant],
  [{ at, httpStatus: 99 }, "httpStatus", "Too small: expected number to be >=100"],
  [{ at, httpStatus: "Invalid input: 200" }, "httpStatus", "expected number, received string"],
  [{ at, subject: "s", httpStatus: 200 }, "subject", "expected a UUID"],
  ["{", "", "not JSON"],
  ["{},", "", element],
  [Buffer.from('  {"at":1}, \r'), "", element],
  ['{"at":1,', "", "not JSON"],
  ["[", "", "not JSON"],
  [new Uint8Array([0xff]), "", "not UTF-8 text"],
])("of one that is polled, %o: %s %s", (message, path, words) => {
  expect(fortid.read(message)).toEqual({ kind: "malformed", path, message: words });
});

test.each<[unknown, path: string, message: string]>([
  [{}, "action", "missing, expected string"],
  [null, "", "expected object, received null"],
  [{ at, subject: "s", httpStatus: 200 }, "body", "missing, expected object"],
])("of one that sends webhooks, %o: %s %s", (message, path, words) => {
  expect(iinkedsign.read(message)).toEqual({ kind: "malformed", path, message: words });
});

test("when it was received is told with what was read of it, and with nothing else", () => {
  const receivedAt = "2024-03-01T00:00:05Z";
  expect(fortid.read({}, { receivedAt })).toEqual(fortid.read({}));
});

test("nothing is told of when it was received where nobody says so", () => {
  const read = fortid.read({ at, subject: "6a0e1c1e-1111-4111-8111-000000000001", httpStatus: 410, body: {} });
  if (read.kind !== "observation") throw new Error(JSON.stringify(read));
  expect(Object.keys(read.observation)).not.toContain("receivedAt");
});

test("one that throws when it is looked at cannot be read", () => {
  const hostile = {
    get action(): never {
      throw new Error("Ada Example");
    },
  };
  const message = "cannot be read: reading it threw Error";
  expect(iinkedsign.read(hostile)).toEqual({ kind: "malformed", path: "", message });
});

describe("a reader of one's own that throws is told of by the name of what it threw, and never throws", () => {
  const named = (name: string) => Object.assign(new Error("Ada Example"), { name });
  const nameless = Object.defineProperty(new Error("Ada Example"), "name", {
    get: () => {
      throw new Error("Ada Example");
    },
  });

  test.each<[name: string, thrown: () => unknown]>([
    ["TypeError", () => new TypeError("Ada Example")],
    ["RangeError", () => named("RangeError")],
    ["an error", () => named("Ada")],
    ["an error", () => named("Ada Example")],
    ["what throws when it is looked at", () => nameless],
    ["what is no error", () => "Ada Example"],
  ])("%s", (name, thrown) => {
    const readWebhook = (): never => {
      throw thrown();
    };
    const reading = defineLifecycle({ ...badge.definition, readWebhook }).read({ name: "Ada Example" });
    expect(reading).toEqual({ kind: "malformed", path: "", message: `cannot be read: reading it threw ${name}` });
  });
});

test("an exchange with one that nobody polls is none", () => {
  const reading = badge.read({ at, subject: "subject", httpStatus: 200, body: {} });
  expect(reading).toEqual({ kind: "malformed", path: "", message: "badge is not polled" });
});

test.each([
  [{ receivedAt: "foo" }, "the option receivedAt is an ISO 8601 instant with its zone, as text"],
  [{ receivedAt: "2024-03-01T00:00:05" }, "the option receivedAt is an ISO 8601 instant with its zone, as text"],
  [{ receivedAt: new Date(0) }, "the option receivedAt is an ISO 8601 instant with its zone, as text"],
  [{ channel: "mail" }, "the option channel is webhook or poll"],
])("an option that cannot be is told, and not thrown: %j", (options, message) => {
  const body = { at, subject: "6a0e1c1e-1111-4111-8111-000000000001", httpStatus: 410, body: {} };
  expect(Reflect.apply(fortid.read.bind(fortid), undefined, [body, options])).toEqual({
    kind: "malformed",
    path: "",
    message,
  });
  expect(fortid.read(body, { receivedAt: "2024-03-01T01:00:05+01:00", channel: "poll" }).kind).toBe("observation");
});
