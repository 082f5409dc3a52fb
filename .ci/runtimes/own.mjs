// A lifecycle of the consumer's own, from "Add a provider", judged and drawn by the command that comes with the package.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

const options = { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022 };

const call = (status, minute) => ({
  hook: "age_check",
  order: "0d9a3c52-7c1e-4b7a-9a51-6f2d8e4b1c30",
  call: `a17c5e90-4d2b-4e8f-b3c6-5d9e8f7a6b${minute}`,
  status,
  at: `2024-05-04T09:${minute}:00Z`,
});

export function own({ root, consumer, run }) {
  const page = readFileSync(join(root, "docs/add-a-provider.md"), "utf8");
  for (const [, path, text] of page.matchAll(/```ts (\S+)\n([\s\S]*?)```/g)) {
    const file = join(consumer, path.replace(/ts$/, "js"));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, ts.transpileModule(text, { compilerOptions: options }).outputText);
  }
  const calls = [call("refused", 20), call("passed", 21)];
  writeFileSync(join(consumer, "calls.ndjson"), calls.map((each) => `${JSON.stringify(each)}\n`).join(""));

  const module = "./doorcheck/lifecycle.js";
  const expecting = (title, words, said) => {
    const { output } = run("npx", ["--no-install", "kycle", ...words]);
    return { title: `a lifecycle of one's own: ${title}`, ok: output.includes(said), output };
  };
  const refusal = "passed after refused cannot be: nothing follows refused.";
  return [
    expecting("check", ["check", "calls.ndjson", "--lifecycle", module, "--threads", "1"], refusal),
    expecting("check, in threads", ["check", "calls.ndjson", "--lifecycle", module, "--threads", "2"], refusal),
    expecting("draw", ["draw", module], "stateDiagram-v2"),
    expecting("explain", ["explain", module, "passed", "refused"], "nothing follows passed"),
    expecting("its misspelt name", ["list", `${module}#dorcheck`], "did you mean doorcheck?"),
  ];
}
