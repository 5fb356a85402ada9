import { countWords } from '~/utils/words.ts';

/** What a new organization has done already. */
export interface FirstStepFacts {
  /** Whether the viewer's email is confirmed. */
  isConfirmed: boolean;
  /** Lines in the viewer's cart. */
  cartLines: number;
  hasBought: boolean;
  hasInvited: boolean;
  /** Whether tools with seats are owned and nobody holds one. */
  lacksSeats: boolean;
  hasUsed: boolean;
}

/** A step of a new organization, and the page where it is taken. */
export interface FirstStep {
  title: string;
  text: string;
  href: string;
  /** Text of the link. */
  action: string;
  isDone: boolean;
}

/** The steps from a new account to a tool that is worked with, in their order. */
export function listFirstSteps(facts: FirstStepFacts): FirstStep[] {
  const { isConfirmed, cartLines, hasBought, hasInvited, lacksSeats, hasUsed } = facts;
  return [
    {
      title: 'Confirm your email',
      text: 'An order and an invitation need it. The code is in your mailbox.',
      href: '/confirm-email?redirectTo=%2Fhome',
      action: 'Enter the code',
      isDone: isConfirmed,
    },
    {
      title: 'Order your first tool',
      text: cartLines > 0 ? `${countWords(cartLines, 'item')} in your cart.` : 'By itself, or in a bundle for less.',
      href: cartLines > 0 ? '/cart' : '/tools',
      action: cartLines > 0 ? 'Go to your cart' : 'Browse tools',
      isDone: hasBought,
    },
    {
      title: 'Invite your people',
      text: 'Members work with tools, viewers look on.',
      href: '/organization',
      action: 'Invite people',
      isDone: hasInvited,
    },
    {
      title: 'Give out seats',
      text: 'Some tools come with a number of seats. Whoever works with one needs a seat, you included.',
      href: '/my-tools',
      action: 'Choose a tool',
      isDone: hasBought && !lacksSeats,
    },
    {
      title: 'Open a tool',
      text: 'My tools is the way into everything you own.',
      href: '/my-tools',
      action: 'My tools',
      isDone: hasUsed,
    },
  ];
}

interface Progress extends Omit<FirstStepFacts, 'lacksSeats'> {
  /** When the list was put away; null while it is shown. */
  stepsEndedAt: Date | null;
  /** The tools that the organization owns. */
  tools: readonly { seatsIncluded: number | null; seatsUsed: number }[];
}

/** The first steps to show: none once the list was put away, or all of them are done. */
export function listOpenSteps({ stepsEndedAt, tools, ...facts }: Progress): FirstStep[] {
  if (stepsEndedAt !== null) return [];
  const seated = tools.filter(({ seatsIncluded }) => seatsIncluded !== null);
  const lacksSeats = !facts.hasUsed && seated.length > 0 && seated.every(({ seatsUsed }) => seatsUsed === 0);
  const steps = listFirstSteps({ ...facts, lacksSeats });
  return steps.some(({ isDone }) => !isDone) ? steps : [];
}
