export { type AttackCase, type AttackRecord, attack } from './attack.ts';
