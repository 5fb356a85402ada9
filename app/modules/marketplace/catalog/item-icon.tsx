import { ToolIcon } from '~/components/ui/icon.tsx';
import { categoryHues, type ToolCategory } from '../labels.ts';

/**
 * The icon of a tool on a tile in the color of its category. A bundle, which has none, gets the color of the site.
 * @param isLarge  for the head of a page
 */
export function ItemIcon({
  icon,
  category,
  isLarge = false,
}: {
  icon: string | null;
  category?: ToolCategory | undefined;
  isLarge?: boolean;
}) {
  return (
    <span className={`icon-tile${category ? ` tag-${categoryHues[category]}` : ''}${isLarge ? ' size-12' : ''}`}>
      <ToolIcon name={icon} className={isLarge ? 'icon size-6' : 'icon'} />
    </span>
  );
}
