import { Select, Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { parseMacAddress } from '@gatehouse/domain/mac-address';
import { useState } from 'react';
import type { Customer, Explanation } from '../../api/types.ts';
import { FactList } from '../../parts/FactList.tsx';
import { MacField } from '../../parts/mac/MacField.tsx';
import { OutcomeBox } from '../../parts/OutcomeBox.tsx';
import { SaidText } from '../../parts/said/SaidText.tsx';
import { saySaid } from '../../parts/said/say-said.ts';
import { SideSheet } from '../../parts/SideSheet.tsx';
import { errorSentence } from '../../parts/show-error.ts';
import { useLastAttempt } from '../access-log/use-last-attempt.ts';
import { WaysOf } from '../customers/situation/WaysOf.tsx';
import { ExplainRules } from './ExplainRules.tsx';
import classes from './Explain.module.css';
import { say } from './texts.ts';
import { useExplanation, useRouterChoice } from './use-explanation.ts';

type Props = {
  readonly customer: Pick<Customer, 'id' | 'name'>;
  /** Known beforehand, from an attempt; else those of the last one. */
  readonly mac?: string;
  readonly nasId?: string;
  readonly onClose: () => void;
};

/** Explain: a customer, a device and a router; what would be decided now, and why. */
export function ExplainDrawer({ customer, mac, nasId, onClose }: Props) {
  const last = useLastAttempt(customer);
  const routers = useRouterChoice();
  const [typedMac, setTypedMac] = useState(mac ?? null);
  const [chosenNas, setChosenNas] = useState(nasId ?? null);
  const known = routers.data?.items ?? [];
  const askedNas = chosenNas ?? last.data?.nas?.id ?? known[0]?.id ?? '';
  const askedMac = typedMac ?? last.data?.mac ?? '';
  const [settled] = useDebouncedValue(askedMac, 200);
  const readable = parseMacAddress(settled) !== null || settled.trim() === '';
  const explained = useExplanation({
    customerId: customer.id,
    username: '',
    mac: readable ? settled : '',
    nasId: last.isPending ? '' : askedNas,
  });
  return (
    <SideSheet title={say('loginOf', { name: customer.name })} onClose={onClose} width={760}>
      <div className={classes['question']}>
        <MacField
          label={say('fromDevice')}
          value={askedMac}
          onChange={setTypedMac}
          customerId={customer.id}
        />
        <Select
          label={say('byRouter')}
          searchable
          allowDeselect={false}
          data={known.map(({ id, name }) => ({ value: id, label: name }))}
          value={askedNas}
          onChange={setChosenNas}
          nothingFoundMessage={say('noSuchRouter')}
        />
      </div>
      {explained.error !== null && <p role="alert">{errorSentence(explained.error)}</p>}
      {explained.data ? (
        <ExplanationShown explanation={explained.data} customerId={customer.id} />
      ) : (
        explained.isFetching && <Skeleton h={320} mt="md" />
      )}
    </SideSheet>
  );
}

type ShownProps = { readonly explanation: Explanation; readonly customerId: string };

function ExplanationShown({ explanation, customerId }: ShownProps) {
  const { outcome, reason, sentence, sentenceSaid, facts, rules, ways } = explanation;
  return (
    <>
      <OutcomeBox
        outcome={outcome}
        observed={outcome === 'accept' && reason !== null}
        sentence={<SaidText said={sentenceSaid} or={sentence} />}
        live
      />
      <div className={classes['columns']}>
        <section>
          <h3>{say('known')}</h3>
          <FactList
            facts={facts.map(({ name, nameSaid, valueSaid }) => [
              capital(saySaid(nameSaid, name)),
              <SaidText key={name} said={valueSaid} />,
            ])}
          />
        </section>
        <section>
          <h3>{say('rules')}</h3>
          <ExplainRules rules={rules} />
        </section>
      </div>
      {ways.length > 0 && (
        <section className={classes['fix']}>
          <h3>{say('wouldLetIn')}</h3>
          <WaysOf customerId={customerId} ways={ways} />
        </section>
      )}
    </>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
