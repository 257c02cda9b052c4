import { AutoComplete, Select } from 'antd';
import { useState } from 'react';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { useData } from '../shared/query';
import { useSession } from '../shared/session';

/** An institution or firm, found by the beginning of its name: there may be thousands of them. */
export function OrganisationPicker({
  value,
  onChange,
  id,
  label,
  width = '100%',
}: {
  value?: string | null;
  onChange?: (id: string) => void;
  id?: string;
  /** For a picker without a form item around it. */
  label?: string;
  width?: number | string;
}) {
  const [typed, setTyped] = useState('');
  const found = useData(['registry', 'organisations', 'pick', typed], () =>
    api.GET('/api/registry/organisations', { params: { query: { limit: 50, ...(typed ? { name: typed } : {}) } } }),
  );
  const chosen = useOrganisation(value ?? '').data;
  const options = (found.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }));
  if (chosen && !typed && !options.some((one) => one.value === chosen.id)) options.unshift({ value: chosen.id, label: chosen.name });
  return (
    <Select
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label, placeholder: label } : {})}
      value={value || null}
      onChange={(next: string | null | undefined) => onChange?.(next ?? '')}
      options={options}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: (text) => setTyped(text.trim().slice(0, 200)) }}
      allowClear
      popupMatchSelectWidth={false}
      style={{ width }}
    />
  );
}

export const useOrganisation = (id: string) =>
  useData(['registry', 'organisations', id], () => api.GET('/api/registry/organisations/{id}', { params: { path: { id } } }), {
    enabled: id !== '',
  });

/** A district's division code: typed, with the reader's own and those that schemes name at hand. */
export function DistrictInput({ value, onChange, id }: { value?: string; onChange?: (code: string) => void; id?: string }) {
  const own = useSession()?.districtCode ?? '';
  const schemes =
    useData(['riskpool', 'schemes', 'districts'], () => api.GET('/api/riskpool/schemes', { params: { query: { limit: 200 } } })).data
      ?.items ?? [];
  const known = [...new Set([own, ...schemes.map((scheme) => scheme.districtCode)])].filter((code) => code !== '');
  return (
    <AutoComplete
      {...(id ? { id } : {})}
      value={value ?? ''}
      onChange={(code: string) => onChange?.(code.trim())}
      options={known.map((code) => ({ value: code }))}
      maxLength={6}
    />
  );
}

/** Which roles an institution's people may have; the service checks it again. */
export const rolesOf: Record<Registry['OrganisationKind'], Registry['Role'][]> = {
  Startup: ['Startup'],
  Agent: ['Agent'],
  Bank: ['BankOfficer', 'BankApprover'],
  Insurer: ['Underwriter'],
  Fund: ['FundManager'],
  Board: ['BoardOperator'],
  District: ['PoolOfficer', 'PoolApprover', 'Auditor', 'Administrator'],
};
