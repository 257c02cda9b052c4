// Who waits for a new sign-in: many requests may fail at once, one dialog answers them all.
type Listener = () => void;

let waiting: ((signedIn: boolean) => void)[] = [];
let armed = false;
const listeners = new Set<Listener>();
const tell = () => listeners.forEach((listener) => listener());

/** Only after a sign-in can a session expire; before it a 401 just means that nobody is signed in. */
export function armExpiry(on: boolean) {
  armed = on;
}

/** Resolves to true once somebody has signed in again, to false when they gave up. */
export function askToSignIn(): Promise<boolean> {
  if (!armed) return Promise.resolve(false);
  return new Promise((resolve) => {
    waiting.push(resolve);
    tell();
  });
}

export function answerExpiry(signedIn: boolean) {
  const all = waiting;
  waiting = [];
  tell();
  for (const resolve of all) resolve(signedIn);
}

export const expiry = {
  subscribe: (listener: Listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isAsked: () => waiting.length > 0,
};
