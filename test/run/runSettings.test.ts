import { expect, it } from 'vitest';
import { runSettings } from '../../src/run/settings.js';
import { resolveValues } from '../../src/settings/given.js';

const named = (text: string) => () =>
  resolveValues({ name: runSettings.name }, { name: { name: '--name', text, value: text } });

it.each(['con', 'NUL', 'com1.old', 'lpt9', 'aux .txt', 'COM¹', 'Lpt³.a.b'])(
  'says why no run can be called %s',
  (name) => {
    expect(named(name)).toThrow(
      `--name must be other than con, prn, aux, nul, com1, lpt1 and the like, which Windows keeps for devices, got ${name}; the default is run-001`,
    );
  },
);

it.each(['console', 'icon', 'con-1', 'com', 'com10', 'con a', '字'.repeat(66)])(
  'lets a run be called %s',
  (name) => {
    expect(named(name)()).toEqual({ name });
  },
);

it('says what is wrong with other names', () => {
  for (const name of ['a/b', 'a\\b', 'a:b', 'a*', 'a?', 'a|b', 'a<b', '"a"', 'a.', 'a ', '..', '.a', 'a\tb'])
    expect(named(name), name).toThrow('--name must be at most 100 letters, digits');
  expect(named('字'.repeat(80))).toThrow('at most 200 bytes in UTF-8, of which it has 240, got 字');
});
