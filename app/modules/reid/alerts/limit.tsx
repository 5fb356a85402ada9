import { Button } from '~/components/ui/button.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { countWords } from '~/utils/words.ts';

interface LimitProps {
  active: number;
  /** Null where there is no limit. */
  allowed: number | null;
  paused: number;
  mayWrite: boolean;
}

/** How far the plan's limit of active alerts goes, and the button that turns alerts on again after an upgrade. */
export function AlertLimit({ active, allowed, paused, mayWrite }: LimitProps) {
  const hasRoom = allowed === null || active < allowed;
  return (
    <>
      {allowed !== null && (
        <p className="text-muted">
          {`${active} of ${allowed} active alerts. `}
          {!hasRoom && 'A new one is saved switched off. '}
          {!hasRoom && (
            <a className="link" href="/plans">
              See what other plans allow
            </a>
          )}
        </p>
      )}
      {paused > 0 && hasRoom && mayWrite && (
        <Notice title={`${countWords(paused, 'alert')} switched off by your plan’s limit`}>
          <p>Your plan has room for more now. They go on as they were.</p>
          <OrganizationForm>
            <Button size="small" name="intent" value="resume">
              Turn on again
            </Button>
          </OrganizationForm>
        </Notice>
      )}
    </>
  );
}
