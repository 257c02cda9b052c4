import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { askToSignIn } from './expiry';

interface Change {
  topic: string;
  id: string | null;
}

const fallbackSeconds = 15;
const open = new Set<string>();
const listeners = new Set<() => void>();
function setOpen(service: string, on: boolean) {
  if (on) open.add(service);
  else open.delete(service);
  listeners.forEach((listener) => listener());
}

/**
 * Keeps the queries of a service fresh: `useLive('loan')` refreshes `['loan', topic, ...]` when the service says that the topic changed
 * ('everything': all of ['loan']). The frame calls it once for each service; pages only choose their keys. Without the stream: every 15 s.
 */
export function useLive(service: 'loan' | 'riskpool') {
  const client = useQueryClient();
  useEffect(() => {
    let stream: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let wasOpen = false;
    let gone = false;
    const refreshAll = () => void client.invalidateQueries({ queryKey: [service] });
    const polling = setInterval(() => {
      if (!open.has(service) && document.visibilityState === 'visible') refreshAll();
    }, fallbackSeconds * 1000);
    const connect = () => {
      stream = new EventSource(`/api/${service}/live`);
      stream.addEventListener('ready', () => {
        // What happened while we were away was not told to us.
        if (wasOpen) refreshAll();
        wasOpen = true;
        setOpen(service, true);
      });
      stream.addEventListener('changed', (event: MessageEvent<string>) => {
        const { changes } = JSON.parse(event.data) as { changes: Change[] };
        for (const topic of new Set(changes.map((change) => change.topic)))
          void client.invalidateQueries({
            queryKey: [service],
            predicate: ({ queryKey, meta }) =>
              topic === 'everything' || queryKey[1] === topic || ((meta?.also ?? []) as string[]).includes(topic),
          });
      });
      stream.onerror = () => {
        setOpen(service, false);
        // The browser reconnects by itself after a broken line, not after a refusal.
        if (stream?.readyState === EventSource.CLOSED) void refused();
      };
    };
    // Whose session has ended is told so at once, not at the next click, and the stream opens again with the new one.
    const refused = async () => {
      const session = await fetch('/api/registry/session').catch(() => undefined);
      const isBack = session?.status === 401 && (await askToSignIn());
      if (!gone) retry = setTimeout(connect, isBack ? 0 : 4 * fallbackSeconds * 1000);
    };
    connect();
    return () => {
      gone = true;
      clearInterval(polling);
      clearTimeout(retry);
      stream?.close();
      setOpen(service, false);
    };
  }, [client, service]);
}

/** Whether the stream of a service is open: for a small sign beside live figures. */
export const useIsLive = (service: 'loan' | 'riskpool') =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open.has(service),
  );
