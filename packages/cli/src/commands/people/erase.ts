import type { AddCommand } from '../cli.ts';
import { addEndingWithoutReason } from '../ending-without-reason.ts';

export const addPeopleErase: AddCommand = (people, cli) =>
  addEndingWithoutReason(people, cli, {
    usage: 'erase <id>',
    summary: 'delete name, address and texts of a person for good, and end what they may do',
    example: 'people erase PERSON_ID',
    question: (id) =>
      `Nothing will say any more who ${id} was, and no token of theirs will work. This cannot be undone.`,
    end: (admin, ...args) => admin.erasePerson(...args),
  });
