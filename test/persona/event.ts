/** The keys of more than one word that are read, in the styles in which they arrive. */
export const createdAtKeys = { kebab: "created-at", camel: "createdAt", snake: "created_at" } as const;

export interface EventParts {
  readonly name: string;
  readonly type: string;
  readonly id?: string;
  readonly status?: unknown;
  readonly relationships?: unknown;
  readonly style?: keyof typeof createdAtKeys;
}

/** The body of a webhook, as small as one can be. */
export function event({ name, type, id = "res_1", status, relationships, style = "kebab" }: EventParts) {
  const key = createdAtKeys[style];
  return {
    data: {
      type: "event",
      id: "evt_1",
      attributes: {
        name,
        [key]: "2031-05-04T09:00:01.250Z",
        payload: {
          data: {
            type,
            id,
            attributes: { ...(status === undefined ? {} : { status }), [key]: "2031-05-04T09:00:00Z" },
            ...(relationships === undefined ? {} : { relationships }),
          },
        },
      },
    },
  };
}

/** The exchange of a poll whose answer is a resource. */
export function poll(type: string, attributes: unknown, httpStatus = 200) {
  return { at: "2031-05-04T09:10:00Z", httpStatus, body: { data: { type, id: "res_1", attributes } } };
}
