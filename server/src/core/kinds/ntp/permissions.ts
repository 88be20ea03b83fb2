/** What a client may do. */
export interface Permission {
  readonly what: 'time' | 'query' | 'change' | 'list';
  readonly allowed: boolean;
  /** In words, such as `gets the time, as long as it does not ask too often`. */
  readonly text: string;
}

/** What flags leave a client: time, questions of ntpq, changes, the list of clients. */
export function permissionsOf(flags: ReadonlySet<string>): readonly Permission[] {
  const none = flags.has('ignore');
  const time = !none && !flags.has('noserve');
  const query = !none && !flags.has('noquery');
  const change = query && !flags.has('nomodify');
  const list = query && !flags.has('nomrulist');
  return [
    {
      what: 'time',
      allowed: time,
      text: time ? `gets the time${conditions(flags)}` : `gets no time (\`${none ? 'ignore' : 'noserve'}\`)`,
    },
    {
      what: 'query',
      allowed: query,
      text: query ? 'may ask with ntpq' : `may not ask with ntpq (\`${none ? 'ignore' : 'noquery'}\`)`,
    },
    {
      what: 'change',
      allowed: change,
      text: change
        ? 'may change the running daemon, if it has the control key'
        : `may change nothing${query ? ' (`nomodify`)' : ''}`,
    },
    { what: 'list', allowed: list, text: list ? 'may see who asked lately' : 'may not see who asked lately' },
  ];
}

function conditions(flags: ReadonlySet<string>): string {
  const said: string[] = [];
  if (flags.has('notrust')) said.push('signed with a key it shares (`notrust`)');
  if (flags.has('limited'))
    said.push(`as long as it does not ask too often (\`limited\`${flags.has('kod') ? ', `kod`' : ''})`);
  if (flags.has('version')) said.push('in the current version of the protocol (`version`)');
  if (flags.has('flake')) said.push('nine times out of ten (`flake`)');
  return said.length > 0 ? `, ${said.join(', ')}` : '';
}

/** One line for a code lens: `gets the time, no ntpq`. */
export function summaryOf(flags: ReadonlySet<string>): string {
  if (flags.has('ignore')) return 'is not answered at all';
  const [time, query, change] = permissionsOf(flags).map(({ allowed }) => allowed);
  const parts = [time ? (flags.has('limited') ? 'time, rate limited' : 'time') : 'no time'];
  parts.push(query ? (change ? 'ntpq with changes' : 'ntpq, no changes') : 'no ntpq');
  return parts.join(' · ');
}
