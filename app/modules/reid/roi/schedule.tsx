import { BarChart } from '~/components/charts/bars.tsx';
import type { ChartPlace } from '~/components/charts/data.ts';
import { money } from '~/components/charts/data.ts';
import { LineChart } from '~/components/charts/lines.tsx';
import { Ranking } from '~/components/charts/ranking.tsx';
import { Card } from '~/components/ui/layout.tsx';
import type { Calculation } from './v2/calculate.ts';
import type { FlipResults } from './v2/flip.ts';
import type { FlipInputs, RefinanceInputs } from './v2/inputs.ts';
import { listPayments, sumLoanYears } from './v2/loan.ts';
import type { RentOrBuyResults } from './v2/rent-or-buy.ts';
import type { Holding } from './v2/rental.ts';
import { writeAmount } from './words.ts';
import { YearTable } from './year-table.tsx';

/** A calculation year by year, in pictures and as a table; where a flip's money goes. */
export function Schedule({ calculation }: { calculation: Calculation }) {
  switch (calculation.strategy) {
    case 'RENTAL':
    case 'BRRRR':
      return <HoldingSchedule holding={calculation.results.holding} />;
    case 'FLIP':
      return <FlipCosts inputs={calculation.inputs} results={calculation.results} />;
    case 'REFINANCE':
      return <LoanSchedules inputs={calculation.inputs} />;
    case 'RENT_OR_BUY':
      return <WealthSchedule results={calculation.results} />;
  }
}

const placeOf = (year: number): ChartPlace => ({ key: String(year), name: `Year ${year}`, short: String(year) });

function HoldingSchedule({ holding: { years } }: { holding: Holding }) {
  const last = years.at(-1);
  if (!last) return null;
  const column = (pick: (year: (typeof years)[number]) => number) => years.map((year) => writeAmount(pick(year)));
  const places = years.map(({ year }) => placeOf(year));
  return (
    <>
      <div className="grid gap-6 xl:grid-cols-2">
        <Card>
          <BarChart
            id="cash-flow"
            title="Cash flow by year"
            summary={`${writeAmount(years[0]?.cashFlow ?? 0)} in the first year, ${writeAmount(last.cashFlow)} in year ${last.year}, before the sale.`}
            placeHeading="Year"
            places={places}
            series={[{ name: 'Cash flow', values: years.map(({ cashFlow }) => cashFlow) }]}
            format={money}
          />
        </Card>
        <Card>
          <LineChart
            id="equity"
            title="Value and balance"
            summary={`After ${last.year === 1 ? 'a year' : `${last.year} years`} the property is worth ${writeAmount(last.value)}, and ${writeAmount(last.balance)} is owed.`}
            placeHeading="Year"
            places={places}
            series={[
              { name: 'Value', values: years.map(({ value }) => value) },
              { name: 'Balance', values: years.map(({ balance }) => balance) },
            ]}
            format={money}
          />
        </Card>
      </div>
      <YearTable
        caption="Schedule by year"
        years={years.map(({ year }) => year)}
        columns={[
          { name: 'Collected', amounts: column(({ collected }) => collected) },
          { name: 'Expenses', amounts: column(({ expenses }) => expenses) },
          { name: 'Interest', amounts: column(({ interest }) => interest) },
          { name: 'Principal', amounts: column(({ principal }) => principal) },
          { name: 'Cash flow', amounts: column(({ cashFlow }) => cashFlow), isMain: true },
          { name: 'Balance', amounts: column(({ balance }) => balance) },
          { name: 'Value', amounts: column(({ value }) => value), isMain: true },
        ]}
      />
    </>
  );
}

function FlipCosts({ inputs, results }: { inputs: FlipInputs; results: FlipResults }) {
  const costs = [
    { key: 'price', name: 'Price', value: inputs.price },
    { key: 'rehab', name: 'Repairs', value: inputs.rehab },
    { key: 'selling', name: 'Selling', value: results.selling },
    { key: 'carrying', name: 'Interest and holding', value: results.carrying },
    { key: 'closing', name: 'Closing', value: results.purchase.closing },
    { key: 'points', name: 'Points', value: results.purchase.points },
  ];
  const total = costs.reduce((sum, { value }) => sum + value, 0);
  return (
    <Card>
      <Ranking
        id="flip-costs"
        title="Where the money goes"
        summary={`${writeAmount(total)} of ${writeAmount(inputs.repairedValue)}.`}
        values={costs.filter(({ value }) => value > 0).toSorted((one, other) => other.value - one.value)}
        format={money}
      />
    </Card>
  );
}

function LoanSchedules({ inputs }: { inputs: RefinanceInputs }) {
  const yearsOf = (rate: number, months: number) =>
    sumLoanYears(listPayments({ amount: inputs.balance, rate, months, insuranceRate: 0, homeValue: inputs.balance }));
  const present = yearsOf(inputs.presentRate, inputs.paymentsLeft);
  const replaced = yearsOf(inputs.rate, inputs.termYears * 12);
  const years = Array.from({ length: Math.max(present.length, replaced.length) }, (_, index) => index + 1);
  const column = (loan: typeof present, pick: 'interest' | 'balance') =>
    years.map((year) => writeAmount(loan[year - 1]?.[pick] ?? 0));
  return (
    <>
      <Card>
        <LineChart
          id="balances"
          title="Balance of both loans"
          summary={`The present loan is paid back in year ${present.length}, the new one in year ${replaced.length}.`}
          placeHeading="Year"
          places={years.map(placeOf)}
          series={[
            { name: 'Present loan', values: years.map((year) => present[year - 1]?.balance ?? 0) },
            { name: 'New loan', values: years.map((year) => replaced[year - 1]?.balance ?? 0) },
          ]}
          format={money}
        />
      </Card>
      <YearTable
        caption="Both loans by year"
        years={years}
        columns={[
          { name: 'Interest, present', amounts: column(present, 'interest') },
          { name: 'Balance, present', amounts: column(present, 'balance'), isMain: true },
          { name: 'Interest, new', amounts: column(replaced, 'interest') },
          { name: 'Balance, new', amounts: column(replaced, 'balance'), isMain: true },
        ]}
      />
    </>
  );
}

function WealthSchedule({ results: { years, aheadFrom } }: { results: RentOrBuyResults }) {
  const column = (pick: (year: (typeof years)[number]) => number) => years.map((year) => writeAmount(pick(year)));
  return (
    <>
      <Card>
        <LineChart
          id="wealth"
          title="What the buyer and the renter have"
          summary={
            aheadFrom === null
              ? 'The renter is ahead for 30 years at least.'
              : `The buyer is ahead from the end of year ${aheadFrom}.`
          }
          placeHeading="Year"
          places={years.map(({ year }) => placeOf(year))}
          series={[
            { name: 'Buyer', values: years.map(({ buyer }) => buyer) },
            { name: 'Renter', values: years.map(({ renter }) => renter) },
          ]}
          format={money}
        />
      </Card>
      <YearTable
        caption="Buying and renting by year"
        years={years.map(({ year }) => year)}
        columns={[
          { name: 'Buyer pays', amounts: column(({ buyerPaid }) => buyerPaid) },
          { name: 'Renter pays', amounts: column(({ renterPaid }) => renterPaid) },
          { name: 'Value', amounts: column(({ value }) => value) },
          { name: 'Balance', amounts: column(({ balance }) => balance) },
          { name: 'Buyer has', amounts: column(({ buyer }) => buyer), isMain: true },
          { name: 'Renter has', amounts: column(({ renter }) => renter), isMain: true },
        ]}
      />
    </>
  );
}
