import type { ToolAccess } from './owned-tool-queries.server.ts';

/** The groups of owned tools, in the order of the page: how they stand for whoever looks. */
export const ownedToolGroups = {
  READY: { title: 'Ready', explanation: 'Open one and work with it.' },
  NEEDS_SEAT: { title: 'Needs a seat', explanation: 'They come with a number of seats, and you hold none.' },
  NOT_CONNECTED: {
    title: 'Not connected yet',
    explanation: 'They work inside your other systems, once somebody connects them.',
  },
  PAUSED: { title: 'Paused', explanation: 'They are yours, and cannot be used at the moment.' },
} as const;

export type OwnedToolGroup = keyof typeof ownedToolGroups;

/** What of a tool decides its group. */
export interface StandingTool {
  access: ToolAccess;
  /** Where people work with it; null for a tool that works inside other systems. */
  address: string | null;
  /** Whether such a tool is connected to them. */
  isConnected: boolean;
}

/** The group of a tool that the organization owns. */
export function decideGroup({ access, address, isConnected }: StandingTool): OwnedToolGroup {
  switch (access) {
    case 'NOT_OWNED':
    case 'DISABLED':
    case 'SUSPENDED':
    case 'TIER_TOO_LOW':
    case 'CAPPED':
      return 'PAUSED';
    case 'ALLOWED':
    case 'READ_ONLY':
    case 'NO_SEAT':
      // A seat is of no use before.
      if (address === null && !isConnected) return 'NOT_CONNECTED';
      return access === 'NO_SEAT' ? 'NEEDS_SEAT' : 'READY';
  }
}

/** The tools by their groups, in the order of the page; without groups that are empty. */
export function groupOwnedTools<Tool extends StandingTool>(
  tools: readonly Tool[],
): { group: OwnedToolGroup; tools: Tool[] }[] {
  return groupNames.flatMap((group) => {
    const found = tools.filter((tool) => decideGroup(tool) === group);
    return found.length > 0 ? [{ group, tools: found }] : [];
  });
}

const groupNames = ['READY', 'NEEDS_SEAT', 'NOT_CONNECTED', 'PAUSED'] as const satisfies OwnedToolGroup[];
