/** The types of the documents' examples: each is a module of one program, which is as strict as the house itself. */
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../", import.meta.url));

/** A document's example, and the line of the document on which its code begins. */
export interface Example {
  readonly document: string;
  readonly line: number;
  readonly code: string;
}

/** What the compiler has against examples, each at its line of the document. */
export function typeProblems(examples: readonly Example[]): readonly string[] {
  const modules = new Map(examples.map((example) => [moduleOf(example), example]));
  const options = houseOptions();
  const host = ts.createCompilerHost(options);
  host.fileExists = (file) => modules.has(file) || ts.sys.fileExists(file);
  host.readFile = (file) => {
    const example = modules.get(file);
    return example === undefined
      ? ts.sys.readFile(file)
      : `${"\n".repeat(example.line - 1)}${example.code}\nexport {};\n`;
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  return [...modules].flatMap(([file, { document }]) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ start = 0, messageText }) => {
        const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
        return `${document}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
      },
    );
  });
}

function moduleOf({ document, line }: Example): string {
  return `${root}${document}.${line}.ts`;
}

function houseOptions(): ts.CompilerOptions {
  const project = `${root}tsconfig.json`;
  const { config } = ts.readConfigFile(project, (file) => ts.sys.readFile(file));
  // No file of the house is a root of the program: what an example imports is found from it.
  return ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root, undefined, project).options;
}
