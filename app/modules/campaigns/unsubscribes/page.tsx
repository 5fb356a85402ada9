import { Button } from '~/components/ui/button.tsx';
import { Card, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { type Choice, oneClick } from './choice.ts';
import { isolateName } from '~/utils/names.ts';

/** What the page of a token shows. */
export interface ShownPreferences {
  /** Null for a token that nobody was given: the page is the same, and says no name. */
  organization: string | null;
  /** Masked; null where it is not known or was erased. */
  email: string | null;
  isUnsubscribed: boolean;
  lists: readonly { id: string; name: string }[];
}

/**
 * Lets whoever got a message end the mail, or leave a list. Plain forms: no session is needed.
 * @param done  what was just asked for
 */
export function Preferences({
  preferences,
  done,
}: {
  preferences: ShownPreferences;
  done: Choice['what'] | undefined;
}) {
  const { organization, email, isUnsubscribed, lists } = preferences;
  const sender = organization === null ? 'the sender of this message' : isolateName(organization);
  const isOver = isUnsubscribed || done === 'ALL';
  return (
    <div className="page flex flex-col gap-6">
      <PageHeader
        title={isOver ? 'You are unsubscribed' : 'Your email preferences'}
        description={isOver ? undefined : `Email of ${sender}${email ? ` to ${email}` : ''}`}
      />
      {isOver && (
        <Notice kind="success">
          <p className="wrap-anywhere">{`You get no more of this email from ${sender}.`}</p>
        </Notice>
      )}
      {done === 'LIST' && !isOver && (
        <Notice kind="success">
          <p>You left the list.</p>
        </Notice>
      )}
      {done === 'KEEP' && !isOver && (
        <Notice>
          <p>Nothing was changed.</p>
        </Notice>
      )}
      {!isOver && (
        <Card className="flex flex-col gap-4 p-5">
          <p className="wrap-anywhere">{`Unsubscribe, and ${sender} sends you no more email.`}</p>
          <div className="flex flex-wrap gap-2">
            <form method="post">
              <input type="hidden" name={oneClick.name} value={oneClick.value} />
              <Button variant="primary">Unsubscribe</Button>
            </form>
            <form method="post">
              <Button name="intent" value="keep">
                Keep me
              </Button>
            </form>
          </div>
        </Card>
      )}
      {!isOver && lists.length > 0 && <Lists lists={lists} />}
      <p className="max-w-prose text-muted">
        If email still comes, use the link in the latest message: parts of a link get lost when it is copied.
      </p>
    </div>
  );
}

function Lists({ lists }: Pick<ShownPreferences, 'lists'>) {
  return (
    <section aria-labelledby="lists" className="flex flex-col gap-3">
      <h2 id="lists">Or leave one list</h2>
      <ul className="card divide-y divide-line px-4">
        {lists.map(({ id, name }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <span className="min-w-0 wrap-anywhere">{name}</span>
            <form method="post">
              <input type="hidden" name="list" value={id} />
              <Button size="small" name="intent" value="leave-list">
                Leave<span className="sr-only">{` ${name}`}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
