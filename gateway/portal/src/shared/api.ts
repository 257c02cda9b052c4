import createClient from 'openapi-fetch';
import type { components as GatewayParts, paths as GatewayPaths } from '../api/gateway';
import type { components as LoanParts, paths as LoanPaths } from '../api/loan';
import type { components as RegistryParts, paths as RegistryPaths } from '../api/registry';
import type { components as RiskPoolParts, paths as RiskPoolPaths } from '../api/riskpool';
import { askToSignIn } from './expiry';
import { networkProblem, problemOf } from './problem';

/** The services' types, by their names in the API documents: `Loan['OfferView']`. */
export type Registry = RegistryParts['schemas'];
export type Loan = LoanParts['schemas'];
export type RiskPool = RiskPoolParts['schemas'];
export type Gateway = GatewayParts['schemas'];

/** The header of a write. `useAction` makes it; it stays the same while one intent is repeated. */
export interface IntentKey {
  'Idempotency-Key': string;
}

const SESSION = '/api/registry/session';

/** A 401 in mid-work asks to sign in over the page, then sends the same request again; so nothing typed is lost. */
async function patientFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await send(request);
  if (response.status !== 401 || new URL(request.url).pathname === SESSION) return response;
  // A wrong password is a 401 too, and no reason to ask for it over the page.
  if ((await problemOf(response.clone())).code !== 'not-signed-in') return response;
  return (await askToSignIn()) ? send(again) : response;
}

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw networkProblem();
  }
}

/** The one client for every service: `api.GET('/api/loan/offers/{offerId}', { params: { path: { offerId } } })`. */
export const api = createClient<RegistryPaths & LoanPaths & RiskPoolPaths & GatewayPaths>({
  fetch: patientFetch,
  baseUrl: location.origin,
});

api.use({
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
  },
});

/** The data of an answer; a refusal is thrown as `Problem` before this. `ask(api.GET(...))` */
export async function ask<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

/** A new random key; randomUUID exists on https and localhost only. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
