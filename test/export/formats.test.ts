/** The formats on the smallest lifecycle, and what no format can hold. */
import { createMachine } from "xstate";
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { assetpayClient, assetpayProcess } from "../../machines/assetpay/lifecycle.js";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { lifecycles } from "../../machines/index.js";
import { personaVerification } from "../../machines/persona/lifecycle.js";
import { type Exported, ExportError, exportFormats, exportLifecycle, tourUnder } from "../../src/export/index.js";
import { badge } from "../unit/badge.js";

const policy = { tries: 1, days: 1 };

test("aut numbers the states from the origin on", () => {
  expect(exportLifecycle(badge, { format: "aut", policy })).toMatchInlineSnapshot(`
    "des (0, 7, 6)
    (0, "badge.created/created", 1)
    (1, "badge.submitted/submitted", 2)
    (1, "badge.touched/created", 1)
    (1, "after.validity/expired", 3)
    (2, "badge.approved/approved", 4)
    (2, "photo.refused/declined", 5)
    (2, "after.validity/expired", 3)
    "
  `);
});

test("a lifecycle that no event opens begins all the same", () => {
  expect(exportLifecycle(assetpayProcess, { format: "aut" })).toContain('(0, "begin/CREATED", 1)');
});

test("fst has one step a line, then the states, which all accept", () => {
  expect(exportLifecycle(badge, { format: "fst", policy })).toMatchInlineSnapshot(`
    "0	1	badge.created/created
    1	2	badge.submitted/submitted
    1	1	badge.touched/created
    1	3	after.validity/expired
    2	4	badge.approved/approved
    2	5	photo.refused/declined
    2	3	after.validity/expired
    0
    1
    2
    3
    4
    5
    "
  `);
});

test("the symbols are the lifecycle's, whatever the policy", () => {
  const symbols = exportLifecycle(badge, { format: "fst-symbols", policy });
  expect(symbols).toMatchInlineSnapshot(`
    "<eps>	0
    after.validity/expired	1
    badge.approved/approved	2
    badge.created/created	3
    badge.submitted/submitted	4
    badge.touched/created	5
    photo.refused/created	6
    photo.refused/declined	7
    "
  `);
  expect(exportLifecycle(badge, { format: "fst-symbols", policy: { tries: 3 } })).toBe(symbols);
});

test("scxml holds groups, statuses and configurations, and the group's timer", () => {
  expect(exportLifecycle(badge, { format: "scxml", policy })).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <!-- A visitor's badge, from the gate to the porter's answer. -->
    <!-- Generated from the machine badge under the policy {"days":1,"tries":1}. -->
    <scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="null" name="badge" initial="created.refused-0">
      <state id="group.waiting">
        <onentry><send event="after.validity" id="group.waiting.after.validity" delay="86400000ms"/></onentry>
        <onexit><cancel sendid="group.waiting.after.validity"/></onexit>
        <state id="created">
          <state id="created.refused-0">
            <transition event="badge.submitted" target="submitted.refused-0"/>
            <transition event="badge.touched" target="created.refused-0"/>
            <transition event="after.validity" target="expired.refused-0"/>
          </state>
        </state>
        <state id="submitted">
          <state id="submitted.refused-0">
            <transition event="after.validity" target="expired.refused-0"/>
            <transition event="badge.approved" target="approved.refused-0"/>
            <transition event="photo.refused" target="declined.refused-1"/>
          </state>
        </state>
      </state>
      <state id="approved">
        <final id="approved.refused-0"/>
      </state>
      <state id="declined">
        <final id="declined.refused-1"/>
      </state>
      <state id="expired">
        <final id="expired.refused-0"/>
      </state>
    </scxml>
    "
  `);
});

test("scxml of a lifecycle without counters needs no configurations inside its statuses", () => {
  const text = exportLifecycle(assetpayProcess, { format: "scxml" });
  expect(text).toContain('<final id="ACCEPTED"/>');
  expect(text).toContain('delay="1800000ms"');
  expect(text).toContain('name="assetpay_process"');
});

/** The badge with another machine, as SCXML. */
function scxmlOf(config: object, title = badge.definition.title): string {
  const machine = createMachine({ id: "odd", context: {}, ...config });
  return exportLifecycle({ definition: { ...badge.definition, title, machine } }, { format: "scxml" });
}

test("scxml leaves out what cannot be reached, and names what XML could not", () => {
  const group = {
    initial: "one",
    after: { 5: { target: "#end" } },
    on: { next: { target: ".one" } },
    states: { one: { on: { again: { target: "one", reenter: true } } } },
  };
  const around = { initial: "group", on: { nothing: {} }, states: { group } };
  const nowhere = { initial: "never", states: { never: {} } };
  const states = { around, nowhere, alone: {}, "2fa": { id: "end", type: "final" } };
  expect(scxmlOf({ initial: "around", states }, "In--between")).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <!-- In- -between -->
    <!-- Generated from the machine badge under the policy {"days":2,"tries":2}. -->
    <scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="null" name="badge" initial="one">
      <state id="group.around">
        <state id="group.around.group">
          <onentry><send event="after.5" id="group.around.group.after.5" delay="5ms"/></onentry>
          <onexit><cancel sendid="group.around.group.after.5"/></onexit>
          <state id="one">
            <transition event="again" target="one"/>
            <transition event="next" target="one"/>
            <transition event="after.5" target="_2fa"/>
          </state>
        </state>
      </state>
      <final id="_2fa"/>
    </scxml>
    "
  `);
});

