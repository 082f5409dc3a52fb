/**
 * Recognising lines: the tree of shapes as a program over the bytes of a line, which also reads the values of its slots.
 *
 * An instruction is a word, followed by its operands:
 * - `doubles` count first length: these bytes come next, compared eight at a time as the floating-point numbers that stand
 *   among the constants from `first` on; the last eight end where the bytes end
 * - `byte` byte: this one comes next
 * - `slot` kind else: a value of this kind comes next; the program goes on at `else` when none does
 * - `branch` count (byte next)…: the program goes on at the `next` of the byte that comes, if it is among them
 * - `end` ending: the line may end here, and has one of this ending's shapes then; the program goes on when it does not
 */
import { createSlotValues, mostSlotWords, type Shape } from "./shape.js";
import { createTree, insert, type Node } from "./shape-tree.js";
import { readSlot, slotKinds } from "./slots.js";
import { timeOrder } from "./time-order.js";

export interface Recogniser {
  /** Lines of a shape are recognised once it was learnt twice: many occur only once. Shapes beyond the most are not learnt. */
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
const mostShapes = 1000;
const lineFeed = 0x0a;
const op = { doubles: 0, byte: 1, slot: 2, branch: 3, end: 4 } as const;
/** No line goes on here. */
const nowhere = -1;

/** `limits` are those at which the order of instants changes. */
export function createRecogniser(limits: readonly number[] = []): Recogniser {
  const tree = createTree();
  const shapes: Shape[] = [];
  const values = createSlotValues();
  let program = compile(tree);
  let reach = 0;

  return {
    values,
    reach: () => reach,
    isFull: () => shapes.length >= mostShapes,
    learn(shape) {
      const room = shape.pieces.reduce((sum, piece) => sum + (piece instanceof Uint8Array ? 0 : piece.words), 0);
      if (shapes.length >= mostShapes || room > mostSlotWords) return;
      if (insert(tree, shape.pieces, shape)) {
        shapes.push(shape);
        return;
      }
      program = compile(tree);
      reach = Math.max(reach, ...shapes.map(({ length }) => length + 1));
    },
    recognise(bytes, start) {
      const { code, constants, endings } = program;
      let next = 0;
      let at = start;
      let place = 0;
      while (next !== nowhere) {
        const first = code[next + 1] ?? 0;
        switch (code[next] ?? op.end) {
          case op.doubles: {
            const last = (code[next + 2] ?? 0) + first - 1;
            const end = at + (code[next + 3] ?? 0);
            for (let nth = code[next + 2] ?? 0; nth < last; nth++, at += 8) {
              if (bytes.getFloat64(at, true) !== constants[nth]) return undefined;
            }
            if (bytes.getFloat64(end - 8, true) !== constants[last]) return undefined;
            at = end;
            next += 4;
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
            if (bytes.getUint8(at) === lineFeed) return inOrder(endings[first] ?? [], values, limits);
            next += 2;
        }
      }
      return undefined;
    },
  };
}

/** Of shapes that differ in the order of their instants, the one of a line with these values. */
function inOrder(shapes: readonly Shape[], values: Uint32Array, limits: readonly number[]): Shape | undefined {
  const [first] = shapes;
  if (first === undefined || first.compared.length === 0) return first;
  const order = timeOrder(values, first.compared, limits);
  return shapes.find((shape) => shape.order === order);
}

interface Program {
  readonly code: Int32Array;
  readonly constants: Float64Array;
  readonly endings: readonly (readonly Shape[])[];
}

function compile(tree: Node): Program {
  const program: number[] = [];
  const constants: number[] = [];
  const endings: (readonly Shape[])[] = [];

  function put(node: Node): number {
    const start = program.length;
    putBytes(node.bytes);
    for (const { kind, next } of node.slots) {
      const otherwise = program.push(op.slot, slotKinds.indexOf(kind), nowhere) - 1;
      put(next);
      program[otherwise] = program.length;
    }
    if (node.shapes.length > 0) program.push(op.end, endings.push(node.shapes) - 1);
    putBranches(node);
    return start;
  }

  function putBytes(bytes: Uint8Array): void {
    const doubles = doublesOf(bytes);
    if (doubles.length > 0)
      program.push(op.doubles, doubles.length, constants.push(...doubles) - doubles.length, bytes.length);
    else for (const byte of bytes) program.push(op.byte, byte);
  }

  function putBranches({ branches }: Node): void {
    const first = program.push(op.branch, branches.length);
    for (const { byte } of branches) program.push(byte, nowhere);
    for (const [nth, { next }] of branches.entries()) program[first + 2 * nth + 1] = put(next);
  }

  put(tree);
  return { code: Int32Array.from(program), constants: Float64Array.from(constants), endings };
}

/**
 * The numbers whose bytes cover given ones, the last of them up to their end; none for fewer than eight bytes, and where
 * numbers can be equal that are not the same bytes, or differ from themselves: zeros of either sign, and NaN.
 */
function doublesOf(bytes: Uint8Array): readonly number[] {
  const count = bytes.length < 8 ? 0 : Math.ceil(bytes.length / 8);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const doubles = Array.from({ length: count }, (_, nth) => view.getFloat64(Math.min(8 * nth, bytes.length - 8), true));
  return doubles.every((double) => double !== 0 && !Number.isNaN(double)) ? doubles : [];
}
