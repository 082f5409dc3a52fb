// A page that uses one provider carries that one alone: each bundle runs without Node, and has none of the others' words.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";

const providers = ["iinkedsign", "persona", "assetpay", "fortid"];

const bundlers = {
  async esbuild(_, entry) {
    const { build } = await import("esbuild");
    const options = {
      bundle: true,
      minify: true,
      write: false,
      platform: "browser",
      format: "iife",
      logLevel: "silent",
    };
    const { outputFiles } = await build({ entryPoints: [entry], ...options });
    return outputFiles[0].text;
  },
  async vite(load, entry) {
    const { build } = await load("vite");
    const lib = { entry, formats: ["iife"], name: "page", fileName: "page" };
    const result = await build({ configFile: false, logLevel: "silent", build: { lib, write: false, minify: true } });
    return [result].flat()[0].output[0].code;
  },
  async rollup(load, entry) {
    const { rollup } = await load("rollup");
    const { nodeResolve } = await load("@rollup/plugin-node-resolve");
    const bundle = await rollup({ input: entry, plugins: [nodeResolve({ browser: true })], onwarn: () => undefined });
    return (await bundle.generate({ format: "iife" })).output[0].code;
  },
};

export async function bundles({ consumer, isShort }) {
  const require = createRequire(join(consumer, "package.json"));
  const load = (name) => import(pathToFileURL(require.resolve(name)).href);
  const wordsOf = await tellingWords(consumer, require);
  const found = [];
  for (const [bundler, bundle] of Object.entries(bundlers)) {
    if (isShort && bundler !== "esbuild") continue;
    for (const provider of isShort ? ["fortid"] : providers) {
      const title = `${bundler}, for the browser, with ${provider} alone`;
      try {
        const code = await bundle(load, writeEntry(consumer, provider));
        found.push({ title, ...checkBundle(code, provider, wordsOf) });
      } catch (error) {
        found.push({ title, ok: false, output: String(error) });
      }
    }
  }
  return found;
}

function writeEntry(consumer, provider) {
  const entry = join(consumer, "bundles", `${provider}.js`);
  writeFileSync(
    entry,
    `import * as provider from "kycle/${provider}";
     const lifecycle = Object.values(provider)[0];
     globalThis.said = lifecycle.observe(lifecycle.open({ subject: "s" }), {
       subject: "s", status: lifecycle.statuses[0], reported: "word", channel: "poll", breaches: [], warnings: [],
     }).verdict.kind;`,
  );
  return entry;
}

/** The statuses that only one provider's code holds, and that no bundle holds of itself. */
async function tellingWords(consumer, require) {
  const statuses = new Map();
  for (const provider of providers) {
    const lifecycles = Object.values(require(`kycle/${provider}`));
    statuses.set(provider, [...new Set(lifecycles.flatMap((lifecycle) => lifecycle.statuses))]);
  }
  const entry = join(consumer, "bundles", "engine.js");
  writeFileSync(entry, 'import * as engine from "kycle"; globalThis.engine = engine;');
  const baseline = await bundlers.esbuild(undefined, entry);
  return new Map(
    providers.map((provider) => {
      const others = providers.filter((other) => other !== provider).flatMap((other) => statuses.get(other));
      // A plain word ("completed", "pending") may be anybody's.
      const own = statuses
        .get(provider)
        .filter((word) => /_|^[A-Z]+$/.test(word) && !others.includes(word) && !holds(baseline, word));
      if (own.length < 2) throw new Error(`${provider} has no words of its own to look for`);
      return [provider, own];
    }),
  );
}

/** As a string or as a key; not in a sentence. */
const holds = (code, word) => new RegExp(`(["'\`])${word}\\1|[{,]${word}:`).test(code);

function checkBundle(code, provider, wordsOf) {
  const wrong = [];
  for (const [other, words] of wordsOf) {
    const held = words.filter((word) => holds(code, word));
    if (other === provider && held.length < words.length) wrong.push(`lacks words of its own: ${words.join(", ")}`);
    if (other !== provider && held.length > 0) wrong.push(`has words of ${other}: ${held.join(", ")}`);
  }
  if (/["']node:/.test(code)) wrong.push("imports from Node");
  const page = {};
  page.globalThis = page;
  runInNewContext(code, page, { timeout: 20_000 });
  if (page.said !== "advance") wrong.push(`said ${String(page.said)} of the first status`);
  const shown = `${(code.length / 1000).toFixed(0)} kB, ${(gzipSync(code).length / 1000).toFixed(0)} kB gzip`;
  return { ok: wrong.length === 0, output: wrong.join("\n"), shown };
}
