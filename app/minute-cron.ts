/** The cron trigger of the tasks of every minute, as in `wrangler.toml`: what people wait for, or planned to the minute. */
export const minuteCron = '* * * * *';
