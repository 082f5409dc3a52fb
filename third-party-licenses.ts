/** The licences of what is bundled: whoever hands on a copy of somebody's code hands on its licence. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";
import * as z from "zod";

const file = "dist/THIRD-PARTY-LICENSES.txt";
const preamble = "The command and its pages hold copies of these packages, each under its own licence.\n";

const manifestSchema = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** `node_modules/@scope/name`, at any depth, of a file inside it. */
const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** The folders of the packages that the builds so far have bundled: several builds share one file. */
const bundled = new Set<string>();

/** Writes what a build has bundled of other packages, with their licences. Fails for one that ships none. */
export const thirdPartyLicenses: Plugin = {
  name: "third-party-licenses",
  setup(build) {
    build.initialOptions.metafile = true;
    build.onEnd(({ metafile }) => {
      for (const input of Object.keys(metafile?.inputs ?? {})) {
        const folder = packageFolder.exec(input)?.[0];
        if (folder !== undefined) bundled.add(folder);
      }
      const notices = [...bundled].map(noticeOf).toSorted();
      // The build that ends first finds no folder yet.
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, [preamble, ...notices].join(`\n${"-".repeat(80)}\n\n`));
    });
  },
};

function noticeOf(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const { name, version, license } = manifestSchema.parse(manifest);
  const text = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (text === undefined) throw new Error(`${name} is bundled and ships no licence`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, text), "utf8").trim()}\n`;
}
