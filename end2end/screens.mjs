// Pictures of every page of the demo for people to look at: `node screens.mjs [folder]`.
// 1440 and 390 pixels wide, light and dark. Uses the server at THROUGHLINE_URL, or starts one.
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { Server } from './fixtures/server.js';

const folder = process.argv[2] ?? tmpdir();
await mkdir(folder, { recursive: true });
const own = process.env.THROUGHLINE_URL ? null : await Server.start({ demo: true });
const url = process.env.THROUGHLINE_URL ?? own.url;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'],
});
const failed = [];

/** The pages, by the name of their picture; `open` brings what lies over the page. */
async function pages(page) {
  await page.goto(`${url}/okrs`);
  await page.getByRole('table').waitFor();
  const goal = await page.locator('a[href*="/okrs/key-result/"]').first().getAttribute('href');
  const objective = await page.locator('a[href*="/okrs/objective/"]').first().getAttribute('href');
  await page.goto(`${url}/projects`);
  const projects = page.getByRole('region', { name: 'Projects' });
  const project = await projects.locator('a[href^="/projects/"]').first().getAttribute('href');
  return [
    ['home', '/'], ['okrs', '/okrs'], ['objective', objective], ['key-result', goal],
    ['projects', '/projects'], ['project', project], ['import', '/import'], ['share', '/share'],
    ['settings', '/settings'],
    ['check-in', goal, () => page.keyboard.press('c')],
    ['edit-key-result', goal, () => page.keyboard.press('e')],
    ['palette', '/okrs', () => page.keyboard.press('Control+k')],
    ['keys', '/okrs', () => page.keyboard.press('?')],
  ];
}

for (const width of [1440, 390]) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({
      viewport: { width, height: width > 1000 ? 900 : 844 }, colorScheme, locale: 'en-GB',
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => failed.push(`${page.url()}: ${error.message}`));
    page.on('console', (line) => { if (line.type() === 'error') failed.push(`${page.url()}: ${line.text()}`); });
    await enter(page);
    for (const [name, path, open] of await pages(page)) {
      try {
        await page.goto(url + path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        if (open) {
          await open();
          await page.getByRole('dialog').waitFor();
        }
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        const file = join(folder, `${name}-${width}-${colorScheme}.png`);
        await page.screenshot({ path: file, fullPage: !open });
        console.log(file);
      } catch (error) {
        failed.push(`${name} at ${width}, ${colorScheme}: ${error.message.split('\n')[0]}`);
      }
    }
    await context.close();
  }
}

/** A demo server signs every visitor in; the first run of another asks. */
async function enter(page) {
  await page.goto(url);
  const door = page.getByRole('button', { name: 'Enter the demo' });
  await door.or(page.getByRole('navigation', { name: 'Main' })).first().waitFor();
  if (await door.isVisible()) await door.click();
  await page.getByRole('navigation', { name: 'Main' }).first().waitFor();
}

await browser.close();
await own?.stop();
for (const line of new Set(failed)) console.error(line);
process.exitCode = failed.length ? 1 : 0;
