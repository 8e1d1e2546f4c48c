"""Certificates for any host, under an authority that lives as long as the process.

One key serves every leaf, and one leaf carries as many host names as are known when it is made, so that a server
for a hundred sites starts with three calls of openssl. The files stay in a temporary folder until the process ends.
"""

import atexit
import datetime
import pathlib
import shutil
import ssl
import subprocess
import tempfile
import threading

# A wildcard that OpenSSL accepts needs two labels after the star: these are the names tests make up.
WILDCARDS = ("*.example.org", "*.example.com", "*.example.net")
NAMES_A_LEAF = 400  # a certificate list over 100 KB is refused by OpenSSL's clients

AUTHORITY = """[req]
distinguished_name = dn
prompt = no
x509_extensions = extensions
[dn]
CN = {name}
[extensions]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
"""

LEAF = """[extensions]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = @names
[names]
"""

REQUEST = """[req]
distinguished_name = dn
prompt = no
[dn]
CN = fake internet
"""

KINDS = ("expired", "expiring", "shortlived", "wrong", "untrusted", "selfsigned", "incomplete", "refuse")


# What it takes to sign with a day on which a certificate begins to hold.
SIGNER = """[ca]
default_ca = signer
[signer]
database = {folder}/index.txt
new_certs_dir = {folder}
default_md = sha256
rand_serial = yes
unique_subject = no
policy = policy
[policy]
commonName = supplied
"""


def openssl(*arguments):
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {' '.join(map(str, arguments))}: {done.stderr}")


class Certificates:
    """The authority, and TLS contexts for hosts."""

    _shared = None
    _shared_lock = threading.Lock()

    @classmethod
    def shared(cls):
        """The one of this process: every Internet in it trusts the same authority."""
        with cls._shared_lock:
            if cls._shared is None:
                cls._shared = cls()
            return cls._shared

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fake-internet-"))
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        self._lock = threading.RLock()
        self._serial = 0
        self._contexts = {}  # host -> context
        self._special = {}  # (host, kind) -> context
        self.key = self.folder / "leaf.key"
        self.request = self.folder / "leaf.csr"
        (self.folder / "request.cnf").write_text(REQUEST)
        openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-keyout", self.key, "-config", self.folder / "request.cnf", "-out", self.request)
        self.authority = self._authority("authority")
        self.cacert = self.folder / "authority.pem"
        self._default_chain = self._leaf(WILDCARDS, self.authority)
        self.default = self._context(self._default_chain)

    def _authority(self, name, parent=None):
        """A certificate that may sign others; returns its path without suffix."""
        base = self.folder / name
        base.with_suffix(".cnf").write_text(AUTHORITY.format(name=f"fake internet {name}"))
        signer = [] if parent is None else ["-CA", f"{parent}.pem", "-CAkey", f"{parent}.key"]
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                f"{base}.key", "-config", f"{base}.cnf", "-days", 3650, *signer, "-out", f"{base}.pem")
        return base

    def _leaf(self, names, authority, days=3650):
        """A server certificate for these names; signed with its own key where `authority` is None."""
        with self._lock:
            self._serial += 1
            base = self.folder / f"leaf{self._serial}"
        lines = [f"{'IP' if is_address(name) else 'DNS'}.{i} = {name}\n" for i, name in enumerate(names, 1)]
        base.with_suffix(".cnf").write_text(LEAF + "".join(lines))
        signer = ["-signkey", self.key] if authority is None else ["-CA", f"{authority}.pem", "-CAkey",
                                                                   f"{authority}.key"]
        openssl("x509", "-req", "-in", self.request, *signer, "-days", days, "-set_serial", 1000 + self._serial,
                "-extfile", f"{base}.cnf", "-extensions", "extensions", "-out", f"{base}.pem")
        return base.with_suffix(".pem")

    def _aged_leaf(self, names, age, days):
        """One that has held for `age` days and holds for `days` more."""
        with self._lock:
            chain = self._leaf(names, self.authority)
            config = self.folder / "signer.cnf"
            config.write_text(SIGNER.format(folder=self.folder))
            (self.folder / "index.txt").touch()
            now = datetime.datetime.now(datetime.timezone.utc)
            start, end = ((now + datetime.timedelta(days=d)).strftime("%Y%m%d%H%M%SZ") for d in (-age, days))
            openssl("ca", "-batch", "-notext", "-config", config, "-cert", f"{self.authority}.pem", "-keyfile",
                    f"{self.authority}.key", "-in", self.request, "-extfile", chain.with_suffix(".cnf"), "-extensions",
                    "extensions", "-startdate", start, "-enddate", end, "-out", chain)
            return chain

    def _context(self, chain):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.set_alpn_protocols(["http/1.1"])
        context.load_cert_chain(chain, self.key)
        return context

    def prepare(self, hosts):
        """Makes certificates for those of the hosts that have none yet: many in one go."""
        with self._lock:
            new = sorted({h for h in hosts if h not in self._contexts and not covered(h, WILDCARDS)})
            for i in range(0, len(new), NAMES_A_LEAF):
                names = new[i:i + NAMES_A_LEAF]
                context = self._context(self._leaf(names, self.authority))
                self._contexts.update(dict.fromkeys(names, context))

    def context(self, host):
        """The context to answer `host` with (None: a client that named no host)."""
        if host is None or covered(host, WILDCARDS):
            return self.default
        if host not in self._contexts:
            self.prepare([host])
        return self._contexts[host]

    def front(self, choose):
        """The context of a port; `choose(tls, host, context)` sets the right one once the client has named its host."""
        context = self._context(self._default_chain)
        context.sni_callback = choose
        return context

    def special(self, host, kind):
        """A context whose certificate has the fault `kind`."""
        with self._lock:
            if (host, kind) not in self._special:
                self._special[host, kind] = self._context(getattr(self, f"_{kind}")(host))
            return self._special[host, kind]

    def _expired(self, host):
        return self._leaf([host], self.authority, days=-1)

    def _expiring(self, host):
        return self._aged_leaf([host], 83, 7)

    def _shortlived(self, host):
        return self._leaf([host], self.authority, days=6)

    def _wrong(self, host):
        return self._leaf(["somebody-else.invalid"], self.authority)

    def _untrusted(self, host):
        return self._leaf([host], self._second_authority("stranger"))

    def _selfsigned(self, host):
        return self._leaf([host], None)

    def _incomplete(self, host):
        return self._leaf([host], self._second_authority("intermediate", self.authority))

    def _second_authority(self, name, parent=None):
        base = self.folder / name
        return base if base.with_suffix(".pem").exists() else self._authority(name, parent)


def covered(host, patterns):
    return any(host.partition(".")[2] == pattern[2:] for pattern in patterns)


def is_address(name):
    return name.replace(".", "").isdigit() or ":" in name
