import { Button, type ButtonVariant } from '~/components/ui/button.tsx';
import type { ToolAccess } from './owned-tool-queries.server.ts';

/** The button that leads to a tool and counts that it was used; nothing for whoever cannot, or where there is nowhere to go. */
export function OpenTool({
  tool,
  variant,
}: {
  tool: { slug: string; name: string; access: ToolAccess; address: string | null };
  variant?: ButtonVariant;
}) {
  if (tool.access !== 'ALLOWED' || tool.address === null) return null;
  return (
    <form method="post" action={`/my-tools/${tool.slug}`}>
      <Button variant={variant} name="intent" value="open" size={variant ? 'medium' : 'small'}>
        Open <span className="sr-only">{tool.name}</span>
      </Button>
    </form>
  );
}
