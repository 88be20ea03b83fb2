import { planSystemctl } from './plan/systemctl.ts';
import type { Planner } from './plan/planner.ts';
import { type Command, type Terminal, UsageError } from './terminal.ts';
