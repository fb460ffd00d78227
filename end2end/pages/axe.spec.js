// Every page and what lies over it, against WCAG 2 A and AA, wide and narrow, light and dark.
import AxeBuilder from '@axe-core/playwright';
import { Server } from '../fixtures/server.js';
import { expect, test } from '../fixtures/test.js';
import { enterDemo } from '../fixtures/hand.js';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** What is wrong on the page now, a line each. */
async function faults(page) {
  // A colour that is still fading would be judged half way.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((it) => it.finished)));
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.target.join(' ')}: ${node.failureSummary.split('\n')[1]?.trim()}`));
}

for (const width of [1440, 390]) {
  for (const colorScheme of ['light', 'dark']) {
    test.describe(`${width} wide, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: width > 1000 ? 900 : 844 }, colorScheme });

      test('the pages of the demo', async ({ page, demo }) => {
        test.setTimeout(180_000);
        await enterDemo(page, demo.url);
        await page.goto(`${demo.url}/okrs`);
        const first = (part) => page.locator(`main a[href*="${part}"]`).first().getAttribute('href');
        const [goal, objective] = [await first('/key-result/'), await first('/objective/')];
        await page.goto(`${demo.url}/projects`);
        const project = await first('/projects/');
        const pages = [
          ['/'], ['/okrs'], [objective], [goal], ['/projects'], [project], ['/import'], ['/share'], ['/settings'],
          [goal, 'c'], [goal, 'e'], [goal, 'l'], ['/okrs', 'Control+k'], ['/okrs', '?'],
        ];
        for (const [path, key] of pages) {
          await page.goto(demo.url + path);
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          if (key) {
            // A key pressed before the page is there is lost: press again until it is heard.
            const dialog = page.getByRole('dialog');
            await expect(async () => {
              if (!(await dialog.isVisible())) await page.keyboard.press(key);
              await expect(dialog).toBeVisible({ timeout: 2_000 });
            }).toPass({ timeout: 20_000 });
          }
          expect.soft(await faults(page), `${path} ${key ?? ''}`).toEqual([]);
        }
      });
    });
  }
}

test('before anybody is signed in', async ({ page, browser }) => {
  const [empty, demo] = await Promise.all([Server.start(), Server.start({ demo: true })]);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.goto(empty.url);
    await page.getByRole('button', { name: 'Create workspace' }).waitFor();
    expect.soft(await faults(page), `welcome, ${colorScheme}`).toEqual([]);
    const other = await browser.newContext({ colorScheme });
    const visitor = await other.newPage();
    await visitor.goto(`${demo.url}/join/not-a-link`);
    await visitor.getByRole('heading', { level: 1 }).waitFor();
    expect.soft(await faults(visitor), `join, ${colorScheme}`).toEqual([]);
    await other.close();
  }
  await Promise.all([empty.stop(), demo.stop()]);
});
