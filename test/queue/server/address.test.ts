import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { connectionTo, parseQueueAddress } from '../../../src/queue/server/address.js';

const read = (text: string) => parseQueueAddress(text, '--queue');

/** The sentence that an address is refused with. */
function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error(`${text} was taken`);
}

describe('an address of a queue', () => {
  it.each([
    ['redis://localhost', 'redis://localhost:6379/0', { host: 'localhost', port: 6379, db: 0 }],
    [
      'REDIS://Queue.Example:6380/',
      'redis://queue.example:6380/0',
      { host: 'queue.example', port: 6380, db: 0 },
    ],
    ['redis://10.0.0.7/3', 'redis://10.0.0.7:6379/3', { host: '10.0.0.7', port: 6379, db: 3 }],
    ['redis://[::1]:7000/0', 'redis://[::1]:7000/0', { host: '::1', port: 7000, db: 0 }],
    [
      'rediss://ada:secret@h:6379/0',
      'rediss://ada:***@h:6379/0',
      { host: 'h', port: 6379, db: 0, username: 'ada', password: 'secret', tls: {} },
    ],
    ['redis://:secret@h', 'redis://:***@h:6379/0', { host: 'h', port: 6379, db: 0, password: 'secret' }],
    [
      'redis://a%40b:%2F%3F%23%40%3A%25%20%C3%A4@h',
      'redis://a@b:***@h:6379/0',
      { host: 'h', port: 6379, db: 0, username: 'a@b', password: '/?#@:% ä' },
    ],
    // A password may have what no other part may.
    [
      'redis://u:a@b:c@h',
      'redis://u:***@h:6379/0',
      { host: 'h', port: 6379, db: 0, username: 'u', password: 'a@b:c' },
    ],
    [
      'redis://u:p%00%0A@h',
      'redis://u:***@h:6379/0',
      { host: 'h', port: 6379, db: 0, username: 'u', password: 'p\0\n' },
    ],
  ])('%s is %s', (text, shown, options) => {
    const address = read(text);
    expect(address.shown).toBe(shown);
    expect(connectionTo(address)).toEqual(options);
  });

  it('keeps its password out of what is printed', () => {
    const address = read('redis://ada:hidden@h');
    expect(JSON.stringify(address)).not.toContain('hidden');
    expect(String(Object.values(address))).not.toContain('hidden');
  });

  it.each([
    ['', 'be the address of a Redis server'],
    ['localhost:6379', 'be the address of a Redis server'],
    ['http://h', 'be the address of a Redis server'],
    ['unix:///run/redis.sock', 'be the address of a Redis server'],
    ['redis:h', 'be the address of a Redis server'],
    ['redis://', "name the server's host"],
    ['redis:///0', "name the server's host"],
    ['redis://:6379', 'be redis://'],
    ['redis://:@h:99999', 'be redis://'],
    ['redis://h:0', 'have a port from 1 to 65535'],
    ['redis://h:65536', 'be redis://'],
    ['redis://h/x', 'have a whole number as its database'],
    ['redis://h/-1', 'have a whole number as its database'],
    ['redis://h/0/1', 'have a whole number as its database'],
    ['redis://h/1e3', 'have a whole number as its database'],
    ['redis://h?family=6', 'end after the database'],
    ['redis://h/0#x', 'end after the database'],
    ['redis://h?', 'end after the database'],
    ['redis://ada@h', 'have a password after a user'],
    ['redis://ü.example', "name the server's host"],
    ['redis://h%00', "name the server's host"],
    ['redis://[::1', 'be redis://'],
    ['redis://[fe80::1%25eth0]', 'be redis://'],
    ['redis://h\n', 'have no spaces'],
    [' redis://h', 'be the address'],
    ['redis://h\\@i', 'have no spaces'],
  ])('%j must %s', (text, rule) => {
    expect(refusal(text)).toMatch(new RegExp(`^--queue must (${rule}).*, got .*; .*\\.$`));
    expect(refusal(text)).not.toContain('\n');
  });

  it.each([
    'redis://ada:hidden@h/x',
    'redis://ada:hid/hidden@h:6379',
    'redis://ada:hidden#hidden@h:6379',
    'redis://ada:hidden?hidden@h:6379',
    'redis://ada:hidden@hidden@h/x',
    'redis://ada:%zzhidden@h',
    'redis://ada:hidden @h',
    'redis://:hidden@',
    'redis://ada:hidden',
    'redis://ada:hidden/0',
    'redis://h?password=hidden',
    'redis:ada:hidden@h',
    'redis:/ada:hidden@h',
    'ada:hidden@h:6379',
    'ada:hidden',
    'http://ada:hidden@h',
    'redis://ada:hidden\n@h',
    `redis://ada:${'hidden'.repeat(100)}@h/x`,
  ])('%j is refused without its password', (text) => {
    expect(refusal(text)).not.toContain('hidden');
  });
});
