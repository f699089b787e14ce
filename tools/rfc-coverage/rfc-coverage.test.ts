import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findReferences, findRfcs } from './find-references.ts';
import { judgeCoverage, type SourceFile } from './judge-coverage.ts';
import { renderCoverage } from './render-coverage.ts';
import type { Rfc } from './rfcs.ts';

const CODE = 'libs/radius/src/transport/verify-request.ts';
const TEST = 'libs/radius/src/transport/verify-request.test.ts';
const TABLE = 'libs/radius/src/packet/dictionary/rfc2865.ts';

function file(path: string, text: string): SourceFile {
  return { path, text, references: findReferences(text), rfcs: findRfcs(text) };
}

describe('a reference', () => {
  const found = (text: string) => findReferences(text).map(({ rfc, section }) => `${rfc} ${section}`);

  test('is an RFC with its section, or with several', () => {
    assert.deepEqual(found('as RFC 2865 §5.31 has it'), ['2865 5.31']);
    assert.deepEqual(found('(RFC 5176 §2.1, §2.2, §3.5)'), ['5176 2.1', '5176 2.2', '5176 3.5']);
    assert.deepEqual(found('RFC 2433 §B.2 and RFC 2865 §3.'), ['2433 B.2', '2865 3']);
  });

  test('may go on in the next line of a comment, and counts once', () => {
    assert.deepEqual(found('/**\n * RFC 2866\n * §5.1 and RFC 2866 §5.1\n */'), ['2866 5.1']);
  });

  test('without a section names the RFC alone', () => {
    assert.deepEqual(found('RFC 6911 says so'), []);
    assert.deepEqual(findRfcs('RFC 6911 says so, and RFC 2865 §3'), [6911, 2865]);
  });
});

describe('coverage', () => {
  const rfc: Rfc = {
    number: 2865,
    title: 'RADIUS',
    complete: true,
    sections: { '3': 'Packet Format', '4.4': 'Access-Challenge', '5.10': 'Framed-Routing' },
  };
  const leftOut = { 2865: { '4.4': 'Never sent.' } };
  const table = file(TABLE, "  'Framed-Routing': { type: 10, value: 'integer' },");

  test('tells for a section where it is and what shows it', () => {
    const sources = [file(CODE, '// RFC 2865 §3'), file(TEST, "test('… (RFC 2865 §3)')"), table];
    const { coverage, faults } = judgeCoverage([rfc], leftOut, sources);
    assert.deepEqual(faults, []);
    const [format, challenge, routing] = coverage[0]?.sections ?? [];
    assert.deepEqual([format?.files, format?.tests], [[CODE], [TEST]]);
    assert.equal(challenge?.remark, 'Never sent.');
    assert.deepEqual(routing?.files, [TABLE]);
    assert.match(routing?.remark ?? '', /not used/);
    assert.deepEqual(
      [routing?.tests, format?.knownBy],
      [[], null],
      'a walk through all attributes shows no section',
    );
    assert.match(
      renderCoverage(coverage),
      /\| §5\.10 \| Framed-Routing \| [^|]+ \| \*known\* \(\[index\.test\]/,
    );
    assert.match(renderCoverage(coverage), /\| RADIUS \| 3 \| 2 \| 1 \| 1 \| 1 \|/);
    assert.match(
      renderCoverage(coverage),
      /\| §3 \| Packet Format \| \[verify-request\]\(\.\.\/libs\/radius/,
    );
  });

  test('a section that is neither named nor left out is a fault', () => {
    const { faults } = judgeCoverage([rfc], leftOut, [table]);
    assert.deepEqual(faults, ['RFC 2865 §3 (Packet Format) is named nowhere, nor left out.']);
  });

  test('so is a section that the RFC does not have, named in code or left out', () => {
    const sources = [file(CODE, '// RFC 2865 §3, §9.9'), table];
    const { faults } = judgeCoverage([rfc], { 2865: { '4.4': 'Never sent.', '4.5': 'No.' } }, sources);
    assert.equal(faults.length, 2);
    assert.match(faults.join(), /§9\.9.*§4\.5/s);
  });
});
