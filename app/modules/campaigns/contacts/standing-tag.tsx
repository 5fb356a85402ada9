import { Tag } from '~/components/ui/tag.tsx';
import { type Standing, standingHues, standingLabels } from './standing.ts';

/** Whether mail may go to a contact. */
export function StandingTag({ standing }: { standing: Standing }) {
  return <Tag hue={standingHues[standing]}>{standingLabels[standing]}</Tag>;
}
