import type { ToolAccess } from '~/modules/marketplace/purchases/owned-tool-queries.server.ts';

/** A tool of the organization, as the first page shows it. */
export interface HomeTool {
  slug: string;
  name: string;
  icon: string;
  /** Null for a tool that everybody may use. */
  seatsIncluded: number | null;
  seatsUsed: number;
  access: ToolAccess;
  /** Where it is opened; null for one that works where it is connected. */
  address: string | null;
}

/** Opens of a tool on each of the last 30 days, oldest first. */
export interface ToolOpens {
  slug: string;
  opens: readonly number[];
}

/** The tools that were opened lately, the latest first, each with its opens; then the others without. */
export function sortByUse<Tool extends { slug: string }>(
  tools: readonly Tool[],
  used: readonly ToolOpens[],
): { tool: Tool; opens: readonly number[] | null }[] {
  const bySlug = new Map(tools.map((tool) => [tool.slug, tool]));
  const lately = used.flatMap(({ slug, opens }) => {
    const tool = bySlug.get(slug);
    return tool ? [{ tool, opens }] : [];
  });
  const slugs = new Set(lately.map(({ tool }) => tool.slug));
  return [...lately, ...tools.filter(({ slug }) => !slugs.has(slug)).map((tool) => ({ tool, opens: null }))];
}
