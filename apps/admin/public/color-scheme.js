// Before the first paint, so that a dark room stays dark. A file of its own: the page allows no inline script.
(() => {
  let chosen = 'auto';
  try {
    chosen = localStorage.getItem('gatehouse-color-scheme') ?? 'auto';
  } catch {
    // Storage may be forbidden; the system's choice stands then.
  }
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
