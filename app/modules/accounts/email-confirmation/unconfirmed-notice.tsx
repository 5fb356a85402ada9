import { useLocation } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { useViewer } from '~/components/ui/use-viewer.ts';
import { RedirectField } from '~/modules/accounts/sign-in/form-page.tsx';
import { withRedirect } from '~/modules/accounts/sign-in/redirects.ts';

/**
 * Says beside a button that the viewer's address has to be confirmed before; nothing where it is. It has a form of its own, so it
 * stands outside the form of the button.
 * @param until  what waits: "invite people"
 */
export function UnconfirmedNotice({ until, className }: { until: string; className?: string }) {
  const user = useViewer()?.user;
  const { pathname, search } = useLocation();
  if (!user || user.isConfirmed) return null;
  const here = pathname + search;
  return (
    <Notice kind="warning" title="Confirm your email first" className={className}>
      <p className="wrap-anywhere">{`We mailed a code to ${user.pendingEmail ?? user.email}. Enter it to ${until}.`}</p>
      <div className="mt-1 flex flex-wrap gap-2">
        <LinkButton size="small" href={withRedirect('/confirm-email', here)}>
          Enter the code
        </LinkButton>
        <form method="post" action="/confirm-email">
          <input type="hidden" name="intent" value="send" />
          <RedirectField redirectTo={here} />
          <Button size="small" variant="quiet">
            Send again
          </Button>
        </form>
      </div>
    </Notice>
  );
}
