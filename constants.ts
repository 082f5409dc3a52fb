/** The constants of modules, kept as such in what is built. */
import ts from "typescript";

/**
 * esbuild turns the constants of bundled modules into variables, as which V8 does not know their values: it would load and
 * check them at each use, and whole logs are judged by many such uses a line.
 */
export const constants = {
  name: "constants",
  renderChunk(code: string): { readonly code: string } {
    const file = ts.createSourceFile("chunk.js", code, ts.ScriptTarget.Latest);
    const assigned = namesAssignedIn(file);
    let kept = "";
    let at = 0;
    for (const statement of file.statements) {
      if (!ts.isVariableStatement(statement) || !isConstant(statement.declarationList, assigned)) continue;
      const start = statement.getStart(file);
      kept += `${code.slice(at, start)}const`;
      at = start + "var".length;
    }
    return { code: kept + code.slice(at) };
  },
};

function isConstant({ flags, declarations }: ts.VariableDeclarationList, assigned: ReadonlySet<string>): boolean {
  if ((flags & ts.NodeFlags.BlockScoped) !== 0) return false;
  return declarations.every(
    ({ name, initializer }) => initializer !== undefined && !namesIn(name).some((own) => assigned.has(own)),
  );
}

/** The names that a pattern gives values to; the object whose property is set is none. */
function namesIn(pattern: ts.Node): readonly string[] {
  if (ts.isIdentifier(pattern)) return [pattern.text];
  if (ts.isPropertyAccessExpression(pattern) || ts.isElementAccessExpression(pattern)) return [];
  const names: string[] = [];
  ts.forEachChild(pattern, (node) => {
    names.push(...namesIn(node));
  });
  return names;
}

/** The names that are assigned to anywhere, whichever variables they are of. */
function namesAssignedIn(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();

  function addNamesIn(node: ts.Node): void {
    for (const name of namesIn(node)) names.add(name);
  }

  function visit(node: ts.Node): void {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) addNamesIn(node.left);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      const { operator, operand } = node;
      if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken) addNamesIn(operand);
    }
    if (ts.isForInStatement(node) || ts.isForOfStatement(node)) addNamesIn(node.initializer);
    ts.forEachChild(node, visit);
  }

  visit(file);
  return names;
}

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
