import { Card } from '~/components/ui/layout.tsx';
import { formatDateTime } from '~/utils/dates.ts';
import { platformLabels } from './platforms.ts';
import type { WaitingPost } from './queries.server.ts';

/** Posts that need somebody: due by hand, failed, and drafts without a time. Parts without any are left out. */
export function WaitingPosts({ posts }: { posts: readonly WaitingPost[] }) {
  const byHand = posts.filter(({ handDueAt }) => handDueAt !== null);
  const failed = posts.filter(({ status }) => status === 'FAILED');
  const drafts = posts.filter(({ status }) => status === 'DRAFT');
  return (
    <>
      <Part
        title="Publish by hand"
        posts={byHand}
        note={({ handDueAt }) => (handDueAt ? `Due since ${formatDateTime(handDueAt)}` : '')}
      />
      <Part title="Could not be published" posts={failed} note={({ failedReason }) => failedReason ?? ''} />
      <Part title="Drafts without a time" posts={drafts} note={() => ''} />
    </>
  );
}

function Part({
  title,
  posts,
  note,
}: {
  title: string;
  posts: readonly WaitingPost[];
  note: (post: WaitingPost) => string;
}) {
  if (posts.length === 0) return null;
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <h2>{title}</h2>
      <Card className="px-5 py-2">
        <ul className="divide-y divide-line">
          {posts.map((post) => (
            <li key={post.id} className="flex flex-col gap-0.5 py-2.5">
              <a className="link wrap-anywhere" href={`/campaigns/posts/${post.id}`}>
                {post.title || post.text || 'Without text'}
              </a>
              <span className="text-xs text-muted wrap-anywhere">
                {`${platformLabels[post.platform]} · ${post.campaign}${note(post) === '' ? '' : ` · ${note(post)}`}`}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}
