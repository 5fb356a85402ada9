import { Table } from '~/components/ui/layout.tsx';
import { formatDateTime } from '~/utils/dates.ts';
import {
  type AuditEntry,
  describeActor,
  describeEvent,
  type FieldChange,
  listChanges,
  nameSubject,
} from './entries.ts';

/** The most changed fields that are shown at once; with more, all of them are folded away. */
const changesShown = 3;

/** Entries of the trail: the person, the time, the act, and the values before and after it. */
export function AuditTable({ entries, withOrganization }: { entries: AuditEntry[]; withOrganization: boolean }) {
  return (
    <Table caption="Audit trail">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          {withOrganization && <th scope="col">Organization</th>}
          <th scope="col">What</th>
          <th scope="col">Before and after</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td className="align-top whitespace-nowrap">
              <time dateTime={entry.occurredAt}>{formatDateTime(entry.occurredAt)}</time>
            </td>
            <td className="align-top"><bdi>{describeActor(entry)}</bdi></td>
            {withOrganization && (
              <td className="align-top">{entry.organization ? <bdi>{entry.organization}</bdi> : <span className="text-muted">Platform</span>}</td>
            )}
            <td className="align-top">
              <p className="font-medium">{describeEvent(entry)}</p>
              <p className="text-muted"><bdi>{nameSubject(entry)}</bdi></p>
            </td>
            <td className="min-w-64 align-top">
              <Changes entry={entry} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Changes({ entry }: { entry: AuditEntry }) {
  const changes = listChanges(entry);
  if (changes.length === 0) return <span className="text-muted">Nothing to compare</span>;
  if (changes.length <= changesShown) return <ChangeList changes={changes} />;
  return (
    <details>
      <summary className="cursor-pointer text-muted">{`${changes.length} fields`}</summary>
      <div className="mt-2">
        <ChangeList changes={changes} />
      </div>
    </details>
  );
}

function ChangeList({ changes }: { changes: FieldChange[] }) {
  return (
    <dl className="flex flex-col gap-1">
      {changes.map(({ label, before, after }) => (
        <div key={label} className="flex flex-wrap gap-x-2">
          <dt className="text-muted">{label}</dt>
          <dd className="break-words">
            {before !== null && <del><bdi>{before}</bdi></del>}
            {before !== null && after !== null && <span aria-hidden="true"> → </span>}
            {after !== null && <ins className="font-medium no-underline"><bdi>{after}</bdi></ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
