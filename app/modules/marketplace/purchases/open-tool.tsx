import { Button, type ButtonVariant, LinkButton } from '~/components/ui/button.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { ToolAccess } from './owned-tool-queries.server.ts';

/** Whether a tool is a module of this product, whose pages everybody in the organization may look at. */
export function isModule({ address }: { address: string | null }): boolean {
  return address?.startsWith('/') === true;
}

/** The way into a tool: a button that counts its use, or a link for viewers who may only look. Nothing where there is no way in. */
export function OpenTool({
  tool,
  openKey,
  variant,
}: {
  tool: { slug: string; name: string; access: ToolAccess; address: string | null };
  /** Made with the page: the same form sent twice opens the tool once. */
  openKey: string;
  variant?: ButtonVariant;
}) {
  const size = variant ? 'medium' : 'small';
  if (tool.address === null) return null;
  if (tool.access === 'READ_ONLY' && isModule(tool)) {
    return (
      <LinkButton href={tool.address} variant={variant} size={size}>
        Open <span className="sr-only">{tool.name}</span>
      </LinkButton>
    );
  }
  if (tool.access !== 'ALLOWED') return null;
  return (
    <OrganizationForm action={`/my-tools/${tool.slug}`}>
      <input type="hidden" name="key" value={openKey} />
      <Button variant={variant} name="intent" value="open" size={size}>
        Open <span className="sr-only">{tool.name}</span>
      </Button>
    </OrganizationForm>
  );
}
