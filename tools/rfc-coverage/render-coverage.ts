import type { CoveredSection, RfcCoverage } from './judge-coverage.ts';

const HEAD = `# RFC coverage

Made from the references in code and tests by \`npm run docs:rfc\`; \`npm run check\` says when it is not fresh. A section is
named in the one form \`RFC 2865 §5.31\`: at the line that obeys it and at the test that shows it. What is left out on
purpose, and why, stands in \`tools/rfc-coverage/left-out.ts\`.

*Known* is an attribute of which no test names the section: it has its name, number and type, which one test holds against the
others for all attributes, so that it is read, written and shown by name. That test shows nothing of what the section asks for.
`;

export function renderCoverage(coverage: readonly RfcCoverage[]): string {
  return [HEAD, renderSummary(coverage), ...coverage.map(renderRfc)].join('\n');
}

function renderSummary(coverage: readonly RfcCoverage[]): string {
  const lines = coverage
    .filter(({ sections }) => sections.length > 0)
    .map(({ number, title, sections }) => {
      const inCode = sections.filter(({ files }) => files.length > 0).length;
      const shown = sections.filter(({ tests }) => tests.length > 0).length;
      const known = sections.filter(({ knownBy }) => knownBy !== null).length;
      const out = sections.filter(isLeftOut).length;
      return `| [RFC ${number}](#${anchorOf(number, title)}) | ${title} | ${sections.length} | ${inCode} | ${shown} | ${known} | ${out} |`;
    });
  return [
    '| RFC | | sections | in code | shown by tests | attribute known | left out |',
    '|---|---|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

function isLeftOut({ files, tests, knownBy, remark }: CoveredSection): boolean {
  return remark !== '' && files.length === 0 && tests.length === 0 && knownBy === null;
}

function renderRfc({ number, title, files, sections }: RfcCoverage): string {
  const heading = `## RFC ${number}: ${title}\n`;
  if (sections.length === 0) return `${heading}\nNamed as a whole in ${files.map(link).join(', ')}.\n`;
  const rows = sections.map(({ section, title: name, files: code, tests, knownBy, remark }) => {
    const shown = knownBy === null ? listOf(tests) : `*known* (${link(knownBy)})`;
    const cells = [`§${section}`, name, listOf(code), shown, remark];
    return `| ${cells.join(' | ')} |`;
  });
  return [heading, '| section | | where | shown by | remark |', '|---|---|---|---|---|', ...rows, ''].join(
    '\n',
  );
}

function listOf(paths: readonly string[]): string {
  return paths.length === 0 ? '–' : paths.map(link).join(', ');
}

function link(path: string): string {
  const name = path.replace(/^.*\//, '').replace(/\.tsx?$/, '');
  return `[${name}](../${path})`;
}

/** As GitHub makes it of the heading. */
function anchorOf(number: number, title: string): string {
  const words = `RFC ${number}: ${title}`.toLowerCase();
  return words.replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
}
