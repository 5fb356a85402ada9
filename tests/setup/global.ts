import { startTemplatePostgres } from './template.ts';

// One Postgres for a whole run of Vitest.
export default startTemplatePostgres;
