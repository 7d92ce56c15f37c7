import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { explainPage } from '../../src/pages/explain.js';
import { root } from '../docs/pages.js';

const page = explainPage({ asked: null });

/** What stands between a page's tags of this name. */
function contents(tag: string): string[] {
  const found = page.matchAll(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, 'g'));
  return Array.from(found, ([, content = '']) => content);
}

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

it('allows by hash its two scripts and its style, and nothing else', () => {
  const [data = '', ...scripts] = contents('script');
  expect(JSON.parse(data)).toEqual({ asked: null });
  expect(scripts).toHaveLength(2); // the charts that the pages share, and its own
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${scripts.map(hash).join(' ')}`,
    `style-src ${contents('style').map(hash).join(' ')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

it('has no handler or style in an attribute, and asks for nothing', () => {
  const markup = page.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '');
  expect(markup).not.toMatch(/\s(?:style|on\w+)=/i);
  const links = page.matchAll(/\b(?:src|href|action|srcset|data|poster)=["']([^"']*)/gi);
  expect(Array.from(links, ([, to]) => to)).toEqual(['data:,']);
  const [, , script = ''] = contents('script');
  expect(script).not.toMatch(/\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b|\bimport\(/);
  expect(script).not.toMatch(/<\/script|<!--|Math\.random/i);
});

it('has the rules in it in at most 18 kB', () => {
  expect(statSync(`${root}src/pages/explain.page.br`).size).toBeLessThan(18_000);
});
