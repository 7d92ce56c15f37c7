import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reddiPath } from '../../src/explain/examples/reddi2018.js';
import { follow, stepAt } from '../../src/explain/playground/follow.js';
import { choicesOf, lessons } from '../../src/explain/playground/lessons.js';
import { written } from '../../src/explain/walk/numbersIn.js';
import { run as runCommand, temporaryFolder } from '../e2e/program.js';
import { findChromium } from './browser/pages.js';
import { settled, watchedPagesOfSuite } from './browser/watchedPages.js';

const chromiumPath = findChromium();

/** A path as `explain --function --json` has it. */
interface Path {
  optimizer: string;
  learning_rate: number;
  steps: number;
  x: number;
  y: number;
  state: Record<string, number[]>;
}

describe.skipIf(chromiumPath === undefined)('the page about Adam in a browser', () => {
  const folder = temporaryFolder();
  const pages = watchedPagesOfSuite();

  beforeAll(() => runCommand(folder.path, ['explain', '--page']));
  afterAll(() => folder.remove());

  const open = (options: Parameters<typeof pages.open>[1] = {}, name = 'explain.html') =>
    pages.open(join(folder.path, name), { viewport: { width: 1440, height: 900 }, ...options });

  const lesson = (page: Page, title: string) => page.locator('#lessons button', { hasText: title }).click();
  const press = (page: Page, name: string) => page.locator('#player button', { hasText: name }).click();
  const time = (page: Page) => page.locator('#player input');
  const goTo = (page: Page, t: number) => time(page).fill(String(t));
  const results = async (page: Page) =>
    Object.fromEntries(
      await Promise.all(
        (await page.locator('#lines li').all()).map(async (line) => [
          await line.getAttribute('data-key'),
          await line.locator('b').textContent(),
        ]),
      ),
    ) as Record<string, string>;
  /** A line of a chart's table, opened if it is not: the numbers behind the step. */
  async function numbers(page: Page, section: string, line: number): Promise<string[]> {
    const details = page.locator(`#${section} details`);
    if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
    const row = page.locator(`#${section} tbody tr`).nth(line);
    await row.waitFor();
    return (await row.locator('td').allTextContents()) as string[];
  }
  const chosenCommands = (page: Page) => page.locator('#ends pre').allTextContents();

  it.each(lessons.slice(0, 5).map(({ title }) => title))(
    'has the numbers of explain to the last digit: %s',
    async (title) => {
      const page = await open();
      await lesson(page, title);
      const head = (await page.locator('#ends tbody tr').allTextContents()) as string[];
      let seen = 0;
      for (const command of await chosenCommands(page)) {
        const [, ...flags] = command.split(' ');
        const { stdout, code } = await runCommand(folder.path, [...flags, '--json', '--force']);
        expect(code).toBe(0);
        const { paths } = JSON.parse(stdout) as { paths: Path[] };
        const plain = await runCommand(folder.path, [...flags, '--force']);
        for (const path of paths) {
          const table = plain.stdout
            .split('\n')
            .slice(3)
            .find((line) => line.includes(String(path.learning_rate)));
          expect(table).toBeDefined();
          const [first = '', second = ''] = (await numbers(page, 'paths', path.steps)).slice(2 * seen);
          expect([first, second]).toEqual([String(path.x), String(path.y)]);
          seen++;
        }
        // The table below has the words and the digits that the terminal has.
        const printed = plain.stdout.split('\n').slice(3, 3 + paths.length);
        const words = (text: string) =>
          text.replace(/^(Adam, uncorrected|Adam|SGD|RMSprop)/, '').replace(/[\s,]/g, '');
        const shown = head.slice(seen - paths.length, seen);
        expect(shown.map(words)).toEqual(printed.map(words));
      }
      expect(seen).toBe(head.length);
      expect(pages.said).toEqual([]);
      await page.close();
    },
  );

  it.each([1, 2, 17, 150])('has m and v of explain to the last digit after step %d', async (t) => {
    const page = await open();
    await goTo(page, t);
    const flags = ['--function', 'rosenbrock', '--lr', '0.2', '--steps', String(t), '--json', '--force'];
    const { stdout } = await runCommand(folder.path, ['explain', ...flags]);
    const [path] = (JSON.parse(stdout) as { paths: Path[] }).paths;
    for (const coordinate of [0, 1]) {
      await page.locator('#lines input[name="In which coordinate"]').nth(coordinate).check();
      await settled(page); // an open table follows when it is quiet
      const step = stepAt(follow(choicesOf('rosenbrock', ['adam']), 'adam'), t, coordinate);
      if (path === undefined || step === undefined) throw new Error('There is no such step.');
      const m = String(path.state['m']?.[coordinate]);
      const v = String(path.state['v']?.[coordinate]);
      expect(await numbers(page, 'series', t - 1)).toEqual(
        [
          ...[
            step.gradient,
            m,
            v,
            step.biasCorrection1,
            step.biasCorrection2,
            step.mHat,
            step.vHat,
            step.step,
          ],
          coordinate === 0 ? path.x : path.y,
        ].map(String),
      );
      // And in the lines, to six digits.
      const lines = await results(page);
      expect(lines['m']).toBe(written(Number(m)));
      expect(lines['v']).toBe(written(Number(v)));
      expect(lines['mHat']).toBe(written(step.mHat));
      expect(lines['vHat']).toBe(written(step.vHat));
      expect(lines['step']).toBe(written(step.step));
      expect(lines['weightAfter']).toBe(written(coordinate === 0 ? path.x : path.y));
    }
    await page.close();
  });

  it('has every contender end where explain has it', async () => {
    const page = await open();
    for (const box of await page.locator('.contender input[type=checkbox]').all()) await box.check();
    await expect.poll(async () => (await chosenCommands(page)).length).toBe(4);
    const names = await page.locator('#ends tbody th').allTextContents();
    const row = await numbers(page, 'paths', 1500);
    const ends = new Set<string>();
    for (const command of await chosenCommands(page)) {
      const flags = [...command.split(' ').slice(1), '--json', '--force'];
      const { paths } = JSON.parse((await runCommand(folder.path, flags)).stdout) as { paths: Path[] };
      for (const { x, y } of paths) ends.add(`${x} ${y}`);
    }
    expect(names).toHaveLength(13);
    expect(ends).toEqual(new Set(names.map((_, i) => `${row[2 * i]} ${row[2 * i + 1]}`)));
    await page.close();
  });

  it("has the numbers of Reddi's example", async () => {
    const page = await open();
    await lesson(page, 'Reddi');
    const [adam, amsgrad] = [false, true].map((isOn) => reddiPath({ amsgrad: isOn, start: 1 }, 3000));
    for (const t of [1, 2, 3, 300, 3000]) {
      expect(await numbers(page, 'paths', t)).toEqual([String(adam?.[t]), String(amsgrad?.[t])]);
    }
    const text = (await runCommand(folder.path, ['explain', '--example', 'reddi2018', '--force'])).stdout;
    expect(text).toContain(`AMSGrad divides by the largest v so far: x is ${amsgrad?.[300]?.toPrecision(4)}`);
    await page.close();
  });

  it('follows every slider, the problem, the steps and the start', async () => {
    const page = await open();
    const command = async () => (await chosenCommands(page)).join('\n');
    const slide = async (name: string, to: number) => {
      await page.getByLabel(name, { exact: true }).fill(String(to));
      await settled(page);
    };
    expect(await command()).toBe(
      'adam-train explain --function rosenbrock --optimizer adam,sgd,rmsprop --lr 0.2,0.001,0.02',
    );
    await slide('Learning rate of Adam', 48);
    await slide('β1, the memory of m', 0);
    await slide('β2, the memory of v', 0);
    await slide('ε, added to √v̂', 0);
    expect(await command()).toBe(
      'adam-train explain --function rosenbrock --optimizer adam,sgd,rmsprop --lr 0.1,0.001,0.02 --beta1 0 --beta2 0 --eps 1e-12',
    );
    await page.getByLabel('x at the start').fill('0.5');
    await page.getByLabel('SGD', { exact: true }).uncheck();
    await page.getByLabel('Steps').selectOption('50');
    await settled(page);
    expect(await command()).toBe(
      'adam-train explain --function rosenbrock --optimizer adam,rmsprop --lr 0.1,0.02 --beta1 0 --beta2 0 --eps 1e-12 --start=0.5,1.5 --steps 50',
    );
    await page.getByLabel('Problem').selectOption('beale');
    await settled(page);
    expect(await command()).toContain('--function beale --optimizer adam,rmsprop --lr 0.2,0.02 --beta1 0');
    const box = await page.locator('#paths canvas').first().boundingBox();
    await page
      .locator('#paths canvas')
      .first()
      .click({ position: { x: (box?.width ?? 0) / 2, y: 200 } });
    await settled(page);
    const [, start = ''] = /--start=(\S+)/.exec(await command()) ?? [];
    const { stdout } = await runCommand(folder.path, [
      'explain',
      ...(await command()).split(' ').slice(2),
      '--json',
      '--force',
    ]);
    expect(await page.getByLabel('x at the start').inputValue()).toBe(start.split(',')[0]);
    const [adam] = (JSON.parse(stdout) as { paths: Path[] }).paths;
    expect((await numbers(page, 'paths', 1500)).slice(0, 2)).toEqual([String(adam?.x), String(adam?.y)]);
    await page.locator('button', { hasText: 'As the page began' }).click();
    expect(await command()).toBe(
      'adam-train explain --function rosenbrock --optimizer adam,sgd,rmsprop --lr 0.2,0.001,0.02',
    );
    expect(pages.said).toEqual([]);
    await page.close();
  });

  it('keeps the numbers of the last step of one that ran off, and says when nobody is chosen', async () => {
    const page = await open();
    await page.getByLabel('Problem').selectOption('saddle');
    await page.getByLabel('Steps').selectOption('1500');
    await settled(page);
    await goTo(page, 1500);
    const said = (await page.locator('#lines').textContent()) ?? '';
    const [, off = ''] = /It ran off in step ([\d,]+)\./.exec(said) ?? [];
    expect(off).not.toBe('');
    for (const text of Object.values(await results(page))) expect(text).toMatch(/\d/);
    expect(Object.keys(await results(page)).length).toBeGreaterThan(8);
    const boxes = page.locator('#choices .contender input[type=checkbox]:checked');
    for (let left = await boxes.count(); left > 0; left--) await boxes.first().click();
    await settled(page);
    expect(await page.locator('#ends').textContent()).toContain('Nobody is chosen.');
    expect(await chosenCommands(page)).toEqual([]);
    expect(pages.said).toEqual([]);
    await page.close();
  });

  it('plays when it is asked to, and steps, and begins anew', async () => {
    const page = await open();
    const at = async () => Number(await time(page).inputValue());
    await page.waitForTimeout(500);
    expect(await at()).toBe(1); // nothing moves by itself
    await press(page, 'Forward');
    expect(await at()).toBe(2);
    await press(page, 'Back');
    await press(page, 'Back');
    await press(page, 'Back');
    expect(await at()).toBe(0);
    await page.getByLabel('Speed').selectOption('100');
    await press(page, 'Play');
    await expect.poll(at).toBeGreaterThan(20);
    await press(page, 'Pause');
    const paused = await at();
    await page.waitForTimeout(300);
    expect(await at()).toBe(paused);
    await goTo(page, 1495);
    await press(page, 'Play');
    await expect
      .poll(() => page.locator('#player button').nth(2).textContent(), { timeout: 10_000 })
      .toBe('Play');
    expect(await at()).toBe(1500);
    await press(page, 'Reset');
    expect(await at()).toBe(0);
    await page.close();
  });

  it('moves twice a second where little motion is wanted', async () => {
    const page = await open({ reducedMotion: 'reduce' });
    await page.evaluate(`(() => {
      window.places = [];
      const input = document.querySelector('#player input');
      const { set, get } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
      Object.defineProperty(input, 'value', { get, set(to) { places.push(to); set.call(this, to); } });
    })()`);
    await press(page, 'Play');
    await page.waitForTimeout(1800);
    await press(page, 'Pause');
    const places = (await page.evaluate('window.places')) as string[];
    expect(places.length).toBeGreaterThanOrEqual(1);
    expect(places.length).toBeLessThanOrEqual(5);
    await page.close();
  });

  it('is worked by keys alone', async () => {
    const page = await open();
    const focused = () =>
      page.evaluate(
        "document.activeElement.textContent || document.activeElement.getAttribute('aria-label') || document.activeElement.tagName",
      );
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('A narrow valley');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('.lesson').textContent()).toContain('20 times as steep');
    for (let i = 0; i < 7; i++) await page.keyboard.press('Tab');
    expect(await focused()).toBe('Reset');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Tab');
    expect(await focused()).toBe('Forward');
    await page.keyboard.press('Space');
    expect(await page.locator('#player .said').textContent()).toMatch(
      /^Step 2: Adam at x -3\.6, y 1\.101; SGD at /,
    );
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await time(page).inputValue()).toBe('4');
    expect(await time(page).getAttribute('aria-valuetext')).toBe('4 of 200');
    await page.keyboard.press('End');
    expect(await time(page).inputValue()).toBe('200');
    // A radio that is chosen by keys keeps the focus, though all below it changes.
    await page.locator('#lines input[value="1"]').focus();
    await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate('document.activeElement.value')).toBe('0');
    expect(await page.locator('#lines li').nth(1).textContent()).toContain('∂f/∂x');
    await page.close();
  });

  const colours = ['light', 'dark'] as const;
  it.each(colours.flatMap((scheme) => [400, 1440].map((width) => [scheme, width] as const)))(
    'has nothing that axe-core finds, and nothing that goes over its edge: %s, %d px',
    async (colorScheme, width) => {
      const page = await open({ colorScheme, viewport: { width, height: 900 } });
      for (const title of ['Why there is', 'Reddi', 'A moving target']) {
        await lesson(page, title);
        await goTo(page, 100);
        for (const summary of await page.locator('summary').all())
          if (!(await summary.evaluate('summary => summary.parentElement.open'))) await summary.click();
        if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source);
        const found = (await page.evaluate(
          `axe.run().then(({ violations, passes }) => ({ passes: passes.length, violations: violations.map(({ id, nodes }) => [id, nodes[0].html]) }))`,
        )) as { passes: number; violations: unknown[] };
        expect(found.violations).toEqual([]);
        expect(found.passes).toBeGreaterThan(20);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      }
      expect(pages.said).toEqual([]);
      await page.close();
    },
  );

  it('draws the paths and what moves over them', async () => {
    const page = await open();
    const picture = (i: number) =>
      page.evaluate(`document.querySelectorAll('#paths canvas')[${i}].toDataURL()`);
    const [base, moving] = [await picture(0), await picture(1)];
    await goTo(page, 60);
    expect(await picture(1)).not.toBe(moving);
    expect(await picture(0)).toBe(base); // what stands still is not drawn anew
    await lesson(page, 'Past a saddle');
    expect(await picture(0)).not.toBe(base);
    await page.close();
  });

  it('has room for a learning rate of many digits', async () => {
    const given = ['--function', 'quadratic', '--optimizer', 'sgd', '--lr', '12345678901'];
    await runCommand(folder.path, ['explain', '--page', '--output', 'large.html', ...given]);
    for (const width of [320, 1000]) {
      const page = await open({ viewport: { width, height: 900 } }, 'large.html');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await page.close();
    }
  });

  it('begins with what the command was given', async () => {
    const given = ['--function', 'beale', '--optimizer', 'sgd,adamw', '--lr', '0.003,0.3', '--beta2', '0.97'];
    await runCommand(folder.path, ['explain', '--page', ...given, '--steps', '70', '--output', 'given.html']);
    const page = await open({}, 'given.html');
    // In the page's order, which is that of the contenders.
    expect(await chosenCommands(page)).toEqual([
      'adam-train explain --function beale --optimizer adamw,sgd --lr 0.3,0.003 --beta2 0.97 --steps 70',
    ]);
    expect(await page.locator('#lines h2').textContent()).toBe('Step 1 of AdamW, line by line');
    expect(readFileSync(join(folder.path, 'given.html'), 'utf8')).not.toContain(folder.path);
    await page.close();
  });
});
