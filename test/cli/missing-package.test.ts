/** `kycle draw` where a package that it can do without is not installed. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { lifecycles } from "../../machines/index.js";
import { pictureOf } from "../../src/draw/picture.js";
import type { kycle } from "./kycle.js";

describe("where an optional package is not installed", () => {
  const missing = (): never => {
    throw Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" });
  };

  afterEach(() => {
    vi.doUnmock("@resvg/resvg-js");
    vi.doUnmock("elkjs/lib/elk.bundled.js");
    vi.resetModules();
  });

  async function kycleWithout(name: string, words: readonly string[]): ReturnType<typeof kycle> {
    vi.resetModules();
    vi.doMock(name, missing);
    const fresh = await import("./kycle.js");
    return fresh.kycle(words);
  }

  test("resvg, for pixels", async () => {
    const ran = await kycleWithout("@resvg/resvg-js", ["draw", "fortid", "--format", "png"]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain("npm install @resvg/resvg-js");
  });

  test("elkjs: the kept layouts serve without it, however long the timers of a policy run", async () => {
    const timers = "sessionTimeoutSeconds=3599,gracePeriodSeconds=999999,expiresAfterHours=595";
    for (const { id, definition } of lifecycles) {
      const fields = Object.keys(definition.policy.schema.shape);
      const policy = timers.split(",").filter((setting) => fields.some((field) => setting.startsWith(`${field}=`)));
      const words = ["draw", id, "--format", "svg", ...policy.flatMap((setting) => ["--policy", setting])];
      const ran = await kycleWithout("elkjs/lib/elk.bundled.js", words);
      expect([id, ran.code, ran.stderr]).toEqual([id, 0, ""]);
    }
  });

  test("elkjs, for a picture of which no layout was kept", async () => {
    vi.resetModules();
    vi.doMock("elkjs/lib/elk.bundled.js", missing);
    const { layoutOf } = await import("../../src/cli/draw/layouts.js");
    const unknown = { ...pictureOf(fortid), id: "unknown" };
    await expect(layoutOf(unknown)).rejects.toThrow("for that the package elkjs: npm install elkjs");
  });
});
