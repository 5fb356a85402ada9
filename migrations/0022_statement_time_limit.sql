-- A request waits ten seconds for the database. A statement that waits for a lock ends before that, so that the answer is
-- that nothing was written, instead of none; and it does not go on to write after whoever asked was told that it failed.
alter role lotline_app set statement_timeout = '9s';
