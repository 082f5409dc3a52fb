/** The provider of "Add a provider", written out as on its page: a lifecycle of one's own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";

export const root = fileURLToPath(new URL("../", import.meta.url));
export const page = readFileSync(join(root, "docs/add-a-provider.md"), "utf8");

/** The page's files. */
export const files = [...page.matchAll(/```ts (\S+)\n([\s\S]*?)```/g)].map(([, path = "", text = ""]) => ({
  path,
  text,
}));

export interface Walk {
  readonly folder: () => string;
  /** Writes the page's files, one of them changed, into a folder of their own, which it answers. */
  readonly writeOut: (name: string, change?: (path: string, text: string) => string) => string;
}

/** A project in a folder that is there while the tests of a file run. */
export function walk(): Walk {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "kycle-walk-"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  return {
    folder: () => folder,
    writeOut(name, change = (_, text) => text) {
      for (const { path, text } of files) {
        const file = join(folder, name, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, change(path, text));
      }
      return join(folder, name, "doorcheck");
    },
  };
}
