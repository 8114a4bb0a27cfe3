import { expect, test } from 'vitest';
import { takeTurns } from './take-turns.ts';

test('of one name, one has the turn at a time; other names do not wait', async () => {
  const takeTurn = takeTurns();
  const order: string[] = [];
  const turn = async (name: string, who: string) => {
    const end = await takeTurn(name);
    order.push(`${who} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    order.push(`${who} ends`);
    end();
  };
  await Promise.all([turn('a', '1'), turn('a', '2'), turn('a', '3')]);
  expect(order).toEqual(['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends']);
  order.length = 0;
  await Promise.all([turn('a', '1'), turn('b', '2')]);
  expect(order).toEqual(['1 begins', '2 begins', '1 ends', '2 ends']);
});

test('a turn that is given back twice is not taken from whoever has it by then', async () => {
  const takeTurn = takeTurns();
  const end = await takeTurn('a');
  end();
  await takeTurn('a');
  end();
  let third = false;
  void takeTurn('a').then(() => {
    third = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(third).toBe(false);
});
