import type { CampaignStatus } from './labels.ts';

/** A button that moves a campaign on. */
export interface Transition {
  to: CampaignStatus;
  label: string;
  /** What follows, where it is asked for first. */
  asks?: { title: string; confirmLabel: string; consequences: string };
}

const activate: Transition = { to: 'ACTIVE', label: 'Activate' };
const plan: Transition = { to: 'PLANNING', label: 'Back to planning' };
const pause: Transition = {
  to: 'PAUSED',
  label: 'Pause',
  asks: {
    title: 'Pause this campaign?',
    confirmLabel: 'Yes, pause it',
    consequences:
      'Emails that are being sent stand still, and what is scheduled is held. Each email is resumed on its own page later.',
  },
};
const complete: Transition = {
  to: 'COMPLETED',
  label: 'Complete',
  asks: {
    title: 'Complete this campaign?',
    confirmLabel: 'Yes, complete it',
    consequences: 'What is scheduled becomes a draft again, and repeats stop. Only an admin can plan it again.',
  },
};
const cancel: Transition = {
  to: 'CANCELLED',
  label: 'Cancel campaign',
  asks: {
    title: 'Cancel this campaign?',
    confirmLabel: 'Yes, cancel it',
    consequences: 'What is scheduled becomes a draft again, and repeats stop. Only an admin can plan it again.',
  },
};
const reopen: Transition = { to: 'PLANNING', label: 'Plan again' };

/**
 * The buttons of a campaign, the usual one first. The database decides the same: `app.move_campaign`.
 * @param isManager  whether the viewer is an ADMIN or OWNER, who may plan again what is over
 */
export function listTransitions(status: CampaignStatus, isManager: boolean): Transition[] {
  switch (status) {
    case 'DRAFT':
      return [activate, { to: 'PLANNING', label: 'Start planning' }, cancel];
    case 'PLANNING':
      return [activate, cancel];
    case 'ACTIVE':
      return [pause, complete, cancel];
    case 'PAUSED':
      return [activate, plan, complete, cancel];
    case 'COMPLETED':
    case 'CANCELLED':
      return isManager ? [reopen] : [];
  }
}
