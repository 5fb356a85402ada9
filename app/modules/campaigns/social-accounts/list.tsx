import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { formatDateTime } from '~/utils/dates.ts';
import { countWords, memberName } from '~/utils/words.ts';
import { platformLabels } from '../posts/platforms.ts';
import { accountKindLabels, readAccountKind } from './kinds.ts';
import type { ListedAccount } from './queries.server.ts';

/** The accounts of an organization, each with its state. */
export function AccountList({ rows, mayKeep }: { rows: readonly ListedAccount[]; mayKeep: boolean }) {
  return (
    <ul className="flex flex-col gap-3">
      {rows.map((row) => (
        <li key={row.id}>
          <Card className="flex flex-col gap-3 p-5">
            <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
              <h2 className="min-w-0 text-base wrap-anywhere">{row.name}</h2>
              {row.problem ? <Tag hue="danger">Does not work</Tag> : <Tag hue="success">Works</Tag>}
            </div>
            <p className="text-muted wrap-anywhere">{describeAccount(row)}</p>
            {row.problem && (
              <Notice kind="warning">
                <p className="wrap-anywhere">{row.problem}</p>
              </Notice>
            )}
            {mayKeep && <AccountButtons row={row} />}
          </Card>
        </li>
      ))}
    </ul>
  );
}

function describeAccount({ kind, platform, server, handle, maxCharacters, checkedAt, person }: ListedAccount): string {
  const label = accountKindLabels[readAccountKind(kind)];
  const takes = kind === 'WEBHOOK' ? ` for ${platform ? platformLabels[platform] : 'any platform'}` : '';
  const limit = maxCharacters === null ? '' : ` Takes ${countWords(maxCharacters, 'character')}.`;
  const checked = checkedAt ? ` Looked at on ${formatDateTime(checkedAt)}.` : '';
  return `${label}${takes}: ${[handle, server].filter(Boolean).join(' at ')}.${limit} Connected by ${memberName(person)}.${checked}`;
}

function AccountButtons({ row: { id, name, waiting } }: { row: ListedAccount }) {
  return (
    <div className="flex flex-wrap gap-2">
      <OrganizationForm>
        <input type="hidden" name="id" value={id} />
        <Button size="small" name="intent" value="test">
          Test<span className="sr-only"> {name}</span>
        </Button>
      </OrganizationForm>
      <Confirmation
        id={`disconnect-${id}`}
        size="small"
        label={
          <>
            Disconnect<span className="sr-only"> {name}</span>
          </>
        }
        title={`Disconnect ${name}?`}
        confirmLabel="Yes, disconnect it"
        fields={{ intent: 'disconnect', id }}
      >
        <p>
          {waiting === 0
            ? 'No post waits for it. Its credentials are deleted.'
            : `${countWords(waiting, 'post')} ${waiting === 1 ? 'waits' : 'wait'} for it. You publish what waits by hand then. Its credentials are deleted.`}
        </p>
      </Confirmation>
    </div>
  );
}
