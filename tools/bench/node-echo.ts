// node-echo.ts PORT: sends each packet back with the code of an Access-Accept. What Node's UDP costs without any RADIUS.
import { createSocket } from 'node:dgram';

const ACCESS_ACCEPT = 2;
const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20 });
socket.on('message', (packet, from) => {
  packet[0] = ACCESS_ACCEPT;
  socket.send(packet, from.port, from.address);
});
socket.bind(Number(process.argv[2]), '127.0.0.1');
