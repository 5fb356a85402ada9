// The parser of CSV. It lies beside the Worker (`besideWorker` in app/local/build.ts): only imports read files.
export { CsvError, parse } from 'csv-parse/stream';
