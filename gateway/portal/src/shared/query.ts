import { QueryClient, keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import { useRef } from 'react';
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

/** Paged lists: `usePages(['loan', 'loans', filters], (cursor) => api.GET('/api/loan/loans', { params: { query: { cursor, limit: 100 } } }))`, into `<DataTable pages={...}>`. */
export function usePages<T>(
  key: QueryKey,
  read: (cursor: string | undefined) => Promise<{ data?: PageOf<T> }>,
  options?: { enabled?: boolean },
) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: async ({ pageParam }) => (await read(pageParam)).data as PageOf<T>,
    initialPageParam: undefined as string | undefined,
    // The rows of the filters before stay until those of the new ones are here.
    placeholderData: keepPreviousData,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: options?.enabled ?? true,
  });
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
