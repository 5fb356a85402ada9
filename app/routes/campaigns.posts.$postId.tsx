import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { listPictures } from '~/modules/campaigns/media/queries.server.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { CampaignsScript } from '~/modules/campaigns/module-script.tsx';
import { CopyForm, PostButtons } from '~/modules/campaigns/posts/acts.tsx';
import { CountsTable } from '~/modules/campaigns/posts/counts-table.tsx';
import { PostForm } from '~/modules/campaigns/posts/form.tsx';
import { writePost } from '~/modules/campaigns/posts/form-values.ts';
import { PublishByHand } from '~/modules/campaigns/posts/hand.tsx';
import { platformLabels } from '~/modules/campaigns/posts/platforms.ts';
import { answerPostAct } from '~/modules/campaigns/posts/post-acts.server.ts';
import { PostPreview, PostState } from '~/modules/campaigns/posts/preview.tsx';
import { PublishedPost } from '~/modules/campaigns/posts/published.tsx';
import { findPost } from '~/modules/campaigns/posts/queries.server.ts';
import { receivePostForm } from '~/modules/campaigns/posts/receive.server.ts';
import { answerCount, answerSave, countForAll } from '~/modules/campaigns/posts/saving.server.ts';
import { publishedLink, writePublishedText } from '~/modules/campaigns/posts/text.ts';
import { findCampaignSettings } from '~/modules/campaigns/settings/queries.server.ts';
import { listAccountChoices } from '~/modules/campaigns/social-accounts/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { giveBack } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { readTypedList, readTypedTexts } from '~/services/typed-texts.ts';
import { writeTitle } from '~/utils/page-meta.ts';

// The longest text of any platform, each letter of three bytes.
export const handle = { hydrate: false, takesFiles: true, formBytes: 300_000 } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle(data.title, 'Posts') : writeTitle('Post not found'),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.postId);
  const [visitor, { found, accounts, pictures, settings }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      found: findPost(handle, id),
      accounts: listAccountChoices(handle),
      pictures: listPictures(handle),
      settings: findCampaignSettings(handle),
    })),
  ]);
  const [post] = found;
  if (!post) throw notFound();
  const link = publishedLink(post.link, post.platform, post.campaignSlug);
  const text = writePublishedText({ ...post, link });
  return {
    post,
    link,
    text,
    title: post.title || post.text.slice(0, 60) || 'New post',
    counted: await countForAll(post, post.campaignSlug, post.maxCharacters),
    accounts,
    pictures,
    timeZone: settings[0]?.timeZone ?? 'America/New_York',
    copyId: crypto.randomUUID(),
    mayWrite: visitor.mayWrite,
    mayChange: visitor.mayWrite && (isManager(visitor.role) || post.createdBy === visitor.user.id),
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.postId);
  const received = await receivePostForm(args);
  if (!received.ok) return received.answer;
  const { form, problems } = received;
  if (Object.keys(problems).length > 0) return giveBack(form, problems, 422);
  switch (form.get('intent')) {
    case 'count':
      return answerCount(args, id, form);
    case 'save':
    case 'schedule':
    case 'publish-now':
      return answerSave(args, id, form);
    default:
      return answerPostAct(args, id, form);
  }
}

export default function PostPage() {
  const { post, link, text, title, counted, accounts, pictures, timeZone, copyId, mayWrite, mayChange } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer && 'error' in answer ? answer.error : undefined;
  const typed = answer && 'initialValue' in answer ? readTypedTexts(answer) : {};
  const chosen = answer && 'initialValue' in answer ? readTypedList(answer, 'platforms') : [];
  const recounted = answer && 'counted' in answer ? answer.counted : undefined;
  const isPublished = post.status === 'PUBLISHED';
  const mayWork = mayWrite && !isPublished && !post.isOnItsWay;
  const isTypedPost = ['save', 'schedule', 'publish-now', 'count'].includes(typed.intent ?? '');
  const isTypedFigures = typed.intent === 'figures';
  const written = writePost(post, timeZone);
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/campaigns/posts', label: 'Posts' },
          { href: `/campaigns/${post.campaignSlug}`, label: post.campaign },
        ]}
        current={title}
      />
      <PageHeader
        title={title}
        description={`${platformLabels[post.platform]}, ${post.account ?? 'by hand'}`}
        actions={
          mayChange &&
          !post.isOnItsWay && (
            <PostButtons id={post.id} mayUnschedule={post.status === 'SCHEDULED' || post.status === 'FAILED'} />
          )
        }
      />
      <PostState post={post} />
      <ErrorSummary errors={errors} title="Nothing was changed" />
      {isPublished && (
        <PublishedPost
          post={post}
          mayChange={mayChange}
          texts={isTypedFigures ? typed : {}}
          errors={isTypedFigures ? errors : undefined}
        />
      )}
      {!isPublished && (post.accountId === null || post.status === 'FAILED') && (
        <PublishByHand
          platform={post.platform}
          text={text}
          link={link}
          mayMark={mayWork}
          errors={typed.intent === 'mark' ? errors : undefined}
        />
      )}
      {mayWork && mayChange && (
        <section aria-labelledby="write" className="flex flex-col gap-3">
          <h2 id="write">Write the post</h2>
          <PostForm
            texts={isTypedPost ? { ...written, ...blank, ...typed } : written}
            errors={isTypedPost ? errors : undefined}
            accounts={accounts}
            pictures={pictures}
          />
        </section>
      )}
      <PostPreview title={post.title} text={text} pictures={post.pictures} />
      <section className="flex flex-col gap-3">
        <h2 id="length">Length on each platform</h2>
        <CountsTable counted={recounted ?? counted} platform={post.platform} />
      </section>
      {mayWrite && (
        <CopyForm platform={post.platform} copyId={copyId} chosen={chosen} error={errors?.platforms ?? undefined} />
      )}
      <CampaignsScript />
    </>
  );
}

/** Fields of the form that were sent empty: an empty field is not given back. */
const blank = {
  title: '',
  postText: '',
  hashtags: '',
  mentions: '',
  linkUrl: '',
  accountId: '',
  localTime: '',
  picture1: '',
  picture2: '',
  picture3: '',
  picture4: '',
  alt1: '',
  alt2: '',
  alt3: '',
  alt4: '',
};
