/** The rules of the house style for which oxlint has none of its own. */
const rule = (selector, message, applies = () => true) => ({
  create(context) {
    return { [selector]: (node) => applies(node) && context.report({ node, message }) };
  },
});

const importsNamed = (node) =>
  node.source.value === "zod" && node.specifiers.some((it) => it.type !== "ImportNamespaceSpecifier");

export default {
  meta: { name: "kycle" },
  rules: {
    "zod-namespace": rule(
      "ImportDeclaration",
      'Write import * as z from "zod": a named import bundles every locale.',
      importsNamed,
    ),
    "no-export-all": rule("ExportAllDeclaration", "List what is exported: no export *."),
    "no-class": rule("ClassDeclaration", "No class where a function does.", (node) => node.superClass === null),
  },
};
