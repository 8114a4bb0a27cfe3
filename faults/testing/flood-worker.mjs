// Sends requests over many connections in closed loops, from a thread of its own, so that whoever measures beside it
// measures the server. workerData: { port, connections, milliseconds, requests }; posts how many were answered.
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const { port, connections, milliseconds, requests } = workerData;
const end = performance.now() + milliseconds;
let next = 0;
let answered = 0;

function loop() {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const send = () => socket.write(requests[next++ % requests.length]);
    let received = '';
    socket.setEncoding('latin1').on('data', (text) => {
      received += text;
      const head = received.indexOf('\r\n\r\n');
      const length = /content-length: (\d+)/i.exec(received)?.[1];
      if (head === -1 || received.length < head + 4 + Number(length ?? 0)) return;
      if (received.startsWith('HTTP/1.1 5')) reject(new Error(received));
      received = '';
      answered++;
      if (performance.now() < end) send();
      else socket.end();
    });
    socket.once('connect', send).once('close', resolve).once('error', reject);
  });
}

await Promise.all(Array.from({ length: connections }, loop));
parentPort?.postMessage(answered);
