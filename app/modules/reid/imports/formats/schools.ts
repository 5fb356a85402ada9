import { hasAllCells, RecordProblems } from '../problems.ts';
import type { FigureValue, ImportRow, ReadingChoices, RecordReader } from '../rows.ts';
import { UnreadableFile } from '../unreadable-file.ts';

/** The columns of a file of EDGE geocodes, which has no header: names as its documentation gives them. */
export const edgeColumns = [
  'NCESSCH',
  'LEAID',
  'NAME',
  'OPSTFIPS',
  'STREET',
  'CITY',
  'STATE',
  'ZIP',
  'STFIP',
  'CNTY',
  'NMCNTY',
  'LOCALE',
  'LAT',
  'LON',
  'CBSA',
  'NMCBSA',
  'CBSATYPE',
  'CSA',
  'NMCSA',
  'CD',
  'SLDL',
  'SLDU',
  'SCHOOLYEAR',
] as const;

/** Whether a record without a header is one of EDGE: an id of twelve digits, then that of its district. */
export const isEdge = ([id = '', district = '']: readonly string[]) => /^\d{12}$/.test(id) && /^\d{7}$/.test(district);

/** @throws UnreadableFile for a layout of another year */
export function refuseOtherEdgeLayouts(columns: number) {
  if (columns === edgeColumns.length) return;
  throw new UnreadableFile(
    `This is a file of NCES EDGE in another layout, of ${columns} columns instead of ${edgeColumns.length}. Download the public school locations of 2020–2021 or later.`,
  );
}

export const isDirectory = (columns: readonly string[]) =>
  columns[0]?.trim().toUpperCase() === 'SCHOOL_YEAR' &&
  columns.some((column) => column.trim().toUpperCase() === 'NCESSCH');

/** Letters of a text of a school. */
const longestText = 200;
const schoolYear = /^\d{4}-\d{4}$/;
/** Open, new, added, changed its boundary, reopened; the others are closed, inactive, or still to open. */
const openStatuses = new Set(['1', '3', '4', '5', '8']);

/** What the readers of both files of schools share. */
function createSchoolReader(
  columns: readonly string[],
  { states }: ReadingChoices,
  describe: (textOf: (column: string) => string | null, problems: RecordProblems) => Record<string, FigureValue>,
): RecordReader {
  const places = new Map(columns.map((column, place) => [column.trim().toUpperCase(), place]));
  return {
    read({ cells, line }) {
      const problems = new RecordProblems(line);
      const nothing = { rows: [], problems: problems.all, missing: 0 };
      if (!hasAllCells(cells, columns, problems)) return nothing;
      const textOf = (column: string) => {
        const text = cells[places.get(column) ?? -1]?.trim() ?? '';
        if (text.length > longestText) return problems.add(column, text, `at most ${longestText} letters`);
        return text === '' || text === 'N' ? null : text;
      };
      const id = textOf('NCESSCH') ?? '';
      if (!/^\d{11,12}$/.test(id)) problems.add('NCESSCH', id, 'an id of 12 digits');
      const year = textOf(columns.some((column) => column === 'SCHOOLYEAR') ? 'SCHOOLYEAR' : 'SCHOOL_YEAR') ?? '';
      if (!schoolYear.test(year)) problems.add('SCHOOL_YEAR', year, 'a school year, like 2023-2024');
      const figures = describe(textOf, problems);
      if (figures.name === null) problems.add('NAME', '', 'the name of the school');
      if (problems.all.length > 0) return nothing;
      const state = figures.state;
      if (states.length > 0 && !(typeof state === 'string' && states.includes(state))) return nothing;
      const ncesId = id.padStart(12, '0');
      const row: ImportRow = {
        kind: 'SCHOOL',
        line,
        source: 'nces',
        areaKey: ncesId,
        area: null,
        periodType: 'YEARLY',
        reportDate: `${year.slice(0, 4)}-09-30`,
        propertyType: null,
        figures: { ...figures, school_year: year },
        raw: { cells },
      };
      return { rows: [row], problems: [], missing: 0 };
    },
  };
}

