import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { formatNumber } from '../format/number.ts';
import classes from './DataList.module.css';
import { say } from '../texts.ts';

type Props = { readonly count: number; readonly more: boolean; readonly onShow: () => void };

export function NewRows({ count, more, onShow }: Props) {
  return (
    <div className={classes['newRows']} aria-live="polite">
      <Button size="xs" radius="xl" leftSection={<IconArrowUp size={14} aria-hidden />} onClick={onShow}>
        {say('newRows', { count: `${formatNumber(count)}${more ? '+' : ''}` })}
      </Button>
    </div>
  );
}
