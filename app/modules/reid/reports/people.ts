import { formatMoney } from '~/utils/money.ts';
import { nameSource } from '../figures/sources.ts';
import { unknown, writePercent, writeRatio } from '../figures/writing.ts';
import type { FrozenEstimate, ReportData } from './content.ts';
import type { ReportTable } from './parts.ts';

const count = (value: number) => value.toLocaleString('en-US');
const years = (value: number) => `${value.toLocaleString('en-US', { maximumFractionDigits: 1 })} years`;

/** What reports tell of people, by columns of demographics, in the order of their tables. */
const peopleFigures: Readonly<Record<string, { name: string; write: (value: number) => string }>> = {
  total_population: { name: 'People', write: count },
  population_growth: { name: 'Change of population a year', write: writePercent },
  households: { name: 'Households', write: count },
  avg_household_size: { name: 'People in a household', write: writeRatio },
  median_age: { name: 'Median age', write: years },
  median_income: { name: 'Median household income', write: (cents) => formatMoney(cents) },
  poverty_rate: { name: 'Poverty', write: writePercent },
  unemployment_rate: { name: 'Unemployment', write: writePercent },
  college_rate: { name: 'With a bachelor’s degree', write: writePercent },
  homeownership_rate: { name: 'Homes lived in by their owners', write: writePercent },
  median_home_value: { name: 'Median home value, as owners put it', write: (cents) => formatMoney(cents) },
  median_rent: { name: 'Median rent', write: (cents) => formatMoney(cents) },
  diversity_index: { name: 'Diversity index', write: writeRatio },
};

/** Figures of people with their margins of error: a table for each area. */
export function peopleTables(data: ReportData): ReportTable[] {
  return data.people.flatMap(({ area, source, year, figures }): ReportTable[] => {
    const rows = Object.entries(peopleFigures).flatMap(([key, { name, write }]) => {
      const estimate = figures[key];
      return estimate ? [{ name, cells: [writeEstimate(estimate, write), writeMargin(estimate, write)] }] : [];
    });
    if (rows.length === 0) return [];
    return [
      {
        heading: `${data.areas[area]?.name ?? ''}, ${year}`,
        columns: ['Figure', 'Estimate', 'Margin of error'],
        rows,
        note: `${nameSource(source)}. Margins are at 90% confidence.`,
        sources: [source],
      },
    ];
  });
}

const writeEstimate = ({ value, annotation }: FrozenEstimate, write: (value: number) => string) =>
  annotation ? `${write(value)} ${annotation}` : write(value);

const writeMargin = ({ margin }: FrozenEstimate, write: (value: number) => string) =>
  margin === null || margin === undefined ? unknown : `± ${write(margin)}`;

/** Schools by name: a table for each area that has some, of the first twenty. */
export function schoolTables(data: ReportData): ReportTable[] {
  return data.schools.map(({ area, total, listed }) => ({
    heading: `Schools in ${data.areas[area]?.name ?? ''}`,
    columns: ['School', 'Grades', 'Students', 'Students per teacher', 'Rating'],
    rows: listed.map(({ name, grades, students, studentTeacherRatio, rating, ratingSource }) => ({
      name,
      cells: [
        grades ?? unknown,
        students === null ? unknown : count(students),
        writeRatio(studentTeacherRatio),
        rating === null ? unknown : `${rating} of 10 (${ratingSource ?? unknown})`,
      ],
    })),
    note: total > listed.length ? `The first ${listed.length} of ${count(total)} by name.` : undefined,
    sources: listed.map(({ source }) => source),
  }));
}
