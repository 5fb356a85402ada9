import { Button, buttonClass } from '~/components/ui/button.tsx';
import { type FieldError, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { composerAddress } from './composer.ts';
import { type Platform, platformLabels } from './platforms.ts';

/** Publishing by hand: the text as it is published, the platform's own form, and a note that it is out. */
export function PublishByHand({
  platform,
  text,
  link,
  mayMark,
  errors,
}: {
  platform: Platform;
  /** As it is published. */
  text: string;
  /** With its parameters. */
  link: string | null;
  mayMark: boolean;
  errors: Record<string, FieldError> | null | undefined;
}) {
  const label = platformLabels[platform];
  return (
    <section aria-labelledby="by-hand" className="flex flex-col gap-3">
      <h2 id="by-hand">Publish by hand</h2>
      <Card className="flex flex-col gap-4 p-5">
        <div className="flex flex-col gap-1.5">
          <label htmlFor="published-text" className="font-medium">
            Text as it is published
          </label>
          <textarea id="published-text" readOnly rows={6} value={text} className="control h-auto py-2" />
        </div>
        <div className="flex flex-wrap gap-2">
          <a href="#published-text" data-copy="published-text" aria-live="polite" className={buttonClass({})}>
            Copy text
          </a>
          <a
            href={composerAddress(platform, { text, link })}
            target="_blank"
            rel="noopener noreferrer"
            className={buttonClass({})}
          >
            {`Open ${label}`}
            <span className="sr-only"> (in a new tab)</span>
          </a>
        </div>
        {mayMark && (
          <OrganizationForm className="flex flex-wrap items-end gap-4">
            <TextField
              name="externalUrl"
              label="Address of the post"
              type="url"
              required={false}
              maxLength={2_000}
              placeholder="https://"
              error={errors?.externalUrl}
            />
            <Button variant="primary" name="intent" value="mark">
              Mark as published
            </Button>
          </OrganizationForm>
        )}
      </Card>
    </section>
  );
}
