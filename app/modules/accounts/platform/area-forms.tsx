import type { ReactNode } from 'react';
import { useRootData } from '~/components/ui/use-viewer.ts';
import type { PlatformArea } from './areas.ts';

/** Whether the viewer may change something in an area of the administration. */
export function useMayWrite(area: PlatformArea): boolean {
  return useRootData()?.administration?.writes.includes(area) ?? false;
}

/** Whether the viewer may open an area of the administration. */
export function useMayRead(area: PlatformArea): boolean {
  return useRootData()?.administration?.reads.includes(area) ?? false;
}

/** The forms of an area. To those who only read there it shows what they hold, disabled, and says so. */
export function AreaForms({ area, children }: { area: PlatformArea; children: ReactNode }) {
  if (useMayWrite(area)) return children;
  return (
    <>
      <p className="text-muted">You read this. Your roles on the platform change nothing here.</p>
      <fieldset disabled className="contents">
        {children}
      </fieldset>
    </>
  );
}
