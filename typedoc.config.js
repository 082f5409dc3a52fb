/** The site of the docstrings: `npm run site` writes it to site/, from what the package declares to its users. */
import manifest from "./package.json" with { type: "json" };

const declarations = Object.values(manifest.exports).flatMap((entry) =>
  typeof entry === "string" ? [] : [entry.import.types],
);

export default {
  name: "Kycle",
  tsconfig: "typedoc.tsconfig.json",
  entryPoints: declarations,
  out: "site",
  readme: "README.md",
  projectDocuments: ["docs/*.md"],
  disableSources: true,
  highlightLanguages: ["ts", "typescript", "tsx", "js", "javascript", "html", "css", "sh", "json", "sql", "mermaid"],
  githubPages: false,
  treatWarningsAsErrors: true,
  // A link of the README to a folder leads nowhere on a site.
  validation: { notExported: true, invalidPath: false },
  // What a provider's machine holds, and is sent, is its own. A question and a bound are taken from a method, for how TypeScript compares those.
  intentionallyNotExported: [
    ...["assetpay", "fortid", "iinkedsign", "persona"].flatMap((provider) => [
      `dist/${provider}.d.ts:Context`,
      `dist/${provider}.d.ts:Event`,
    ]),
    // Of two lifecycles in one file, the second one's.
    ...["assetpay", "persona"].map((provider) => `dist/${provider}.d.ts:Event$1`),
    "Asking",
    "Bounding",
  ],
};
