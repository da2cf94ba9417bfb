import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostilePage } from './page-fixture.ts';

const executablePath = process.env.BULKHEAD_CHROMIUM ?? '/usr/bin/chromium';
// Only in the long runs: a browser takes seconds to start.
const isAsked = process.env.BULKHEAD_LONG === '1' && existsSync(executablePath);

describe.skipIf(!isAsked)(
  'the page in Chromium',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'page-'));
    const file = join(folder, 'report.html');
    let browser: Browser;

    beforeAll(async () => {
      writeFileSync(file, hostilePage());
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    }, 60_000);

    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true });
    });

    async function opened(options: Parameters<Browser['newPage']>[0] = {}) {
      const page: Page = await browser.newPage(options);
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(error.message));
      page.on('request', (request) => {
        if (request.url() !== pathToFileURL(file).href) said.push(request.url());
      });
      await page.goto(pathToFileURL(file).href);
      return { page, said };
    }

    it('opens from disk, asks for nothing, complains of nothing and runs nothing that was recorded', async () => {
      const { page, said } = await opened();
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.mouse.move(200, 400);
      expect(await page.evaluate('window.owned')).toBeUndefined();
      expect(
        await page.locator('img, iframe, svg[onload], [onmouseover], [onfocus], [onerror]').count(),
      ).toBe(0);
      expect(said).toEqual([]);
    });

    it('is searched and sorted with the keyboard', async () => {
      const { page } = await opened();
      const seen = page.locator('#calls > tbody > tr:visible');
      expect(await seen.count()).toBe(15);
      await page.locator('input[name=words]').focus();
      await page.keyboard.type('docs/globex');
      expect(await seen.count()).toBe(1);
      expect(await page.locator('#found').textContent()).toBe('1 of 15 shown');
      await page.locator('input[name=words]').fill('');
      const sort = page.locator('#calls thead button').first();
      await sort.focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      expect(await page.locator('#calls thead th').first().getAttribute('aria-sort')).toBe('descending');
      expect(await page.locator('#calls > tbody > tr > th').first().textContent()).toBe('15');
    });

    it('shows where the focus is, and leads past the contents', async () => {
      const { page } = await opened();
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.className')).toBe('skip');
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    });

    it('is dark where that is preferred', async () => {
      const ground = 'getComputedStyle(document.body).backgroundColor';
      const light = await (await opened({ colorScheme: 'light' })).page.evaluate(ground);
      const dark = await (await opened({ colorScheme: 'dark' })).page.evaluate(ground);
      expect([light, dark]).toEqual(['rgb(251, 250, 248)', 'rgb(20, 23, 27)']);
    });

    it.for([360, 768, 1280])('is no wider than a window of %i', async (width) => {
      const { page } = await opened({ viewport: { width, height: 800 } });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    });

    it('is whole without script', async () => {
      const { page } = await opened({ javaScriptEnabled: false });
      expect(await page.locator('#calls > tbody > tr:visible').count()).toBe(15);
      expect(await page.locator('#find').isVisible()).toBe(false);
    });
  },
  120_000,
);
