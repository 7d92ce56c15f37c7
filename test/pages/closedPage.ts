import { createHash } from 'node:crypto';
import { expect } from 'vitest';

/** A name that is not to be taken for the page's own. */
export const hostileName = '</script><img src=x onerror=alert(1)>';

/** What stands between a page's tags of this name, with the tags' attributes. */
export function elements(page: string, tag: string): { attributes: string; content: string }[] {
  const found = page.matchAll(new RegExp(`<${tag}\\b([^>]*)>([\\s\\S]*?)</${tag}>`, 'g'));
  return Array.from(found, ([, attributes = '', content = '']) => ({ attributes, content }));
}

/** What a page's script reads. */
export function dataOf<Data>(page: string): Data {
  const [data] = elements(page, 'script');
  expect(data?.attributes).toBe(' type="application/json" id="data"');
  return JSON.parse(data?.content ?? '') as Data;
}

/** All tags of a page, which a name that is text does not change. */
export function tagsOf(page: string): string[] {
  return Array.from(page.matchAll(/<[/!]?[a-z][^>]*/gi), ([tag]) => tag);
}

/** Expects that a page lets so many scripts run, has one style, and asks for nothing. */
export function expectClosed(page: string, count: number): void {
  const scripts = elements(page, 'script').slice(1); // behind the data
  expect(scripts.map(({ attributes }) => attributes)).toEqual(Array(count).fill(''));
  const [style, ...moreStyles] = elements(page, 'style');
  expect(moreStyles).toEqual([]);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${scripts.map(({ content }) => hash(content)).join(' ')}`,
    `style-src ${hash(style?.content ?? '')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(page.indexOf('http-equiv')).toBeLessThan(page.indexOf('<link'));
  // The policy would not let a style or a handler in an attribute through.
  const markup = page.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '');
  expect(markup).not.toMatch(/\s(?:style|on\w+)=/i);
  const links = page.matchAll(/\b(?:src|href|action|srcset|data|poster)=["']([^"']*)/gi);
  expect(Array.from(links, ([, to]) => to)).toEqual(['data:,']);
  expect(style?.content).not.toMatch(/@import|url\(/i);
  for (const { content } of scripts) {
    expect(content).not.toMatch(
      /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b|\bimport\(|<\/script|<!--|\r/i,
    );
  }
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
