// Every recipe as a project of its own: installed, type-checked where it says how, and tested. What `npm run recipes` runs.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = new URL("./", import.meta.url);
const wanted = process.argv.slice(2);
const recipes = readdirSync(here).filter((name) => existsSync(new URL(`${name}/package.json`, here)));
const unknown = wanted.filter((name) => !recipes.includes(name));
if (unknown.length > 0) {
  console.error(`no recipe ${unknown.join(", ")}; there are ${recipes.join(", ")}`);
  process.exit(2);
}

for (const recipe of wanted.length > 0 ? wanted : recipes) {
  const folder = new URL(`${recipe}/`, here);
  const { scripts } = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
  const steps = [["ci"], ...["typecheck", "test"].filter((name) => name in scripts).map((name) => ["run", name])];
  for (const step of steps) {
    console.log(`\n── recipe ${recipe}: npm ${step.join(" ")}`);
    const { status } = spawnSync("npm", step, { cwd: fileURLToPath(folder), stdio: ["ignore", "inherit", "inherit"] });
    if (status !== 0) process.exit(status ?? 1);
  }
}
