// Pictures of a plan of 500 tasks at three zooms, light and dark: `node plan-screens.mjs [folder] [tasks or a plan.xml]`.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { enterDemo, importPlan } from './fixtures/hand.js';
import { programme } from './fixtures/programme.js';
import { Server } from './fixtures/server.js';

const folder = process.argv[2] ?? tmpdir();
const given = process.argv[3] ?? '500';
const tasks = Number(given) || 0;
await mkdir(folder, { recursive: true });
const file = tasks ? join(folder, 'plan.xml') : given;
if (tasks) await writeFile(file, programme(tasks));
const server = await Server.start({ demo: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'],
});
let href;
for (const colorScheme of ['light', 'dark']) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme, locale: 'en-GB' });
  const page = await context.newPage();
  await enterDemo(page, server.url);
  href ??= await importPlan(page, file);
  await page.goto(`${server.url}${href}?view=gantt`);
  await page.getByRole('treegrid').waitFor();
  // The scheduler takes over, as after moving in; then a row whose work is under way leads the view.
  if (colorScheme === 'light') {
    await page.getByRole('button', { name: /^Actions for/ }).first().click();
    const reschedule = page.getByRole('menuitem', { name: /Reschedule/ });
    if (await reschedule.count()) {
      await reschedule.click();
      await page.getByRole('dialog').getByRole('button', { name: 'Reschedule', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.locator('.toast').getByRole('button').last().click();
    } else {
      await page.keyboard.press('Escape');
    }
  }
  for (const zoom of ['Day', 'Week', 'Month']) {
    await page.getByRole('button', { name: zoom, exact: true }).click();
    await page.getByRole('button', { name: 'Today' }).click();
    await page.locator('.gantt-scroll').evaluate((it) => { it.scrollTop = 31 * 30; });
    await page.locator('.gantt-bar-task').first().waitFor();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const path = join(folder, `plan-${tasks || 'given'}-${zoom.toLowerCase()}-${colorScheme}.png`);
    await page.screenshot({ path });
    console.log(path);
  }
  if (colorScheme === 'light') {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Print or save the chart' }).click();
    await page.getByRole('menuitem', { name: 'Save as PNG' }).click();
    const saved = join(folder, `plan-${tasks || 'given'}.png`);
    await writeFile(saved, await readFile(await (await download).path()));
    console.log(saved);
  }
  await context.close();
}
await browser.close();
await server.stop();
