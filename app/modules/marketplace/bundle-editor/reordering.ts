/** A change of a bundle's list of tools: the same for a button of the form and for a drag. */
export type OrderChange =
  | { kind: 'add' | 'remove' | 'up' | 'down'; toolId: string }
  | { kind: 'move'; toolId: string; to: number };

/** The tools of a bundle after a change. An impossible change (moving the first one up) changes nothing. */
export function changeOrder(toolIds: readonly string[], change: OrderChange): string[] {
  const { toolId } = change;
  const from = toolIds.indexOf(toolId);
  if (change.kind === 'add') return from === -1 ? [...toolIds, toolId] : [...toolIds];
  if (from === -1) return [...toolIds];
  const others = toolIds.filter((id) => id !== toolId);
  if (change.kind === 'remove') return others;
  const to = change.kind === 'move' ? change.to : change.kind === 'up' ? from - 1 : from + 1;
  return others.toSpliced(Math.max(0, to), 0, toolId);
}
