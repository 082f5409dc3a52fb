/** All shapes learnt so far as one tree, in which shapes share what they have in common from their beginning. */
import type { Piece, Shape } from "./shape.js";
import type { SlotKind } from "./slots.js";

/** A stretch of lines: bytes that come next, and what may come after them. */
export interface Node {
  bytes: Uint8Array;
  /** What may come after the bytes: slots, one of several bytes, the end of the line, or else any value. */
  slots: readonly { readonly kind: SlotKind; readonly next: Node }[];
  branches: readonly { readonly byte: number; readonly next: Node }[];
  /** More than one only where their lines differ in how their instants lie to each other. */
  shapes: readonly Shape[];
  unread: Node | undefined;
}

export function createTree(): Node {
  return nodeOf(new Uint8Array());
}

function nodeOf(bytes: Uint8Array): Node {
  return { bytes, slots: [], branches: [], shapes: [], unread: undefined };
}

/** Adds what is left of a shape from a node on; false when it was there. */
export function insert(node: Node, pieces: readonly Piece[], shape: Shape): boolean {
  const [piece, ...rest] = afterBytesOf(node, pieces);
  if (piece === undefined) {
    const isNew = node.shapes.every(({ order }) => order !== shape.order);
    if (isNew) node.shapes = [...node.shapes, shape];
    return isNew;
  }
  if (piece instanceof Uint8Array) {
    const [byte = 0] = piece;
    const known = node.branches.find((branch) => branch.byte === byte)?.next;
    const next = known ?? nodeOf(piece);
    if (known === undefined) node.branches = [...node.branches, { byte, next }];
    return insert(next, [piece, ...rest], shape);
  }
  return insert(piece === "unread" ? nextToUnread(node, rest) : nextToSlot(node, piece, rest), rest, shape);
}

function nextToUnread(node: Node, rest: readonly Piece[]): Node {
  node.unread ??= nodeBefore(rest);
  return node.unread;
}

function nextToSlot(node: Node, kind: SlotKind, rest: readonly Piece[]): Node {
  const known = node.slots.find((slot) => slot.kind === kind)?.next;
  const next = known ?? nodeBefore(rest);
  if (known === undefined) node.slots = [...node.slots, { kind, next }];
  return next;
}

/** A node with the bytes that come next. */
function nodeBefore([piece]: readonly Piece[]): Node {
  return nodeOf(piece instanceof Uint8Array ? piece : new Uint8Array());
}

/** What is left of the pieces after a node's bytes, of which the node keeps those that they begin with. */
function afterBytesOf(node: Node, pieces: readonly Piece[]): readonly Piece[] {
  const [piece, ...rest] = pieces;
  const bytes = piece instanceof Uint8Array ? piece : new Uint8Array();
  const differing = node.bytes.findIndex((byte, index) => byte !== bytes[index]);
  const shared = differing === -1 ? node.bytes.length : differing;
  if (shared < node.bytes.length) split(node, shared);
  if (shared === 0) return pieces;
  return shared === bytes.length ? rest : [bytes.subarray(shared), ...rest];
}

/** Leaves a node its first bytes; what came after them becomes a branch. */
function split(node: Node, length: number): void {
  const next: Node = { ...node, bytes: node.bytes.subarray(length) };
  node.bytes = node.bytes.subarray(0, length);
  node.slots = [];
  node.branches = [{ byte: next.bytes[0] ?? 0, next }];
  node.shapes = [];
  node.unread = undefined;
}
