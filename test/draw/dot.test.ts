import { expect, test } from "vitest";
import { assetpayClient } from "../../machines/assetpay/lifecycle.js";
import { dot } from "../../src/draw/dot.js";
import { pictureOf } from "../../src/draw/picture.js";

test("a picture as DOT has clusters, borders to leave from, double borders and lines by evidence", () => {
  expect(dot(pictureOf(assetpayClient))).toMatchInlineSnapshot(`
    "digraph "assetpay/client" {
      compound=true
      label="A client's verification level, through one process after another."
      labelloc="t"
      graph [fontname="Helvetica"]
      node [fontname="Helvetica", shape="box", style="rounded"]
      edge [fontname="Helvetica", fontsize=10]
      "*start*" [shape="point", width=0.15]
      subgraph "cluster client.*" {
        label="client"
        "no_process" [label="no_process\\nperson to begin"]
        "running" [label="running\\nperson’s turn"]
        "ended" [label="ended\\nno result"]
        "verified" [label="verified\\napproved"]
      }
      "*start*" -> "no_process"
      "no_process" -> "verified" [label="client.linked\\n[level 0]\\n/ verify", style="dotted"]
      "running" -> "verified" [label="client.linked\\n[level 0]\\n/ verify", style="dotted"]
      "ended" -> "verified" [label="client.linked\\n[level 0]\\n/ verify", style="dotted"]
      "no_process" -> "running" [label="client.started\\n[no unfinished\\nprocess younger\\nthan 30 minutes]\\n/ count process", style="dashed"]
      "running" -> "verified" [label="process.accepted\\n/ verify", style="solid"]
      "running" -> "ended" [label="process.ended\\n/ end process", style="solid"]
      "ended" -> "running" [label="client.started\\n[processes left]\\n/ count process", style="dashed"]
    }
    "
  `);
});

test("words with quotes and backslashes stay words", () => {
  const picture = pictureOf(assetpayClient);
  expect(dot({ ...picture, title: 'a "b" \\ c' })).toContain(String.raw`label="a \"b\" \\ c"`);
});
