// Values for the parsers of resource control, sandboxing and sockets, beside those that every directive is asked.
const PATHS = ['-/a', '+/a', '-+/a', '+-/a', '-', '+', '/a -/b +/c rel', '/proc/self', '/dev/shm', '/sys', '/dev'];
const TUPLES = [
  ...['/a:/b', '/a:/b:rbind', '/a:/b:norbind', '/a:/b:bad', '/a:/b:', '/a:', ':/b', '/a:/b:rbind:x', '/a:rel', 'rel:/b'],
  ...['rel:rel', '/a:/b /c:/d', '/a  /b', '"/a b:/c"', '/a\\:b:/c', '/a\\qb', '-/a:/b', '/a:-/b', '/a\t/b', '"/a":"/b"', '"/a"x'],
  ...['/a:/b:rbind /c', '/a:/b: /c', '/a: /b', '/%Z:/b', '/a:/%Z', "'/a", '""', '/a:/b:root:ro', '/a:/b:root:ro:home:noexec'],
  ...['/a:/b:ro', '/a:/b:bogus:ro', '/a:/b:root:%Z', '/a:/b:%Z', '/a:/b:root-secondary:ro', '/proc/a:/b', '/a:/proc/b'],
  ...['/dev/a:/b', '/a:/dev/b', '/sys/a', '/proc/a', '/dev/a', '/a:root:ro', '/a:bogus:ro', '/a:ro', '/a:root:%Z', '/a:%Z', '/a::x'],
];
const DEVICES = [
  ...['/dev/null', '/dev/null r', '/dev/null rwm', '/dev/null x', '/dev/null r w', '/dev/null  rw', 'block-loop', 'char-*', 'block- r'],
  ...['/dev', '/dev/', '/dev/a/', '/dev/../etc', '/run/systemd/inaccessible/x', '/etc/passwd', 'null rw', '"/dev/a b" rw', '/dev/%i r'],
  ...['/dev/%Z r', 'char-%Z', '/dev/sda 100', '/dev/sda 0', '/dev/sda 10001', '/dev/sda 9', '/dev/sda 1001', '/dev/sda', '/dev/sda 10M'],
  ...['/dev/sda infinity', '/dev/sda 5ms', '/dev/sda x', 'sda 100', '../sda 100', '"/dev/sda', '/dev/sda 1 2', '/dev/sda "100"'],
  ...['/dev/sda -5', '/dev/sda 1G 500M', '/dev/sda 100\t', 'x'.repeat(300) + ' 5'],
];
const LISTEN = [
  ...['80', '0', '65535', '65536', '0x50', '127.0.0.1:80', '127.0.0.1', '127.0.0.1:0', '127.0.0.1:99999', '[::1]:80', '[::1]', '::1'],
  ...['[::1]:0', '[fe80::1]:80%lo', '[fe80::1]:80%1', '[::1]:80%', '1.2.3.4:80%a/b', '[::1]:80#x', 'localhost:80', ':80', '*:80', '[::ffff:1.2.3.4]:80'],
  ...['/run/x', '/', '@', '@x', `/${'x'.repeat(106)}`, `/${'x'.repeat(107)}`, `@${'x'.repeat(107)}`, '/var/run/x', '/var/run', '/var/runx', '//var//run/x'],
  ...['vsock:2:1234', 'vsock::1234', 'vsock:1234', 'vsock:x:1', 'vsock:host:1', 'vsock:any:1', 'vsock:-1:1', 'vsock::4294967295'],
  ...['vsock-stream::1', 'vsock-dgram:2:3', 'vsock-seqpacket::1', 'vsock-foo::1', 'kobject-uevent 1', 'route', 'route x', 'route 1 2', '5', '-5', 'kobject-uevent'],
  ...['/dev/x', '/proc/x', '/sys/x', 'rel', '%t/x', '/%Z', '1.2.3:80', '01.2.3.4:80', '1.2.3.256:80', '[1::2::3]:80', '[1:2:3:4:5:6:7:8]:80'],
  ...['[1:2:3:4:5:6:7::]:80', '[1:2:3:4:5:6:7:8:9]:80', '[12345::]:80', '[::]:080', '+80', ' 80', '127.0.0.1:+80', '/run/a:b', '%i:80', '@%n'],
];
const SETS = ['0', '0-3', '3-0', '0,2 4', '0, 2', '8191', '8192', '0-9999', 'x', '0-', '-3', '1-2-3', '"1 2"', '"1', '%Z', '%i', '0 x 1', 'all', 'numa', ',', '1,,2', '3-1 x', '0x3', '4294967296'];
const SYSCALLS = [
  ...['read', '~read', '@system-service', '~@mount', '@known', '@foo', 'read:EPERM', '~read:EPERM', '~read:kill', '~read:5', '~read:0', '~read:4096'],
  ...['~read:4095', '~read:foo', '~:EPERM', 'reed', '~reed write', 'read  write', '~', '~ read', 'read,write', '"read"', '@sandbox', 'mseal', 'listns', 'open_tree_attr'],
  ...['getpmsg', 'osf_stat', 'execv', '~@sync:255', '~@foo:5', 'read:', '~read:', '~read:-1', '~read:EFOO', '~read:a:b', 'READ', 'uselib', 'afs_syscall'],
  ...['~foo:EPERM', 'foo:EPERM', 'EPERM', 'kill', 'EWOULDBLOCK', 'ENOTSUP', 'ECANCELLED', 'EHWPOISON', 'eperm', '4095', '4096', '0'],
];
const SIZES = ['0', '1', '0%', '0.01%', '100%', '100.01%', '101%', '18446744073709551615', '18446744073709551614', '16E', '15.99E', '1G', '1g', '-1G', '5‰', '3‱', 'infinity', '0B', '1K 5', '1 1', '0.5'];
const LIMITS = ['1:2', '2:1', '1:', ':1', '1:2:', '1:2:3', 'infinity:1', '1:infinity', 'infinity:infinity', '+5', '-5', '+20', '-21', '+19', '-20', '40', '41', '1h', '1h:2h', '500ms', '500ms:1s', '1K:1M', '1M:1K', '18446744073709551615', '1:a\\'];
const INTERFACES = ['eth0', '~eth0', 'eth0 eth1', 'all', 'default', '.', '..', '0', '12', '007', 'a/b', 'a:b', 'a%%b', 'x'.repeat(15), 'x'.repeat(16), 'x'.repeat(127), 'x'.repeat(128), '*', 'ä', '"a b"', '"a', '%i0', '%Z', '~', '99999999999'];
const CREDENTIALS = [
  ...['a', 'a:b', 'a:/b', 'a:/b/../c', 'a:/b//c', 'a:/b/', 'a:b/c', 'a:', ':b', ':', 'a:b:c', '.', '..', 'a/b', 'ä', 'a*', '*', 'a*b', 'a*:b', 'a?', '[a]', '*:x', 'a:*'],
  ...['%i', '%n:/x', '%Z', 'a:%Z', 'a:/%Z', '%m:x', 'a b:c', 'a\\:b', 'a:aGVsbG8=', 'a:aGVsbG8', 'a:aGVs bG8=', 'a:====', 'a:aGVsbG9=', 'a:\\n', 'a:\\q', 'a:\\', 'a:\\x00', `${'a'.repeat(256)}:x`, `${'a'.repeat(255)}:x`, '%i:x', '%%:x', 'a:%t/x', '"a":b'],
];
const POLICIES = [
  ...['-', '*', '~', 'root=verity', 'root=verity+signed', 'root=', 'root=-', '=open', '=open:=ignore', 'root=open:root=open', 'foo=open', 'root=foo'],
  ...['root', 'root = verity', ' root=verity : usr=absent ', 'root=verity+', 'root=verity+foo', ':', 'root=open:', 'root=ext4', 'root=encryptedwithintegrity', 'root-secondary=open'],
  ...['root=read-only-on+growfs-off', 'foo=open:foo=open', 'foo=bar', 'home=encrypted:srv=unused', 'root=open=x', '=', 'swap=*'],
];
const NFT = [
  ...['cgroup:inet:t:s', 'user:ip:t:s group:ip6:t:s', 'address:inet:t:s', 'cgroup:foo:t:s', 'cgroup:inet:1t:s', 'cgroup:inet:t:1s', 'cgroup:inet:t', 'cgroup:inet:t:s:x'],
  ...[`cgroup:inet:${'t'.repeat(31)}:s`, `cgroup:inet:${'t'.repeat(32)}:s`, `cgroup:inet:t:${'s'.repeat(255)}`, `cgroup:inet:t:${'s'.repeat(256)}`, 'cgroup:inet:t_/.:s', 'cgroup:inet:t-:s', 'bad cgroup:inet:1:2', '"cgroup:inet:t:s"', 'cgroup:inet:t:s:', 'cgroup:inet:t\\q:s'],
];
const HASHES = ['00', '0123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcde', '0123456789ABCDEF 0123456789abcdef', '0123456789abcdef0123456789abcdeg', '/hash', 'base64:', 'base64:aGk=', 'base64:aGk', 'base64:aG k=', 'base64:aGl=', 'base64:a===', 'base64:aGk=x', 'base64:ä', 'base64:aGVs'];
const ADDRESSES = ['any', 'localhost', 'LOCALHOST', 'a.localhost', 'localhost.localdomain.', 'link-local', 'multicast', 'ANY', '10.0.0.0/8', '10.0.0.0/33', '10.0.0.1', '10.0.0', '10/8', '::/0', '::1/129', 'fe80::/10 10.0.0.0/8', '10.0.0.0/', '10.0.0.0/08', '10.0.0.0/x', 'any x', '"any"', '010.0.0.1', '::ffff:1.2.3.4/96', '1::2::3', 'fe80::1%lo', '10.0.0.0/-1', '10.0.0.0/0x8', '::1.2.3.4.5', ':::', '::', 'localhost:80'];

