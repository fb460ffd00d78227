// A page of another origin shows a Key Result as an image, a frame and a component, until it is revoked.
import { createServer } from 'node:http';
import { expect, test } from '../fixtures/test.js';
import { enterDemo, main } from '../fixtures/hand.js';

test('both numbers, the status and the day, in three forms; gone after it is revoked', async ({ page, demo, browser }) => {
  await enterDemo(page, demo.url);
  await main(page).getByRole('link', { name: 'Share' }).click();
  await page.getByLabel('What is shown?').selectOption({ label: 'Reduce median time from contract to go-live' });
  await page.getByLabel('Name', { exact: true }).fill('Intranet front page');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const made = page.getByRole('region', { name: /is ready/ });
  await expect(made.getByRole('code')).toHaveCount(3);
  const snippets = await made.getByRole('code').allInnerTexts();
  const stranger = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    answer.end(`<!doctype html><html lang="en"><title>Elsewhere</title>${snippets.join('\n')}`);
  });
  await new Promise((ready) => stranger.listen(0, '127.0.0.1', ready));
  const context = await browser.newContext();
  try {
    const visitor = await context.newPage();
    await visitor.goto(`http://127.0.0.1:${stranger.address().port}/`);
    const image = visitor.getByRole('img', { name: 'Reduce median time' }).or(visitor.locator('body > img')).first();
    await expect.poll(() => image.evaluate((it) => it.complete && it.naturalWidth)).toBeGreaterThan(100);
    const svg = await image.getAttribute('src');
    const texts = [
      await (await fetch(svg)).text(),
      await visitor.frameLocator('iframe').locator('main').innerHTML(),
    ];
    const component = visitor.locator('throughline-progress');
    await expect(component).toContainText('20 %');
    texts.push(await component.evaluate((it) => (it.shadowRoot ?? it).textContent));
    for (const text of texts) {
      for (const part of ['20 %', '58 %', /at risk/i, /as of/i]) expect(text).toMatch(part);
    }
    await page.getByRole('button', { name: 'Revoke Intranet front page' }).click();
    await expect(page.getByRole('button', { name: 'Revoke Intranet front page' })).toHaveCount(0);
    for (const form of ['.svg', '.json', '']) {
      expect((await fetch(svg.replace(/\.svg$/, form))).status, form).toBe(404);
    }
  } finally {
    await context.close();
    stranger.close();
  }
});
