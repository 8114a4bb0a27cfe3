/**
 * Makes this process one that is measured: it tells its parent when it is ready, and answers each question with
 * the CPU time, user and system, that it has used so far.
 * @param {number} port
 * @param {(question: any) => unknown} [work] what a question asks for besides, before the time is read
 */
export function measured(port, work) {
  process.on('message', (question) => {
    const result = work?.(question);
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMicroseconds: user + system, result });
  });
  process.once('disconnect', () => process.exit());
  process.send?.({ port });
}
