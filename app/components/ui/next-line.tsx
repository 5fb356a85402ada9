import { nextLineField } from '~/utils/next-line.ts';

/** Says in a form which line the focus goes to once its own is gone; nothing after the last. */
export function NextLine({ id }: { id: string | undefined }) {
  return id === undefined ? null : <input type="hidden" name={nextLineField} value={id} />;
}
