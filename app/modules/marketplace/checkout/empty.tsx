import { LinkButton } from '~/components/ui/button.tsx';
import { EmptyState } from '~/components/ui/layout.tsx';

/**
 * The checkout of a cart with nothing in it.
 * @param elsewhere  where what was in it may be by now
 */
export function EmptyCheckout({ elsewhere }: { elsewhere: { href: string; label: string } }) {
  return (
    <EmptyState
      icon="shopping-cart"
      title="Your cart is empty"
      actions={
        <>
          <LinkButton variant="primary" href="/tools">
            Browse tools
          </LinkButton>
          <LinkButton href={elsewhere.href}>{elsewhere.label}</LinkButton>
        </>
      }
    >
      {elsewhere.href === '/orders'
        ? 'If you have just placed an order, it is in your orders.'
        : 'If you have just sent a request, it is among your requests.'}
    </EmptyState>
  );
}
