import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** An item that is being moved: its place now, its place before, and the means that moves it. */
interface Lifted {
  id: string;
  from: number;
  by: 'pointer' | 'keyboard';
}

/**
 * Lets people reorder a list by dragging its handles, with mouse, pen or finger, and by the keyboard: Space or Enter lifts and
 * drops, the arrow keys move, Escape puts back. The list follows while an item is on its way.
 * @param move  puts an item at a place
 * @param announce  says a text to screen readers
 */
export function useReordering({
  ids,
  nameOf,
  move,
  announce,
}: {
  ids: readonly string[];
  nameOf: (id: string) => string;
  move: (id: string, to: number) => void;
  announce: (message: string) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  const [lifted, setLifted] = useState<Lifted | null>(null);
  const place = (index: number) => `position ${index + 1} of ${ids.length}`;

  function drop(how: 'dropped' | 'put back') {
    if (!lifted) return;
    const index = ids.indexOf(lifted.id);
    if (how === 'put back') move(lifted.id, lifted.from);
    announce(`${nameOf(lifted.id)} ${how} at ${place(how === 'put back' ? lifted.from : index)}.`);
    setLifted(null);
  }

  // The listeners below read this; they stay for the whole drag.
  const current = useRef({ ids, move, drop });
  current.current = { ids, move, drop };

  const draggedId = lifted?.by === 'pointer' ? lifted.id : undefined;
  useEffect(() => {
    if (draggedId === undefined) return;
    const onPointerMove = ({ clientY }: globalThis.PointerEvent) => {
      const { ids, move } = current.current;
      const from = ids.indexOf(draggedId);
      const to = findPlace([...(list.current?.children ?? [])], from, clientY);
      if (to !== from) move(draggedId, to);
    };
    const onPointerUp = () => current.current.drop('dropped');
    const putBack = () => current.current.drop('put back');
    const onKeyDown = ({ key }: globalThis.KeyboardEvent) => {
      if (key === 'Escape') putBack();
    };
    // The document listens: the handle itself moves with its row, which would end a capture.
    document.addEventListener('pointermove', onPointerMove);
    document.addEventListener('pointerup', onPointerUp);
    document.addEventListener('pointercancel', putBack);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('pointermove', onPointerMove);
      document.removeEventListener('pointerup', onPointerUp);
      document.removeEventListener('pointercancel', putBack);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [draggedId]);

  // A row that moves in the document loses the focus and may leave the screen.
  const position = lifted ? ids.indexOf(lifted.id) : -1;
  useLayoutEffect(() => {
    const row = list.current?.children[position];
    if (!lifted || !row) return;
    if (lifted.by === 'keyboard') row.querySelector<HTMLElement>('[data-handle]')?.focus();
    row.scrollIntoView({ block: 'nearest' });
  }, [lifted, position]);

  function onKeyDown(event: KeyboardEvent, id: string) {
    const index = ids.indexOf(id);
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      if (lifted) return drop('dropped');
      setLifted({ id, from: index, by: 'keyboard' });
      announce(`${nameOf(id)} lifted from ${place(index)}. Move it with the arrow keys.`);
    } else if (lifted?.id === id && event.key === 'Escape') {
      event.preventDefault();
      drop('put back');
    } else if (lifted?.id === id && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      const to = event.key === 'ArrowUp' ? index - 1 : index + 1;
      if (to < 0 || to >= ids.length) return;
      move(id, to);
      announce(`${nameOf(id)} moved to ${place(to)}.`);
    }
  }

  function onPointerDown(event: PointerEvent, id: string) {
    if (event.button !== 0) return;
    // Keeps the browser from selecting text or dragging an image.
    event.preventDefault();
    setLifted({ id, from: ids.indexOf(id), by: 'pointer' });
  }

  return {
    list,
    liftedId: lifted?.id,
    handle: (id: string) => ({
      'data-handle': '',
      'aria-pressed': lifted?.id === id,
      onKeyDown: (event: KeyboardEvent) => onKeyDown(event, id),
      onPointerDown: (event: PointerEvent) => onPointerDown(event, id),
      onBlur: () => {
        if (lifted?.by === 'keyboard') drop('dropped');
      },
    }),
  };
}

/** The place that a pointer at this height means: once past the middle of a neighbor, it is the neighbor's place. */
function findPlace(rows: Element[], from: number, clientY: number): number {
  const middle = (row: Element | undefined) => {
    const { top, height } = row?.getBoundingClientRect() ?? { top: Number.NaN, height: 0 };
    return top + height / 2;
  };
  let to = from;
  while (to + 1 < rows.length && clientY > middle(rows[to + 1])) to += 1;
  while (to > 0 && to <= from && clientY < middle(rows[to - 1])) to -= 1;
  return to;
}
