// The assessment: without an account, by keyboard alone, offline; kept, compared; inside, the facts answer.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures/test.js';
import { enterDemo, kept, main } from '../fixtures/hand.js';

const axe = async (page) => {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
  expect(violations.map((it) => `${it.id}: ${it.nodes[0].html}`)).toEqual([]);
};

/** Answers all questions by their numbers. */
async function answer(page, steps) {
  for (let at = 0; at < 18; at += 1) {
    await expect(page.getByText(`Question ${at + 1} of 18`)).toBeVisible();
    await page.keyboard.press(String(steps(at)));
  }
}

test('without an account and without a network, by keyboard alone, and nothing is sent', async ({ page, context, demo }) => {
  await page.goto(`${demo.url}/assessment`);
  await expect(page.getByRole('heading', { name: 'How mature is your project office?' })).toBeVisible();
  await axe(page);
  await kept(page);
  await context.setOffline(true);
  await page.reload();
  const sent = [];
  page.on('request', (it) => { if (it.method() !== 'GET') sent.push(`${it.method()} ${it.url()}`); });
  const begin = page.getByRole('button', { name: 'Begin' });
  await begin.focus();
  await page.keyboard.press('Enter');
  await answer(page, (at) => (at === 16 ? 1 : 3));
  await expect(page.getByRole('heading', { name: 'Level 2: Repeatable' })).toBeVisible();
  await expect(page.getByText('new requests are not asked which Key Result they serve')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Linking goals to projects: pilot' })).toBeVisible();
  await expect(page.locator('.assessment-next > li').first()).toContainText('It is asked of larger requests');
  expect(sent).toEqual([]);
  // What was answered is there after a reload, and is kept as a file to compare with.
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Level 2: Repeatable' })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the result' }).click();
  const path = await (await download).path();
  expect(JSON.parse(await readFile(path, 'utf8')).answers.serves).toBe(1);
  await page.getByRole('button', { name: 'Go through' }).click();
  await answer(page, () => 3);
  await expect(page.getByRole('heading', { name: 'Level 4: Managed' })).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Compare with an earlier result' }).click();
  await (await chooser).setFiles(path);
  await expect(page.getByText('level 2 then, level 4 now')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Before' })).toBeVisible();
  const other = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Compare with an earlier result' }).click();
  await (await other).setFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{"answers":1}') });
  await expect(page.getByText('This file is no result of an assessment.')).toBeVisible();
});

for (const colorScheme of ['light', 'dark']) {
  test(`inside a workspace the facts answer, ${colorScheme}`, async ({ page, demo }) => {
    await page.emulateMedia({ colorScheme });
    await enterDemo(page, demo.url);
    await main(page).getByRole('link', { name: 'Assessment' }).click();
    await page.getByRole('button', { name: 'Let this workspace answer 5 questions' }).click();
    await expect(page.getByText('Question 1 of 18')).toBeVisible();
    await axe(page);
    await page.getByRole('button', { name: 'Question 18', exact: true }).click();
    await expect(page.getByText(/This workspace says step \d: \d+ of \d+ running Key Results/)).toBeVisible();
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(1);
    await page.getByRole('button', { name: 'Question 1', exact: true }).click();
    await answer(page, () => 2);
    await expect(page.getByRole('heading', { name: 'What this workspace says' })).toBeVisible();
    await axe(page);
  });
}
