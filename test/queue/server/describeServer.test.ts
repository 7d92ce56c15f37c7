import { describe, expect, it } from 'vitest';
import { describeServer } from '../../../src/queue/server/describeServer.js';

const hello = (server: string, version: string, more: Record<string, string> = {}) =>
  Object.entries({ server, version, proto: '2', mode: 'standalone', role: 'master', ...more }).flat();

describe('what a server says of itself', () => {
  it.each([
    ['7.0.15', 'redis_version:7.0.15\r\n', 'redis', 'Redis 7.0.15'],
    ['6.2.0', 'redis_version:6.2.0\r\n', 'redis', 'Redis 6.2.0'],
    ['10.0.1', '', 'redis', 'Redis 10.0.1'],
    // Valkey calls itself Redis 7.2.4 too, for the sake of older clients.
    [
      '9.1.2',
      'redis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:9.1.2\r\n',
      'valkey',
      'Valkey 9.1.2',
    ],
    ['7.2.4', 'redis_version:7.2.4\r\nvalkey_version:8.0.1\r\n', 'redis', 'Valkey 8.0.1'],
  ])('names version %s', (version, info, name, server) => {
    expect(describeServer(hello(name, version), info, undefined)).toEqual({ server, notes: [] });
  });

  it.each(['6.0.16', '6.1.240', '5.0.0', '', 'unstable'])('refuses Redis %j', (version) => {
    const { complaint } = describeServer(hello('redis', version), '', undefined) as {
      complaint: { cure: string };
    };
    expect(complaint.cure).toBe('Use Redis 6.2 or newer, or Valkey');
  });

  it.each([
    [{ mode: 'sentinel' }, 'it is a sentinel'],
    [{ mode: 'cluster' }, 'it is a node of a cluster'],
    [{ role: 'replica' }, 'it is a replica, which nothing may be written to'],
  ])('refuses one with %j', (more, reason) => {
    const found = describeServer(hello('redis', '7.0.0', more), '', undefined);
    expect(found).toMatchObject({ complaint: { reason } });
  });

  it('warns of what is forgotten only where it can be', () => {
    const notes = (info: string, savePoints?: string) => {
      const found = describeServer(hello('redis', '7.0.0'), info, savePoints);
      return 'notes' in found ? found.notes : [];
    };
    expect(notes('maxmemory:0\r\nmaxmemory_policy:allkeys-lru')).toEqual([]);
    expect(notes('maxmemory:100\r\nmaxmemory_policy:noeviction')).toEqual([]);
    expect(notes('maxmemory:100\r\nmaxmemory_policy:volatile-ttl')[0]).toMatch(/forgets what is queued/);
    expect(notes('aof_enabled:1', '')).toEqual([]);
    expect(notes('aof_enabled:0', '')[0]).toMatch(/keeps nothing on disk/);
    expect(notes('aof_enabled:0', '3600 1')[0]).toMatch(/no append-only file/);
    expect(notes('aof_enabled:0')[0]).toMatch(/no append-only file/);
  });
});
