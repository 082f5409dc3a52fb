/** The pages that come with the command: each becomes one file, which asks for nothing else. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { lifecycles } from "./machines/index.js";
import kept from "./machines/layouts.json" with { type: "json" };
import { type Drawable, type Layout, pictureOf, svg } from "./src/draw/index.js";

const pageNames = ["inspector", "atlas"] as const;

const layouts: Readonly<Record<string, Layout>> = kept;

type PageName = (typeof pageNames)[number];

/** What a page carries as JSON, by the id under which it finds it. */
const carried: Readonly<Record<PageName, () => Readonly<Record<string, unknown>>>> = {
  atlas: () => ({ layouts }),
  inspector: () => ({ pictures: Object.fromEntries(lifecycles.map(drawn)) }),
};

function drawn(lifecycle: Drawable): readonly [string, string] {
  const picture = pictureOf(lifecycle);
  const layout = layouts[picture.id];
  if (layout === undefined)
    throw new Error(`machines/layouts.json has no place for ${picture.id}; npm run docs finds it`);
  return [picture.id, svg(picture, layout)];
}

/** Writes `<page>.html` for each page into a folder; the plugins see what is bundled. */
export async function writePages(folder: string, plugins: readonly Plugin[] = []): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(pageNames.map(async (name) => writeFile(`${folder}/${name}.html`, await pageText(name, plugins))));
}

async function pageText(name: PageName, plugins: readonly Plugin[]): Promise<string> {
  const source = fileURLToPath(new URL(`src/page/${name}/`, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [`${source}main.ts`, `${source}page.css`],
    outdir: "out",
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    platform: "browser",
    target: ["es2022", "chrome120", "firefox121", "safari17"],
    legalComments: "none",
    logLevel: "error",
    plugins: [...plugins],
  });
  const built = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  const shared = await readFile(new URL("src/page/theme.css", import.meta.url), "utf8");
  const page = await readFile(`${source}page.html`, "utf8");
  const embedded = Object.entries(carried[name]())
    .map(([id, value]) => `<script type="application/json" id="${id}">${jsonText(value)}</script>`)
    .join("\n");
  // Functions, since a text put in place of another would be searched for `$`.
  return page
    .replace("<!-- kycle:style -->", () => `<style>\n${shared}\n${built(".css")}</style>`)
    .replace("<!-- kycle:embedded -->", () => embedded)
    .replace("<!-- kycle:script -->", () => `<script>${built(".js").replaceAll("</script", "<\\/script")}</script>`);
}

/** JSON that no markup ends early. */
const jsonText = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");
