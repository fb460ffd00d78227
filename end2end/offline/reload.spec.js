// Without a server: the app opens, edits stay across reloads, and go out when the server is back.
import { expect, test } from '../fixtures/test.js';
import { addTasks, chip, enterDemo, importPlan, kept, saved, signUp } from '../fixtures/hand.js';
import { mspdi } from '../fixtures/plan.js';

test('the server is gone: reload, edit, reload; then it is back', async ({ page, server }) => {
  await signUp(page, server.url);
  const buffer = Buffer.from(mspdi(3, 'Small plan'));
  const project = await importPlan(page, { name: 'small.xml', mimeType: 'text/xml', buffer });
  await saved(page);
  await kept(page);
  await page.goto(server.url + project);
  await server.kill();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Small plan' })).toBeVisible();
  await addTasks(page, ['First without a server', 'Second without a server']);
  await expect(chip(page)).toHaveText('Offline, 2 on this device', { timeout: 20_000 });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Second without a server', exact: true })).toBeVisible();
  await expect(chip(page)).toHaveText('Offline, 2 on this device');
  await server.run();
  await saved(page, 60_000);
  await page.reload();
  await expect(page.getByRole('button', { name: 'First without a server', exact: true })).toHaveCount(1);
});

test('an edit that cannot be accepted waits for a decision', async ({ page, demo, browser }) => {
  await enterDemo(page, demo.url);
  await page.goto(`${demo.url}/projects`);
  const link = page.getByRole('link', { name: 'Onboarding revamp' });
  const project = demo.url + await link.getAttribute('href');
  await link.click();
  await page.getByRole('textbox', { name: 'Add a task' }).waitFor();
  await saved(page);
  await kept(page);
  await page.context().setOffline(true);
  const context = await browser.newContext();
  const other = await context.newPage();
  await enterDemo(other, demo.url);
  await other.goto(project);
  await other.getByRole('button', { name: 'Actions for Onboarding revamp' }).click();
  await other.getByRole('menuitem', { name: 'Move to trash' }).click();
  await saved(other);
  await addTasks(page, ['Written too late']);
  await page.context().setOffline(false);
  const notice = page.getByRole('banner').getByRole('button', { name: '1 needs attention' });
  await expect(notice).toBeVisible({ timeout: 60_000 });
  await notice.click();
  const tray = page.getByRole('region', { name: 'One edit needs your attention' });
  await expect(tray).toContainText('Written too late');
  for (const name of ['Retry', 'Edit', 'Copy', 'Discard']) {
    await expect(tray.getByRole('button', { name })).toBeVisible();
  }
  await tray.getByRole('button', { name: 'Discard' }).click();
  await expect(tray).toHaveCount(0);
  await expect(notice).toHaveCount(0);
  await context.close();
});
