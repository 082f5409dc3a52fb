/** Where results go: gathered, handed on, and what becomes of them when nobody takes them. */
import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { createOutput } from "../../src/cli/output.js";
import { soon } from "./soon.js";

/** A stream that takes what it is given, or answers with an error of this code. */
function streamOf(code?: string, { isDestroyed = false } = {}) {
  const pieces: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      pieces.push(String(chunk));
      done(code === undefined ? null : Object.assign(new Error("it is broken"), code === "" ? {} : { code }));
    },
  });
  if (isDestroyed) stream.destroy();
  return { stream, pieces, output: createOutput(stream, "a \u001Bfile") };
}

describe("an output", () => {
  test("hands on what was gathered, in one piece and once", async () => {
    const { output, pieces } = streamOf();
    output.write("one ");
    output.write("two");
    expect(pieces).toEqual([]);
    await output.flush();
    await output.flush();
    expect(pieces).toEqual(["one two"]);
    output.writeBytes(Buffer.from("bytes"));
    await output.flush();
    expect(pieces).toEqual(["one two", "bytes"]);
  });

  test("is text or bytes, whichever came last", async () => {
    const { output, pieces } = streamOf();
    output.writeBytes(Buffer.from("bytes"));
    output.write("text");
    output.write("s");
    await output.flush();
    expect(pieces).toEqual(["texts"]);
  });

  test("is full from 64 KiB on", () => {
    const { output } = streamOf();
    output.write("x".repeat((1 << 16) - 1));
    expect(output.isFull()).toBe(false);
    output.write("x");
    expect(output.isFull()).toBe(true);
  });

  test.each(["EPIPE", "ERR_STREAM_DESTROYED"])("is closed where the reader has gone: %s", async (code) => {
    const { output, pieces } = streamOf(code);
    expect(output.isClosed()).toBe(false);
    output.write("one");
    await output.flush();
    expect(output.isClosed()).toBe(true);
    output.write("two");
    await output.flush();
    expect(pieces).toEqual(["one"]);
  });

  test.each([
    ["ENOSPC", "a \u{FFFD}file: cannot be written (ENOSPC)"],
    ["", "a \u{FFFD}file: cannot be written (Error)"],
  ])("tells what else is wrong, by name: %j", async (code, message) => {
    const { output } = streamOf(code);
    output.write("one");
    await expect(output.flush()).rejects.toThrow(message);
  });

  test("waits for nothing where its stream was closed, before or meanwhile", async () => {
    const before = streamOf(undefined, { isDestroyed: true });
    before.output.write("lost");
    await soon("the end", before.output.flush());
    expect([before.pieces, before.output.isClosed()]).toEqual([[], true]);

    const stream = new Writable({ write: () => {} });
    const output = createOutput(stream);
    output.write("taken and never answered");
    const flushed = output.flush();
    stream.destroy();
    await soon("the end", flushed);
    expect(output.isClosed()).toBe(true);
  });

  test("leaves no listener behind for each piece", async () => {
    const { output, stream } = streamOf();
    const listeners = stream.listenerCount("close");
    for (const piece of ["one", "two"]) {
      output.write(piece);
      await output.flush();
    }
    expect(stream.listenerCount("close")).toBe(listeners);
  });
});
