/** What clients may do by the restrict lines of an ntp.conf, beyond what the Language Server Protocol has. */

/** Command of the client: shows it. Its argument is an `ExplainAccessParams`; without one the open file is meant. */
export const explainAccessCommand = 'bootwright.explainAccess';

/** Client to server: `NtpAccessParams` -> `NtpAccessText`, or null when the file is no ntp.conf. */
export const ntpAccessRequest = 'bootwright/ntpAccess';

export interface ExplainAccessParams {
  readonly uri: string;
  /** Ask for the address of a client first. */
  readonly ask?: boolean;
}

export interface NtpAccessParams {
  readonly uri: string;
  /** A numeric address; without it all networks are explained. */
  readonly client?: string;
}

export interface NtpAccessText {
  /** The path of the file in its root. */
  readonly path: string;
  /** Undefined when the address is none. */
  readonly text?: string;
}
