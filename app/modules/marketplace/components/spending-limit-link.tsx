/** Leads to what admins may order in a month. */
export function SpendingLimitLink() {
  return (
    <section className="flex flex-col gap-3">
      <h2>Spending limit</h2>
      <p className="text-muted">
        Owners can limit what admins order in a month.{' '}
        <a className="link" href="/organization/spending-limit">
          See the spending limit
        </a>
      </p>
    </section>
  );
}
