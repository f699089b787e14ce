/** The looks of the handbook: the app's colours, and text to be read at length. */
export const HELP_STYLE = `
:root { color-scheme: light dark; --page: light-dark(#fff, #121716); --side: light-dark(#f6f7f7, #0e1211); --text: light-dark(#161d1b, #e2e8e6);
  --quiet: light-dark(#5a6663, #9eaaa7); --line: light-dark(#e4e8e7, #252d2b); --accent: light-dark(#0b5f58, #63c8ba); --mark: light-dark(#fae7c3, #5e3c04); }
html[data-mantine-color-scheme="dark"] { color-scheme: dark; }
html[data-mantine-color-scheme="light"] { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--accent); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; inset-inline-start: -999px; }
.skip:focus { inset-inline-start: 8px; inset-block-start: 8px; background: var(--page); padding: 4px 8px; }
header { display: flex; gap: 16px; align-items: center; padding: 10px 24px; border-block-end: 1px solid var(--line); position: sticky; inset-block-start: 0; background: var(--page); }
.home { font-weight: 650; color: inherit; text-decoration: none; }
form { display: flex; gap: 8px; flex: 1; min-width: 0; max-width: 520px; margin-inline: auto; }
input { flex: 1; min-width: 0; width: 100%; font: inherit; color: inherit; background: var(--page); border: 1px solid var(--quiet); border-radius: 6px; padding: 5px 10px; }
button { font: inherit; font-weight: 550; color: #fff; background: #0b5f58; border: 0; border-radius: 6px; padding: 5px 14px; cursor: pointer; }
.back { font-size: 14px; }
.columns { display: grid; grid-template-columns: 280px minmax(0, 1fr); min-height: calc(100vh - 56px); }
nav { background: var(--side); border-inline-end: 1px solid var(--line); padding: 8px 20px 40px; font-size: 14px; line-height: 1.45; }
nav h2, aside h2 { font-size: 12px; font-weight: 600; color: var(--quiet); margin: 18px 0 6px; }
nav ul, aside ul, .pages { list-style: none; margin: 0; padding: 0; }
nav li a { display: block; padding: 4px 8px; margin-inline: -8px; border-radius: 6px; color: inherit; text-decoration: none; }
nav li a:hover { text-decoration: underline; }
nav li a[aria-current] { background: light-dark(#e6f3f1, #13302c); font-weight: 600; }
.narrow { display: none; }
main { display: grid; grid-template-columns: minmax(0, 760px) minmax(0, 200px); gap: 40px; align-content: start; padding: 12px 40px 80px; }
article > :first-child { margin-block-start: 16px; }
h1 { font-size: 28px; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; }
article h2 { font-size: 20px; line-height: 1.3; margin: 36px 0 8px; font-weight: 620; }
article h3 { font-size: 16px; margin: 24px 0 4px; }
h1, h2, h3 { scroll-margin-block-start: 72px; }
article li { margin-block: 6px; }
.pages > li { margin-block: 14px; } .pages a { font-weight: 550; } .pages p { margin: 2px 0 0; color: var(--quiet); font-size: 15px; } .pages p::first-letter { text-transform: uppercase; } .pages span { color: var(--quiet); font-size: 14px; }
mark { background: var(--mark); color: var(--text); border-radius: 2px; }
code, pre { font-family: ui-monospace, "JetBrains Mono", monospace; font-size: 0.87em; }
code { background: var(--side); border: 1px solid var(--line); border-radius: 4px; padding: 0 4px; }
pre { background: var(--side); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; overflow-x: auto; line-height: 1.5; }
pre code { background: none; border: 0; padding: 0; font-size: 1em; }
.table { overflow-x: auto; margin-block: 16px; }
table { border-collapse: collapse; font-size: 14px; line-height: 1.5; min-width: 100%; }
th, td { text-align: start; vertical-align: top; padding: 7px 16px 7px 0; border-block-end: 1px solid var(--line); }
th { font-weight: 600; color: var(--quiet); white-space: nowrap; }
.right { text-align: end; }
td:first-child { min-width: 140px; }
.picture img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 8px; margin-block: 16px; }
aside { font-size: 14px; position: sticky; inset-block-start: 64px; align-self: start; }
aside li { margin-block: 6px; } aside a { color: var(--quiet); text-decoration: none; } aside a:hover { text-decoration: underline; }
@media (max-width: 1200px) { main { grid-template-columns: minmax(0, 760px); } aside { display: none; } }
@media (max-width: 760px) {
  .columns { display: block; } .wide, .back { display: none; } .narrow { display: block; }
  header { padding: 8px 16px; gap: 12px; } button { padding-inline: 10px; } nav { padding: 8px 16px; border-block-end: 1px solid var(--line); } main { padding: 0 16px 60px; }
  summary { padding-block: 4px; cursor: pointer; } nav li a { padding-block: 8px; } h1 { font-size: 24px; }
  td:first-child { min-width: 110px; }
}
@media print { header, nav, aside { display: none; } .columns { display: block; } main { padding: 0; } }
`;
