import { expect, it } from 'vitest';
import { html, scriptJson } from '../../src/pages/escape.js';
import { hostileLines, obeyed } from '../hostile.js';

const script = '</script><img src=x onerror=alert(1)>\'"&amp;<!--\u2028\u2029';

it('shows every character of a text as it is', () => {
  expect(html('<b a="1" c=\'2\'>&lt;')).toBe('&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;lt;');
});

it('lets no text end an element or an attribute, or turn the direction of writing', () => {
  for (const text of [script, hostileLines]) {
    expect(html(text)).not.toMatch(/[<>"']/);
    expect(html(text)).not.toMatch(obeyed);
  }
});

it('writes JSON that says the same, and has nothing that a script element would see', () => {
  const value = { [script]: [script, 1.5, null], hostileLines };
  const text = scriptJson(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).not.toMatch(/[<>&\u2028\u2029]/);
});
