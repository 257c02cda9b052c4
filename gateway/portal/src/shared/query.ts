import { QueryClient, keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { newKey } from './api';
import type { IntentKey } from './api';
import { Problem, asProblem } from './problem';

/** The app's one cache. Reads are repeated when the network failed, never when the service decided. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 3 && error instanceof Problem && (error.status === 0 || error.status >= 502),
      staleTime: 10_000,
      gcTime: 10 * 60_000,
      throwOnError: false,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/**
 * Reads: `useData(['loan', 'offers', id], () => api.GET('/api/loan/offers/{offerId}', { params: { path: { offerId: id } } }))`.
 * Keys start with service and collection: `useLive` refreshes by them; `also` names further collections whose changes show in the answer.
 */
export function useData<T>(
  key: QueryKey,
  read: () => Promise<{ data?: T }>,
  options?: { enabled?: boolean; everySeconds?: number; also?: string[] },
) {
  return useQuery({
    queryKey: key,
    queryFn: async () => (await read()).data as T,
    enabled: options?.enabled ?? true,
    refetchInterval: options?.everySeconds ? options.everySeconds * 1000 : false,
    meta: { also: options?.also ?? [] },
  });
}

export interface PageOf<T> {
  items: T[];
  next?: string | null;
}

/** Where each list's pages begin, as far as they were turned. */
const beginnings = new Map<string, (string | undefined)[]>();

/**
 * Paged lists: `usePages(['loan', 'loans', filters], (cursor) => api.GET('/api/loan/loans', { params: { query: { cursor, limit: 100 } } }))`, into `<DataTable pages={...}>`.
 * One page is read, shown and kept fresh at a time, however long the list is. With `place` the page's number stays in the address under that name.
 */
export function usePages<T>(
  key: QueryKey,
  read: (cursor: string | undefined) => Promise<{ data?: PageOf<T> }>,
  options?: { enabled?: boolean; place?: string },
) {
  const name = JSON.stringify(key);
  const place = options?.place;
  const [params, setParams] = useSearchParams();
  const [own, setOwn] = useState({ name, at: 0 });
  const known = beginnings.get(name) ?? [undefined];
  const wanted = place ? Number(params.get(place) ?? 1) - 1 : own.name === name ? own.at : 0;
  const at = Math.max(0, Math.min(known.length - 1, Math.trunc(wanted) || 0));
  const cursor = known[at];
  const query = useQuery({
    queryKey: [...key, { cursor: cursor ?? '' }],
    queryFn: async () => (await read(cursor)).data as PageOf<T>,
    // The rows of the filters or the page before stay until the new ones are here.
    placeholderData: keepPreviousData,
    enabled: options?.enabled ?? true,
  });
  const isTurning = query.isPlaceholderData;
  const next = isTurning ? undefined : (query.data?.next ?? undefined);
  const turn = (to: number) => {
    if (!place) setOwn({ name, at: to });
    else
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (to > 0) after.set(place, String(to + 1));
          else after.delete(place);
          return after;
        },
        { replace: true },
      );
  };
  return {
    data: useMemo(() => query.data && { pages: [query.data] }, [query.data]),
    error: query.error,
    isLoading: query.isLoading,
    refetch: query.refetch,
    isTurning,
    page: at + 1,
    next: next
      ? () => {
          beginnings.set(name, [...known.slice(0, at + 1), next]);
          turn(at + 1);
        }
      : undefined,
    previous: at > 0 ? () => turn(at - 1) : undefined,
  };
}

/**
 * Writes: `const accept = useAction((id: string, header) => api.POST('/api/loan/offers/{offerId}/accept', { params: { path: { offerId: id }, header } }), { refresh: [['loan']] })`,
 * then `accept.mutate(id)`. The Idempotency-Key stays while the same input is repeated after a failure of the line, and is new otherwise.
 * The second click of a double click is nobody's intent: the same input again while it is on its way, or just after, is dropped.
 */
export function useAction<I, O>(
  write: (input: I, header: IntentKey) => Promise<{ data?: O }>,
  options?: { refresh?: QueryKey[]; onDone?: (output: O, input: I) => void },
) {
  const client = useQueryClient();
  const intent = useRef<{ input: string; key: string } | null>(null);
  const latest = useRef<{ input: string; isPending: boolean; doneAt: number }>(undefined);
  const action = useMutation<O, Problem, I>({
    mutationFn: async (input) => {
      const text = JSON.stringify({ input });
      if (intent.current?.input !== text) intent.current = { input: text, key: newKey() };
      try {
        const { data } = await write(input, { 'Idempotency-Key': intent.current.key });
        intent.current = null;
        return data as O;
      } catch (failure) {
        const problem = asProblem(failure);
        if (!problem.isPassing) intent.current = null;
        throw problem;
      }
    },
    onSettled: (_, failure, input) => {
      latest.current = failure ? undefined : { input: JSON.stringify({ input }), isPending: false, doneAt: Date.now() };
    },
    onSuccess: async (output, input) => {
      options?.onDone?.(output, input);
      await Promise.all((options?.refresh ?? []).map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
  const mutate: typeof action.mutate = (...given) => {
    const text = JSON.stringify({ input: given[0] });
    const { current } = latest;
    if (current?.input === text && (current.isPending || Date.now() - current.doneAt < doubleClickMs)) return;
    latest.current = { input: text, isPending: true, doneAt: 0 };
    action.mutate(...given);
  };
  return { ...action, mutate };
}

const doubleClickMs = 700;
