import { defineConfig } from "tsup";
import manifest from "./package.json" with { type: "json" };
import { entries } from "./entries.js";
import { constants } from "./constants.js";
import { writePages } from "./pages.js";
import { thirdPartyLicenses } from "./third-party-licenses.js";

const offered = Object.keys(manifest.exports).filter((subpath) => subpath !== "./package.json");
const built = Object.keys(entries).map((name) => (name === "index" ? "." : `./${name}`));
if (offered.toSorted().join() !== built.toSorted().join()) {
  throw new Error(`package.json exports ${offered.join(", ")}, but entries.ts builds ${built.join(", ")}`);
}

const target = "node20";

/** The CommonJS libraries bundled into the CLI call `require`, which an ES module lacks. */
const requireForBundled = `import { createRequire as requireFrom } from "node:module";\nconst require = requireFrom(import.meta.url);`;

// The CLI stands apart: in one build with the library, splitting puts the CommonJS shims into a chunk that every provider imports.
export default defineConfig([
  { entry: entries, format: "esm", target, splitting: true, plugins: [constants] },
  { entry: entries, format: "cjs", target, splitting: true, plugins: [constants] },
  { entry: entries, format: ["esm", "cjs"], dts: { only: true, compilerOptions: { ignoreDeprecations: "6.0" } } },
  {
    entry: { cli: "src/cli/main.ts" },
    format: "esm",
    target,
    splitting: false,
    banner: { js: requireForBundled },
    esbuildPlugins: [thirdPartyLicenses],
    plugins: [constants],
    onSuccess: async () => writePages("dist", [thirdPartyLicenses]),
  },
]);
