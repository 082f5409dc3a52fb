// The public API of the built package, one report for each entry, in docs/api: compared, or written anew with --write.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import manifest from "../package.json" with { type: "json" };

const root = fileURLToPath(new URL("../", import.meta.url));
const isWriting = process.argv.includes("--write");
const reportFolder = join(root, "docs/api");
const temporary = mkdtempSync(join(tmpdir(), "kycle-api-"));
process.once("exit", () => rmSync(temporary, { recursive: true }));
mkdirSync(reportFolder, { recursive: true });

const compilerOptions = {
  target: "ES2022",
  module: "NodeNext",
  moduleResolution: "NodeNext",
  lib: ["ES2023"],
  types: [],
  strict: true,
  skipLibCheck: true,
};

const entries = Object.entries(manifest.exports)
  .filter(([subpath]) => subpath !== "./package.json")
  .map(([subpath, { import: paths }]) => ({
    name: subpath === "." ? "index" : subpath.slice(2).replaceAll("/", "-"),
    types: paths.types,
  }));

/** A union's words in the order of the alphabet: theirs differs from build to build. */
function inOrder(report) {
  return report.replaceAll(/"[^"\n]*"(?: \| "[^"\n]*")+/g, (union) => union.split(" | ").toSorted().join(" | "));
}

const textIn = (path) => (existsSync(path) ? inOrder(readFileSync(path, "utf8")) : "");

/** Whether the report of an entry is current; with --write it then is. */
function isCurrent({ name, types }) {
  const mainEntryPointFilePath = join(root, types);
  if (!existsSync(mainEntryPointFilePath)) throw new Error(`${types} is not there: npm run build`);
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath,
      newlineKind: "lf",
      compiler: { overrideTsconfig: { compilerOptions, files: [mainEntryPointFilePath] } },
      apiReport: { enabled: true, reportFileName: `${name}.api.md`, reportFolder, reportTempFolder: temporary },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: "error" } },
        extractorMessageReporting: { default: { logLevel: "none" } },
        tsdocMessageReporting: { default: { logLevel: "none" } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, "package.json"),
  });
  const { errorCount } = Extractor.invoke(config, {
    localBuild: false,
    messageCallback: (message) => {
      if (message.logLevel === ExtractorLogLevel.Error) console.error(message.text);
      message.handled = true;
    },
  });
  if (errorCount > 0) process.exitCode = 1;
  const [path, report] = [config.reportFilePath, textIn(config.reportTempFilePath)];
  const isSame = report !== "" && report === textIn(path);
  if (isWriting && !isSame) writeFileSync(path, report);
  return isSame;
}

const changed = entries.filter((entry) => !isCurrent(entry)).map(({ name }) => `${name}.api.md`);
const reports = readdirSync(reportFolder).filter((file) => file.endsWith(".api.md"));
const orphans = reports.filter((file) => !entries.some(({ name }) => `${name}.api.md` === file));
if (isWriting) for (const file of orphans) rmSync(join(reportFolder, file));

if (isWriting) {
  console.log(`docs/api: ${entries.length} reports, ${changed.length} written anew, ${orphans.length} removed`);
} else if (changed.length + orphans.length > 0) {
  console.error(
    `docs/api is not what the package exports: ${[...changed, ...orphans].join(", ")}. Look at it with: npm run api`,
  );
  process.exitCode = 1;
} else {
  console.log(`docs/api: ${entries.length} reports are current`);
}
