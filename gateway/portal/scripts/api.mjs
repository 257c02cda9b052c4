// Writes the services' OpenAPI documents by running their built programs (no database, no broker), and the client's types
// from them. A changed API changes the types, and tsc finds what does not fit any more.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const portal = dirname(dirname(fileURLToPath(import.meta.url)));
const root = join(portal, '..', '..');
const services = { registry: 'services/Registry', loan: 'services/Loan', riskpool: 'services/RiskPool', gateway: 'gateway' };
const assemblies = { registry: 'Registry', loan: 'Loan', riskpool: 'RiskPool', gateway: 'Gateway' };

mkdirSync(join(portal, 'openapi'), { recursive: true });
mkdirSync(join(portal, 'src/api'), { recursive: true });
for (const [service, folder] of Object.entries(services)) {
  const program = join(root, folder, 'bin/Release/net10.0', `TalentFinance.${assemblies[service]}.dll`);
  if (!existsSync(program)) throw new Error(`${folder} is not built: dotnet build ${folder} -c Release`);
  const document = join(portal, 'openapi', `${service}.json`);
  execFileSync('dotnet', [program, '--openapi', document], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 60_000 });
  const ast = await openapiTS(JSON.parse(readFileSync(document, 'utf8')), { alphabetize: true, defaultNonNullable: false });
  const types = join(portal, 'src/api', `${service}.d.ts`);
  const text = `// Made by scripts/api.mjs from the ${service} service's API document.\n${astToString(ast)}`;
  // Written only when changed, so that a running dev server does not reload for nothing.
  if (!existsSync(types) || readFileSync(types, 'utf8') !== text) writeFileSync(types, text);
}
