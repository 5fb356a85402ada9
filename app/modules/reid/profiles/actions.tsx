import { Button } from '~/components/ui/button.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';

interface ProfileActionsProps {
  /** When it was refreshed last. */
  seen: string;
  isShared: boolean;
  isVerified: boolean;
  /** Whether the viewer may refresh and share it. */
  mayChange: boolean;
  mayVerify: boolean;
  /** Stands in place of "Refresh" when this month's profiles are used up. */
  limit: string | null;
}

/** What can be done with a profile. */
export function ProfileActions({ seen, isShared, isVerified, mayChange, mayVerify, limit }: ProfileActionsProps) {
  return (
    <div className="no-print flex flex-wrap items-center gap-2">
      {mayChange && (limit ? <p className="w-full">{limit}</p> : <Act intent="refresh" seen={seen} label="Refresh" />)}
      {mayVerify && !isVerified && <Act intent="verify" seen={seen} label="Verify" />}
      {mayChange && <Act intent={isShared ? 'unshare' : 'share'} label={isShared ? 'Stop sharing' : 'Share'} />}
    </div>
  );
}

function Act({ intent, seen, label }: { intent: string; seen?: string; label: string }) {
  return (
    <OrganizationForm>
      <input type="hidden" name="intent" value={intent} />
      {seen !== undefined && <input type="hidden" name="seen" value={seen} />}
      <Button>{label}</Button>
    </OrganizationForm>
  );
}
