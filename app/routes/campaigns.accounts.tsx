import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { answerAccountCommand } from '~/modules/campaigns/social-accounts/account-commands.server.ts';
import { answerConnect } from '~/modules/campaigns/social-accounts/connecting.server.ts';
import { ConnectForms, fieldIds, WebhookSecret } from '~/modules/campaigns/social-accounts/forms.tsx';
import { accountKindLabels } from '~/modules/campaigns/social-accounts/kinds.ts';
import { AccountList } from '~/modules/campaigns/social-accounts/list.tsx';
import { listAccounts, withoutPath } from '~/modules/campaigns/social-accounts/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readForm } from '~/services/forms.server.ts';
import { passOnRetryAfter } from '~/services/http.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { readKey } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Accounts', campaigns.unlockedBy.title);
export const headers = passOnRetryAfter;

export async function loader(args: LoaderFunctionArgs) {
  const [visitor, { listed }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({ listed: listAccounts(handle) })),
  ]);
  const mayKeep = visitor.mayWrite && isManager(visitor.role);
  return {
    rows: mayKeep ? listed : listed.map(withoutPath),
    mayKeep,
    ids: { BLUESKY: crypto.randomUUID(), MASTODON: crypto.randomUUID(), WEBHOOK: crypto.randomUUID() },
  };
}

export async function action(args: ActionFunctionArgs) {
  const [, form] = await Promise.all([requireModule(args, campaigns), readForm(args.request)]);
  if (!(form instanceof FormData)) return form.answer;
  return form.has('kind') ? answerConnect(args, form) : answerAccountCommand(args, form);
}

export default function AccountsPage() {
  const { rows, mayKeep, ids } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer && 'error' in answer ? answer.error : undefined;
  const texts = answer && 'initialValue' in answer ? readTypedTexts(answer) : {};
  const kind = readKey(accountKindLabels, texts.kind);
  const connected = answer && 'connected' in answer ? answer.connected : undefined;
  const tried = answer && 'tried' in answer ? answer.tried : undefined;
  return (
    <>
      <Breadcrumbs links={[{ href: '/campaigns', label: campaigns.unlockedBy.title }]} current="Accounts" />
      <PageHeader
        title="Accounts"
        description="Posts with an account publish themselves when they are due. The others you publish by hand, and a mail reminds you."
      />
      <ErrorSummary errors={errors} ids={kind && fieldIds(kind)} title="Nothing was changed" />
      {connected && <WebhookSecret {...connected} />}
      {tried && <Notice kind="success">{tried}</Notice>}
      {rows.length === 0 ? (
        <EmptyState icon="share-2" title="No account yet">
          {mayKeep
            ? 'Connect one below, so that posts publish themselves.'
            : 'An admin or owner connects them. Until then, posts are published by hand.'}
        </EmptyState>
      ) : (
        <AccountList rows={rows} mayKeep={mayKeep} />
      )}
      {mayKeep && <ConnectForms ids={ids} given={{ kind, texts, errors }} />}
    </>
  );
}
