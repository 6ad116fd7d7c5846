import { describe, expect, test } from 'vitest';
import { gateBases, latestVersion, newestFirst, nextFreeVersion, versionInTheWay } from '../../src/core/registry/choose-version.ts';
import { applyEvents, noStatus, readStatusEvent, type StatusEvent } from '../../src/core/registry/status.ts';

function event(action: string, version: string, more: Partial<StatusEvent> = {}): StatusEvent {
  return { product: 'sales/orders', version, action, id: '01A', port: undefined, at: '2026-01-01T00:00:00Z', actor: 'orders-team', data: {}, ...more };
}

describe('events of a product', () => {
  test('deprecate a version with reason, date and replacement', () => {
    const status = applyEvents([event('deprecate', '1.0.0', { data: { reason: 'superseded', until: '2027-03-31', replacement: 'sales/orders@2.0.0' } })]);
    expect(status.versions.get('1.0.0')).toEqual({ deprecations: [{ reason: 'superseded', until: '2027-03-31', replacement: 'sales/orders@2.0.0', port: undefined }], yanked: undefined });
  });

  test('keep one deprecation for each port, the last one said', () => {
    const status = applyEvents([
      event('deprecate', '1.0.0', { id: '01A', port: 'orders', data: { reason: 'first' } }),
      event('deprecate', '1.0.0', { id: '01B', port: 'orders', data: { reason: 'second' } }),
      event('deprecate', '1.0.0', { id: '01C', port: 'refunds' }),
    ]);
    expect(status.versions.get('1.0.0')?.deprecations.map(({ port, reason }) => [port, reason])).toEqual([['orders', 'second'], ['refunds', undefined]]);
  });

  test('are applied by time and then id, whatever order they come in', () => {
    const events = [event('unyank', '1.0.0', { id: '01B' }), event('yank', '1.0.0', { id: '01C' }), event('yank', '1.0.0', { at: '2025-12-31T00:00:00Z', id: '01Z' })];
    const expected = { deprecations: [], yanked: { reason: undefined } };
    expect(applyEvents(events).versions.get('1.0.0')).toEqual(expected);
    expect(applyEvents([...events].reverse()).versions.get('1.0.0')).toEqual(expected);
  });

  test('move and retire the whole product', () => {
    const status = applyEvents([event('move', '1.0.0', { data: { to: 'commerce/orders' } }), event('retire', '1.0.0', { id: '01B', data: { reason: 'no readers' } })]);
    expect([status.movedTo, status.retired]).toEqual(['commerce/orders', { reason: 'no readers' }]);
  });

  test('with an unknown action change nothing', () => {
    expect(applyEvents([event('applaud', '1.0.0')])).toEqual(noStatus);
  });

  const path = { product: 'sales/orders', version: '1.0.0', action: 'yank', id: '01A' };
  const written = { schema: 1, action: 'yank', version: '1.0.0', port: null, at: '2026-01-01T00:00:00Z', actor: 'orders-team', data: {} };

  test('are read with all they say, a null version meaning the whole product', () => {
    expect(readStatusEvent(JSON.stringify({ ...written, version: null, data: { reason: 'x' } }), path)).toEqual({ ok: true, event: event('yank', '1.0.0', { data: { reason: 'x' } }) });
  });

  test.each([
    [{ schema: 2 }, 'dp does not know its schema 2'],
    [{ action: 'retire' }, 'it says its action is "retire"'],
    [{ version: '2.0.0' }, 'it says it is of version "2.0.0"'],
    [{ at: '2026-01-01T00:00:00+01:00' }, 'its time is missing or not in UTC'],
    [{ at: 17 }, 'its time is missing or not in UTC'],
  ])('that say %j are skipped: %s', (changes, reason) => {
    expect(readStatusEvent(JSON.stringify({ ...written, ...changes }), path)).toEqual({ ok: false, reason });
  });
});

describe('choosing versions', () => {
  const yanked = applyEvents([event('yank', '1.2.0')]);

  test('orders them by precedence, not by text', () => {
    expect(newestFirst(['1.9.0', '1.10.0', '1.10.0-rc.1', '1.10.0-rc.2'])).toEqual(['1.10.0', '1.10.0-rc.2', '1.10.0-rc.1', '1.9.0']);
  });

  test('takes the greatest release that is not yanked as the latest, a pre-release only where there is no release', () => {
    expect(latestVersion(['1.0.0', '1.2.0', '2.0.0-rc.1'], yanked)).toBe('1.0.0');
    expect(latestVersion(['2.0.0-rc.1', '2.0.0-rc.2'], noStatus)).toBe('2.0.0-rc.2');
    expect(latestVersion(['1.2.0'], yanked)).toBeUndefined();
  });

  test('compares with the greatest below that is not yanked', () => {
    expect(gateBases(['1.0.0', '1.2.0', '2.0.0'], yanked, '1.3.0')).toEqual(['1.0.0']);
    expect(gateBases(['1.0.0'], noStatus, '0.9.0')).toEqual([]);
  });

  test('compares with the last release too where a release candidate stands between', () => {
    expect(gateBases(['1.0.0', '1.1.0-rc.1', '1.1.0-rc.2'], noStatus, '1.1.0')).toEqual(['1.1.0-rc.2', '1.0.0']);
  });

  test('lets a backport through while it is above every version of its own minor', () => {
    const versions = ['1.0.0', '1.0.3', '1.1.0', '2.0.0'];
    expect(versionInTheWay(versions, '1.0.4')).toBeUndefined();
    expect(versionInTheWay(versions, '1.0.2')).toBe('1.0.3');
    expect(versionInTheWay(versions, '1.1.0-rc.1')).toBe('1.1.0');
    expect(versionInTheWay(versions, '0.9.0')).toBeUndefined();
  });

  test('finds the next version that is free and above its own minor', () => {
    expect(nextFreeVersion(['1.0.0'], '1.0.0', 'patch')).toBe('1.0.1');
    expect(nextFreeVersion(['1.0.0', '1.1.0', '1.1.1'], '1.0.0', 'minor')).toBe('1.1.2');
    expect(nextFreeVersion(['1.0.0', '2.0.0'], '1.0.0', 'major')).toBe('2.0.1');
    expect(nextFreeVersion(['1.0.0', '1.0.1-RC.1'], '1.0.0', 'none')).toBe('1.0.1');
  });
});
