import { Button } from '~/components/ui/button.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { formatDateTime } from '~/utils/dates.ts';

interface ListedSession {
  id: string;
  /** Browser and system in words; null for a session from before these were kept. */
  device: string | null;
  /** In words, where it is known. */
  country: string | undefined;
  /** Name of the organization it works for. */
  organization: string | null;
  lastSeenAt: string;
  isCurrent: boolean;
}

/** Where somebody is signed in; each but this one ends with its button. */
export function SessionList({ sessions }: { sessions: ListedSession[] }) {
  return (
    <Table caption="Where you are signed in">
      <thead>
        <tr>
          <th scope="col">Device</th>
          <th scope="col">Last used</th>
          <th scope="col">Access</th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <tr key={session.id}>
            <td className="w-full min-w-44">
              <p className="font-medium">{session.device ?? 'A browser'}</p>
              <p className="text-muted wrap-anywhere">
                {session.country ?? 'Country not known'}
                {session.organization !== null && (
                  <>
                    , <bdi>{session.organization}</bdi>
                  </>
                )}
              </p>
            </td>
            <td>{session.isCurrent ? 'Now' : formatDateTime(session.lastSeenAt)}</td>
            <td>{session.isCurrent ? <Tag>This device</Tag> : <EndButton session={session} />}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function EndButton({ session }: { session: ListedSession }) {
  return (
    <form method="post">
      <input type="hidden" name="sessionId" value={session.id} />
      <Button size="small">
        Sign out
        <span className="sr-only">{` ${session.device ?? 'a browser'}, last used ${formatDateTime(session.lastSeenAt)}`}</span>
      </Button>
    </form>
  );
}
