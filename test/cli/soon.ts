/** What is awaited, or after five seconds an error that says it did not come: a test that waits for ever says nothing. */
export async function soon<Value>(what: string, awaited: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come`)), 5000);
  });
  return Promise.race([awaited, late]).finally(() => clearTimeout(timer));
}
