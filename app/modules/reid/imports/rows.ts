import type { Area } from '../areas/areas.ts';

/** What a row of a file is about: each kind has its own table. */
export const rowKinds = ['MARKET', 'SERIES', 'DEMOGRAPHICS', 'SCHOOL'] as const;
export type RowKind = (typeof rowKinds)[number];

export const periodTypes = ['DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY'] as const;
export type PeriodType = (typeof periodTypes)[number];

/** A figure as it is stored: money in cents, counts whole, shares from 0 to 1; a school also has texts and yes or no. */
export type FigureValue = number | string | boolean | null;

/** A record's cells as they are kept: the area's and, where one record holds many periods, that of the period behind them. */
export interface RawCells {
  cells: readonly string[];
  /** Place of the last of these cells among the columns of the file, from 0; absent where they are all of the record. */
  column?: number;
}

/** One area, property type and period of a file, with all its figures. */
export interface ImportRow {
  kind: RowKind;
  /** Its line in the file, from 1. */
  line: number;
  source: string;
  /** Names the row's series within its kind and source: the area, the series of numbers, or the school. */
  areaKey: string;
  /** Null for series of numbers and schools. */
  area: Area | null;
  periodType: PeriodType | null;
  /**
   * The last day of the period; for weeks the day given. Null where the file has the area and nothing of it: such a row has no figures,
   * and only says that the area was there.
   */
  reportDate: string | null;
  /** Null for all types together. */
  propertyType: string | null;
  /** By the names of the columns that keep them. */
  figures: Readonly<Record<string, FigureValue>>;
  /** Margins of error, in the unit of their figure; null where the source gives none. */
  margins?: Readonly<Record<string, number | null>>;
  /** "OR_MORE" and "OR_LESS" of figures that the source only bounds. */
  annotations?: Readonly<Record<string, string>>;
  raw: RawCells;
}

/** Something in a file that cannot be imported. */
export interface ImportProblem {
  line: number;
  /** Name of the column; empty where the whole line is meant. */
  column: string;
  /** The cell, clipped; empty where nothing stands. */
  found: string;
  expected: string;
}

/** What one record of a file is. */
export interface ReadRecord {
  rows: ImportRow[];
  problems: ImportProblem[];
  /** Figures that the file has a cell for, and nothing in it. */
  missing: number;
}

/** Understands the records of one file, one after the other. */
export interface RecordReader {
  read(record: { cells: readonly string[]; line: number }): ReadRecord;
}

/** What a reader is told beside the record. */
export interface ReadingChoices {
  /** The first day of a period that is taken; null for all. */
  from: string | null;
  /** Two letters each; empty for all. The nation is always taken. */
  states: readonly string[];
  /** Today in UTC: nothing is known of later days. */
  today: string;
}
