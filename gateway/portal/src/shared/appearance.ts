import { theme } from 'antd';
import type { ThemeConfig } from 'antd';
import { useSyncExternalStore } from 'react';

type Appearance = 'light' | 'dark';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());
system.addEventListener('change', tell);

const current = (): Appearance => {
  const kept = localStorage.getItem('appearance');
  return kept === 'light' || kept === 'dark' ? kept : system.matches ? 'dark' : 'light';
};

/** Dark or light: the system's choice until somebody chooses. */
export const useAppearance = (): Appearance =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, current);

export function setAppearance(appearance: Appearance) {
  localStorage.setItem('appearance', appearance);
  tell();
}

// What the browser draws itself (scroll bars, the ground below the page) goes along.
const apply = () => (document.documentElement.style.colorScheme = current());
listeners.add(apply);
apply();

/** Calm and dense: one accent, compact controls; contrasts of 4.5:1 and more in both. */
export const themeOf = (appearance: Appearance): ThemeConfig => ({
  algorithm: appearance === 'dark' ? [theme.darkAlgorithm, theme.compactAlgorithm] : [theme.compactAlgorithm],
  token: {
    colorPrimary: appearance === 'dark' ? '#5b9bf0' : '#1d5fbf',
    colorLink: appearance === 'dark' ? '#7fb2f5' : '#1d5fbf',
    colorTextSecondary: appearance === 'dark' ? '#b4b9c2' : '#565d68',
    colorTextDescription: appearance === 'dark' ? '#b4b9c2' : '#565d68',
    colorTextPlaceholder: appearance === 'dark' ? '#9298a3' : '#6b7280',
    colorTextTertiary: appearance === 'dark' ? '#a0a6b0' : '#6b7280',
    // Buttons that destroy have it as their text's colour.
    colorError: appearance === 'dark' ? '#ff7875' : '#c9252d',
    colorSuccessText: appearance === 'dark' ? '#6abe39' : '#237804',
    colorInfoText: appearance === 'dark' ? '#7fb2f5' : '#1d5fbf',
    colorWarningText: appearance === 'dark' ? '#e8b339' : '#8a5300',
    colorErrorText: appearance === 'dark' ? '#f37370' : '#b42318',
    colorBgLayout: appearance === 'dark' ? '#0f1216' : '#f4f6f8',
    colorBgContainer: appearance === 'dark' ? '#171b21' : '#ffffff',
    // Here and not in a stylesheet: a transition-duration for everything makes every property of every element pass through a transition,
    // and menus, which are moved and measured in one go, are then found where they were and put off the screen.
    motion: !calm.matches,
    borderRadius: 6,
    // The compact algorithm makes 14 of it: Chinese reads badly below.
    fontSize: 16,
    fontFamily: `system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif`,
  },
  components: {
    Button: { primaryColor: appearance === 'dark' ? '#0b1220' : '#ffffff', dangerColor: appearance === 'dark' ? '#0b1220' : '#ffffff' },
    Menu: { itemSelectedColor: appearance === 'dark' ? '#8fbcf7' : '#1d5fbf' },
    Table: { headerBg: appearance === 'dark' ? '#1c2128' : '#f4f6f8' },
    Layout: {
      headerHeight: 48,
      headerBg: appearance === 'dark' ? '#171b21' : '#ffffff',
      siderBg: appearance === 'dark' ? '#171b21' : '#ffffff',
    },
  },
});
