import type { MessagePort } from 'node:worker_threads';

/** What comes in at a port, in order, to be asked for one by one. */
export interface Inbox<Message> {
  next(): Promise<Message>;
}

export function openInbox<Message>(port: MessagePort): Inbox<Message> {
  const waiting: Message[] = [];
  let wake: (() => void) | undefined;
  port.on('message', (message: Message) => {
    waiting.push(message);
    wake?.();
  });
  return {
    next: async () => {
      for (;;) {
        const message = waiting.shift();
        if (message !== undefined) return message;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
