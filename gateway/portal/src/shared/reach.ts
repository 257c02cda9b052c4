/**
 * Makes every table that scrolls a stop of the Tab key, for as long as it scrolls: whoever has no mouse moves it by the arrow keys (WCAG 2.1.1).
 * Some browsers do so by themselves, others never. And takes the row by which the library measures columns out of the Tab key's way: it is
 * hidden, and holds a copy of the box that ticks all. Called once, for all tables, whoever draws them and wherever (pages, drawers, dialogs).
 */
export function keepTablesInReach() {
  let asked = false;
  const look = () => {
    asked = false;
    for (const area of document.querySelectorAll<HTMLElement>('.ant-table-body, .ant-table-content')) {
      if (area.scrollWidth > area.clientWidth || area.scrollHeight > area.clientHeight) area.tabIndex = 0;
      else area.removeAttribute('tabindex');
    }
    for (const row of document.querySelectorAll<HTMLElement>('.ant-table-measure-row')) row.inert = true;
  };
  const ask = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(look);
  };
  new MutationObserver(ask).observe(document.body, { childList: true, subtree: true });
  window.addEventListener('resize', ask);
}
