const passedOn = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'XDG_CONFIG_HOME',
  'XDG_CACHE_HOME',
  'XDG_RUNTIME_DIR',
  'SSH_AUTH_SOCK',
  'SSH_ASKPASS',
  'GIT_ASKPASS',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_SSH_VARIANT',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'CURL_CA_BUNDLE',
  'KRB5CCNAME',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_COUNT',
  // Windows
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'COMSPEC',
  'PATHEXT',
  'TEMP',
  'TMP',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'PROGRAMFILES',
];

const passedOnByPattern = [/^(?:https?|all|no)_proxy$/iu, /^GIT_CONFIG_(?:KEY|VALUE)_\d+$/u];

const passedOnNames = new Set(passedOn);

function isPassedOn(name: string): boolean {
  return passedOnNames.has(name) || passedOnNames.has(name.toUpperCase()) || passedOnByPattern.some((pattern) => pattern.test(name));
}

/**
 * The environment of a git child: an allow-list of the user's, so that nothing a hook sets (`GIT_DIR`,
 * `GIT_INDEX_FILE`, `GIT_CONFIG_PARAMETERS`, …) reaches it, and no prompt, no foreign transport, one language.
 * The user's own git set-up for CI (`GIT_CONFIG_COUNT`, proxies, certificates, askpass, ssh) is kept.
 */
export function gitEnvironment(env: Readonly<Record<string, string | undefined>>, options: { readonly allowHttp?: boolean | undefined } = {}): Record<string, string> {
  const kept = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && isPassedOn(entry[0]));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: options.allowHttp === true ? 'https:ssh:file:http' : 'https:ssh:file',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
  };
}
