import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { decodePng } from '../charts/png.js';
import { run, temporaryFolder } from './program.js';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

it('walks through the first steps as JSON', async () => {
  const flags = [
    '--samples',
    '60',
    '--hidden',
    '4',
    '--steps',
    '2',
    '--parameter',
    'layer1.weight[3,1]',
    '--json',
  ];
  const { code, stdout, stderr } = await run(cwd, ['explain', ...flags]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { parameter, steps } = JSON.parse(stdout);
  expect(parameter).toBe('layer1.weight[3,1]');
  // Algorithm 1's first step: m̂ is g, v̂ is g², and the step α·g/|g|.
  expect(steps).toHaveLength(2);
  expect(steps[0].m_hat).toBeCloseTo(steps[0].gradient, 4);
  expect(Math.abs(steps[0].step)).toBeCloseTo(0.001, 8);
  expect(steps[1].weight_before).toBe(steps[0].weight_after);
});

it('draws the paths of several optimizers into a new picture', async () => {
  const flags = [
    '--function',
    'quadratic',
    '--optimizer',
    'adam,sgd',
    '--steps',
    '100',
    '--output',
    'p/path.png',
  ];
  const { code, stdout, stderr } = await run(cwd, ['explain', ...flags]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/Adam +not yet .*\nSGD +after 88 steps .*\n\np\/path\.png\n$/);
  const png = await decodePng(readFileSync(join(cwd, 'p', 'path.png')));
  expect(png).toMatchObject({ width: 1800, height: 1440, opaque: true });
  const whole = { left: 0, top: 0.2, right: 1, bottom: 1 };
  expect(png.fraction(whole, (r, g, b) => b > 180 && r < 60 && g < 100)).toBeGreaterThan(0.0005); // Adam's line
  expect(png.fraction(whole, (r, g, b) => r > 180 && g < 60 && b < 80)).toBeGreaterThan(0.0005); // SGD's
});

it('writes a page that has what it needs, and replaces none', async () => {
  const flags = ['explain', '--page', '--optimizer', 'adam,sgd', '--output', 'pages/adam.html'];
  expect(await run(cwd, flags)).toEqual({ code: 0, stdout: 'pages/adam.html\n', stderr: '' });
  const page = readFileSync(join(cwd, 'pages', 'adam.html'), 'utf8');
  expect(page).toContain('"function":"rosenbrock"');
  expect(page).toMatch(/<\/html>\n$/);
  expect(await run(cwd, flags)).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: --output must be a new file, got pages/adam.html; choose another, or replace it with --force.\n',
  });
});

it('says what it found again where the picture is there and stays', async () => {
  const flags = ['explain', '--example', 'scale', '--output', 'scale.png'];
  const first = await run(cwd, flags);
  const picture = readFileSync(join(cwd, 'scale.png'));
  const second = await run(cwd, flags);
  expect(second).toEqual({
    code: 2,
    stdout: first.stdout.replace(/scale\.png\n$/, ''),
    stderr:
      'error: --output must be a new file, got scale.png; choose another, or replace it with --force.\n',
  });
  expect(readFileSync(join(cwd, 'scale.png')).equals(picture)).toBe(true);
  const third = await run(cwd, ['explain', '--function', 'beale', '--steps', '5', '--output', 'scale.png']);
  expect([third.code, third.stdout.split('\n')[3]]).toEqual([2, expect.stringContaining('Adam')]);
});
