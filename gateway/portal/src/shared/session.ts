import { useQuery } from '@tanstack/react-query';
import { api, ask } from './api';
import type { Registry } from './api';
import { armExpiry } from './expiry';
import { Problem } from './problem';

export type Session = Registry['SessionView'];
export type Role = Registry['Role'];
export type WorkspaceName = 'startup' | 'bank' | 'district' | 'partner';

export const sessionKey = ['registry', 'session'];

/** Which roles work where; services check every call by themselves. */
export const workspaceRoles: Record<WorkspaceName, readonly Role[]> = {
  startup: ['Startup'],
  bank: ['BankOfficer', 'BankApprover'],
  district: ['PoolOfficer', 'PoolApprover', 'Auditor', 'Administrator'],
  partner: ['Agent', 'Underwriter', 'FundManager', 'BoardOperator'],
};

export const workspacesOf = (session: Session): WorkspaceName[] =>
  (Object.keys(workspaceRoles) as WorkspaceName[]).filter((name) => session.roles.some((role) => workspaceRoles[name].includes(role)));

/** The session as a query: data is null when nobody is signed in. */
export function useSessionQuery() {
  return useQuery({
    queryKey: sessionKey,
    staleTime: Infinity,
    queryFn: async (): Promise<Session | null> => {
      try {
        const session = await ask(api.GET('/api/registry/session'));
        armExpiry(true);
        return session;
      } catch (failure) {
        if (failure instanceof Problem && failure.status === 401) return null;
        throw failure;
      }
    },
  });
}

/** Who is signed in; on pages behind the sign-in never null. */
export const useSession = (): Session | null => useSessionQuery().data ?? null;

/** May this person do that? `const may = useMay(); may('BankApprover')` hides what the service would refuse. */
export function useMay() {
  const roles = useSession()?.roles ?? [];
  return (...wanted: Role[]) => wanted.some((role) => roles.includes(role));
}

/** The user name typed at the last sign-in, for the next one. */
export const keptUserName = {
  get: () => localStorage.getItem('userName') ?? '',
  set: (name: string) => localStorage.setItem('userName', name),
};
