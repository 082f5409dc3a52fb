/** What the package offers: subpath (`index` is the root) → source file. Bundler and tests both read it; `exports` must agree. */
export const entries = {
  index: "src/index.ts",
  export: "src/export/index.ts",
  iinkedsign: "machines/iinkedsign/lifecycle.ts",
  persona: "machines/persona/lifecycle.ts",
  assetpay: "machines/assetpay/lifecycle.ts",
  fortid: "machines/fortid/lifecycle.ts",
  draw: "src/draw/index.ts",
  inspect: "src/inspect/index.ts",
  testing: "src/testing/index.ts",
};
