/** What the package exports: a name that appears, changes or goes is a line of this file. */
import { expect, test } from "vitest";
import * as iinkedsignEntry from "../machines/iinkedsign/lifecycle.js";
import * as drawEntry from "../src/draw/index.js";
import * as exportEntry from "../src/export/index.js";
import * as engine from "../src/index.js";
import * as inspect from "../src/inspect/index.js";
import { iinkedsign } from "../machines/iinkedsign/lifecycle.js";
import * as testing from "../src/testing/index.js";
import { report } from "./report.js";

test("kycle exports the engine", () => {
  expect(Object.keys(engine).toSorted()).toEqual([
    "ChartError",
    "ObservationError",
    "PolicyError",
    "PropertyError",
    "RecordError",
    "addMilliseconds",
    "always",
    "anything",
    "atMost",
    "checkHistory",
    "checkLaws",
    "checkLog",
    "checkMessages",
    "compareInstants",
    "counts",
    "defineLifecycle",
    "eventuallyPossible",
    "exchangeSchema",
    "explore",
    "inevitable",
    "instantText",
    "irrelevant",
    "leadsTo",
    "malformed",
    "never",
    "neverAfter",
    "parseInstant",
    "personChoices",
    "phases",
    "plainWord",
    "possible",
    "precedes",
    "prove",
    "replay",
    "rules",
    "trackSubjects",
    "verdictKinds",
    "viewPerson",
    "where",
  ]);
});

test("kycle/export exports what writes lifecycles for others", () => {
  expect(Object.keys(exportEntry).toSorted()).toEqual([
    "ExportError",
    "dialects",
    "exportFormats",
    "exportLifecycle",
    "historyDialects",
    "tourUnder",
  ]);
});

test("kycle/iinkedsign exports its lifecycle, and how its messages are written", () => {
  expect(Object.keys(iinkedsignEntry).toSorted()).toEqual(["iinkedsign", "iinkedsignMessages"]);
});

test("kycle/testing exports arbitraries and a check of reducers", () => {
  expect(Object.keys(testing).toSorted()).toEqual([
    "ReducerDisagreement",
    "checkReducer",
    "corruptMessage",
    "delivery",
    "illegalHistory",
    "legalHistory",
    "unknownStatus",
    "usualTrouble",
  ]);
});

test("kycle/draw exports pictures as data and as text", () => {
  expect(Object.keys(drawEntry).toSorted()).toEqual([
    "dot",
    "draw",
    "edgesOf",
    "html",
    "layOut",
    "paintHistory",
    "pictureOf",
    "svg",
    "unreachable",
  ]);
});

test("kycle/inspect exports what an inspector needs", () => {
  expect(Object.keys(inspect).toSorted()).toEqual(["inspectorOptions", "watched"]);
});

test("a lifecycle has a front door, and a bound one what needs no policy", () => {
  expect(Object.keys(iinkedsign).toSorted()).toEqual([
    "adopt",
    "checkTransition",
    "definition",
    "estimates",
    "id",
    "machine",
    "may",
    "observe",
    "open",
    "provider",
    "read",
    "reducer",
    "restore",
    "statuses",
    "title",
    "under",
    "view",
  ]);
  expect(Object.keys(iinkedsign.under({})).toSorted()).toEqual([
    "adopt",
    "checkTransition",
    "compile",
    "estimates",
    "id",
    "may",
    "observe",
    "open",
    "read",
    "reducer",
    "restore",
    "view",
  ]);
});

test("its reducer may be taken out and handed on", () => {
  const { reducer } = iinkedsign;
  const reports = [report(0, { status: "failed" }), report(1, { status: "passed" })];
  const record = reports.reduce(reducer, iinkedsign.open({ subject: "subject" }));
  expect(iinkedsign.view(record)).toMatchObject({ status: "passed" });
});
