/** A lifecycle under the policy given: what reads and judges the lines of a log. */
import type { BoundLifecycle, Lifecycle } from "../lifecycle.js";
import type { GivenPolicy } from "../policy/given-policy.js";
import { oneOf } from "./misuse.js";
import { policiesFrom } from "./policy-flag.js";

export interface Bench {
  readonly lifecycle: Lifecycle;
  readonly policy: GivenPolicy;
  readonly bound: BoundLifecycle;
  /** The statuses that the webhooks were subscribed to; all when undefined. */
  readonly subscribed: readonly string[] | undefined;
}

/** The bench of one lifecycle alone. */
export function benchOf(lifecycle: Lifecycle, { policy }: { readonly policy: readonly string[] }): Bench {
  const [given = {}] = policiesFrom(policy, [lifecycle]);
  return { lifecycle, policy: given, bound: lifecycle.under(given), subscribed: undefined };
}

/** One bench for each lifecycle; each takes the fields and statuses that are its own, and one that is nobody's is misuse. */
export function benchesOf(
  lifecycles: readonly Lifecycle[],
  { policy, subscribed }: { readonly policy: readonly string[]; readonly subscribed?: string | undefined },
): readonly Bench[] {
  const policies = policiesFrom(policy, lifecycles);
  const known = [...new Set(lifecycles.flatMap(({ statuses }) => statuses))];
  const chosen = subscribed?.split(",").map((status) => oneOf("--subscribed", status.trim(), known));
  return lifecycles.map((lifecycle, index) => {
    const given = policies[index] ?? {};
    return {
      lifecycle,
      policy: given,
      bound: lifecycle.under(given),
      subscribed: chosen?.filter((status) => lifecycle.statuses.includes(status)),
    };
  });
}
