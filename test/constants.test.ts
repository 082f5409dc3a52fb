/** What is built keeps the constants of modules as constants, and what is assigned to as a variable. */
import { expect, test } from "vitest";
import { constants } from "../constants.js";

const built = (code: string): string => constants.renderChunk(code).code;

test("what is never assigned to is a constant, its properties may be set", () => {
  const chunk = "var row = { at: 0 };\nrow.at = 1;\nrow[row.at] += 2;\n({ at: row.at } = row);\n";
  expect(built(chunk)).toBe(chunk.replace("var", "const"));
  expect(built("var [one, { two }] = given();")).toBe("const [one, { two }] = given();");
});

test.each([
  "var x = 1;\nx = 2;",
  "var x = 1;\nconst f = () => x++;",
  "var x = 1;\nfunction f() {\n  --x;\n}",
  "var x;\nx ??= 1;",
  "var x = 1;\n[x] = [2];",
  "var [x, y] = [1, 2];\n({ a: { x } } = { a: {} });",
  "var x = 1;\nfor (x of [2]);",
  "var x;",
  "let x = 1;",
])("%j stays as it is", (chunk) => {
  expect(built(chunk)).toBe(chunk);
});

test("only what belongs to the module itself becomes a constant, and no text that looks like it", () => {
  const chunk = "function f() {\n  var y = 1;\n  return y;\n}\nconst page = `\nvar z = 1;\n`;\n";
  expect(built(chunk)).toBe(chunk);
});
