"""Our own trouble, which must never be held against a link; and the world's, which must not be taken for ours."""

import signal

from .scenario import scenario

QUICK = ("--retries", "0", "--timeout", "10s")
MANY = 8


def void(trial, *args, words="", net=None):
    """A run without a verdict: nothing on stdout, nothing in the history."""
    before = trial.checks()
    trial.check(*QUICK, *args, wanted=None, status=4, net=net)
    trial.expect(trial.ended.out == "", f"a report: {trial.ended.out[:200]}")
    trial.expect(words in trial.ended.err, f"{trial.ended.err!r} is without {words!r}")
    trial.expect(trial.checks() == before, f"{trial.checks() - before} verdicts were recorded")


@scenario("none", requests=0)
def no_network_at_all(trial):
    trial.list(trial.hosts(MANY), fillers=0)
    trial.net.off()
    void(trial)


def broken_dns(answer):
    def play(trial):
        urls = trial.hosts(MANY)
        for i in range(MANY):
            trial.net.dns(f"h{i}.example", answer)
        trial.list(urls, fillers=0)
        void(trial, "--timeout", "500ms" if answer == "DROP" else "10s")
    play.__name__ = f"dns_{answer.lower()}_for_all"
    return play


for one in ("SERVFAIL", "REFUSED", "NXDOMAIN", "REFUSING", "DROP"):
    scenario("none", requests=0)(broken_dns(one))


@scenario("none")
def login_page_by_511(trial):
    trial.list(trial.hosts(MANY, "http", status=511, body="<title>Log in first</title>"), fillers=0)
    void(trial, words="login page")


@scenario("none")
def login_page_by_redirect(trial):
    trial.net.route("http://portal.hotel.example/", body="<title>Welcome</title>")
    trial.list(trial.hosts(MANY, "http", status=302, location="http://portal.hotel.example/"), fillers=0)
    void(trial, words="login page")


def bad_certificates(name, kind):
    def play(trial):
        urls = trial.hosts(MANY)
        for i in range(MANY):
            trial.net.certificate(f"h{i}.example", kind)
        trial.list(urls, fillers=0)
        void(trial, words="certificate")
    play.__name__ = name
    return play


scenario("none", requests=0)(bad_certificates("clock_years_off", "expired"))
scenario("none", requests=0)(bad_certificates("login_page_over_tls", "wrong"))
scenario("none", requests=0)(bad_certificates("somebody_reads_along", "untrusted"))


@scenario("none", requests=0)
def proxy_is_down(trial):
    trial.list(trial.hosts(MANY), fillers=0)
    void(trial, net=["--proxy", "http://127.0.0.1:1"])


@scenario("none")
def proxy_lets_nobody_through(trial):
    trial.list(trial.hosts(MANY), fillers=0)
    void(trial, net=["--proxy", f"http://127.0.0.1:{trial.net.http_port}"])


@scenario("none")
def outage_in_mid_run(trial):
    trial.settings(("*", 1, "1ms"))
    trial.list(trial.hosts(24, delay_ms=40), fillers=0)
    trial.check(*QUICK, status=0)
    before = trial.checks()
    trial.net.clear()
    with trial.gloss.start(*QUICK, "--fresh", "--jobs", "2") as run:
        trial.net.wait(lambda seen: len(seen) >= 8, 30)
        trial.net.off()
        out, err = run.communicate(timeout=60)
    trial.expect(run.returncode == 4 and out == "", f"exit status {run.returncode}, {out[:200]}{err}")
    trial.expect(trial.checks() == before, "verdicts were recorded")


@scenario("none")
def resolver_dies_in_mid_run(trial):
    urls = trial.hosts(24, delay_ms=40)
    for i in range(12, 24):
        trial.net.dns(f"h{i}.example", "REFUSED")
    trial.list(urls, fillers=0)
    # Half the hosts are there, so this is no void run; but nobody may be dead of it.
    trial.check(*QUICK, "--jobs", "2", wanted="alive|transient", status=0)


@scenario("alive")
def an_outage_between_two_nights(trial):
    trial.list(trial.hosts(MANY), fillers=0)
    first = trial.check(*QUICK, at=0, status=0)
    trial.net.off()
    trial.check(*QUICK, at=1, wanted=None, status=4)
    trial.net.on()
    third = trial.check(*QUICK, at=2, status=0)
    trial.expect([v["since"] for v in first.values()] == [v["since"] for v in third.values()], "since has changed")


