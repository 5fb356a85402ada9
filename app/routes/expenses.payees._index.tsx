import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton } from '~/components/ui/button.tsx';
import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Breadcrumbs, EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { readBookYear } from '~/modules/expenses/book-years.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { PayeeForms } from '~/modules/expenses/payees/forms.tsx';
import { countForms, listPayees, payeesPerPage } from '~/modules/expenses/payees/queries.server.ts';
import { classificationLabels } from '~/modules/expenses/payees/schema.ts';
import { YearFilter } from '~/modules/expenses/year-filter.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readSearchText, writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Payees');

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const year = readBookYear(search.get('year'));
  const id = z.guid().safeParse(search.get('id')).data;
  const name = readSearchText(search.get('after'), 200);
  const after = id && name ? { id, name } : undefined;
  const [{ mayWrite, role }, { found, counts }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      found: listPayees(handle, year, after),
      counts: countForms(handle, year),
    })),
  ]);
  const { rows, last } = cutPage(found, payeesPerPage);
  // A MEMBER sees only their own payments, which are nobody's sum.
  const seesPayments = role !== 'MEMBER';
  const [count] = counts;
  return {
    year,
    payees: seesPayments ? rows : rows.map((row) => ({ ...row, forms: [], taxNumberLastFour: null })),
    next: last && { id: last.id, name: last.name },
    isFirst: !after,
    count: seesPayments ? count : undefined,
    seesPayments,
    mayChange: mayWrite && role !== 'MEMBER',
  };
}

const path = '/expenses/payees';

export default function PayeesPage() {
  const { year, payees, next, isFirst, count, seesPayments, mayChange } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs links={[{ href: '/expenses', label: expenses.unlockedBy.title }]} current="Payees" />
      <PageHeader
        title="Payees"
        description="Who is paid for services or rent, and may get a Form 1099."
        actions={
          mayChange && (
            <LinkButton href={`${path}/new`} variant="primary">
              Add payee
            </LinkButton>
          )
        }
      />
      {seesPayments && <YearFilter action={path} year={year} />}
      {count && (
        <KeyFigures
          figures={[
            {
              label: 'A form is due from',
              value: count.threshold === null ? 'Not published' : <Money cents={count.threshold} />,
            },
            { label: `Forms due for ${year}`, value: count.threshold === null ? 'Not known' : count.due },
            { label: 'Of them incomplete', value: count.lacking },
          ]}
        />
      )}
      {count !== undefined && count.lacking > 0 && (
        <Notice kind="warning" title={`${countWords(count.lacking, 'form')} cannot be sent yet`}>
          <p>
            Ask for what is missing: a Form W-9, the last four digits, the address. Without a W-9, 24 % may have to be
            withheld.
          </p>
        </Notice>
      )}
      {payees.length === 0 ? (
        <EmptyState icon="users-round" title={isFirst ? 'No payees yet' : 'No more payees'}>
          {mayChange
            ? 'Add whom you pay for services or rent, then pick them in their expenses.'
            : 'An owner or admin adds whom the business pays for services or rent.'}
        </EmptyState>
      ) : (
        <Table caption="Payees">
          <thead>
            <tr>
              <th scope="col">Payee</th>
              <th scope="col">Form W-9</th>
              {seesPayments && (
                <th scope="col" className="number">
                  {`Paid in ${year}`}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {payees.map((payee) => (
              <tr key={payee.id}>
                <th scope="row" className="w-full">
                  {seesPayments ? (
                    <a href={`${path}/${payee.id}?year=${year}`} className="link">
                      {payee.name}
                    </a>
                  ) : (
                    payee.name
                  )}
                  <span className="block text-xs font-normal text-muted">
                    {payee.classification ? classificationLabels[payee.classification] : 'Classification not known'}
                    {payee.isAttorney && ' · Attorney'}
                    {payee.taxNumberLastFour && ` · Number ends in ${payee.taxNumberLastFour}`}
                  </span>
                  {!payee.isActive && (
                    <span className="mt-1 block font-normal">
                      <Tag>Archived</Tag>
                    </span>
                  )}
                </th>
                <td className="whitespace-nowrap">
                  {payee.w9ReceivedOn ? <Day date={payee.w9ReceivedOn} /> : 'Not received'}
                </td>
                {seesPayments && (
                  <td className="number">
                    <PayeeForms forms={payee.forms} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {seesPayments && payees.length > 0 && (
        <div>
          <LinkButton href={writeAddress(`${path}.csv`, { year })} size="small">
            Download CSV
          </LinkButton>
        </div>
      )}
      <Steps
        label="Pages of payees"
        back={!isFirst && { href: writeAddress(path, { year }), label: 'First' }}
        next={
          next !== undefined && { href: writeAddress(path, { year, after: next.name, id: next.id }), label: 'Next' }
        }
      />
    </>
  );
}
