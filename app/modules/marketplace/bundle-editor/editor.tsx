import type { SubmissionResult } from '@conform-to/react';
import { useBeforeUnload, useNavigation, useSubmit } from '@remix-run/react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { useInlineValidation } from '~/components/ui/use-inline-validation.ts';
import { useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import { planLabels, tierOrder } from '~/modules/marketplace/labels.ts';
import { countWords } from '~/utils/words.ts';
import { bundleStatusHues, bundleStatusLabels } from './changes.ts';
import type { EditorAnswer } from './commands.server.ts';
import { BundleConflict } from './conflict.tsx';
import { BundleDetailsFields, BundleFilingFields } from './details-fields.tsx';
import { BundleEditorBar } from './editor-bar.tsx';
import { BundleFigures, BundlePriceFields, PublishingChecks } from './price-fields.tsx';
import { findPublishingProblems, measureMargin, savesNothing, splitPrice, sumFollowing } from './pricing.ts';
import type { FoundBundle } from './queries.server.ts';
import { BundleToolList } from './tool-list.tsx';
import { BundleToolSearch, useToolSearch } from './tool-search.tsx';
import { isSoldAtSum, type LoadedDraft, useBundleDraft } from './use-draft.ts';
import { useReordering } from './use-reordering.ts';

/**
 * One form for everything about a bundle. Every button works without script: the form carries the unsaved values. With
 * script, tools and price change in place and only saving goes to the server.
 */
export function BundleEditor({
  bundle,
  saved,
  answer,
}: {
  bundle: FoundBundle | undefined;
  saved: LoadedDraft;
  answer: EditorAnswer | SubmissionResult | undefined;
}) {
  const shown = answer && 'draft' in answer ? answer : undefined;
  const { draft } = shown ?? saved;
  const editor = useBundleDraft(saved, shown);
  const toolSearch = useToolSearch(shown?.found ?? null);
  const mayWrite = useMayWrite('catalog');
  const inline = useInlineValidation();
  const submit = useSubmit();
  const pendingIntent = useNavigation().formData?.get('intent');
  const [announcement, announce] = useState('');
  const [sellsAtSum, setSellsAtSum] = useState(shown ? draft.sellsAtSum : isSoldAtSum(saved));
  const [isLive, setIsLive] = useState(false);
  useEffect(() => setIsLive(true), []);
  const form = useRef<HTMLFormElement>(null);
  const nextFocus = useRef<string>();

  const { tools, sum, price, decided } = editor;
  const ids = tools.map(({ id }) => id);
  const nameOf = (id: string) => tools.find((tool) => tool.id === id)?.name ?? '';
  const reordering = useReordering({
    ids,
    nameOf,
    announce,
    move: (toolId, to) => editor.changeTools({ kind: 'move', toolId, to }),
  });

  useBeforeUnload((event) => {
    if (editor.isChanged && pendingIntent === undefined) event.preventDefault();
  });

  // No new page is loaded, so the focus is moved to the errors of the form here.
  useEffect(() => {
    if (answer) document.querySelector<HTMLElement>('#conflict, #error-summary')?.focus();
  }, [answer]);

  // The pressed button may have moved, or may be gone with its row.
  useEffect(() => {
    if (!nextFocus.current) return;
    form.current?.querySelector<HTMLElement>(nextFocus.current)?.focus();
    nextFocus.current = undefined;
  });

  function changeTools(kind: string, toolId: string) {
    const index = ids.indexOf(toolId);
    switch (kind) {
      case 'add': {
        const tool = toolSearch.found?.find(({ id }) => id === toolId);
        if (!tool) return;
        editor.addTool(tool);
        announce(`${tool.name} added as number ${ids.length + 1}.`);
        nextFocus.current = '#query';
        break;
      }
      case 'remove': {
        announce(`${nameOf(toolId)} removed.`);
        const neighbor = ids[index + 1] ?? ids[index - 1];
        nextFocus.current = neighbor ? `[value="remove:${neighbor}"]` : '#query';
        editor.changeTools({ kind, toolId });
        break;
      }
      case 'up':
      case 'down': {
        const to = kind === 'up' ? index - 1 : index + 1;
        announce(`${nameOf(toolId)} moved to position ${to + 1} of ${ids.length}.`);
        // At either end of the list the pressed button has no use, so the other one takes the focus.
        const next = to === 0 ? 'down' : to === ids.length - 1 ? 'up' : kind;
        nextFocus.current = `[value="${next}:${toolId}"]`;
        editor.changeTools({ kind, toolId });
      }
    }
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    const button = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
    // The preview opens in a new tab.
    if (!(button instanceof HTMLButtonElement) || button.name !== 'intent') return;
    event.preventDefault();
    button.closest<HTMLElement>('[popover]')?.hidePopover();
    const [kind = '', toolId = ''] = button.value.split(':');
    if (kind === 'search') {
      const query = new FormData(event.currentTarget).get('query');
      toolSearch.search(typeof query === 'string' ? query : '', 0);
    } else if (toolId) changeTools(kind, toolId);
    else submit(button, { method: 'post' });
  }

  const margin = decided.price === null ? null : measureMargin({ sum, price: decided.price, tools: tools.length });
  const following = decided.price === null ? null : sumFollowing(tools, decided.price);
  const isAtSum = savesNothing(decided.price, sum);
  const problems = findPublishingProblems({ tools, sum, price: decided.price });
  const highestTier = tierOrder.findLast((tier) => tools.some(({ requiredTier }) => requiredTier === tier));
  const errors = { ...(shown?.errors ?? (answer && 'error' in answer ? answer.error : undefined)), ...inline.messages };
  const summary = shown?.errors ?? (answer && 'error' in answer ? answer.error : undefined);
  const address = `/admin/bundles/${bundle?.id ?? 'new'}`;
  // After saving, the fields show the saved values: an address that followed the name, say.
  const version = saved.draft.revision;

  return (
    <>
      <Breadcrumbs links={[{ href: '/admin/bundles', label: 'Bundles' }]} current={bundle?.name ?? 'New bundle'} />
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-3">
            {bundle?.name ?? 'New bundle'}
            {bundle && <Tag hue={bundleStatusHues[bundle.status]}>{bundleStatusLabels[bundle.status]}</Tag>}
          </span>
        }
        description={
          bundle &&
          (bundle.purchaseCount === 1
            ? '1 organization owns it. What you save reaches buyers at once.'
            : `${bundle.purchaseCount || 'No'} organizations own it. What you save reaches buyers at once.`)
        }
        actions={bundle && mayWrite && <LinkButton href={`/admin/bundles/new?from=${bundle.id}`}>Duplicate</LinkButton>}
      />
      {shown?.changes && <BundleConflict changes={shown.changes} address={address} />}
      <ErrorSummary errors={summary} ids={{ tools: 'query', icon: 'icon-box' }} />
      <form
        ref={form}
        method="post"
        action={address}
        onSubmit={onSubmit}
        onBlur={inline.onBlur}
        onInput={({ target }) => {
          // The search and the tier of the preview are no part of the bundle.
          const name = target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.name : '';
          if (name !== 'query' && name !== 'tier') editor.markChanged();
        }}
        className="bundle-editor"
      >
        {/* Enter in a field presses the form's first button: this one, which writes nothing. */}
        <button type="submit" name="intent" value="search" formNoValidate hidden>
          Recalculate
        </button>
        <input type="hidden" name="id" value={draft.id} />
        <input type="hidden" name="revision" value={draft.revision} />
        <input type="hidden" name="opened" value={draft.opened ? JSON.stringify(draft.opened) : ''} />
        <div className="flex min-w-0 flex-col gap-6">
          <Card>
            <section aria-labelledby="tools-heading" className="flex flex-col gap-4">
              <div className="flex items-baseline justify-between gap-4">
                <h2 id="tools-heading">Tools</h2>
                <p className="text-muted">{countWords(tools.length, 'tool')}</p>
              </div>
              {tools.length > 0 ? (
                <BundleToolList
                  tools={tools}
                  earnings={
                    decided.price === null
                      ? null
                      : splitPrice(
                          decided.price,
                          tools.map((tool) => tool.price),
                        )
                  }
                  reordering={reordering}
                  isLive={isLive}
                />
              ) : (
                <p className="rounded-lg border border-dashed border-line px-4 py-6 text-center text-muted">
                  No tools yet. Search for the first one below.
                </p>
              )}
              <p className="sr-only" aria-live="assertive" id="announcement">
                {announcement}
              </p>
              <BundleToolSearch query={draft.query} toolSearch={toolSearch} heldIds={new Set(ids)} />
            </section>
          </Card>
          <Card>
            <section aria-labelledby="details-heading" className="flex flex-col gap-5">
              <h2 id="details-heading">Details</h2>
              <BundleDetailsFields key={version} draft={draft} errors={errors} slug={bundle?.slug} />
            </section>
          </Card>
          <Card>
            <section aria-labelledby="filing-heading" className="flex flex-col gap-5">
              <h2 id="filing-heading">Who it is for</h2>
              <BundleFilingFields key={version} draft={draft} errors={errors} />
            </section>
          </Card>
        </div>
        <div className="bundle-editor-side">
          <Card>
            <section aria-labelledby="price-heading" className="flex flex-col gap-5">
              <h2 id="price-heading">Price</h2>
              <BundlePriceFields
                price={price}
                sum={sum}
                errors={errors}
                onChange={editor.setPrice}
                atSum={isAtSum ? { isChosen: sellsAtSum, onChange: setSellsAtSum } : undefined}
              />
              <BundleFigures {...decided} sum={sum} tools={tools.length} margin={margin} following={following} />
            </section>
          </Card>
          <Card>
            <section aria-labelledby="publishing-heading" className="flex flex-col gap-3">
              <h2 id="publishing-heading" className="text-base">
                To be on sale
              </h2>
              <PublishingChecks
                checks={[
                  { label: 'At least two tools', problem: problems.tooFewTools ? 'Add tools to it.' : null },
                  {
                    label: 'All of them on sale',
                    problem: problems.unsoldTools.length > 0 ? `Not sold: ${problems.unsoldTools.join(', ')}` : null,
                  },
                  {
                    label: 'A price of at most their sum',
                    problem: problems.priceAboveSum ? 'The tools cost less one by one.' : null,
                  },
                  {
                    label: 'A discount, or your word that there is none',
                    problem: isAtSum && !sellsAtSum ? 'Buyers would save nothing.' : null,
                  },
                ]}
              />
              {highestTier && highestTier !== 'FREE' && (
                <p className="text-pretty text-muted">{`Its tools need the ${planLabels[highestTier]} plan, so buyers need at least that.`}</p>
              )}
            </section>
          </Card>
          <Card>
            <section aria-labelledby="preview-heading" className="flex flex-col gap-3">
              <h2 id="preview-heading" className="text-base">
                Preview
              </h2>
              <div className="flex items-end gap-2">
                <label className="flex grow flex-col gap-1.5">
                  <span className="font-medium">As a buyer on</span>
                  <select name="tier" defaultValue="STARTER" className="control">
                    {tierOrder.map((tier) => (
                      <option key={tier} value={tier}>
                        {planLabels[tier]}
                      </option>
                    ))}
                  </select>
                </label>
                <Button formAction={`${address}/preview`} formTarget="_blank" formNoValidate className="min-h-10">
                  Preview
                </Button>
              </div>
              <p className="text-xs text-pretty text-muted">Shows what the form holds, saved or not, in a new tab.</p>
            </section>
          </Card>
        </div>
        <BundleEditorBar
          bundle={bundle}
          price={decided.price}
          discount={decided.discount}
          isChanged={editor.isChanged || shown !== undefined}
          pending={typeof pendingIntent === 'string' ? pendingIntent : null}
        />
      </form>
    </>
  );
}
