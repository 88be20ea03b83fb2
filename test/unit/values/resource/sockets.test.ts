import { describe } from 'vitest';
import { type Answers, agreeWith } from './agreeWith.ts';

const ANSWERS: readonly Answers[] = [
  ['Socket.ListenStream', [252, 257, 262], ['+', '+80', '!0', '!65536', '+0x50', '+127.0.0.1:80', '!127.0.0.1', '!127.0.0.1:0', '+[::1]:80', '![::1]', '!::1', '![fe80::1]:80%1', '![::1]:80%', '![::1]:80#x', '!localhost:80', '+/run/x', '!/', '+@x', '!@', '+/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', '!/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', '+vsock:2:1234', '+vsock::1234', '!vsock:1234', '!rel', '+%t/x', '!/%Z', '!1.2.3.256:80', '!01.2.3.4:80', '+[1:2:3:4:5:6:7::]:80', '![1:2:3:4:5:6:7:8:9]:80', '+[::ffff:1.2.3.4]:80', '!%H']],
  ['Socket.ListenStream', [252], ['!vsock:host:1', '!vsock:any:1', '+vsock::4294967295', '!vsock-stream::1']],
  ['Socket.ListenStream', [257], ['+vsock:host:1', '!vsock:any:1', '!vsock::4294967295', '+vsock-stream::1']],
  ['Socket.ListenStream', [262], ['+vsock:host:1', '+vsock:any:1', '!vsock::4294967295', '+vsock-stream::1']],
  ['Socket.ListenSequentialPacket', [252, 257, 262], ['+/run/x', '+@x', '!80', '!vsock::1']],
  ['Socket.ListenFIFO', [252, 257, 262], ['+', '+/run/x', '!run/x', '!/%Z']],
  ['Socket.ListenFIFO', [252], ['+/dev/x', '+/proc/x']],
  ['Socket.ListenFIFO', [257], ['!/dev/x', '!/proc/x']],
  ['Socket.ListenFIFO', [262], ['!/dev/x', '!/proc/x']],
  ['Socket.ListenSpecial', [252, 257, 262], ['+/dev/x', '!x']],
  ['Socket.ListenMessageQueue', [252, 257, 262], ['+/x']],
  ['Socket.ListenMessageQueue', [252], ['+/proc/x']],
  ['Socket.ListenMessageQueue', [257], ['!/proc/x']],
  ['Socket.ListenMessageQueue', [262], ['!/proc/x']],
  ['Socket.ListenNetlink', [252, 257, 262], ['+', '+route', '+kobject-uevent 1', '!kobject-uevent x', '!x', '+5', '!-5', '!route 1 2']],
  ['Socket.BindToDevice', [252, 257, 262], ['+', '+*', '+eth0', '!0', '!12', '!a/b', '!all', '+xxxxxxxxxxxxxxx', '!xxxxxxxxxxxxxxxx', '!%i0', '!%Z']],
  ['Service.RestrictNetworkInterfaces', [252, 257, 262], ['+', '+eth0 eth1', '+~eth0', '+~', '!all', '!xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', '!"a', '!5']],
  ['Service.RestrictNetworkInterfaces', [252], ['!xxxxxxxxxxxxxxxx']],
  ['Service.RestrictNetworkInterfaces', [257], ['+xxxxxxxxxxxxxxxx']],
  ['Service.RestrictNetworkInterfaces', [262], ['+xxxxxxxxxxxxxxxx']],
  ['Service.BindNetworkInterface', [262], ['+', '+eth0', '+xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', '!xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', '!%t/x', '+%m']],
  ['Socket.SocketProtocol', [252, 257, 262], ['!', '+sctp', '+SCTP', '+udplite', '!tcp', '+132', '!6']],
  ['Socket.SocketProtocol', [252], ['!mptcp', '!262']],
  ['Socket.SocketProtocol', [257], ['+mptcp', '+262']],
  ['Socket.SocketProtocol', [262], ['+mptcp', '+262']],
  ['Service.SocketBindAllow', [252, 257, 262], ['+', '+any', '+ipv4', '+tcp', '+TCP:80', '+ipv4:tcp:80-90', '!90-80', '!65536', '!ipv4:', '!tcp:ipv4', '!sctp', '!80-']],
  ['Service.SocketBindAllow', [252], ['!0']],
  ['Service.SocketBindAllow', [257], ['+0']],
  ['Service.SocketBindAllow', [262], ['+0']],
  ['Socket.XAttrListen', [262], ['+', '+user.a=b', '!user.a', '!a=b', '+user.a=', '!user.%Z=x', '!user.a=%Z']],
  ['Service.IPAddressAllow', [252, 257, 262], ['+', '+any', '+LOCALHOST', '+a.localhost', '!ANY', '+10.0.0.0/8 fd00::/8', '!10.0.0.0/33', '!10.0.0', '!::1/129', '!10.0.0.1/', '+10.0.0.0/0x8', '!"any"', '!fe80::1%lo', '!x any']],
];

describe('addresses and interfaces', () => agreeWith(ANSWERS));
