// What an import leaves: its report, who is who, what scheduling would move; and whole workspaces.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures/test.js';
import { enterDemo, kept, main, saved, signUp } from '../fixtures/hand.js';
import { Server } from '../fixtures/server.js';

const task = (uid, name, start, finish, hours, more = '') => `<Task><UID>${uid}</UID><ID>${uid}</ID><Name>${name}</Name>
<OutlineLevel>1</OutlineLevel><Start>${start}T08:00:00</Start><Finish>${finish}T17:00:00</Finish>
<Duration>PT${hours}H0M0S</Duration><DurationFormat>7</DurationFormat>${more}</Task>`;
const resource = (uid, name, email) => `<Resource><UID>${uid}</UID><ID>${uid}</ID><Name>${name}</Name><Type>1</Type>
<EmailAddress>${email}</EmailAddress></Resource>`;
const annex = `<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project">
<Name>Annex</Name><Title>Annex</Title><StartDate>2026-11-02T08:00:00</StartDate><Tasks>
${task(1, 'Survey', '2026-11-02', '2026-11-04', 24, '<Hyperlink>plan</Hyperlink>')}
${task(2, 'Build', '2026-11-03', '2026-11-04', 16, `<Frobnicate>7</Frobnicate>
<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink>`)}
</Tasks><Resources>${resource(1, 'Ana Ruiz', '')}${resource(2, 'Karl Neumann', 'karl@example.org')}</Resources>
<Assignments><Assignment><UID>1</UID><TaskUID>2</TaskUID><ResourceUID>2</ResourceUID><Units>1</Units></Assignment>
</Assignments></Project>`;

async function choose(page, file) {
  await main(page).getByRole('link', { name: 'Import' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles(file);
}
const plan = { name: 'Annex.xml', mimeType: 'text/xml', buffer: Buffer.from(annex) };

async function sound(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
  expect(violations.map((it) => `${it.id}: ${it.nodes[0].html}`)).toEqual([]);
}

test('who is who is chosen, what would move is said, and the report stays', async ({ page, demo }) => {
  await enterDemo(page, demo.url);
  await choose(page, plan);
  const would = page.getByText(/1 task would move\. The project would finish on/);
  await would.click();
  const moves = page.getByRole('region', { name: 'What would move' });
  await expect(moves.getByRole('row', { name: /Build/ })).toContainText('It starts after “Survey” finishes');
  const karl = page.getByRole('combobox', { name: 'Who Karl Neumann is' });
  await expect(karl).toHaveValue('');
  await karl.selectOption({ label: 'Ana Ruiz, ana.ruiz@halden.example' });
  await expect(page.getByRole('row', { name: /Karl Neumann/ })).toContainText('by hand');
  await expect(karl).toBeFocused();
  await sound(page);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('link', { name: 'Open the project' }).click();
  const open = page.url();
  await main(page).getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible();
  await expect(page.getByText('Karl Neumann')).toHaveCount(0);
  await page.goto(open);
  // Nothing moved: the dates are those of the file until somebody says so.
  await page.getByRole('button', { name: 'Actions for Annex' }).click();
  await page.getByRole('menuitem', { name: /Reschedule/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row', { name: /Build/ })).toContainText('3 Nov to 4 Nov');
  await expect(dialog.getByRole('row', { name: /Build/ })).toContainText('2 days later');
  await dialog.getByRole('button', { name: 'Reschedule', exact: true }).click();
  await saved(page);
  await page.reload();
  await page.getByRole('button', { name: 'Actions for Annex' }).click();
  await page.getByRole('menuitem', { name: 'Import report' }).click();
  await expect(page.getByRole('heading', { name: 'Import report' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Annex.xml' })).toBeVisible();
  await page.getByText('Kept, not understood here').last().click();
  await expect(page.getByRole('row', { name: /task: Hyperlink/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /task: Frobnicate/ })).toContainText('not part of the format');
  await sound(page);
});

test('a whole workspace is saved offline and brought into another one, once', async ({ page, demo, browser, context }) => {
  await enterDemo(page, demo.url);
  await choose(page, plan);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('link', { name: 'Open the project' }).waitFor();
  await saved(page);
  await kept(page);
  await context.setOffline(true);
  await main(page).getByRole('link', { name: 'Settings' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the whole workspace' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  await sound(page);
  await context.setOffline(false);
  const lines = text.trim().split('\n').map((it) => JSON.parse(it));
  expect(lines[0].format).toBe('throughline-archive');
  expect(lines.at(-1).end).toBe(lines.length - 2);

  const server = await Server.start();
  const other = await browser.newContext({ locale: 'en-GB' });
  try {
    const there = await other.newPage();
    await signUp(there, server.url);
    const archive = { name: 'Halden.jsonl', mimeType: 'application/x-ndjson', buffer: Buffer.from(text) };
    await choose(there, archive);
    await expect(there.getByText('is the archive of the workspace')).toBeVisible();
    await expect(there.getByRole('row', { name: /^Key Results/ })).toContainText('12');
    // What is confidential to a Circle stays so: only its members bring it in.
    const left = there.getByRole('group').filter({ hasText: 'cannot come in' });
    await expect(left.getByRole('listitem').first()).toContainText('You have to belong to a Circle');
    await sound(there);
    await there.getByRole('button', { name: 'Bring in' }).click();
    await there.getByRole('link', { name: 'Open the projects' }).click();
    await there.getByRole('link', { name: 'Annex' }).click();
    await there.getByRole('button', { name: 'Actions for Annex' }).click();
    await there.getByRole('menuitem', { name: 'Import report' }).click();
    await expect(there.getByRole('heading', { name: 'Annex.xml' })).toBeVisible();
    await saved(there, 60_000);
    await there.reload();
    await choose(there, archive);
    await expect(there.getByRole('button', { name: 'Bring in' })).toBeDisabled();
  } finally {
    await other.close();
    await server.stop();
  }
});
