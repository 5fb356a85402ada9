import { Button } from '~/components/ui/button.tsx';
import { CheckboxField, type FieldError, SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { toWords } from '~/utils/words.ts';
import type { ContentChoice, LinkedContent } from './queries.server.ts';

/** The content that a campaign uses, and the form that links more. */
export function ContentSection({
  linked,
  choices,
  mayWrite,
  typed,
  errors,
}: {
  linked: readonly LinkedContent[];
  choices: readonly ContentChoice[];
  mayWrite: boolean;
  /** What was typed into the refused form, by field name. */
  typed: Readonly<Record<string, string | undefined>>;
  errors: Record<string, FieldError> | null | undefined;
}) {
  return (
    <section aria-labelledby="linked-content" className="flex flex-col gap-3">
      <h2 id="linked-content">Content</h2>
      {linked.length === 0 ? (
        <p className="text-muted">No content is linked yet. Articles, guides and pages that belong to it stand here.</p>
      ) : (
        <Card className="p-0">
          <ul className="divide-y divide-line">
            {linked.map(({ id, title, kind, status, isPrimary, notes }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-3">
                <div className="min-w-0">
                  <a href={`/campaigns/content/${id}`} className="link font-medium wrap-anywhere">
                    {title}
                  </a>
                  <p className="text-xs text-muted wrap-anywhere">
                    {`${toWords(kind)}, ${status.toLowerCase()}`}
                    {notes && `. ${notes}`}
                  </p>
                </div>
                <div className="flex items-center gap-2">
                  {isPrimary && <Tag hue="info">Main piece</Tag>}
                  {mayWrite && (
                    <OrganizationForm className="no-print">
                      <input type="hidden" name="contentId" value={id} />
                      <Button size="small" variant="quiet" name="intent" value="unlink-content">
                        Unlink<span className="sr-only"> {title}</span>
                      </Button>
                    </OrganizationForm>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {mayWrite &&
        (choices.length === 0 ? (
          <p className="text-muted">
            <a href="/campaigns/content" className="link">
              Write content
            </a>{' '}
            first, then link it here.
          </p>
        ) : (
          <OrganizationForm className="no-print grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4">
            <SelectField
              name="contentId"
              label="Content to link"
              defaultValue={typed.contentId}
              error={errors?.contentId}
              options={choices.map(({ id, title }) => ({ value: id, label: title }))}
            />
            <TextField
              name="notes"
              label="Note"
              required={false}
              maxLength={500}
              defaultValue={typed.notes}
              error={errors?.notes}
            />
            <CheckboxField
              name="isPrimary"
              label="It is the main piece"
              defaultChecked={typed.isPrimary === 'on'}
              error={errors?.isPrimary}
              className="pb-2"
            />
            <div>
              <Button name="intent" value="link-content">
                Link content
              </Button>
            </div>
          </OrganizationForm>
        ))}
    </section>
  );
}
