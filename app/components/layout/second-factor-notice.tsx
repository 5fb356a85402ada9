import { Notice } from '~/components/ui/notice.tsx';
import { usePageAddress, useViewer } from '~/components/ui/use-viewer.ts';
import { formatDate } from '~/utils/dates.ts';

/** The page where a second factor is set up, or shown to a session that was opened without. */
const page = '/account/security';

/** Says on every page what requires a second factor of the viewer that they have not signed in with; nothing where nothing does. */
export function SecondFactorNotice() {
  const lacking = useViewer()?.secondFactor;
  const { pathname } = usePageAddress();
  if (!lacking) return null;
  const { organization, administers } = lacking;
  const setUp = pathname !== page && (
    <a className="link" href={page}>
      Set it up
    </a>
  );
  return (
    <div className="page no-print flex flex-col gap-2 pt-4">
      {organization && (
        <Notice kind={organization.isDue ? 'danger' : 'warning'}>
          <p>
            <bdi>{organization.name}</bdi>
            {organization.isDue
              ? ' requires a second factor. Until you have signed in with one, you cannot work for it here. '
              : ` requires a second factor from ${formatDate(organization.from)} on. `}
            {setUp}
          </p>
        </Notice>
      )}
      {administers && (
        <Notice kind="warning">
          <p>Administration requires a second factor. {setUp}</p>
        </Notice>
      )}
    </div>
  );
}
