/**
 * Recognising lines: the tree of shapes as a program over the bytes of a line, which also reads the values of its slots.
 *
 * An instruction is a word, followed by its operands. Where it does not find what it says, the program goes on at the last
 * choice that is left, or the line has no shape.
 * - `doubles` count first length: these bytes come next, compared eight at a time as the floating-point numbers that stand
 *   among the constants from `first` on; the last eight end where the bytes end
 * - `byte` byte: this one comes next
 * - `end` ending: the line may end here, and has one of this ending's shapes then; the program goes on when it does not
 * - `choose` other: the next instructions are one way to go on, those at `other` are left
 * - `slot` kind: a value of this kind comes next
 * - `branch` count (byte next)…: the program goes on at the `next` of the byte that comes, which is among them
 * - `unread`: any value comes next
 */
import { lineFeed } from "./lines.js";
import { endOfValue, nowhere } from "./passing-over.js";
import { createTree, insert, type Node } from "./shape-tree.js";
import { createSlotValues, hasSlotRoom, type Piece, type Shape } from "./shape.js";
import { readSlot, slotKinds } from "./slots.js";
import { timeOrder } from "./time-order.js";

export interface Recogniser {
  /**
   * Lines of a shape are recognised soon after it was learnt, when there are many, and otherwise at once. Shapes beyond the
   * most are not learnt.
   */
  learn(shape: Shape): void;
  isFull(): boolean;
  /**
   * The shape of the line that begins at a place, and ends with a line break; undefined when it has none that is known, and
   * when fewer than `reach` bytes follow that place or a value that is not read. `view` is of the same bytes. The values of
   * the slots are then in `values`, one after another.
   */
  recognise(bytes: Uint8Array, view: DataView, at: number): Shape | undefined;
  readonly values: Uint32Array;
  /** Where the line ends that was recognised last. */
  end(): number;
  /** The length of the longest line of a shape, with its line break. */
  reach(): number;
}

/** Logs have few shapes. A log without any must not fill the memory with them. */
const mostShapes = 1000;
const mostPieces = 20_000;
/** The program is written anew when it missed so many lines for each shape: to write it takes longer the more there are. */
const missedOfEach = 1 / 16;
const op = { doubles: 0, byte: 1, end: 2, choose: 3, slot: 4, branch: 5, unread: 6 } as const;

/** `limits` are those at which the order of instants changes. */
export function createRecogniser(limits: readonly number[] = []): Recogniser {
  const tree = createTree();
  const shapes: Shape[] = [];
  let pieces = 0;
  const values = createSlotValues();
  const choices: number[] = [];
  let program = compile(tree);
  let reach = 0;
  let lineEnd = 0;
  /** How many lines were learnt from since the program was written. */
  let missed = 0;

  const isFull = (): boolean => shapes.length >= mostShapes || pieces >= mostPieces;

  return {
    values,
    end: () => lineEnd,
    reach: () => reach,
    isFull,
    learn(shape) {
      const words = shape.pieces.reduce((sum, piece) => sum + wordsOf(piece), 0);
      if (isFull() || !hasSlotRoom(words)) return;
      if (insert(tree, shape.pieces, shape)) {
        shapes.push(shape);
        pieces += shape.pieces.length;
      }
      missed += 1;
      if (missed < shapes.length * missedOfEach && !isFull()) return;
      missed = 0;
      program = compile(tree);
      reach = Math.max(reach, ...shapes.map(({ length }) => length + 1));
    },
    recognise(bytes, view, start) {
      const { code, constants, endings } = program;
      let next = 0;
      let at = start;
      let place = 0;
      let left = 0;
      if (at + reach > bytes.length) return undefined;
      for (;;) {
        const first = code[next + 1] ?? 0;
        let isFound = true;
        switch (code[next] ?? op.unread) {
          case op.doubles: {
            const last = (code[next + 2] ?? 0) + first - 1;
            const end = at + (code[next + 3] ?? 0);
            for (let nth = code[next + 2] ?? 0; nth < last && isFound; nth++, at += 8) {
              isFound = view.getFloat64(at, true) === constants[nth];
            }
            isFound &&= view.getFloat64(end - 8, true) === constants[last];
            at = end;
            next += 4;
            break;
          }
          case op.byte:
            isFound = bytes[at] === first;
            at += 1;
            next += 2;
            break;
          case op.end:
            if (bytes[at] === lineFeed) {
              lineEnd = at;
              return inOrder(endings[first] ?? [], values, limits);
            }
            next += 2;
            break;
          case op.choose:
            choices[left++] = first;
            choices[left++] = at;
            choices[left++] = place;
            next += 2;
            break;
          case op.slot: {
            const kind = slotKinds[first];
            const length = kind === undefined ? 0 : readSlot(kind, view, at, values, place);
            isFound = length > 0;
            at += length;
            place += kind?.words ?? 0;
            next += 2;
            break;
          }
          case op.branch: {
            const byte = bytes[at];
            let branch = next + 2;
            const end = branch + 2 * first;
            while (branch < end && code[branch] !== byte) branch += 2;
            isFound = branch < end;
            next = code[branch + 1] ?? 0;
            break;
          }
          default:
            at = endOfValue(bytes, at);
            isFound = at !== nowhere && at + reach <= bytes.length;
            next += 1;
        }
        if (isFound) continue;
        if (left === 0) return undefined;
        place = choices[--left] ?? 0;
        at = choices[--left] ?? 0;
        next = choices[--left] ?? 0;
      }
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

function wordsOf(piece: Piece): number {
  return piece instanceof Uint8Array || piece === "unread" ? 0 : piece.words;
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
    if (node.shapes.length > 0) program.push(op.end, endings.push(node.shapes) - 1);
    const { slots, branches, unread } = node;
    const ways = slots.map(({ kind, next }) => () => {
      program.push(op.slot, slotKinds.indexOf(kind));
      put(next);
    });
    if (branches.length > 0 || (ways.length === 0 && unread === undefined)) ways.push(() => putBranches(branches));
    if (unread !== undefined) {
      ways.push(() => {
        program.push(op.unread);
        put(unread);
      });
    }
    for (const [nth, way] of ways.entries()) {
      const other = nth < ways.length - 1 ? program.push(op.choose, nowhere) - 1 : undefined;
      way();
      if (other !== undefined) program[other] = program.length;
    }
    return start;
  }

  function putBranches(branches: Node["branches"]): void {
    const first = program.push(op.branch, branches.length);
    for (const { byte } of branches) program.push(byte, nowhere);
    for (const [nth, { next }] of branches.entries()) program[first + 2 * nth + 1] = put(next);
  }

  function putBytes(bytes: Uint8Array): void {
    const doubles = doublesOf(bytes);
    if (doubles.length > 0)
      program.push(op.doubles, doubles.length, constants.push(...doubles) - doubles.length, bytes.length);
    else for (const byte of bytes) program.push(op.byte, byte);
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
  const doubles: number[] = [];
  for (let nth = 0; nth < count; nth++) doubles.push(view.getFloat64(Math.min(8 * nth, bytes.length - 8), true));
  return doubles.every((double) => double !== 0 && !Number.isNaN(double)) ? doubles : [];
}
