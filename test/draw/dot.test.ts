import { expect, test } from "vitest";
import { assetpayClient } from "../../machines/assetpay/lifecycle.js";
import { dot } from "../../src/draw/dot.js";
import { pictureOf } from "../../src/draw/picture.js";
import { visa } from "./visa.js";

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

test("an arrow that stays in its group begins at each state of it, and one that keeps the state stands in the group's name", () => {
  expect(dot(pictureOf({ definition: visa }))).toMatchInlineSnapshot(`
    "digraph "visa" {
      compound=true
      label="An application for a visa."
      labelloc="t"
      graph [fontname="Helvetica"]
      node [fontname="Helvetica", shape="box", style="rounded"]
      edge [fontname="Helvetica", fontsize=10]
      "*start*" [shape="point", width=0.15]
      subgraph "cluster open.*" {
        label="open\\n↻ office.reminded / note reminder"
        "open" [label="open\\nperson’s turn"]
        subgraph "cluster open.review.*" {
          label="review"
          "queued" [label="queued\\nprovider’s turn"]
          "seen" [label="seen\\nprovider’s turn or owner’s turn"]
        }
      }
      "granted" [label="granted\\napproved", peripheries=2]
      "refused" [label="refused\\ndeclined", peripheries=2]
      "closed" [label="closed\\nno result", peripheries=2]
      "*start*" -> "open"
      "open" -> "queued" [label="office.recalled", style="dotted"]
      "queued" -> "queued" [label="office.recalled", style="dotted"]
      "seen" -> "queued" [label="office.recalled", style="dotted"]
      "open" -> "closed" [label="office.closed\\n[a reminder]", style="solid", ltail="cluster open.*"]
      "open" -> "refused" [label="office.closed\\n[otherwise]", style="dashed", ltail="cluster open.*"]
      "open" -> "closed" [label="after 30 days\\n[a reminder]", style="solid", ltail="cluster open.*"]
      "open" -> "queued" [label="person.sent", style="solid"]
      "queued" -> "granted" [label="office.granted\\n[all papers are there]", style="solid", ltail="cluster open.review.*"]
      "queued" -> "seen" [label="office.opened\\nby turns", style="solid"]
    }
    "
  `);
});

test("words with quotes and backslashes stay words", () => {
  const picture = pictureOf(assetpayClient);
  expect(dot({ ...picture, title: 'a "b" \\ c' })).toContain(String.raw`label="a \"b\" \\ c"`);
});
