/** Plain JSON: what a context, a record and a verdict are made of, and the canonical text that tells two of them apart. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function isJson(value: unknown): value is Json {
  return firstNonJson(value) === undefined;
}

/** Where a value stops being plain JSON, as a path such as `$.seen`; undefined when all of it is. */
export function firstNonJson(value: unknown): string | undefined {
  const path = pathToNonJson(value);
  return path === undefined ? undefined : `$${path}`;
}

function pathToNonJson(value: unknown): string | undefined {
  if (value === null || typeof value === "boolean" || typeof value === "string") return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : "";
  if (typeof value !== "object") return "";
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const path = pathToNonJson(value[index]);
      if (path !== undefined) return `[${index}]${path}`;
    }
    return undefined;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return "";
  for (const [key, inner] of Object.entries(value)) {
    const path = pathToNonJson(inner);
    if (path !== undefined) return `.${key}${path}`;
  }
  return undefined;
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

/** How many fields of an object there are to see. */
export function fieldsIn(value: object): number {
  let count = 0;
  for (const _ in value) count++;
  return count;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
