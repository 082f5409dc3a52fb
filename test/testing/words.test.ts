/** Words that no vocabulary has. */
import { expect, test } from "vitest";
import { unknownWords } from "../../src/testing/words.js";

test("are new ones, and those of a vocabulary in another case, longer, or a letter shorter", () => {
  expect(unknownWords(["Done", "on_hold", "ok", "x"])).toEqual([
    "manual_review",
    "escalated",
    "pending_review",
    "partially_verified",
    "UNKNOWN",
    "v2.verified",
    "DONE",
    "done",
    "Done_v2",
    "pre-Done",
    "Don",
    "ON_HOLD",
    "on_hold_v2",
    "pre-on_hold",
    "on_hol",
    "OK",
    "ok_v2",
    "pre-ok",
    "x_v2",
    "pre-x",
  ]);
});
