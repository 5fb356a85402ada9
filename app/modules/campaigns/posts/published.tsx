import { Button } from '~/components/ui/button.tsx';
import { type FieldError, TextField } from '~/components/ui/field.tsx';
import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { formatDateTime } from '~/utils/dates.ts';
import type { ShownPost } from './queries.server.ts';

const figureLabels = {
  impressions: 'Impressions',
  reach: 'Reach',
  likes: 'Likes',
  comments: 'Comments',
  shares: 'Shares',
  clicks: 'Clicks',
} as const;
const figures = ['impressions', 'reach', 'likes', 'comments', 'shares', 'clicks'] as const;

/** A post that is out: since when, where, and the figures that its platform shows, which people type. */
export function PublishedPost({
  post,
  mayChange,
  texts,
  errors,
}: {
  post: ShownPost;
  mayChange: boolean;
  texts: Readonly<Record<string, string | undefined>>;
  errors: Record<string, FieldError> | null | undefined;
}) {
  const { publishedAt, externalUrl, engagementRate } = post;
  return (
    <section aria-labelledby="figures" className="flex flex-col gap-3">
      <h2 id="figures">Results</h2>
      <Card className="px-5 py-2">
        <DefinitionList
          entries={[
            { term: 'Published', details: publishedAt ? formatDateTime(publishedAt) : '–' },
            {
              term: 'Address',
              details: externalUrl ? (
                <a className="link wrap-anywhere" href={externalUrl} target="_blank" rel="noopener noreferrer">
                  {externalUrl}
                  <span className="sr-only"> (in a new tab)</span>
                </a>
              ) : (
                '–'
              ),
            },
            ...figures.map((name) => ({ term: figureLabels[name], details: post[name].toLocaleString('en-US') })),
            {
              term: 'Engagement rate',
              details: engagementRate === null ? '–' : `${engagementRate.toFixed(2)}%`,
            },
          ]}
        />
      </Card>
      {mayChange && (
        <details open={errors != null}>
          <summary className="cursor-pointer py-2.5 font-medium">Enter figures</summary>
          <Card className="p-5">
            <OrganizationForm className="flex flex-col gap-5">
              <div className="grid gap-5 sm:grid-cols-3">
                {figures.map((name) => (
                  <TextField
                    key={name}
                    name={name}
                    label={figureLabels[name]}
                    inputMode="numeric"
                    maxLength={12}
                    defaultValue={texts[name] ?? String(post[name])}
                    error={errors?.[name]}
                  />
                ))}
                <TextField
                  name="externalUrl"
                  label="Address of the post"
                  type="url"
                  required={false}
                  maxLength={2_000}
                  defaultValue={texts.externalUrl ?? externalUrl ?? ''}
                  error={errors?.externalUrl}
                  className="sm:col-span-3"
                />
              </div>
              <div>
                <Button variant="primary" name="intent" value="figures">
                  Save figures
                </Button>
              </div>
            </OrganizationForm>
          </Card>
        </details>
      )}
    </section>
  );
}
