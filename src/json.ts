/** Plain JSON: what a context, a record and a verdict are made of, and the canonical text that tells two of them apart. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** How deep lists and objects may stand in each other: nobody means more, and what is deeper cannot be walked through. */
const deepest = 100;

export function isJson(value: unknown): value is Json {
  return isJsonAt(0, value);
}

function isJsonAt(depth: number, value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) {
    return value === null || typeof value === "string" || typeof value === "boolean";
  }
  if (depth === deepest) return false;
  if (Array.isArray(value)) return isEveryJson(depth + 1, value);
  return isPlainObject(value) && isEveryJson(depth + 1, Object.values(value));
}

/** A field of the name `__proto__` is lost when it is copied. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !Object.hasOwn(value, "__proto__");
}

function isEveryJson(depth: number, values: readonly unknown[]): boolean {
  // By index: a hole in a list is no JSON.
  for (let index = 0; index < values.length; index++) if (!isJsonAt(depth, values[index])) return false;
  return true;
}

/** Where a value stops being plain JSON, as a path such as `$.seen`; undefined when all of it is. */
export function firstNonJson(value: unknown): string | undefined {
  return isJson(value) ? undefined : `$${pathToNonJson(value)}`;
}

/** The path to where a value that is not plain JSON stops being it. */
function pathToNonJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  if (Array.isArray(value)) {
    const index = [...value].findIndex((item) => !isJson(item));
    if (index === -1) return "";
    return `[${index}]${pathToNonJson(value[index])}`;
  }
  if (!isPlainObject(value)) return "";
  const [key, inner] = Object.entries(value).find(([, item]) => !isJson(item)) ?? [];
  return key === undefined ? "" : `.${key}${pathToNonJson(inner)}`;
}

/** JSON text with sorted keys: equal values give equal text, whatever order their keys were written in. */
export function canonical(value: Json): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  const fields = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
  return `{${fields.join(",")}}`;
}

/** Whether two values are the same JSON, whatever order their keys were written in. */
export function isSameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (isList(one)) {
    return isList(other) && one.length === other.length && one.every((item, at) => isSameJson(item, other[at]));
  }
  if (isList(other)) return false;
  let left = 0;
  for (const _ in other) left++;
  for (const key in one) {
    if (!Object.hasOwn(other, key) || !isSameJson(one[key], other[key])) return false;
    left--;
  }
  return left === 0;
}

/** Whether no part of a value can be changed in place. */
export function isFrozenThroughout(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozenThroughout);
}

/** A copy that nobody can change. */
export function frozenCopy(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  return isList(value) ? Object.freeze(value.map(frozenCopy)) : frozenFields(value);
}

export function frozenFields<Value extends Json>(
  fields: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>>;
export function frozenFields(fields: Readonly<Record<string, Json>>): Json {
  return Object.freeze(Object.fromEntries(Object.entries(fields).map(([key, inner]) => [key, frozenCopy(inner)])));
}

/** Freezes a value in place, and all that is in it. */
export function freezeThroughout(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values(value)) freezeThroughout(inner);
  Object.freeze(value);
}

/** How many fields of an object there are to see. */
export function fieldsIn(value: object): number {
  let count = 0;
  for (const _ in value) count++;
  return count;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