const SAMPLES = {
  config_parse_address_families: ['none', '~none', 'AF_INET', '~AF_INET', 'AF_INET AF_INET6', 'AF_FOO', 'AF_INET AF_FOO AF_BAR', 'af_inet', 'INET', '~', '"AF_INET', 'AF_UNSPEC', 'AF_MAX', 'AF_MCTP', 'AF_SMC'],
  config_parse_allowed_cpuset: SETS,
  config_parse_bind_network_interface: INTERFACES,
  config_parse_bind_paths: TUPLES,
  config_parse_blockio_bandwidth: DEVICES,
  config_parse_blockio_device_weight: DEVICES,
  config_parse_bpf_delegate_attachments: ['any', 'any,any', 'BPFCgroupDevice,x', 'BPFCgroupDevice, BPFX', 'BPFCgroupDevice,,', 'a\\'],
  config_parse_bpf_delegate_commands: ['any', 'BPFBtfLoad,BPFMapCreate', 'BPFBtfLoad, x', 'BPFBtfLoad BPFMapCreate', ','],
  config_parse_bpf_foreign_program: ['egress:/a', 'egress:', 'egress:a', 'egress', ':egress:/a', 'foo:/a', 'egress:/a/../b', 'egress:/%Z', 'egress::/a', 'egress: /a', 'egress:/a:b'],
  config_parse_capability_set: ['CAP_SYS_ADMIN', 'CAP_FOO', '~CAP_SYS_ADMIN CAP_FOO', '"CAP_SYS_ADMIN', '62', '63', '64', 'cap_chown'],
  config_parse_cgroup_nft_set: NFT,
  config_parse_cgroup_socket_bind: ['any', 'ipv4', 'ipv6', 'tcp', 'udp', 'ipv4:tcp', 'ipv4:tcp:80', 'tcp:80', '80', '80-90', '90-80', '0', '0-5', '65536', 'ipv4:', ':80', 'tcp:ipv4', 'ipv4:80', 'ipv4:80:', 'ipv4:any', 'TCP', 'sctp', 'ipv4:ipv6', 'ipv4:tcp:udp', 'ipv4:tcp:80:90', '80-'],
  config_parse_colon_separated_paths: ['/a:/b', '/a::/b', '/a:rel:rel2', '/a:', ':/a', '/a\\:b', '/%Z:rel', '/a\\q', '"/a":/b', '/a b'],
  config_parse_concurrency_max: ['infinity', '0', '4294967295', '4294967296'],
  config_parse_cpu_quota: ['0%', '0.00%', '0.01%', '20%', '150%', '1000%', '20', '-1%', '20.5%', '20.55%', '20.555%', '99999999%', '0‱', '1‱', '%', '+5%', '0x10%'],
  config_parse_cpu_shares: ['1', '2', '262144', '262145'],
  config_parse_delegate: ['cpu', 'cpu memory', 'cpu foo', 'foo bar', '"cpu', 'CPU', 'bpf-firewall', 'bpf-bind-network-interface', 'cpu,memory'],
  config_parse_delegate_subgroup: ['a', '.a', '_a', 'a/b', 'tasks', 'cgroup.x', 'cpu.x', 'cpux', 'bpf-firewall.x', 'notify_on_release', '%i', '..', 'a b', 'ä', 'x'.repeat(255), 'x'.repeat(256)],
  config_parse_device_allow: DEVICES,
  config_parse_disable_controllers: ['cpu', 'cpu foo', 'foo', 'foo bar', '"cpu"'],
  config_parse_exec_apparmor_profile: ['x', '-x', '-', '-%Z', '%n', '--x', '%c', '%r', '-%R'],
  config_parse_exec_coredump_filter: ['default', 'all', 'default all 0x33', '33', 'zz', 'default zz', 'private-anonymous elf-headers', '"all"', '0xg', 'private-', '0x1ffffffffffffffff', '-1'],
  config_parse_exec_cpu_affinity: SETS,
  config_parse_exec_cpu_sched_policy: ['fifo', 'ext', '4', '6', '7', '8', '2147483647', '2147483648'],
  config_parse_exec_cpu_sched_prio: ['0', '99', '100', '-1', 'x', '0x10'],
  config_parse_exec_io_class: ['7', '8', '9', '3'],
  config_parse_exec_io_priority: ['0', '7', '8', '-1'],
  config_parse_exec_nice: ['-20', '19', '20', '-21', '+5'],
  config_parse_exec_oom_score_adjust: ['-1000', '1000', '1001', '-1001'],
  config_parse_exec_quota: [...SIZES, 'off', 'on'],
  config_parse_exec_root_hash: HASHES,
  config_parse_exec_root_hash_sig: HASHES,
  config_parse_extension_images: TUPLES,
  config_parse_image_policy: POLICIES,
  config_parse_import_credential: CREDENTIALS,
  config_parse_in_addr_prefixes: ADDRESSES,
  config_parse_io_device_latency: DEVICES,
  config_parse_io_device_weight: DEVICES,
  config_parse_io_limit: DEVICES,
  config_parse_ip_tos: ['low-delay', '0xff', '0x100', '255', '256'],
  config_parse_load_credential: CREDENTIALS,
  config_parse_managed_oom_mem_pressure_duration_sec: ['1s', '999ms', '0', 'infinity', '1min', '1', 'x'],
  config_parse_managed_oom_mem_pressure_limit: ['0%', '100%', '101%', '50', '50.55%', '50.555%'],
  config_parse_managed_oom_rules: ['a', 'a b', 'a/b', '.', '"a b"', 'a*', 'a?', 'a[', 'a]', "a'b", '"a', 'a\\b', 'ä'],
  config_parse_memory_limit: SIZES,
  config_parse_mount_images: TUPLES,
  config_parse_mount_node: ['LABEL=x', 'UUID=', '/dev/sda', 'x', '%Z', 'nfs:/x', `/${'a/'.repeat(2047)}`, `/${'a/'.repeat(2047)}a`, `LABEL=${'x'.repeat(4085)}`],
  config_parse_namespace_flags: ['cgroup ipc', '~cgroup', 'user', '~user', 'user net', 'foo', 'net foo bar', '~', 'yes', 'net"', 'USER', 'mnt,pid', 'time'],
  config_parse_namespace_path_strv: PATHS,
  config_parse_nice: [],
  config_parse_numa_mask: SETS,
  config_parse_numa_policy: ['bind', 'preferred-many', 'weighted-interleave', '0'],
  config_parse_personality: ['x86', 'x86-64', 'foo'],
  config_parse_protect_hostname: ['yes:host', 'private:host', 'no:host', 'yes:', 'private:a.b', 'yes:-a', 'yes:a..b', 'foo:host', 'yes:%H', 'private:%i', 'yes:%Z', `yes:${'a'.repeat(64)}`, `yes:${'a'.repeat(65)}`, '0:x', 'private', 'yes:a:b'],
  config_parse_restrict_filesystems: ['ext4', '~ext4', '@foo', '@basic-api', '~@network ext4', 'nosuchfs', '"ext4'],
  config_parse_restrict_namespaces: ['cgroup ipc', '~cgroup', 'user', '~user', 'foo', 'net foo bar', '~', 'net"', 'time'],
  config_parse_restrict_network_interfaces: INTERFACES,
  config_parse_rlimit: LIMITS,
  config_parse_root_image_options: ['ro', 'root:ro', 'bogus:ro', 'root:ro home:noexec', 'root:', ':ro', 'root:ro:x', 'root-secondary:ro', 'root:%Z', '%Z', '"root:ro,x y"', 'root:ro\\q', "'", 'a  b', 'home:a bogus:b x'],
  config_parse_set_credential: CREDENTIALS,
  config_parse_socket_bindtodevice: INTERFACES,
  config_parse_socket_listen: LISTEN,
  config_parse_socket_protocol: ['udplite', 'sctp', 'mptcp', 'SCTP', 'tcp', '132', '136', '262', '6', '0x84', '0'],
  config_parse_socket_timestamping: ['ns', 'nsec', 'usec', 'µs', 'μs', 'ms', 'NS'],
  config_parse_swap_priority: ['-1', '-2', '32767', '32768'],
  config_parse_syscall_archs: ['native', 'native x86', 'foo', 'native foo x32', '"x86', 'x86_64', 'arm64', 'loongarch64', 'parisc', 'ia64', 'riscv64'],
  config_parse_syscall_errno: SYSCALLS,
  config_parse_syscall_filter: SYSCALLS,
  config_parse_syscall_log: SYSCALLS,
  config_parse_tasks_max: SIZES,
  config_parse_temporary_filesystems: ['/a:ro', '/a:', '/a:x:y', ':ro', '/a\\:b', '"/a:size=5 x"', '/a rel:ro', '/%Z', '/a:%Z', '"', '""'],
  config_parse_unit_cpu_set: SETS,
  config_parse_xattr: ['user.a=b', 'user.a=', 'user.=x', 'a=b', 'user.a', '=x', 'user.a=b=c', 'user.%Z=x', 'user.a=%Z', 'trusted.a=b', '%n=x', 'user.%n=%i'],
  config_parse_exec_selinux_context: ['x', '-x', '-', '-%Z', '%n', '%c'],
  config_parse_exec_smack_process_label: ['x', '-x', '-', '-%Z', '%n'],
  config_parse_exec_secure_bits: ['keep-caps foo', '"'],
  config_parse_ip_filter_bpf_progs: ['/a', 'a', '/%Z', '/a/../b'],
};

export function resourceSamples(parser, _key) {
  return SAMPLES[parser] ?? [];
}