@scenario("transient|alive")
def half_of_the_world_refuses(trial):
    urls = trial.hosts(12)
    for i in range(6):
        trial.net.dns(f"h{i}.example", "REFUSING")
    trial.list(urls, fillers=0)
    trial.check(*QUICK, wanted="alive|transient", status=0)


@scenario("transient", requests=11)
def all_but_one_are_slow(trial):
    trial.list(trial.hosts(11, fault="hang"), fillers=1)
    trial.check("--retries", "0", "--timeout", "1500ms", wanted="transient", status=0)


@scenario("dead", requests=0)
def a_short_list_of_lost_hosts(trial):
    trial.list(["https://lost.example/", "https://gone.example/"], fillers=0)
    trial.check(*QUICK, wanted="dead", status=1)


@scenario("dead", requests=2)
def a_single_link_that_is_gone(trial):
    trial.list(trial.hosts(1, status=404), fillers=0)
    trial.check(*QUICK, wanted="dead", status=1)


@scenario("dead", requests=2 * MANY)
def a_list_that_is_all_gone(trial):
    trial.list(trial.hosts(MANY, status=410), fillers=0)
    trial.check(*QUICK, wanted="dead", status=1)


@scenario("blocked", requests=MANY)
def a_list_that_is_all_walls(trial):
    trial.list(trial.hosts(MANY, status=403), fillers=0)
    trial.check(*QUICK, wanted="blocked", status=0)
    trial.expect(trial.gloss.check(*QUICK, "--offline", "--strict").status == 1, "--strict lets walls pass")


@scenario("transient", requests=MANY)
def a_list_that_is_all_errors(trial):
    trial.list(trial.hosts(MANY, status=500), fillers=0)
    trial.check(*QUICK, wanted="transient", status=0)


@scenario("suspect", requests=0)
def bad_certificates_on_few_hosts(trial):
    urls = trial.hosts(3)
    for i in range(3):
        trial.net.certificate(f"h{i}.example", "expired")
    trial.list(urls)
    trial.check(*QUICK, wanted="suspect", status=0)


def ended_by(number):
    def play(trial):
        urls = trial.hosts(20)
        trial.net.route("https://stuck.example/", fault="hang")
        trial.list([*urls, "https://stuck.example/"], fillers=0)
        with trial.gloss.start("--timeout", "30s") as run:
            trial.net.wait(lambda seen: len(seen) == 21, 30)
            run.send_signal(number)
            out, err = run.communicate(timeout=10)
        trial.expect(run.returncode == 130 and out == "" and "interrupted" in err, f"{run.returncode} {out[:100]} {err}")
        trial.net.route("https://stuck.example/")
        trial.check(*QUICK, status=0)
    play.__name__ = f"stopped_by_{signal.Signals(number).name.lower()}"
    return play


for number in (signal.SIGINT, signal.SIGTERM):
    scenario("alive", requests=42)(ended_by(number))


@scenario("alive|transient", seconds=(0, 8))
def a_deadline_ends_the_run(trial):
    trial.settings(("slow.example", 1, "400ms"))
    trial.list(trial.pages("slow.example", 20))
    links = trial.check(*QUICK, "--deadline", "1s", wanted="alive|transient", status=0)
    asked = len(trial.requests("slow.example"))
    trial.expect(1 <= asked <= 4, f"{asked} requests in a second")
    unasked = [v for v in links.values() if "not asked" in v.get("reason", "")]
    trial.expect(len(unasked) == 20 - asked, f"{len(unasked)} links say that they were not asked")


@scenario("alive|transient", seconds=(0, 30))
def short_nights_get_round_the_list(trial):
    trial.settings(("slow.example", 1, "250ms"))
    trial.list(trial.pages("slow.example", 12))
    for night in range(6):
        trial.check(*QUICK, "--deadline", "1s", wanted="alive|transient", status=0, at=night)
    asked = {e["target"] for e in trial.requests("slow.example")}
    trial.expect(len(asked) == 12, f"only {len(asked)} of 12 links were ever asked")