type TextOf = (column: string) => string | null;

function readState(text: string | null, column: string, problems: RecordProblems): string | null {
  if (text === null) return null;
  return /^[A-Z]{2}$/.test(text) ? text : problems.add(column, text, 'a state as two letters');
}

/** A ZIP code of five digits, whatever zeros a spreadsheet took off. */
function readZip(text: string | null, column: string, problems: RecordProblems): string | null {
  if (text === null) return null;
  const [, digits] = /^(\d{3,5})(?:-\d{4})?$/.exec(text) ?? [];
  return digits?.padStart(5, '0') ?? problems.add(column, text, 'a ZIP code of five digits');
}

function readCoordinate(textOf: TextOf, column: string, most: number, problems: RecordProblems): number | null {
  const text = textOf(column);
  if (text === null) return null;
  const degrees = /^-?\d{1,3}(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(degrees) <= most ? degrees : problems.add(column, text, `degrees from -${most} to ${most}`);
}

/** Reads the records of a file of EDGE geocodes: where each school is. */
export function createEdgeReader(choices: ReadingChoices): RecordReader {
  return createSchoolReader(edgeColumns, choices, (textOf, problems) => {
    const latitude = readCoordinate(textOf, 'LAT', 90, problems);
    const longitude = readCoordinate(textOf, 'LON', 180, problems);
    const county = textOf('CNTY');
    if (county !== null && !/^\d{5}$/.test(county)) problems.add('CNTY', county, 'a FIPS code of five digits');
    return {
      name: textOf('NAME'),
      district_id: textOf('LEAID'),
      address: textOf('STREET'),
      city: textOf('CITY'),
      state: readState(textOf('STATE'), 'STATE', problems),
      zip_code: readZip(textOf('ZIP'), 'ZIP', problems),
      county: textOf('NMCNTY'),
      county_fips: county,
      latitude: longitude === null ? null : latitude,
      longitude: latitude === null ? null : longitude,
      locale: textOf('LOCALE'),
    };
  });
}

const grade = /^(?:PK|KG|0[1-9]|1[0-3]|UG|AE)$/;

/** Reads the records of a directory of the Common Core of Data: what each school is. */
export function createDirectoryReader(columns: readonly string[], choices: ReadingChoices): RecordReader {
  const names = columns.map((column) => column.trim().toUpperCase());
  const lacking = ['SCH_NAME', 'LEAID', 'GSLO', 'GSHI', 'LEVEL', 'UPDATED_STATUS'].find(
    (column) => !names.includes(column),
  );
  if (lacking !== undefined) {
    throw new UnreadableFile(
      `This directory of schools lacks the column ${lacking}. Download the directory file of NCES CCD.`,
    );
  }
  return createSchoolReader(names, choices, (textOf, problems) => {
    const status = textOf('UPDATED_STATUS') ?? '';
    if (!/^[1-8]$/.test(status)) problems.add('UPDATED_STATUS', status, 'a status from 1 to 8');
    const [low, high] = [textOf('GSLO'), textOf('GSHI')];
    const grades = low !== null && high !== null && grade.test(low) && grade.test(high);
    return {
      name: textOf('SCH_NAME'),
      district_name: textOf('LEA_NAME'),
      district_id: textOf('LEAID'),
      school_type: textOf('LEVEL'),
      serves_grades: grades ? (low === high ? low : `${low}–${high}`) : null,
      status_code: status,
      is_active: openStatuses.has(status),
      address: textOf('LSTREET1'),
      city: textOf('LCITY'),
      state: readState(textOf('LSTATE') ?? textOf('ST'), 'LSTATE', problems),
      zip_code: readZip(textOf('LZIP'), 'LZIP', problems),
    };
  });
}
