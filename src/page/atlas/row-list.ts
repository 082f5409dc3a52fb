/** A long list of which only what is in sight is drawn. Its elements are used again: scrolling makes none. */
import { element } from "../element.js";

export interface RowElement {
  readonly root: HTMLElement;
  /** Shows the row of that place in the list. */
  readonly show: (index: number) => void;
}

export interface RowList {
  readonly root: HTMLElement;
  /** Draws anew, from the top or from where the reader is. */
  readonly draw: (length: number, from: "the top" | "here") => void;
}

const spareRows = 6;

export function createRowList(label: string, rowHeight: number, make: () => RowElement): RowList {
  const room = element("div", { class: "room" });
  const root = element("div", { class: "list", tabindex: 0, role: "list", "aria-label": label }, room);
  /** The elements by the place that each shows; those that show none wait. */
  const shown = new Map<number, RowElement>();
  const waiting: RowElement[] = [];
  let length = 0;

  function drawInSight(): void {
    const first = Math.max(0, Math.floor(root.scrollTop / rowHeight) - spareRows);
    const end = Math.min(length, Math.ceil((root.scrollTop + root.clientHeight) / rowHeight) + spareRows);
    for (const [index, row] of shown) {
      if (index >= first && index < end) continue;
      shown.delete(index);
      row.root.hidden = true;
      waiting.push(row);
    }
    for (let index = first; index < end; index += 1) {
      if (!shown.has(index)) place(index);
    }
  }

  function place(index: number): void {
    const row = waiting.pop() ?? made();
    row.root.style.transform = `translateY(${index * rowHeight}px)`;
    row.root.hidden = false;
    row.show(index);
    shown.set(index, row);
  }

  function made(): RowElement {
    const row = make();
    room.append(row.root);
    return row;
  }

  root.addEventListener("scroll", () => requestAnimationFrame(drawInSight), { passive: true });

  return {
    root,
    draw(rows, from) {
      length = rows;
      room.style.height = `${rows * rowHeight}px`;
      if (from === "the top") root.scrollTop = 0;
      for (const row of shown.values()) {
        row.root.hidden = true;
        waiting.push(row);
      }
      shown.clear();
      drawInSight();
    },
  };
}
