import { DpError } from '../../core/model/errors.ts';
import type { Candidate } from '../../core/registry/candidate.ts';
import { planPublish, type CompatibilityGate, type PublishPlan, type RegistryState } from '../../core/registry/plan.ts';
import type { GitIdentity } from '../git.ts';
import { moveBase, openBase, remakeBase, rememberTip, type BaseOptions, type PublishBase } from './base.ts';
import { isAncestor } from './bare-repository.ts';
import { backoffMs, type Chance } from './clock.ts';
import { writeCommit } from './commit.ts';
import { findStaleLock } from './lock.ts';
import { pushCommit } from './push.ts';
import { readState } from './registry-state.ts';
import { lookAtRemote, type RegistryRemote } from './remote.ts';
import { withScratchFolder } from './scratch.ts';

export interface PublisherOptions {
  readonly remote: RegistryRemote;
  readonly candidates: readonly Candidate[];
  readonly gate: CompatibilityGate;
  readonly identity: GitIdentity;
  /** Where the bytes come from, for the commit's trailers; absent when they are no commit's. */
  readonly source?: { readonly repository: string | undefined; readonly commit: string } | undefined;
  readonly isRewriteAccepted?: boolean;
  readonly chance: Chance;
  /** What the run is at, for people who wait. */
  readonly onProgress: (text: string) => void;
  /** Default: ten minutes. */
  readonly giveUpAfterMs?: number;
}

export type PublishStatus = 'published' | 'unchanged' | 'planned' | 'refused';

/** What a run came to. `commit` is set when something was published; then each `planned` product of `plan` is. */
export interface PublishResult {
  readonly plan: PublishPlan;
  readonly commit: string | undefined;
  /** How many times a commit was built. */
  readonly tries: number;
}

export interface Publisher {
  /** What would happen, against the registry as it is now; judged by another gate where one is given. Writes nothing. */
  plan(gate?: CompatibilityGate): Promise<PublishPlan>;
  /**
   * Makes it happen: all or nothing, in one commit; tries again when somebody else was first.
   * @throws DpError `registry-declined`, `registry-rewritten`, `connection`, `interrupted`
   */
  apply(): Promise<PublishResult>;
}

/** Runs `work` with a publisher for some candidates (REGISTRY, "Publish"); its throw-away repository is gone afterwards. */
export async function withPublisher<Result>(options: PublisherOptions, work: (publisher: Publisher) => Promise<Result>): Promise<Result> {
  return await withScratchFolder(async (folder) => {
    const session: Session = { options, base: { remote: options.remote, folder, isRewriteAccepted: options.isRewriteAccepted === true }, current: undefined, known: undefined, sent: [], tries: 0 };
    return await work({ plan: async (gate) => (await planNow(session, gate)).plan, apply: async () => await applyAll(session) });
  });
}

interface Sent {
  readonly commit: string;
  readonly plan: PublishPlan;
}

/** What one run knows; changed by its steps only. */
interface Session {
  readonly options: PublisherOptions;
  readonly base: BaseOptions;
  current: PublishBase | undefined;
  /** What the registry held at the tip that was read last. */
  known: { readonly tip: string; readonly state: RegistryState } | undefined;
  /** What was pushed and may or may not have arrived. */
  readonly sent: Sent[];
  tries: number;
}

async function planNow(session: Session, gate = session.options.gate): Promise<{ base: PublishBase; plan: PublishPlan }> {
  const { candidates } = session.options;
  const base = session.current ?? (await openBase(session.base));
  session.current = base;
  if (session.known?.tip !== base.tip) session.known = { tip: base.tip, state: await stateAt(session, base) };
  return { base, plan: planPublish(session.known.state, candidates, gate) };
}

// A mirror is a copy that may have lost objects; a fresh one tells whether the registry itself is at fault.
async function stateAt(session: Session, base: PublishBase): Promise<RegistryState> {
  const { remote, candidates } = session.options;
  try {
    return await readState(remote, base, candidates);
  } catch (error) {
    if (base.mirror === undefined || !(error instanceof DpError && error.code === 'git-failed')) throw error;
    session.current = await remakeBase(session.base, base);
    return await readState(remote, session.current, candidates);
  }
}

type Step = { readonly isDone: true; readonly result: PublishResult } | { readonly isDone: false; readonly waitMs: number; readonly reason: string };

