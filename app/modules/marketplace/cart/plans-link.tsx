/**
 * Leads from a notice about a line to the plans, where an upgrade is asked for.
 * @param address  of the plan that the line needs
 */
export function PlansLink({ address }: { address: string }) {
  return (
    <>
      {' '}
      <a href={address} className="link whitespace-nowrap">
        Compare plans
      </a>
    </>
  );
}
