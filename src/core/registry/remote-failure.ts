/** What a failed conversation with a git server means, whatever was asked of it. */
export type RemoteFailure =
  /** There is no repository at the address. */
  | 'missing'
  /** The server knows us too little: credentials, rights. */
  | 'denied'
  /** The address can't be resolved or its certificate not be trusted: trying again is of no use. */
  | 'unreachable'
  /** A connection that broke or a server in trouble: the next try may succeed. */
  | 'transient'
  /** git or the server uses a transport that dp does not allow. */
  | 'forbidden-transport'
  /** git does not trust the folder of a local repository. */
  | 'untrusted-folder'
  | 'unknown';

const signs: readonly (readonly [RemoteFailure, RegExp])[] = [
  ['forbidden-transport', /transport '[^']*' not allowed/iu],
  ['untrusted-folder', /dubious ownership/iu],
  ['denied', /authentication failed|could not read (?:username|password)|terminal prompts disabled|permission denied \((?:publickey|password|gssapi)|access denied|http basic: access|requested url returned error: 40[13]|not authorized|unauthorized|forbidden/iu],
  ['missing', /does not appear to be a git repository|repository ['"]?[^'"]*['"]? not found|repository not found|requested url returned error: 404|not a git repository|no such (?:repository|project)|project .* could ?n.t be found/iu],
  ['unreachable', /could not resolve (?:host|proxy)|name or service not known|temporary failure in name resolution|no route to host|network is unreachable|host key verification failed|certificate|ssl (?:connect|routines|peer)/iu],
  [
    'transient',
    /connection (?:refused|reset|timed out|closed|was aborted)|operation timed out|timed out|requested url returned error: (?:429|5\d\d)|early eof|unexpected disconnect|remote end hung up|broken pipe|rpc failed|too many requests|try again later|kex_exchange_identification|empty reply/iu,
  ],
];

/** Reads git's (redacted) words on a call that failed. */
export function classifyRemoteFailure(said: string): RemoteFailure {
  return signs.find(([, sign]) => sign.test(said))?.[0] ?? 'unknown';
}
