import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusalsZh, tellRefusal } from './refusals';

const root = join(process.cwd(), '..', '..');

function* sources(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    if (['bin', 'obj', 'node_modules', 'portal', 'Migrations'].includes(name)) continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* sources(path);
    else if (name.endsWith('.cs')) yield readFileSync(path, 'utf8');
  }
}

/** Every code that a service can answer with, as it is written in the code. */
function codes(): Set<string> {
  const found = new Set<string>();
  const patterns = [
    /Refusal\.Rule\(\s*"([a-z0-9-]*[a-z0-9])"/g,
    /Refusal\.Rule\([^"]{1,60}\?\s*"([a-z0-9-]*[a-z0-9])"/g,
    /Refusal\.Rule\([^"]{1,60}\?\s*"[a-z0-9-]+"\s*:\s*"([a-z0-9-]*[a-z0-9])"/g,
    /RefusalKind\.\w+,\s*"([a-z0-9-]*[a-z0-9])"/g,
    /\bDenied\(\s*"([a-z0-9-]*[a-z0-9])"/g,
    /\bOf\((?:\d{3}|StatusCodes\.\w+),\s*"([a-z0-9-]*[a-z0-9])"/g,
    /\bCheck\("([a-z]+-[a-z]+)",\s*"the /g,
  ];
  for (const folder of ['contracts', 'services', 'gateway'])
    for (const text of sources(join(root, folder)))
      for (const pattern of patterns) for (const match of text.matchAll(pattern)) if (match[1]) found.add(match[1]);
  return found;
}

test('every refusal that a service can give has its Chinese text', () => {
  const all = [...codes()];
  expect(all.length).toBeGreaterThan(80);
  expect(all.filter((code) => !(code in refusalsZh)).sort()).toEqual([]);
});

test('figures of a refusal are taken over', () => {
  const refusal = {
    kind: 'Rule' as const,
    code: 'cap-firm',
    text: 'the firm would have 12000000.00 yuan outstanding, at most 10000000.00 may be',
    source: 'domain.md §10 caps',
    remedy: 'at most 3000000.00 yuan more is possible now',
  };
  expect(tellRefusal(refusal, 'zh')).toEqual({
    text: '企业在保余额将达 1,200 万元，上限为 1,000 万元，超过上限',
    source: '业务规则 §10',
    remedy: '目前最多还可申请 300 万元，或先还款',
    field: '',
  });
  expect(tellRefusal({ ...refusal, remedy: 'repay first' }, 'zh').remedy).toBe('先还款');
});
