import { createElement, type ReactNode } from 'react';
import { useRequestInformation } from './request-information.tsx';

/** The element that stands for a hole in a page that leaves them open. */
export const holeTag = 'page-hole';

/**
 * A part of a public page that is another one for each viewer. A page that is made for everybody leaves a hole in its place, which is
 * filled for whoever asks: what is around it must not know the viewer, and what is in it asks nobody else: no router, and no `useId`.
 */
export function Hole({ children }: { children: ReactNode }) {
  const { leaveHole } = useRequestInformation();
  if (!import.meta.env.SSR || !leaveHole) return children;
  leaveHole(children);
  return createElement(holeTag);
}
