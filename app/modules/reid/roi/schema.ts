import { z } from 'zod';
import { lineOfText, optionalLine, severalLines } from '~/services/form-values.ts';
import { usStates } from './us-states-placeholder.ts';
