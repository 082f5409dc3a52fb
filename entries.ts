/** What the package offers: subpath (`index` is the root) → source file. Bundler and tests both read it; `exports` must agree. */
export const entries = {
  index: "src/index.ts",
  export: "src/export/index.ts",
  iinkedsign: "machines/iinkedsign/lifecycle.ts",
  "iinkedsign/table": "machines/iinkedsign/table.ts",
  persona: "machines/persona/lifecycle.ts",
  "persona/table": "machines/persona/table.ts",
  assetpay: "machines/assetpay/lifecycle.ts",
  "assetpay/table": "machines/assetpay/table.ts",
  fortid: "machines/fortid/lifecycle.ts",
  "fortid/table": "machines/fortid/table.ts",
  draw: "src/draw/index.ts",
  inspect: "src/inspect/index.ts",
  testing: "src/testing/index.ts",
};
