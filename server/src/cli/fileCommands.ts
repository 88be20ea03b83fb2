// Commands about files of all kinds, loaded together: see run.ts.
export { check } from './check.ts';
export { cron } from './cron.ts';
export { explain } from './explain.ts';
export { lsp } from './lsp.ts';
export { ntp } from './ntp.ts';
export { rc } from './rc.ts';
