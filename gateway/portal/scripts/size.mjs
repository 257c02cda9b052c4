// What a browser loads before the first page shows, compressed; fails above the budget (issue "The portal", Speed).
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const budgetKb = 400;
const built = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'wwwroot');
const page = readFileSync(join(built, 'index.html'), 'utf8');
const files = ['index.html', ...[...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css|svg))"/g)].map((match) => match[1])];
let total = 0;
for (const file of new Set(files)) {
  const size = gzipSync(readFileSync(join(built, file))).length;
  total += size;
  console.log(`${(size / 1024).toFixed(1).padStart(8)} KB  ${file}`);
}
console.log(`${(total / 1024).toFixed(1).padStart(8)} KB  initial load, of ${budgetKb} KB allowed`);
if (total > budgetKb * 1024) process.exit(1);