async function applyAll(session: Session): Promise<PublishResult> {
  const { chance, onProgress, giveUpAfterMs = 10 * 60_000 } = session.options;
  const startedMs = chance.nowMs();
  let reason = '';
  while (chance.nowMs() - startedMs < giveUpAfterMs) {
    const step = await tryOnce(session);
    if (step.isDone) return step.result;
    reason = step.reason;
    onProgress(`${reason}; trying again (${String(session.tries + 1)})`);
    await chance.sleep(step.waitMs);
  }
  throw new DpError('connection', `dp gave up on ${session.options.remote.url.shown} after ${String(session.tries)} tries: ${reason}.`, { hint: 'run the same command again: what is published already stays as it is' });
}

async function tryOnce(session: Session): Promise<Step> {
  const { options } = session;
  try {
    const { base, plan } = await planNow(session);
    const arrived = await findArrived(session, base);
    if (arrived !== undefined) return done(session, arrived.plan, arrived.commit);
    if (plan.isRefused || plan.additions.length === 0) return done(session, plan, undefined);
    session.tries += 1;
    const commit = await writeCommit(base.scratch.repository, {
      parent: base.tip,
      additions: plan.additions,
      message: messageOf(plan, options),
      identity: options.identity,
      ref: `refs/dp/run-${String(session.tries)}`,
    });
    const look = await lookAtRemote(options.remote);
    if (look.tip !== base.tip) {
      session.current = await moveBase(session.base, base, look);
      return { isDone: false, waitMs: 0, reason: 'the registry moved on' };
    }
    return await push(session, { base, plan, commit });
  } catch (error) {
    // A connection that breaks once it has worked is waited out; the first word of all is not.
    if (session.tries === 0 || !(error instanceof DpError && error.code === 'connection')) throw error;
    return { isDone: false, waitMs: backoffMs(options.chance, session.tries, 500), reason: error.message.replace(/\.$/u, '') };
  }
}

async function push(session: Session, built: { readonly base: PublishBase; readonly plan: PublishPlan; readonly commit: string }): Promise<Step> {
  const { remote, chance } = session.options;
  const { base, plan, commit } = built;
  const startedMs = chance.nowMs();
  const { outcome, said } = await pushCommit(remote, base.scratch.repository, { commit, branch: base.branch });
  const waitMs = backoffMs(chance, session.tries, chance.nowMs() - startedMs);
  switch (outcome.kind) {
    case 'published':
      rememberTip(remote, commit);
      return done(session, plan, commit);
    case 'declined':
      throw new DpError('registry-declined', `The registry ${remote.url.shown} did not take it: ${outcome.reason}.${said.length === 0 ? '' : `\n${said.map((line) => `  | ${line}`).join('\n')}`}`, { hint: outcome.hint });
    case 'locked': {
      const stale = findStaleLock(remote, base.branch);
      if (stale !== undefined) throw stale;
      break;
    }
    case 'unknown':
      session.sent.push({ commit, plan });
      break;
    case 'lost-race':
      break;
  }
  session.current = await moveBase(session.base, base, await lookAtRemote(remote));
  const reasons = { 'lost-race': 'somebody else published first', locked: 'somebody else is publishing', unknown: outcome.kind === 'unknown' ? outcome.reason : '' };
  return { isDone: false, waitMs, reason: reasons[outcome.kind] };
}

// A push whose answer got lost has arrived when its commit is in the registry's history.
async function findArrived(session: Session, base: PublishBase): Promise<Sent | undefined> {
  for (const sent of session.sent) if (await isAncestor(base.scratch.repository, sent.commit, base.tip)) return sent;
  return undefined;
}

function done(session: Session, plan: PublishPlan, commit: string | undefined): Step {
  return { isDone: true, result: { plan, commit, tries: session.tries } };
}

function messageOf(plan: PublishPlan, options: PublisherOptions): string {
  const names = plan.products.filter(({ status }) => status === 'planned').map(({ candidate }) => `${candidate.product} ${candidate.version}`);
  const [only = ''] = names;
  const title = names.length === 1 ? `Publish ${only}` : `Publish ${String(names.length)} data products\n\n${names.map((name) => `- ${name}`).join('\n')}`;
  const { source, chance } = options;
  const repository = source?.repository === undefined ? [] : [`Dp-Source-Repo: ${source.repository.replaceAll(/[\r\n]/gu, '')}`];
  const commit = source === undefined ? [] : [`Dp-Source-Commit: ${source.commit}`];
  return `${title}\n\n${[...repository, ...commit, `Dp-Run: ${chance.runId}`].join('\n')}\n`;
}
