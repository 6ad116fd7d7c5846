const userInfo = /([a-z][a-z0-9+.-]*:\/\/)([^/\s@'"]+)@/giu;
const authorization = /((?:authorization|private-token|x-api-key)\s*[:=]\s*(?:basic|bearer|token)?\s*)[^\s'",;]+/giu;
const querySecret = /([?&](?:access_token|private_token|token|key|password|secret)=)[^&\s'"]+/giu;
const knownToken = /\b(?:gh[pousr]_[A-Za-z0-9]{8,}|github_pat_\w{8,}|gl[a-z]{2,5}-[\w-]{8,}|xox[a-z]-[\w-]{8,}|AKIA[A-Z0-9]{12,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)/gu;

/**
 * Text with everything that may be a credential replaced by `***`: user information in URLs (a plain `git@` stays),
 * authorization headers, secrets in query strings and tokens of well-known shapes.
 * Whatever a child process says passes through here before anybody sees it.
 */
export function redact(text: string): string {
  return text
    .replaceAll(userInfo, (_whole, scheme: string, user: string) => (isHarmlessUser(scheme, user) ? `${scheme}${user}@` : `${scheme}***@`))
    .replaceAll(authorization, '$1***')
    .replaceAll(querySecret, '$1***')
    .replaceAll(knownToken, '***');
}

function isHarmlessUser(scheme: string, user: string): boolean {
  return scheme.toLowerCase() === 'ssh://' && !user.includes(':');
}
