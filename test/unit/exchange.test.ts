import { expect, test } from "vitest";
import { looksLikeExchange } from "../../src/exchange.js";

test("an exchange is an object with an HTTP status of its own, and nothing else is", () => {
  const others = [null, undefined, 200, "httpStatus", [], {}, Object.create({ httpStatus: 200 }), () => 200];
  expect([{ httpStatus: 200 }, { httpStatus: undefined }].map(looksLikeExchange)).toEqual([true, true]);
  expect(others.filter(looksLikeExchange)).toEqual([]);
});
