import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { Card, EmptyState, Table } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { formatDateTime } from '~/utils/dates.ts';
import type { FormErrors, FormTexts } from '../typed-form.ts';
import type { ListedDomain } from './queries.server.ts';
import { type Findings, listWantedRecords, type RecordKind } from './records.ts';
import { type Demand, listDemands, sayFinding } from './standing.ts';

/** A domain as loaders hand it to the page. */
export type ShownDomain = Omit<ListedDomain, 'checkedAt' | 'verifiedAt'> & {
  checkedAt: string | Date | null;
  verifiedAt: string | Date | null;
};

/** The domains that emails are sent from, with their records, and a form for one more. */
export function SendingDomains({
  domains,
  mayManage,
  newId,
  typed,
  errors,
}: {
  domains: readonly ShownDomain[];
  mayManage: boolean;
  /** Of the domain that the form adds. */
  newId: string;
  /** Into the form that was refused. */
  typed: FormTexts;
  errors: FormErrors;
}) {
  return (
    <section aria-labelledby="domains" className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h2 id="domains">Sending domains</h2>
        <p className="max-w-prose text-pretty text-muted">
          Emails from your own domain reach more people. Until one is verified, they come from ours, and answers go to
          you.
        </p>
      </div>
      {domains.length === 0 && (
        <EmptyState icon="key-round" title="No domain yet">
          {mayManage
            ? 'Add the domain of your addresses, then enter three records where its DNS is kept.'
            : 'An owner or admin adds the domain of your addresses.'}
        </EmptyState>
      )}
      {domains.map((domain) => (
        <SendingDomain key={domain.id} domain={domain} mayManage={mayManage} />
      ))}
      {mayManage && (
        <OrganizationForm className="flex max-w-2xl flex-wrap items-end gap-3">
          <input type="hidden" name="intent" value="add-domain" />
          <input type="hidden" name="domainId" value={newId} />
          <TextField
            name="domain"
            label="Domain"
            defaultValue={typed.domain}
            error={errors?.domain}
            placeholder="harbor-realty.com"
            autoCapitalize="none"
            spellCheck={false}
            className="min-w-0 grow"
          />
          <Button>Add domain</Button>
        </OrganizationForm>
      )}
    </section>
  );
}

function SendingDomain({ domain, mayManage }: { domain: ShownDomain; mayManage: boolean }) {
  const { id, domain: name, findings, checkedAt, verifiedAt } = domain;
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="wrap-anywhere">{name}</h3>
          <p className="mt-1 flex flex-wrap items-center gap-2 text-muted">
            <Tag hue={verifiedAt ? 'success' : 'warning'}>{verifiedAt ? 'Verified' : 'Not verified'}</Tag>
            {checkedAt ? `Last checked ${formatDateTime(checkedAt)}` : 'Never checked'}
          </p>
        </div>
        {mayManage && (
          <div className="flex flex-wrap gap-2">
            <OrganizationForm>
              <input type="hidden" name="intent" value="verify-domain" />
              <input type="hidden" name="domainId" value={id} />
              <Button>Verify domain</Button>
            </OrganizationForm>
            <Confirmation
              id={`remove-${id}`}
              label="Remove"
              title={`Remove ${name}?`}
              confirmLabel="Yes, remove it"
              variant="quiet"
              fields={{ intent: 'remove-domain', domainId: id }}
            >
              <p>
                Its key is destroyed: added again, it needs another record. Emails that are scheduled from it do not go
                out.
              </p>
            </Confirmation>
          </div>
        )}
      </div>
      <DomainRecords domain={domain} />
      <details>
        <summary className="font-medium">What Gmail and Yahoo ask, and how it stands</summary>
        <ul className="mt-3 flex flex-col gap-3">
          {listDemands(findings).map(({ asked, standing, explanation }) => (
            <li key={asked} className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
              <span className="font-medium">{asked}</span>
              <Tag hue={standingHues[standing]}>{standingWords[standing]}</Tag>
              <span className="w-full text-pretty text-muted">{explanation}</span>
            </li>
          ))}
        </ul>
      </details>
    </Card>
  );
}

const standingWords: Readonly<Record<Demand['standing'], string>> = {
  MET: 'Met',
  NOT_MET: 'Not met',
  LATER: 'Shows later',
};
const standingHues = { MET: 'success', NOT_MET: 'warning', LATER: 'neutral' } as const;

function DomainRecords({ domain }: { domain: ShownDomain }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-prose text-pretty text-muted">
        Enter these records of type TXT where the DNS of the domain is kept. It may take an hour until they are seen.
        Where a value may have 255 characters only, cut it into several in quotes, one behind the other.
      </p>
      <Table caption={`DNS records of ${domain.domain}`}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Value</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {listWantedRecords(domain).map(({ kind, name, value, purpose }) => (
            <tr key={kind}>
              <th scope="row" className="align-top">
                <code className="font-normal wrap-anywhere">{name}</code>
                <span className="mt-1 block text-xs font-normal text-pretty text-muted">{purpose}</span>
              </th>
              <td className="align-top">
                <code className="block max-w-md min-w-40 text-xs wrap-anywhere whitespace-normal">{value}</code>
              </td>
              <td className="align-top">
                <FindingTag findings={domain.findings} kind={kind} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function FindingTag({ findings, kind }: { findings: Findings; kind: RecordKind }) {
  const hues = { OK: 'success', MISSING: 'warning', WRONG: 'danger' } as const;
  const finding = findings[kind];
  return <Tag hue={finding ? hues[finding] : 'neutral'}>{sayFinding(findings, kind)}</Tag>;
}
