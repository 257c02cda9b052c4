import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';

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
    const refreshAll = () => void client.invalidateQueries({ queryKey: [service] });
    const polling = setInterval(() => {
      if (!open.has(service) && document.visibilityState === 'visible') refreshAll();
    }, fallbackSeconds * 1000);
    const connect = () => {
      stream = new EventSource(`/api/${service}/live`);
      let wasOpen = false;
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
        if (stream?.readyState === EventSource.CLOSED) retry = setTimeout(connect, 4 * fallbackSeconds * 1000);
      };
    };
    connect();
    return () => {
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
