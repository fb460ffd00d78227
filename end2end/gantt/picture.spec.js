// The chart as a picture: files to save, pages to print.
import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures/test.js';
import { enterDemo } from '../fixtures/hand.js';

test.beforeEach(async ({ page, demo }) => {
  await page.addInitScript(() => {
    window.print = () => {
      window.printed = [...document.querySelectorAll('.print-pages svg')].map((it) => it.outerHTML);
    };
  });
  await enterDemo(page, demo.url);
  await page.goto(`${demo.url}/projects`);
  await page.getByRole('main').getByRole('link', { name: 'Onboarding revamp' }).click();
  await page.getByRole('link', { name: 'Gantt' }).click();
  await expect(page.getByRole('rowheader', { name: 'Data migration dry run' })).toBeVisible();
});

const choose = async (page, words) => {
  await page.getByRole('button', { name: 'Print or save the chart' }).click();
  await page.getByRole('menuitem', { name: words }).click();
};

test('the whole chart is saved as SVG that stands by itself', async ({ page }) => {
  const download = page.waitForEvent('download');
  await choose(page, 'Save as SVG');
  const file = await download;
  expect(file.suggestedFilename()).toBe('Tasks of Onboarding revamp in time.svg');
  const svg = await readFile(await file.path(), 'utf8');
  expect(svg).toContain('Data migration dry run');
  expect(svg).toContain('Go-live');
  const broken = await page.evaluate((svg) => {
    const read = new DOMParser().parseFromString(svg, 'image/svg+xml');
    return read.querySelector('parsererror')?.textContent ?? null;
  }, svg);
  expect(broken).toBeNull();
});

test('as PNG it is twice as large as on the screen', async ({ page }) => {
  const download = page.waitForEvent('download');
  await choose(page, 'Save as PNG');
  const bytes = await readFile(await (await download).path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.readUInt32BE(16)).toBeGreaterThan(2_000);
  await expect(page.getByText(/^Saved as .*\.png/).first()).toBeVisible();
});

test('on paper there are pages with all rows and nothing else', async ({ page }) => {
  await choose(page, 'Print');
  const pages = await page.evaluate(() => window.printed);
  expect(pages.length).toBeGreaterThan(0);
  expect(pages.join('')).toContain('Pilot with five customers');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.print-page').first()).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('.print-page').first()).toBeHidden();
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.locator('.print-page')).toHaveCount(0);
});