describe("a timer in scxml", () => {
  const sendsIn = (text: string): readonly string[] =>
    [...text.matchAll(/<onentry><send event="[^"]*" id="([^"]*)"/g)].map(([, id = ""]) => id);
  const cancelsIn = (text: string): readonly string[] =>
    [...text.matchAll(/<onexit><cancel sendid="([^"]*)"/g)].map(([, id = ""]) => id);

  test("is set once for a delay, however many transitions it has", () => {
    const after = { 5: [{ target: "two" }, { target: "three" }], 7: { target: "three" } };
    const text = scxmlOf({ initial: "one", states: { one: { after }, two: {}, three: {} } });
    expect(sendsIn(text)).toEqual(["one.after.5", "one.after.7"]);
    expect(cancelsIn(text)).toEqual(["one.after.5", "one.after.7"]);
  });

  test.each(lifecycles.map((lifecycle) => [lifecycle.id, lifecycle] as const))(
    "has a name of its own in %s",
    (_, lifecycle) => {
      const text = exportLifecycle(lifecycle, { format: "scxml" });
      expect(sendsIn(text)).toEqual([...new Set(sendsIn(text))]);
      expect(cancelsIn(text)).toEqual(sendsIn(text));
    },
  );
});

test("a tour is JSON that says how to walk it", () => {
  const text = exportLifecycle(badge, { format: "tour", policy });
  expect(text).toMatchInlineSnapshot(`
    "{
      "tour": 1,
      "lifecycle": "badge",
      "policy": {"days":1,"tries":1},
      "variables": ["refused"],
      "events": ["badge.submitted","badge.touched","after validity","badge.approved","photo.refused"],
      "timers": {"after validity":86400000},
      "configurations": [
        ["created",0],
        ["submitted",0],
        ["expired",0],
        ["approved",0],
        ["declined",1]
      ],
      "reachedBy": [
        null,
        [0,0],
        [0,2],
        [1,3],
        [1,4]
      ],
      "answers": [
        [1,0,2,null,null],
        [null,null,2,3,4],
        [null,null,null,null,null],
        [null,null,null,null,null],
        [null,null,null,null,null]
      ]
    }
    "
  `);
  expect(JSON.parse(text)).toEqual(tourUnder(badge, policy));
});

test("fields of the policy that are not given have the machine's defaults", () => {
  expect(tourUnder(iinkedsign, { maxAttempts: 2 }).policy).toEqual({
    ...iinkedsign.definition.policy.defaults,
    maxAttempts: 2,
  });
});

test("the same lifecycle under the same policy is always the same text", () => {
  for (const format of exportFormats) {
    // The badge's own rules compare times, which no table of answers knows.
    const [lifecycle, given] = format === "history" ? [personaVerification, {}] : [badge, { days: 2, tries: 2 }];
    const text = exportLifecycle(lifecycle, { format, policy: given });
    expect(exportLifecycle(lifecycle, { format, policy: given })).toBe(text);
  }
});

describe("sql and history", () => {
  test("are PostgreSQL's and DuckDB's, when no dialect is given", () => {
    const sql = exportLifecycle(badge, { format: "sql", policy });
    expect(sql).toBe(exportLifecycle(badge, { format: "sql", policy, dialect: "postgres" }));
    expect(sql).toContain("LANGUAGE plpgsql");
    expect(exportLifecycle(badge, { format: "sql", policy, dialect: "sqlite" })).toContain("PRAGMA foreign_keys = ON");
    const history = exportLifecycle(assetpayClient, { format: "history", policy: { maxProcesses: 2 } });
    expect(history).toContain("CREATE VIEW assetpay_client_history");
    expect(history).not.toContain("WITH RECURSIVE");
  });

  test("are of the webhooks where a lifecycle has them, when no channel is given", () => {
    const sql = (lifecycle: Exported, options = {}): string =>
      exportLifecycle(lifecycle, { format: "sql", policy: {}, ...options });
    expect(sql(fortid)).toContain("what a poll may report after what");
    expect(sql(personaVerification)).toContain("what a webhook may report after what");
    expect(sql(personaVerification, { channel: "poll" })).toContain("what a poll may report after what");
  });

  test("refuse a dialect of the other, and name their own", () => {
    expect(() => exportLifecycle(badge, { format: "sql", policy, dialect: "bigquery" })).toThrow(
      expect.objectContaining({
        name: "ExportError",
        message: "sql has no dialect bigquery; it has postgres, sqlite, duckdb",
      }),
    );
    expect(() => exportLifecycle(assetpayClient, { format: "history", dialect: "db2" as never })).toThrow(
      "history has no dialect db2; it has duckdb, ",
    );
  });
});

describe("scxml refuses", () => {
  test("an event that begins with another one's name, which SCXML would take for it", () => {
    const on = { "a.b": { target: "two" }, "a.b.c": { target: "one" } };
    expect(() => scxmlOf({ initial: "one", states: { one: { on }, two: {} } })).toThrow(
      new ExportError("in SCXML the event a.b would also be taken by a.b.c"),
    );
  });

  test("a group whose timers start again when it is entered from within", () => {
    const group = { initial: "one", after: { 5: { target: "#two" } }, states: { one: { id: "one" } } };
    const around = { initial: "group", on: { again: { target: "#one" } }, states: { group, two: { id: "two" } } };
    expect(() => scxmlOf({ initial: "around", states: { around } })).toThrow(
      /restarts the timers of odd\.around\.group/,
    );
  });

  test("a group that starts its own timers again", () => {
    const on = { again: { target: ".one", reenter: true } };
    const group = { initial: "one", after: { 5: { target: "#two" } }, on, states: { one: {} } };
    expect(() => scxmlOf({ initial: "group", states: { group, two: { id: "two" } } })).toThrow(
      /odd\.group: a transition restarts the timers of odd\.group,/,
    );
  });

  test("two states of one name", () => {
    const states = { "a b": { on: { go: { target: "a.b" } } }, "a!b": {} };
    expect(() => scxmlOf({ initial: "a b", states: { ...states, "a b": { on: { go: { target: "a!b" } } } } })).toThrow(
      "two states would be called a.b in SCXML",
    );
  });
});

test("a title of many hyphens ends no comment", () => {
  const [, title = ""] = scxmlOf({ initial: "one", states: { one: {} } }, "In-----between").split("\n");
  expect(title).toBe("<!-- In- - - - -between -->");
});

test.each([[], ["sql"], [null], [{}], [{ format: "xml" }], [{ format: ["aut"] }]])(
  "a format that there is not is refused: %j",
  (...options) => {
    const write = () => Reflect.apply(exportLifecycle, undefined, [badge, ...options]);
    const message = "the option format is one of aut, fst, fst-symbols, scxml, tour, sql, history";
    expect(write).toThrow(expect.objectContaining({ name: "ExportError", message }));
  },
);

test.each(exportFormats)("a channel that there is not is refused: %s", (format) => {
  const write = () => Reflect.apply(exportLifecycle, undefined, [badge, { format, policy, channel: "email" }]);
  const message = "the option channel is one of webhook, poll";
  expect(write).toThrow(expect.objectContaining({ name: "ExportError", message }));
});
