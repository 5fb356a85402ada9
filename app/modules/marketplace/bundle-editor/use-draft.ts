import { useState } from 'react';
import { sumPrices } from '~/utils/money.ts';
import { type BundleDraft, orderTools } from './draft.ts';
import { decideBundlePrice, followPrice, savesNothing, type TypedPrice } from './pricing.ts';
import type { CandidateTool } from './queries.server.ts';
import { changeOrder, type OrderChange } from './reordering.ts';

/** A draft with its tools. */
export interface LoadedDraft {
  draft: BundleDraft;
  tools: CandidateTool[];
}

/** Whether a saved bundle is on sale for what its tools cost one by one: somebody has said so before. */
export function isSoldAtSum({ draft: { opened }, tools }: LoadedDraft): boolean {
  return opened?.status === 'ACTIVE' && savesNothing(opened.bundlePrice, sumPrices(orderTools(opened.toolIds, tools)));
}

/**
 * The state of the editor that changes at work: its tools and its price, which follow each other. Starts again when
 * the bundle has been loaded again, after saving.
 * @param saved  the saved bundle
 * @param answer  the typed values of a form that was refused
 */
export function useBundleDraft(saved: LoadedDraft, answer: LoadedDraft | undefined) {
  const { draft } = answer ?? saved;
  const [state, setState] = useState(() => ({ saved: saved.draft, ...begin(draft) }));
  if (state.saved !== saved.draft) setState({ saved: saved.draft, ...begin(draft) });

  // Later ones win: an answer knows the newest prices.
  const known = [...saved.tools, ...state.added, ...(answer?.tools ?? [])];
  const tools = orderTools(state.toolIds, known);
  const sum = sumPrices(tools);
  const price = followPrice(state.price, sum);
  return {
    tools,
    sum,
    price,
    decided: decideBundlePrice(price, sum),
    isChanged: state.isChanged,
    markChanged: () => setState((current) => (current.isChanged ? current : { ...current, isChanged: true })),
    setPrice: (changed: Partial<TypedPrice>) =>
      setState((current) => ({ ...current, isChanged: true, price: { ...price, ...changed } })),
    addTool: (tool: CandidateTool) =>
      setState((current) => ({
        ...current,
        isChanged: true,
        added: [...current.added, tool],
        toolIds: changeOrder(current.toolIds, { kind: 'add', toolId: tool.id }),
      })),
    changeTools: (change: OrderChange) =>
      setState((current) => ({ ...current, isChanged: true, toolIds: changeOrder(current.toolIds, change) })),
  };
}

function begin({ toolIds, priceBy, amount, discount }: BundleDraft) {
  return { toolIds, price: { priceBy, amount, discount }, added: [] as CandidateTool[], isChanged: false };
}
