import { useFilters } from '../shared/DataTable';
import { useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { useMay } from '../shared/session';
import { Accounts, CreateAccount } from './Accounts';
import { FilterBar } from './common';
import { OrganisationPicker } from './pickers';

/** People's accounts of every institution. */
export default function AccountsPage() {
  const t = useText('district');
  const may = useMay();
  const [filters, set] = useFilters({ organisationId: '' });
  return (
    <Page
      title={t('accounts.title')}
      actions={may('Administrator') && <CreateAccount {...(filters.organisationId ? { organisationId: filters.organisationId } : {})} />}
    >
      <FilterBar filters={filters} set={set}>
        <OrganisationPicker
          label={t('accounts.filter')}
          value={filters.organisationId}
          onChange={(organisationId) => set({ organisationId })}
          width={320}
        />
      </FilterBar>
      <Accounts organisationId={filters.organisationId} keyboard />
    </Page>
  );
}
