import { describe } from 'vitest';
import { type Answers, agreeWith } from './agreeWith.ts';

const ANSWERS: readonly Answers[] = [
  ['Service.MountImages', [252, 257, 262], ['+', '+/a:/b', '+-/a:/b', '!/a', '!/a:', '!:/a', '!a:/b', '!/a:b', '+/a:/b:ro', '+/a:/b:root:ro', '+/a:/b:root:ro:home:noexec', '!/a:/b:x:ro', '!/a:/b:root:%Z', '!/a:/b:%Z', '+/dev/a:/b', '+/a:/b /c:/d', '!/a\\q:/b', '!"/a:/b']],
  ['Service.MountImages', [252], ['+/proc/a:/b', '+/a:/sys/b', '+/a:/b:root-secondary:ro']],
  ['Service.MountImages', [257], ['!/proc/a:/b', '!/a:/sys/b', '!/a:/b:root-secondary:ro']],
  ['Service.MountImages', [262], ['!/proc/a:/b', '!/a:/sys/b', '!/a:/b:root-secondary:ro']],
  ['Service.ExtensionImages', [252, 257, 262], ['+', '+/a', '+-/a', '!a', '+/a:ro', '+/a:root:ro', '!/a:x:ro', '+/a /b', '!/a:%Z', '!/%Z']],
  ['Service.ExtensionImages', [252], ['+/proc/a', '+/dev/a']],
  ['Service.ExtensionImages', [257], ['!/proc/a', '!/dev/a']],
  ['Service.ExtensionImages', [262], ['!/proc/a', '!/dev/a']],
  ['Service.RootImageOptions', [252, 257, 262], ['+', '+ro', '+root:ro', '!x:ro', '+root:ro home:noexec', '+root:', '+:ro', '!root:ro:x', '!root:%Z', '!%Z', '+"root:ro,x y"', "!'"]],
  ['Service.RootImageOptions', [252], ['+root-other:ro']],
  ['Service.RootImageOptions', [257], ['!root-other:ro']],
  ['Service.RootImageOptions', [262], ['!root-other:ro']],
  ['Service.RootImagePolicy', [257, 262], ['+', '+-', '+*', '+~', '+root=verity', '+root=verity+signed:usr=absent', 'xroot', '+root=', '+root=-', '+=open', 'x=open:=ignore', 'xroot=open:root=open', '+ root = verity ', 'x:', 'xroot=open:']],
  ['Service.RootImagePolicy', [257], ['xx=open', 'xroot=x', 'xroot=verity+', 'xroot=ext4', 'xx=open:x=open']],
  ['Service.RootImagePolicy', [262], ['+x=open', '+root=x', '+root=verity+', '+root=ext4', '+x=open:x=open']],
  ['Service.RootHash', [252, 257, 262], ['+', '+/x', '+0123456789abcdef0123456789abcdef', '+0123456789abcdef 0123456789ABCDEF', '!00', '!0', '!x', '!0123456789abcdef0123456789abcdeg']],
  ['Service.RootHashSignature', [252, 257, 262], ['+', '+/x', '+base64:', '+base64:aGk=', '!base64:aGk', '!base64:aGl=', '+base64:aG k=', '!aGk=']],
];

describe('disk images', () => agreeWith(ANSWERS));
