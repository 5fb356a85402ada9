import { Button } from '~/components/ui/button.tsx';
import { ToolGrid } from '~/modules/marketplace/catalog/tool-card.tsx';
import type { ToolSummary } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import followScript from '~/scripts/follow-form.ts?worker&url';

const cardId = 'typed-card';

/** The card of a tool as the form holds it, within its form. With script it follows what is typed. */
export function CardPreview({ tool }: { tool: ToolSummary }) {
  return (
    <section aria-labelledby="card-heading" className="flex flex-col gap-3">
      <h2 id="card-heading" className="text-base">
        Its card
      </h2>
      <div id={cardId}>
        {/* Nobody buys here, so it has no button. */}
        <ToolGrid tools={[tool]} state="READ_ONLY" address="/tools" />
      </div>
      <p className="text-xs text-pretty text-muted">
        Shows what the form holds, saved or not. Until something is chosen, the first choice stands in for it.
      </p>
      <div>
        <Button name="intent" value="preview" formNoValidate data-follow={cardId}>
          Update the card
        </Button>
      </div>
      <script type="module" src={followScript} />
    </section>
  );
}
