import { Button } from '~/components/ui/button.tsx';
import { TextareaField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { reasonLabels } from '../suppressions/reasons.ts';
import type { readEntry } from './entry.ts';
import type { listContactSuppressions } from './queries.server.ts';

type Suppressions = Awaited<ReturnType<typeof listContactSuppressions>>;

/** Why nobody writes to the address of a contact, and the form that adds a reason. */
export function SuppressionSection({
  suppressions,
  newId,
  form,
}: {
  suppressions: Readonly<Suppressions>;
  /** The id of the suppression that the form makes. */
  newId: string;
  /** What was typed into the form; null for somebody who only looks. */
  form: ReturnType<typeof readEntry> | null;
}) {
  const isByHand = suppressions.some(({ reason }) => reason === 'MANUAL');
  return (
    <section aria-labelledby="suppression" className="flex flex-col gap-3">
      <h2 id="suppression">Suppression</h2>
      {suppressions.length === 0 ? (
        <p className="text-muted">Their address is not suppressed.</p>
      ) : (
        <Card className="p-0">
          <ul className="divide-y divide-line">
            {suppressions.map(({ id, reason, note, createdAt }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-3">
                <Tag hue="danger">{reasonLabels[reason]}</Tag>
                <span className="text-muted">
                  since <Day date={createdAt} />
                </span>
                {note && <span className="min-w-0 wrap-anywhere">{note}</span>}
                <a href={`/campaigns/contacts/suppressions/${id}`} className="link">
                  Open<span className="sr-only"> the suppression “{reasonLabels[reason]}”</span>
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {form && !isByHand && (
        <Card className="no-print max-w-xl p-5">
          <OrganizationForm className="flex flex-col gap-4">
            <input type="hidden" name="suppressionId" value={form.entry.suppressionId ?? newId} />
            <TextareaField
              name="suppressionNote"
              label="Why nobody may write to them"
              required={false}
              rows={2}
              maxLength={1_000}
              hint="An owner or admin can lift it later."
              defaultValue={form.entry.suppressionNote}
              error={form.errors?.suppressionNote}
            />
            <div>
              <Button name="intent" value="suppress">
                Suppress
              </Button>
            </div>
          </OrganizationForm>
        </Card>
      )}
    </section>
  );
}
