// os: a machine of the host's own, the same for every run.
const { os: constants } = require('internal/constants');

const user = { uid: 1000, gid: 1000, username: 'user', homedir: '/home/user', shell: '/bin/sh' };
const cpu = () => ({ model: 'Virtual CPU', speed: 2000, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } });

/** What Node's own have: the function stands for its result where a text is wanted. */
function answering(name, value) {
  const fn = { [name]: () => value }[name];
  Object.defineProperty(fn, Symbol.toPrimitive, {
    value: () => fn(),
    configurable: true,
    writable: true,
    enumerable: true,
  });
  return fn;
}

module.exports = {
  arch: answering('arch', 'x64'),
  availableParallelism: answering('getAvailableParallelism', 2),
  cpus: () => [cpu(), cpu()],
  endianness: answering('endianness', 'LE'),
  freemem: answering('getFreeMem', 4294967296),
  getPriority: () => 0,
  homedir: answering('homedir', user.homedir),
  hostname: answering('hostname', 'localhost'),
  loadavg: () => [0, 0, 0],
  networkInterfaces: () => ({}),
  platform: answering('platform', 'linux'),
  release: answering('getOSRelease', '6.1.0'),
  setPriority: () => binding.notModelled('os.setPriority'),
  tmpdir: answering('tmpdir', '/tmp'),
  totalmem: answering('getTotalMem', 8589934592),
  type: answering('getOSType', 'Linux'),
  userInfo: () => Object.assign(Object.create(null), user),
  uptime: () => 86400 + binding.now() / 1000,
  version: answering('getOSVersion', '#1 SMP'),
  machine: answering('getMachine', 'x86_64'),
  constants,
  EOL: '\n',
  devNull: '/dev/null',
};
for (const name of ['EOL', 'constants', 'devNull'])
  Object.defineProperty(module.exports, name, { writable: false, configurable: false });
