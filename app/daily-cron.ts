/** The cron trigger of the tasks of once a day, as in `wrangler.toml`. Every other one runs the tasks of the schedule. */
export const dailyCron = '17 4 * * *';
