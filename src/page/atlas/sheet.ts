/** On a narrow page, what is told of a picked part lies as a sheet over the lower part of the page. */
const isNarrow = matchMedia("(max-width: 720px)");

/** Brings what the sheet is about above it, once the sheet is there. */
export function keepAboveSheet(picked: Element | undefined): void {
  if (!isNarrow.matches) return;
  requestAnimationFrame(() => picked?.scrollIntoView({ block: "nearest", inline: "nearest" }));
}
