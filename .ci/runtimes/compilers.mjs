// A strict project that uses every entry, and one that hands lifecycles on in its declarations, under each TypeScript and both ways to resolve modules.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const versions = ["5.4.5", "5.5.4", "5.6.3", "5.7.3", "5.8.3", "5.9.3", "6.0.3", "7.0.2"];

const resolutions = {
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

export function compilers({ root, consumer, isShort, run }) {
  const folder = join(consumer, "typed");
  mkdirSync(folder);
  const files = ["consumer.ts", "declared.ts"];
  for (const file of files) cpSync(join(root, ".ci/runtimes", file), join(folder, file));
  return Object.entries(resolutions).flatMap(([name, resolution]) => {
    const compilerOptions = {
      ...resolution,
      target: "es2022",
      lib: ["es2023"],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      // XState's own declarations do not pass under exactOptionalPropertyTypes.
      skipLibCheck: true,
      declaration: true,
      emitDeclarationOnly: true,
      outDir: join(folder, name),
    };
    const project = join(folder, `tsconfig.${name}.json`);
    writeFileSync(project, JSON.stringify({ compilerOptions, files }));
    const checked = (title, command, flags) => ({
      title: `${title}, ${name}`,
      ...run(command, [...flags, "-p", project]),
    });
    if (isShort) return [checked("TypeScript of this house", join(root, "node_modules/.bin/tsc"), [])];
    return versions.map((version) =>
      checked(`TypeScript ${version}`, "npx", ["-y", "-p", `typescript@${version}`, "tsc"]),
    );
  });
}
