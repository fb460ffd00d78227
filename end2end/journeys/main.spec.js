// The main job, end to end: goals, a real plan, links, finished work that moves numbers here, in another
// browser and after a time offline, and the same number on a stranger's page.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join as path } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../fixtures/test.js';
import { command } from '../fixtures/server.js';
import { mspdi } from '../fixtures/plan.js';
import {
  addObjective, addTasks, checkIn, chip, importPlan, invite, join, kept, main, numbers, saved, signUp,
} from '../fixtures/hand.js';

const GOALS = [
  ['Customers reach value sooner', ['Days from contract to live', 'Days of onboarding', 'Active users in week one', 'Live within thirty days']],
  ['Customers stay', ['Tickets a month', 'Old escalations', 'Solved by self-service', 'Renewals in time']],
  ['We deliver what we promise', ['Projects on time', 'Scope changes', 'Audit findings', 'Cost a tenant']],
];

const xml = (name, text) => ({ name, mimeType: 'text/xml', buffer: Buffer.from(text) });

/** The largest plan of the corpus, where one lies beside the repository. */
function largest() {
  const folder = fileURLToPath(new URL('../../../shared/corpus/msproject', import.meta.url));
  if (!existsSync(folder)) return null;
  const plans = readdirSync(folder).filter((name) => name.endsWith('.xml')).map((name) => path(folder, name));
  return plans.sort((a, b) => statSync(b).size - statSync(a).size)[0] ?? null;
}

async function link(page, keyResult, ...projects) {
  await page.goto(keyResult);
  await page.getByRole('heading', { level: 1, name: GOALS[0][1][0] }).waitFor();
  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog');
  for (const name of projects) {
    await dialog.getByRole('textbox', { name: 'Search' }).fill(name);
    await dialog.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
  }
  await dialog.getByRole('button', { name: `Link ${projects.length}` }).click();
  await expect(dialog).toHaveCount(0);
}

/** Every row of the server's database, as the export writes it. */
async function rows(server) {
  const { code, out } = await command('export', path(server.folder, 'rows.jsonl'), '--db', server.db);
  expect(code, out).toBe(0);
  const { readFile, rm } = await import('node:fs/promises');
  const text = await readFile(path(server.folder, 'rows.jsonl'), 'utf8');
  await rm(path(server.folder, 'rows.jsonl'));
  return text;
}

test('goals, plans, links, work done, two browsers, offline, and a picture elsewhere', async ({ page, server, browser }) => {
  test.setTimeout(240_000);
  await signUp(page, server.url);

  await test.step('three Objectives with four Key Results each', async () => {
    await main(page).getByRole('link', { name: 'OKRs' }).click();
    for (const [at, [title, keyResults]] of GOALS.entries()) {
      const name = at === 0 ? 'Add the first Objective' : 'Objective';
      await page.getByRole('main').getByRole('button', { name, exact: true }).click();
      await addObjective(page, title, keyResults.map((it) => ({ title: it, from: 40, to: 20 })));
    }
    const table = page.getByRole('table');
    for (const [title, keyResults] of GOALS) {
      for (const name of [title, ...keyResults]) await expect(table.getByRole('link', { name })).toBeVisible();
    }
  });
  const of = (name) => page.getByRole('table').getByRole('link', { name }).getAttribute('href');
  const keyResult = server.url + await of(GOALS[0][1][0]);
  const objective = server.url + await of(GOALS[0][0]);

  await test.step('two plans come in, one of 2,440 tasks', async () => {
    await importPlan(page, xml('large.xml', mspdi(2440, 'Large plan')));
    await importPlan(page, xml('small.xml', mspdi(4, 'Small plan')));
    const corpus = largest();
    if (corpus) await importPlan(page, corpus);
    else test.info().annotations.push({ type: 'note', description: 'no corpus beside the repository' });
    await saved(page, 60_000);
  });

  await test.step('two projects are linked, a value is measured', async () => {
    await link(page, keyResult, 'Large plan', 'Small plan');
    await checkIn(page, 36, 0.7);
    await expect.poll(() => numbers(page)).toEqual({ outcome: '20 %', work: '0 %' });
    await saved(page);
  });

  const other = await browser.newContext();
  const guest = await other.newPage();
  const second = await other.newPage();
  await test.step('a second person comes in by a link', async () => {
    await join(guest, await invite(page));
    await guest.goto(keyResult);
    await expect.poll(() => numbers(guest)).toEqual({ outcome: '20 %', work: '0 %' });
    await second.goto(objective);
    await expect.poll(async () => (await numbers(second)).work).toBe('0 %');
  });

  await test.step('a task becomes Done; both numbers of work move there within two seconds', async () => {
    await page.goto(`${server.url}/projects`);
    await page.getByRole('link', { name: 'Small plan' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Small plan' })).toBeVisible();
    await page.getByRole('checkbox', { name: 'Done: Task 1', exact: true }).click();
    const began = Date.now();
    await Promise.all([
      expect(guest.getByRole('region', { name: 'Where it stands' })).toContainText('13 %', { timeout: 2_000 }),
      expect.poll(async () => (await numbers(second)).work, { timeout: 2_000, intervals: [20] }).not.toBe('0 %'),
    ]);
    test.info().annotations.push({ type: 'figure', description: `seen elsewhere after ${Date.now() - began} ms` });
  });

  await test.step('offline: ten edits in two tabs, a reload, and all ten on the server once', async () => {
    const context = page.context();
    const tab = await context.newPage();
    const project = page.url();
    await tab.goto(project);
    await tab.getByRole('textbox', { name: 'Add a task' }).waitFor();
    await Promise.all([kept(page), kept(tab)]);
    await context.setOffline(true);
    await server.kill();
    const names = (letter) => [1, 2, 3, 4, 5].map((n) => `Offline ${letter}${n}`);
    await addTasks(page, names('A'));
    await addTasks(tab, names('B'));
    await expect(chip(page)).toHaveText('Offline, 10 on this device', { timeout: 20_000 });
    await Promise.all([page.reload(), tab.reload()]);
    for (const here of [page, tab]) {
      for (const name of [...names('A'), ...names('B')]) {
        await expect(here.getByRole('button', { name, exact: true })).toBeVisible();
      }
      await expect(chip(here)).toHaveText('Offline, 10 on this device');
    }
    await server.run();
    await context.setOffline(false);
    await saved(page, 60_000);
    const all = await rows(server);
    for (const name of [...names('A'), ...names('B')]) {
      expect(all.split(`"${name}"`).length - 1, name).toBe(1);
    }
    await guest.goto(project);
    for (const name of [...names('A'), ...names('B')]) {
      await expect(guest.getByRole('button', { name, exact: true })).toHaveCount(1);
    }
    await tab.close();
  });

  await test.step('the picture elsewhere says the same', async () => {
    await page.goto(keyResult);
    const here = await expect.poll(() => numbers(page)).not.toEqual({}).then(() => numbers(page));
    await main(page).getByRole('link', { name: 'Share' }).click();
    await page.getByLabel('What is shown?').selectOption({ label: GOALS[0][1][0] });
    await page.getByRole('button', { name: 'Make a token' }).click();
    const src = await page.getByRole('img', { name: 'As it will look' }).getAttribute('src');
    const answer = await fetch(src);
    expect(answer.headers.get('content-type')).toContain('image/svg+xml');
    const svg = await answer.text();
    expect(svg).toContain(here.outcome);
    expect(svg).toContain(here.work);
    const json = await (await fetch(src.replace(/\.svg$/, '.json'))).json();
    expect({ outcome: json.outcome.text, work: json.work.text }).toEqual(here);
  });
  await other.close();
});
