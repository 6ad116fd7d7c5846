import { DpError } from '../../core/model/errors.ts';
import { acceptTip, emptyRegistry, hasMirror, mirrorOf, remakeMirror, type Mirror } from './mirror.ts';
import { lookAtRemote, type RegistryRemote, type RemoteLook } from './remote.ts';
import { emptyScratch, fetchCold, fetchNewer, scratchOnMirror, type Scratch } from './scratch.ts';
import { lastSeen } from './seen.ts';

/** The registry's tip that a publisher builds on, and a throw-away repository that has what it takes to do so. */
export interface PublishBase {
  readonly branch: string;
  readonly tip: string;
  readonly scratch: Scratch;
  /** `undefined`: cold; only the tip was fetched, and nothing is kept. */
  readonly mirror: Mirror | undefined;
}

export interface BaseOptions {
  readonly remote: RegistryRemote;
  /** The throw-away folder. */
  readonly folder: string;
  readonly isRewriteAccepted: boolean;
}

/**
 * The first base of a run: warm where this machine knows the registry, cold where it does not.
 * @throws DpError `registry-rewritten` where the tip does not descend from the last one seen
 */
export async function openBase(options: BaseOptions): Promise<PublishBase> {
  const { remote, folder } = options;
  const seen = lastSeen(remote);
  const look = await lookAtRemote(remote);
  const { tip, branch } = look;
  if (tip === undefined) {
    if (seen !== undefined && !options.isRewriteAccepted) throw rewritten(remote, seen, undefined);
    throw emptyRegistry(remote);
  }
  if (seen !== undefined || hasMirror(remote)) return await warmBase(options, look, seen);
  const scratch = await emptyScratch(remote.world, folder, tip);
  await fetchCold(remote, scratch, look);
  rememberTip(remote, tip);
  return { branch, tip, scratch, mirror: undefined };
}

async function warmBase(options: BaseOptions, look: RemoteLook, seen: string | undefined): Promise<PublishBase> {
  const { remote, folder } = options;
  const mirror = await mirrorOf(remote, look, seen);
  if (mirror.rewrittenFrom !== undefined && !options.isRewriteAccepted) throw rewritten(remote, mirror.rewrittenFrom, mirror.tip);
  acceptTip(remote, mirror.tip);
  return { branch: mirror.branch, tip: mirror.tip, scratch: await scratchOnMirror(remote.world, folder, mirror), mirror };
}

/** The same base over a mirror that was fetched again, since the one there was lacks objects. */
export async function remakeBase({ remote }: BaseOptions, base: PublishBase): Promise<PublishBase> {
  return base.mirror === undefined ? base : { ...base, mirror: await remakeMirror(remote, base.mirror) };
}

/** The base after the remote moved from `base` to what was seen in `look`. */
export async function moveBase(options: BaseOptions, base: PublishBase, look: RemoteLook): Promise<PublishBase> {
  const { remote } = options;
  const { tip, branch } = look;
  if (tip === undefined || branch !== base.branch) throw rewritten(remote, base.tip, tip);
  if (tip === base.tip) return base;
  if (base.mirror === undefined) {
    const isContinued = await fetchNewer(remote, base.scratch, { look, from: base.tip });
    if (!isContinued && !options.isRewriteAccepted) throw rewritten(remote, base.tip, tip);
    rememberTip(remote, tip);
    return { ...base, tip };
  }
  const mirror = await mirrorOf(remote, look, base.tip);
  if (mirror.rewrittenFrom !== undefined && !options.isRewriteAccepted) throw rewritten(remote, base.tip, tip);
  acceptTip(remote, tip);
  return { ...base, tip, mirror };
}

/** Remembers a tip where it can: a machine that lets nothing be kept (a CI job with a read-only home) publishes all the same. */
export function rememberTip(remote: RegistryRemote, tip: string): void {
  try {
    acceptTip(remote, tip);
  } catch (error) {
    if (!(error instanceof DpError && error.code === 'write-failed')) throw error;
  }
}

function rewritten(remote: RegistryRemote, seen: string, tip: string | undefined): DpError {
  const now = tip === undefined ? `its branch is gone, and ${seen} with it` : `${tip} does not descend from ${seen}`;
  return new DpError('registry-rewritten', `The history of ${remote.url.shown} was rewritten or rolled back: ${now}, which dp saw last.`, {
    hint: 'ask the owners of the registry what happened; if it is right: dp publish --accept-rewritten-history',
  });
}
