/**
 * Reading logs in threads of their own, so that this one only judges. They read stretches side by side, and the sheets are
 * taken in the order of the lines. Until it is judged, what is said of a line depends on that line alone, so that the
 * report is the one of a single thread.
 */
import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { entry } from "../../bulk/entry.js";
import type { Phrases } from "../../bulk/phrase.js";
import { asReading, blank, phraseAt, type Sheet } from "../../bulk/sheet.js";
import { unreadable } from "../file-errors.js";
import type { SheetReader } from "./sheet-reader.js";
import type { Source } from "./sources.js";
import { type Stretch, type StretchRead, type StretchRequest, stretchesOf, type StretchUnreadable } from "./stretch.js";

/** In bytes. Shorter logs are done with before threads have begun. */
const longLog = 64 * 1024 * 1024;
/** Judging takes one thread as long as these take to read. */
const mostReaders = 3;
/** How many stretches each thread is asked for at a time: this bounds the memory. */
const stretchesAhead = 2;

/** How many threads read beside the one that judges; 0 where that one reads as well, as it does what has no size. */
export function readersFor(
  sources: readonly Source[],
  threads: number | undefined,
  available = availableParallelism(),
): number {
  const size = sources.reduce((sum, source) => sum + (source.size ?? Number.NaN), 0);
  if (Number.isNaN(size)) return 0;
  if (threads !== undefined) return threads - 1;
  return size < longLog ? 0 : Math.min(available - 1, mostReaders);
}

/** Reads files with threads that were just started; `cut` is how it cuts them. */
export function createThreadedReader(workers: readonly Worker[], phrases: Phrases, cut = stretchesOf): SheetReader {
  const threads = workers.map((worker) => createThread(worker, phrases));
  return {
    async *read({ name, size = 0 }, take) {
      const stretches = cut(name, size);
      const asked: { readonly thread: Thread; readonly length: number; readonly answer: Promise<StretchRead> }[] = [];

      function ask(thread: Thread): void {
        const { value: stretch } = stretches.next();
        if (stretch === undefined) return;
        const length = (stretch.end ?? size) - stretch.start;
        asked.push({ thread, length, answer: thread.read(stretch) });
      }

      for (let ahead = 0; ahead < stretchesAhead; ahead++) for (const thread of threads) ask(thread);
      for (let next = asked.shift(); next !== undefined; next = asked.shift()) {
        const { thread, length, answer } = next;
        const { sheets } = await answer;
        ask(thread);
        for (const sheet of sheets) take([sheet]);
        thread.giveBack(sheets);
        yield length;
      }
    },
    close: async () => {
      await Promise.all(workers.map(async (worker) => worker.terminate()));
    },
  };
}

interface Thread {
  /** A stretch, with the phrases numbered as they are here. @throws {Misuse} for a file that cannot be read. */
  read(stretch: Stretch): Promise<StretchRead>;
  /** Sheets that are done with. */
  giveBack(sheets: readonly Sheet[]): void;
}

interface Waiting {
  readonly file: string;
  readonly resolve: (read: StretchRead) => void;
  readonly reject: (error: unknown) => void;
}

function createThread(worker: Worker, phrases: Phrases): Thread {
  const waiting: Waiting[] = [];
  /** By number in the thread, the number here. */
  const numbers: number[] = [];
  let spare: Uint32Array<ArrayBuffer>[] = [];

  worker.on("message", (answer: StretchRead | StretchUnreadable) => {
    const asked = waiting.shift();
    if ("code" in answer) {
      asked?.reject(unreadable(asked.file, answer.code));
      return;
    }
    for (const phrase of answer.phrases) numbers.push(phrases.number(phrase));
    for (const sheet of answer.sheets) renumber(sheet, numbers);
    asked?.resolve(answer);
  });
  worker.on("error", (error) => {
    for (const { reject } of waiting.splice(0)) reject(error);
  });

  return {
    async read(stretch) {
      const request: StretchRequest = { ...stretch, spare };
      worker.postMessage(
        request,
        spare.map(({ buffer }) => buffer),
      );
      spare = [];
      const answer = new Promise<StretchRead>((resolve, reject) => {
        waiting.push({ file: stretch.file, resolve, reject });
      });
      // Whoever stops early waits for none of the answers that are still to come.
      answer.catch(() => {});
      return answer;
    },
    giveBack(sheets) {
      spare.push(...sheets.map(({ words }) => words));
    },
  };
}

function renumber(sheet: Sheet, numbers: readonly number[]): void {
  for (let line = 0; line < sheet.lines; line++) {
    const phrase = phraseAt(sheet, line);
    if (phrase === blank || phrase === asReading) continue;
    sheet.words[line * entry.length + entry.phrase] = numbers[phrase] ?? phrase;
  }
}
