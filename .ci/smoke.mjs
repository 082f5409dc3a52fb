// Run inside a project that installed the packed tarball: every subpath loads as ESM and as CommonJS, with the same names.
import { strict as assert } from "node:assert";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
for (const subpath of Object.keys(require("kycle/package.json").exports)) {
  if (subpath === "./package.json") continue;
  const specifier = `kycle${subpath.slice(1)}`;
  const names = Object.keys(await import(specifier)).toSorted();
  assert.ok(names.length > 0, `${specifier} exports nothing`);
  assert.deepEqual(
    Object.keys(require(specifier)).toSorted(),
    names,
    `${specifier} differs between import and require`,
  );
  console.log(`${specifier}: ${names.join(", ")}`);
}
