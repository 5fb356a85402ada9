import type { IntegrationType } from '../labels.ts';

/** How a tool without a page of its own is connected. */
export const connectionWords: Record<IntegrationType, string> = {
  API: 'By its API',
  WEBHOOK: 'By webhook',
  EMBED: 'Embedded in your site',
  STANDALONE: 'On its own',
  N8N_WORKFLOW: 'As an n8n workflow',
  NATIVE: 'Inside Lotline',
};

interface ConnectedTool {
  integrationType: IntegrationType;
  /** Where people work with it; null for a tool that works inside other systems. */
  address: string | null;
}

/** Says where people work with a tool, or how it is connected. */
export function describeConnection({ address, integrationType }: ConnectedTool): string {
  if (address === null) return connectionWords[integrationType];
  if (address.startsWith('/')) return 'Part of Lotline';
  return URL.canParse(address) ? `On ${new URL(address).hostname}` : 'On another site';
}
