import { Tabs } from 'antd';
import { useFilters } from '../shared/DataTable';
import { useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { useSession } from '../shared/session';
import { Consents } from './Consents';
import { Documents } from './Documents';
import { Mandates } from './Mandates';
import { Profile } from './Profile';
import { Qualifications } from './Qualifications';
import { Talents } from './Talents';

/** Everything registered about the firm, and who may see or do what with it. */
export default function FirmPage() {
  const t = useText('startup');
  const session = useSession();
  const [filters, setFilters] = useFilters({ part: 'profile' });
  return (
    <Page title={session?.organisationName ?? t('firm.title')} sub={session?.creditCode}>
      <Tabs
        activeKey={filters.part}
        onChange={(part) => setFilters({ part })}
        destroyOnHidden
        items={[
          { key: 'profile', label: t('firm.profile'), children: <Profile /> },
          { key: 'talents', label: t('firm.talents'), children: <Talents /> },
          { key: 'qualifications', label: t('firm.qualifications'), children: <Qualifications /> },
          { key: 'documents', label: t('firm.documents'), children: <Documents /> },
          { key: 'consents', label: t('firm.consents'), children: <Consents /> },
          { key: 'mandates', label: t('firm.mandates'), children: <Mandates /> },
        ]}
      />
    </Page>
  );
}
