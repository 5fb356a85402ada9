/**
 * The marks of an axis of whole numbers from 0: at most five, evenly apart at a round step, the last one not below the
 * highest value.
 */
export function axisMarks(highest: number): number[] {
  const roughStep = Math.max(1, highest / 4);
  const magnitude = 10 ** Math.floor(Math.log10(roughStep));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((candidate) => candidate >= roughStep) ?? 1;
  const last = Math.max(1, Math.ceil(highest / step));
  return Array.from({ length: last + 1 }, (_, index) => index * step);
}
