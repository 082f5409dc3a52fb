/** The settings as a form: each field is known or not, and the picture and every verdict follow. */
import { type PolicyField, policyFields } from "../../atlas/policy-fields.js";
import { canonical, type Json } from "../../json.js";
import type { GivenPolicy } from "../../policy/given-policy.js";
import { PolicyError } from "../../policy/policy-error.js";
import { byId, element, replaceChildren } from "../element.js";
import type { State, Store } from "./store.js";
import { wordsOf } from "./words.js";

export function showPolicy(store: Store): void {
  const { get, set } = store;
  // Where panels stand below each other, the history comes first.
  if (matchMedia("(max-width: 1400px)").matches) byId("settings").removeAttribute("open");

  function give(field: string, value: Json | undefined): string {
    const { [field]: _, ...others } = get().policy;
    const policy: GivenPolicy = value === undefined ? others : { ...others, [field]: value };
    try {
      get().lifecycle.under(policy);
    } catch (error) {
      if (error instanceof PolicyError) return error.problem;
      throw error;
    }
    set({ policy });
    return "";
  }

  store.draw(["lifecycle", "policy"], (state) => {
    const fields = policyFields(state.lifecycle.definition);
    const count = Object.keys(state.policy).length;
    replaceChildren(
      byId("policy"),
      element(
        "p",
        { class: "hint" },
        count === 0
          ? "Nothing is known: each setting stands for all its values."
          : `${count} of ${fields.length} known.`,
      ),
      ...fields.map((field) => fieldRow(field, state, give)),
    );
  });
}

type Give = (field: string, value: Json | undefined) => string;

function fieldRow(field: PolicyField, { policy }: State, give: Give): HTMLElement {
  const id = `policy-${field.field}`;
  const value = policy[field.field];
  return element(
    "div",
    { class: value === undefined ? "field" : "field known" },
    element("label", { for: id }, wordsOf(field.field)),
    controlOf(field, { id, value, give }),
  );
}

interface Control {
  readonly id: string;
  readonly value: Json | undefined;
  readonly give: Give;
}

function controlOf(field: PolicyField, control: Control): HTMLElement {
  switch (field.kind) {
    case "choice":
      return choiceControl(field, control);
    case "parts":
      return partsControl(field, control);
    case "number":
    case "text":
      return typedControl(field, control);
  }
}

function choiceControl(
  { field, choices }: Extract<PolicyField, { kind: "choice" }>,
  { id, value, give }: Control,
): HTMLElement {
  const chosen = value === undefined ? "" : canonical(value);
  const select = element(
    "select",
    { id, "data-key": id },
    element("option", { value: "" }, "not known"),
    ...choices.map((choice) =>
      element("option", { value: canonical(choice.value), selected: canonical(choice.value) === chosen }, choice.word),
    ),
  );
  select.addEventListener("change", () => {
    give(field, choices.find((choice) => canonical(choice.value) === select.value)?.value);
  });
  return select;
}

function partsControl(
  { field, items }: Extract<PolicyField, { kind: "parts" }>,
  { id, value, give }: Control,
): HTMLElement {
  const chosen = Array.isArray(value) ? value : items;
  const isKnown = value !== undefined;
  const known = element("input", { type: "checkbox", id, "data-key": id, checked: isKnown });
  known.addEventListener("change", () => {
    give(field, known.checked ? [...items] : undefined);
  });
  const boxes = items.map((item) => {
    const box = element("input", {
      type: "checkbox",
      "data-key": `${id}-${item}`,
      checked: chosen.includes(item),
      disabled: !isKnown,
    });
    box.addEventListener("change", () => {
      give(
        field,
        items.filter((other) => (other === item ? box.checked : chosen.includes(other))),
      );
    });
    return element("label", { class: "part" }, box, item);
  });
  return element(
    "div",
    { class: "parts" },
    element("span", { class: "part" }, known, "known"),
    ...(isKnown ? boxes : []),
  );
}

function typedControl(
  field: Extract<PolicyField, { kind: "number" | "text" }>,
  { id, value, give }: Control,
): HTMLElement {
  const isNumber = field.kind === "number";
  const example = `such as ${isNumber ? field.example : field.examples.join(", ")}`;
  const input = element("input", {
    id,
    "data-key": id,
    type: isNumber ? "number" : "text",
    ...(isNumber ? { min: field.min, max: field.max, step: field.isWhole ? 1 : "any" } : {}),
    placeholder: "not known",
    "aria-describedby": `${id}-said`,
    value: typeof value === "number" || typeof value === "string" ? value : undefined,
  });
  const said = element("small", { id: `${id}-said`, "aria-live": "polite" }, example);
  function say(problem: string): void {
    input.setCustomValidity(problem);
    said.textContent = problem === "" ? example : problem;
  }
  input.addEventListener("change", () => {
    const text = input.value.trim();
    say(give(field.field, text === "" ? undefined : isNumber ? Number(text) : text));
  });
  return element("div", { class: "typed" }, input, said);
}
