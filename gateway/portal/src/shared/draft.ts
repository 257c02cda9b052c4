import { useCallback, useEffect, useRef, useState } from 'react';
import { useSession } from './session';

/**
 * Keeps what is typed in this browser, for this account, until `clear()`: `const draft = useDraft('application:' + id, values)`.
 * `draft.restored` is what was kept before (undefined when nothing was); call `draft.clear()` after the service took it.
 */
export function useDraft<T>(key: string, value: T | undefined, delayMs = 400) {
  const session = useSession();
  const name = `draft:${session?.accountId ?? ''}:${key}`;
  const [restored] = useState<T | undefined>(() => {
    try {
      const kept = localStorage.getItem(name);
      return kept ? (JSON.parse(kept) as T) : undefined;
    } catch {
      return undefined;
    }
  });
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const pending = useRef<string | null>(null);

  const flush = useCallback(() => {
    if (pending.current === null) return;
    try {
      localStorage.setItem(name, pending.current);
    } catch {
      // Storage full or forbidden: the form itself still holds everything.
    }
    pending.current = null;
  }, [name]);

  const text = value === undefined ? undefined : JSON.stringify(value);
  useEffect(() => {
    if (text === undefined) return;
    pending.current = text;
    const timer = setTimeout(() => {
      flush();
      setSavedAt(new Date());
    }, delayMs);
    return () => clearTimeout(timer);
  }, [text, delayMs, flush]);
  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);

  const clear = useCallback(() => {
    pending.current = null;
    localStorage.removeItem(name);
    setSavedAt(null);
  }, [name]);
  return { restored, savedAt, clear, flush };
}
