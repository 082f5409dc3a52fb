/** Messages as the vendor would write them, with invented values: what both lifecycles read. */
import type { Exchange } from "../../src/exchange.js";
import { inventedUuid } from "../../src/messages/invented-id.js";
import type { Messages } from "../../src/messages/messages.js";
import type { Observation } from "../../src/observation.js";

const prefixes = { run: "run", delivery: "evt" } as const;

export function inventing(subjectPrefix: string): Messages["invent"] {
  return (kind, name) => inventedId(kind === "subject" ? subjectPrefix : prefixes[kind], `${kind} ${name}`);
}

/** An id as the vendor forms them: what it is of, then letters and digits. */
export function inventedId(prefix: string, name: string): string {
  return `${prefix}_${inventedUuid(name).replaceAll("-", "").slice(0, 24)}`;
}

export interface WrittenResource {
  /** As in `verification/government-id`. */
  readonly type: string;
  readonly id: string;
  readonly status?: string | undefined;
  readonly createdAt?: string | undefined;
  readonly inquiry?: string | undefined;
}

/** A resource by itself. */
function documentOf({ type, id, status, createdAt, inquiry }: WrittenResource): unknown {
  return {
    data: {
      type,
      id,
      attributes: {
        ...(status === undefined ? {} : { status }),
        ...(createdAt === undefined ? {} : { "created-at": createdAt }),
      },
      relationships: { inquiry: { data: inquiry === undefined ? null : { type: "inquiry", id: inquiry } } },
    },
  };
}

/** A webhook's body: the event around the resource. */
export function eventOf({ delivery, at }: Observation, name: string, resource: WrittenResource): unknown {
  return {
    data: {
      type: "event",
      id: delivery,
      attributes: {
        name,
        ...(at === undefined ? {} : { "created-at": at }),
        payload: documentOf(resource),
      },
    },
  };
}

/** A poll's exchange: the resource by itself. */
export function answerOf({ at = "" }: Observation, resource: WrittenResource): Exchange {
  return { at, subject: resource.id, httpStatus: 200, body: documentOf(resource) };
}

/** The name of the event that tells of a status; where none does, the report's own word. */
export function nameOf({ status, event, reported }: Observation, statusByEvent: ReadonlyMap<string, string>): string {
  if (event !== undefined && status !== undefined && statusByEvent.get(event) === status) return event;
  return [...statusByEvent].find(([, told]) => told === status)?.[0] ?? reported;
}
