import { Button } from '~/components/ui/button.tsx';
import { type FieldError, optionsOf, SelectField } from '~/components/ui/field.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { writePlannedTime } from '../calendar/days.ts';
import { writePercent } from '../entries/money.ts';
import { platformLabels } from '../posts/platforms.ts';
import { describePostState, hueOfState } from '../posts/states.ts';
import { mostParts } from './labels.ts';
import type { CampaignPost } from './queries.server.ts';

/** The posts of a campaign, and the form that makes one more. */
export function PostsSection({
  posts,
  newId,
  mayWrite,
  error,
}: {
  posts: readonly CampaignPost[];
  /** The id of the next post, so that a second click makes no other one. */
  newId: string;
  mayWrite: boolean;
  error: FieldError;
}) {
  return (
    <section className="flex flex-col gap-3">
      <h2 id="posts">Posts</h2>
      {posts.length === 0 ? (
        <p className="text-muted">
          {mayWrite ? 'No post yet. Choose a platform below and write the first one.' : 'No post yet.'}
        </p>
      ) : (
        <Table caption="Posts">
          <thead>
            <tr>
              <th scope="col">Post</th>
              <th scope="col">State</th>
              <th scope="col" className="number">
                Impressions
              </th>
              <th scope="col" className="number">
                Engagement
              </th>
            </tr>
          </thead>
          <tbody>
            {posts.map((post) => {
              const state = describePostState(post);
              return (
                <tr key={post.id}>
                  <th scope="row" className="w-full">
                    <a href={`/campaigns/posts/${post.id}`} className="link wrap-anywhere">
                      {post.label}
                    </a>
                    <span className="block text-xs font-normal text-muted">
                      {platformLabels[post.platform]}
                      <When {...post} />
                    </span>
                  </th>
                  <td>
                    <Tag hue={hueOfState(state)}>{state}</Tag>
                  </td>
                  <td className="number">
                    {post.status === 'PUBLISHED' ? post.impressions.toLocaleString('en-US') : '–'}
                  </td>
                  <td className="number">{post.engagementRate === null ? '–' : writePercent(post.engagementRate)}</td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      )}
      {posts.length === mostParts && <p className="text-muted">{`These are the newest ${mostParts}.`}</p>}
      {mayWrite && (
        <OrganizationForm className="no-print flex flex-wrap items-end gap-3">
          <input type="hidden" name="id" value={newId} />
          <SelectField name="platform" label="Platform" options={optionsOf(platformLabels)} error={error} />
          <Button name="intent" value="new-post">
            New post
          </Button>
        </OrganizationForm>
      )}
    </section>
  );
}

function When({
  scheduledLocal,
  timeZone,
  publishedAt,
}: Pick<CampaignPost, 'scheduledLocal' | 'timeZone' | 'publishedAt'>) {
  if (publishedAt) {
    return (
      <>
        , published <Day date={publishedAt} />
      </>
    );
  }
  return scheduledLocal && timeZone ? `, ${writePlannedTime(scheduledLocal, timeZone)}` : null;
}
