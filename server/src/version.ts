import { version } from '../../package.json';

/** The version of this project. */
export const VERSION: string = version;
