// Calendars in Settings and what they do to dates; a task's sheet: dates, constraint, ties, why.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures/test.js';
import { enterDemo } from '../fixtures/hand.js';

const axe = async (page) => {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
  expect(violations.map((it) => `${it.id}: ${it.nodes[0]?.html}`)).toEqual([]);
};

test.beforeEach(async ({ page, demo }) => {
  await enterDemo(page, demo.url);
});

/** The sheet of a task on the path of the first Key Result. */
async function openSheet(page, demo, title) {
  await page.goto(`${demo.url}/okrs`);
  await page.getByRole('link', { name: /median time from contract to go-live/ }).click();
  await page.getByRole('region', { name: /The path/ }).getByRole('link', { name: title }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('heading', { name: title })).toBeVisible();
  return sheet;
}

test('a calendar is edited: hours, a closed day, a refusal as a sentence', async ({ page, demo }) => {
  await page.goto(`${demo.url}/settings`);
  await page.getByRole('button', { name: 'Edit calendar Halden' }).click();
  const editor = page.getByRole('region', { name: 'Halden' });
  await expect(editor.getByText('Closed between the years')).toBeVisible();
  const friday = editor.getByLabel('Hours on Friday');
  await friday.fill('nine to five');
  await friday.press('Tab');
  await expect(editor.getByRole('alert')).toContainText('is no working time. Write 08:00-12:00');
  await friday.fill('8-12');
  await friday.press('Tab');
  await expect(friday).toHaveValue('08:00–12:00');
  await expect(editor.getByText('is no working time')).toHaveCount(0);
  await editor.getByLabel('Which days of it').selectOption({ label: 'On a weekday of a month of the year' });
  await editor.getByLabel('Name', { exact: true }).first().fill('Summer fair');
  await editor.getByLabel('First day').first().fill('2026-01-01');
  await editor.getByLabel('Last day').first().fill('2030-12-31');
  await editor.getByLabel('Which', { exact: true }).selectOption('last');
  await editor.getByLabel('Day', { exact: true }).selectOption('Friday');
  await editor.getByLabel('Month').selectOption('July');
  await editor.getByRole('button', { name: 'Add days' }).click();
  await expect(editor.getByText('every last Friday of July: closed')).toBeVisible();
  await axe(page);
});

test('a start that is typed is "no earlier than", and the sheet says why', async ({ page, demo }) => {
  const sheet = await openSheet(page, demo, 'Fix data mapping defects');
  await expect(sheet.getByText(/It starts after “Data migration dry run” finishes/)).toBeVisible();
  await expect(sheet.getByText('runs on the calendar “Halden”')).toBeVisible();
  const start = sheet.getByLabel('Start', { exact: true });
  const later = new Date(Date.parse(await start.inputValue()) + 14 * 86_400_000).toISOString().slice(0, 10);
  await start.fill(later);
  await start.press('Tab');
  await expect(sheet.getByLabel('Constraint')).toHaveValue('start_no_earlier_than');
  await expect(sheet.getByText(/It is held to: start no earlier than/)).toBeVisible();
  await sheet.getByLabel('Duration').fill('soon');
  await sheet.getByLabel('Duration').press('Tab');
  await expect(sheet.getByRole('alert').first()).toContainText('“soon” is no length of time');
  await axe(page);
});

test('a tie gets a type and a lag; a circle is refused naming its tasks', async ({ page, demo }) => {
  const sheet = await openSheet(page, demo, 'Data migration dry run');
  const lag = sheet.getByLabel('Lag of the tie to Build import templates');
  await lag.fill('1ed');
  await lag.press('Tab');
  await expect(lag).toHaveValue('1 ed');
  await sheet.getByLabel('How it is tied to Build import templates').selectOption({ label: 'SS, start to start' });
  await sheet.getByLabel('Another task that it waits for', { exact: true }).fill('Cut over customer data');
  await sheet.getByRole('button', { name: 'Add another task that it waits for' }).click();
  const told = sheet.getByRole('alert').filter({ hasText: 'Cut over customer data' });
  await expect(told).toContainText('Fix data mapping defects');
});

test('a Key Result shows the path that decides it, on a phone too', async ({ page, demo }) => {
  await page.goto(`${demo.url}/okrs`);
  await page.getByRole('link', { name: /median time from contract to go-live/ }).click();
  const path = page.getByRole('region', { name: /The path/ });
  await expect(path.getByText(/Data migration dry run slipping \d+ days moves Go-live/)).toBeVisible();
  await expect(path.getByRole('listitem').last()).toContainText('Go-live');
  await axe(page);
  for (const address of [page.url(), `${demo.url}/settings`]) {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(address);
    if (address.endsWith('settings')) await page.getByRole('button', { name: 'Edit calendar Halden' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over, address).toBeLessThanOrEqual(0);
    await axe(page);
  }
});
