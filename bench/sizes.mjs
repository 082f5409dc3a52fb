/** What an import weighs: bundled, minified and compressed as a browser would get it, in bytes. */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

async function weigh(contents, external) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: new URL("..", import.meta.url).pathname },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    external,
    write: false,
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

export async function measureSizes(providers) {
  const own = providers.map(async (provider) => [
    provider,
    await weigh(`export * from "./dist/${provider}.js";`, ["xstate", "zod"]),
    await weigh(`export * from "./dist/${provider}.js";`, []),
    await weigh(`export * from "./dist/${provider}/table.js";`, ["xstate", "zod"]),
  ]);
  return (await Promise.all(own)).map(([provider, ours, whole, table]) => ({ provider, ours, whole, table }));
}
