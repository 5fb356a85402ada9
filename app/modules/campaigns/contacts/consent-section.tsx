import { Button } from '~/components/ui/button.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { ConsentFields } from './consent-fields.tsx';
import type { readEntry } from './entry.ts';
import type { ListedConsent } from './queries.server.ts';
import { MemberName } from '~/components/ui/name.tsx';

const channelWords = { EMAIL: 'email', SMS: 'text messages', PHONE: 'phone calls' } as const satisfies Record<
  ListedConsent['channel'],
  string
>;

/** What somebody agreed to and took back, and the forms that add to it. */
export function ConsentSection({
  consents,
  email,
  newIds,
  forms,
}: {
  consents: readonly ListedConsent[];
  /** The address that the contact has now. */
  email: string;
  /** Ids of the entries that the forms make. */
  newIds: { consent: string; withdrawal: string };
  /** What was typed into the forms; null for somebody who only looks. */
  forms: { record: ReturnType<typeof readEntry>; withdraw: ReturnType<typeof readEntry> } | null;
}) {
  return (
    <section aria-labelledby="consent" className="flex flex-col gap-3">
      <h2 id="consent">Consent</h2>
      {consents.length === 0 ? (
        <p className="text-muted">
          Nothing says that they agreed to anything.
          {forms && ' Record where they agreed to email, if they did.'}
        </p>
      ) : (
        <Card className="p-0">
          <ol className="divide-y divide-line">
            {consents.map((entry) => (
              <li key={entry.id} className="flex flex-col gap-1 px-5 py-3">
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <Tag hue={entry.isGranted ? 'success' : 'danger'}>
                    {`${entry.isGranted ? 'Agreed to' : 'Took back'} ${channelWords[entry.channel]}`}
                  </Tag>
                  <span className="min-w-0 wrap-anywhere">{entry.source}</span>
                </div>
                <p className="text-muted wrap-anywhere">
                  <Day date={entry.recordedAt} />
                  {entry.isByPerson ? ', by themselves' : ', recorded by '}
                  {!entry.isByPerson && <MemberName name={entry.person} />}
                  {entry.email !== email && `, for ${entry.email}`}
                  {entry.expiresAt && (
                    <>
                      , until <Day date={entry.expiresAt} />
                    </>
                  )}
                </p>
                {entry.wording && (
                  <blockquote className="border-l-2 border-line pl-3 whitespace-pre-wrap wrap-anywhere">
                    {entry.wording}
                  </blockquote>
                )}
              </li>
            ))}
          </ol>
        </Card>
      )}
      {forms && (
        <div className="no-print grid items-start gap-3 lg:grid-cols-2">
          <Card>
            <OrganizationForm className="flex flex-col gap-4">
              <h3>They agreed to email</h3>
              <ConsentFields consentId={newIds.consent} isRequired {...forms.record} />
              <div>
                <Button name="intent" value="record-consent">
                  Record consent
                </Button>
              </div>
            </OrganizationForm>
          </Card>
          <Card>
            <OrganizationForm className="flex flex-col gap-4">
              <h3>They took it back</h3>
              <input type="hidden" name="withdrawalId" value={forms.withdraw.entry.withdrawalId ?? newIds.withdrawal} />
              <TextField
                name="withdrawalSource"
                label="How they took it back"
                required
                maxLength={200}
                hint="Like “By phone”. From then on they get no email."
                defaultValue={forms.withdraw.entry.withdrawalSource}
                error={forms.withdraw.errors?.withdrawalSource}
              />
              <div>
                <Button name="intent" value="withdraw-consent">
                  Withdraw consent
                </Button>
              </div>
            </OrganizationForm>
          </Card>
        </div>
      )}
    </section>
  );
}
