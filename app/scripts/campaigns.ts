/** The script of Campaigns. Everything it does can be done without it. */
import './copy-text.ts';
import './move-entries.ts';
