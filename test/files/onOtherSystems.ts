import { afterEach } from 'vitest';

const own = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;

afterEach(() => Object.defineProperty(process, 'platform', own));

/** Has the program take this system for another until the test ends: what it decides by the name alone. */
export function standIn(name: NodeJS.Platform): void {
  Object.defineProperty(process, 'platform', { ...own, value: name });
}
