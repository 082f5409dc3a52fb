/**
 * Recognising lines: the tree of shapes as a program over the bytes of a line, which also reads the values of its slots.
 *
 * An instruction is a word, followed by its operands:
 * - `words` count word…: these bytes come next, four to a word
 * - `byte` byte: this one comes next
 * - `slot` kind else: a value of this kind comes next; the program goes on at `else` when none does
 * - `branch` count (byte next)…: the program goes on at the `next` of the byte that comes, if it is among them
 * - `end` shape: the line may end here; the program goes on when it does not
 */
import { mostValues, type Shape } from "./shape.js";
import { createTree, insert, type Node } from "./shape-tree.js";
import { readSlot, slotKinds } from "./slots.js";

export interface Recogniser {
  /** Shapes beyond the most are not learnt. */
  learn(shape: Shape): void;
  isFull(): boolean;
  /**
   * The shape of the line that begins at a place; undefined when it has none that is known. The values of its slots are
   * then in `values`, one after another. At least `reach` bytes must follow the place.
   */
  recognise(bytes: DataView, at: number): Shape | undefined;
  readonly values: Uint32Array;
  /** The length of the longest shape, with its line break. */
  reach(): number;
}

/** Logs have few shapes. A log without any must not fill the memory with them. */
const mostShapes = 2000;
const lineFeed = 0x0a;
const op = { words: 0, byte: 1, slot: 2, branch: 3, end: 4 } as const;
/** No line goes on here. */
const nowhere = -1;

export function createRecogniser(): Recogniser {
  const tree = createTree();
  const shapes: Shape[] = [];
  const values = new Uint32Array(mostValues);
  let program = compile(tree, shapes);
  let reach = 0;

  return {
    values,
    reach: () => reach,
    isFull: () => shapes.length >= mostShapes,
    learn(shape) {
      const room = shape.pieces.reduce((sum, piece) => sum + (piece instanceof Uint8Array ? 0 : piece.words), 0);
      if (shapes.length >= mostShapes || room > mostValues || !insert(tree, shape.pieces, shape)) return;
      shapes.push(shape);
      program = compile(tree, shapes);
      reach = Math.max(reach, shape.length + 1);
    },
    recognise(bytes, start) {
      const code = program;
      let next = 0;
      let at = start;
      let place = 0;
      while (next !== nowhere) {
        const first = code[next + 1] ?? 0;
        switch (code[next] ?? op.end) {
          case op.words: {
            const end = next + 2 + first;
            for (next += 2; next < end; next++, at += 4) {
              if (bytes.getInt32(at, true) !== code[next]) return undefined;
            }
            break;
          }
          case op.byte:
            if (bytes.getUint8(at) !== first) return undefined;
            at += 1;
            next += 2;
            break;
          case op.slot: {
            const kind = slotKinds[first];
            if (kind !== undefined && readSlot(kind, bytes, at, values, place)) {
              at += kind.length;
              place += kind.words;
              next += 3;
            } else {
              next = code[next + 2] ?? nowhere;
            }
            break;
          }
          case op.branch: {
            const byte = bytes.getUint8(at);
            let branch = next + 2;
            const end = branch + 2 * first;
            while (branch < end && code[branch] !== byte) branch += 2;
            next = branch < end ? (code[branch + 1] ?? nowhere) : nowhere;
            break;
          }
          default:
            if (bytes.getUint8(at) === lineFeed) return shapes[first];
            next += 2;
        }
      }
      return undefined;
    },
  };
}

function compile(tree: Node, shapes: readonly Shape[]): Int32Array {
  const program: number[] = [];

  function put(node: Node): number {
    const start = program.length;
    putBytes(node.bytes);
    for (const { kind, next } of node.slots) {
      const otherwise = program.push(op.slot, slotKinds.indexOf(kind), nowhere) - 1;
      put(next);
      program[otherwise] = program.length;
    }
    if (node.shape !== undefined) program.push(op.end, shapes.indexOf(node.shape));
    putBranches(node);
    return start;
  }

  function putBytes(bytes: Uint8Array): void {
    const count = Math.floor(bytes.length / 4);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (count > 0) program.push(op.words, count);
    for (let word = 0; word < count; word++) program.push(view.getInt32(4 * word, true));
    for (const byte of bytes.subarray(4 * count)) program.push(op.byte, byte);
  }

  function putBranches({ branches }: Node): void {
    const first = program.push(op.branch, branches.length);
    for (const { byte } of branches) program.push(byte, nowhere);
    for (const [nth, { next }] of branches.entries()) program[first + 2 * nth + 1] = put(next);
  }

  put(tree);
  return Int32Array.from(program);
}
