/** The part of a drawing that is seen: its `viewBox`. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How many times larger than the whole a part may be shown. */
const closest = 16;

/**
 * The part that is seen when one comes closer to a point, or goes away from it; the point stays where it was.
 * @param factor  above 1 to come closer, below 1 to go away
 * @returns never more than the whole drawing, and at most sixteen times as large
 */
export function zoomBox(box: Box, whole: Box, factor: number, point: { x: number; y: number }): Box {
  const width = Math.min(whole.width, Math.max(whole.width / closest, box.width / factor));
  const share = width / box.width;
  return keepInside(
    {
      x: point.x - (point.x - box.x) * share,
      y: point.y - (point.y - box.y) * share,
      width,
      height: box.height * share,
    },
    whole,
  );
}

/** The part of the same size that lies nearest and has the point well inside; the same where it has it already. */
export function bringIntoBox(box: Box, whole: Box, point: { x: number; y: number }): Box {
  const isInside =
    Math.abs(point.x - box.x - box.width / 2) < box.width * 0.4 &&
    Math.abs(point.y - box.y - box.height / 2) < box.height * 0.4;
  return isInside ? box : keepInside({ ...box, x: point.x - box.width / 2, y: point.y - box.height / 2 }, whole);
}

/** The part moved by so much, as far as the drawing goes. */
export function moveBox(box: Box, whole: Box, right: number, down: number): Box {
  return keepInside({ ...box, x: box.x + right, y: box.y + down }, whole);
}

function keepInside(box: Box, whole: Box): Box {
  const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
  return {
    ...box,
    x: clamp(box.x, whole.x, whole.x + whole.width - box.width),
    y: clamp(box.y, whole.y, whole.y + whole.height - box.height),
  };
}
