"""Walls against robots: whatever status they wear, they say nothing about the page behind them."""

from .pages import CHALLENGE, LOGIN, article, html
from .row import row

PAGE = article("What the Miller Knew")


def wall(status, headers=None, body="<title>Denied</title><p>No."):
    return {"/page": {"status": status, "headers": headers or {}, "body": body}}


CLOUDFLARE = [
    *(row(f"cloudflare-{status}", "blocked", wall(status, {"cf-mitigated": "challenge", "Server": "cloudflare"}, CHALLENGE),
          reason="Cloudflare", requests=1) for status in (200, 403, 404, 410, 429, 503)),
    row("cloudflare-by-its-words-403", "blocked", wall(403, body=CHALLENGE), requests=1),
    row("cloudflare-by-its-words-503", "blocked", wall(503, body=CHALLENGE), requests=(1, 2)),
    row("cloudflare-by-its-words-200", "blocked", wall(200, body=CHALLENGE), requests=(1, 2)),
    row("cloudflare-block", "blocked", wall(403, {"Server": "cloudflare"}), reason="Cloudflare", requests=1),
    row("cloudflare-serves-a-404", "dead", wall(404, {"Server": "cloudflare", "CF-RAY": "8c1"}), requests=2),
    row("cloudflare-serves-a-page", "alive", wall(200, {"Server": "cloudflare", "CF-RAY": "8c2"}, PAGE), requests=1),
]

OTHERS = [
    row("datadome-403", "blocked", wall(403, {"Server": "DataDome"}), reason="DataDome", requests=1),
    row("datadome-200", "blocked", wall(200, {"Server": "DataDome"}), reason="DataDome", requests=1),
    row("datadome-cookie", "blocked", wall(403, {"Set-Cookie": "datadome=x; Path=/"}), reason="DataDome", requests=1),
    row("datadome-on-a-page", "alive", wall(200, {"X-DataDome": "protected", "Set-Cookie": "datadome=x"}, PAGE), requests=1),
    row("datadome-on-a-404", "dead", wall(404, {"X-DataDome": "protected"}), requests=2),
    row("akamai-403", "blocked", wall(403, {"Server": "AkamaiGHost"}), reason="Akamai", requests=1),
    row("akamai-cookie", "blocked", wall(403, {"Set-Cookie": "_abck=x~-1~; Path=/"}), reason="Akamai", requests=1),
    row("akamai-on-a-page", "alive", wall(200, {"Set-Cookie": ["_abck=x", "bm_sz=y"]}, PAGE), requests=1),
    row("perimeterx-403", "blocked", wall(403, {"Set-Cookie": "_pxhd=x; Path=/"}), reason="PerimeterX", requests=1),
    row("perimeterx-on-a-page", "alive", wall(200, {"Set-Cookie": "_pxhd=x"}, PAGE), requests=1),
    row("imperva-403", "blocked", wall(403, {"X-Iinfo": "9-1-2", "Set-Cookie": "visid_incap_1=x"}), reason="Imperva",
        requests=1),
    row("imperva-on-a-page", "alive", wall(200, {"Set-Cookie": "visid_incap_1=x"}, PAGE), requests=1),
    row("kasada-429", "blocked", wall(429, {"x-kpsdk-ct": "0a"}), reason="Kasada", requests=1),
    row("aws-202", "blocked", wall(202, {"x-amzn-waf-action": "challenge"}), reason="AWS", requests=1),
    row("aws-405", "blocked", wall(405, {"x-amzn-waf-action": "captcha"}), reason="AWS", requests=1),
    row("vercel-429", "blocked", wall(429, {"x-vercel-mitigated": "challenge"}), reason="Vercel", requests=1),
    row("sucuri-403", "blocked", wall(403, {"x-sucuri-block": "IP"}), reason="Sucuri", requests=1),
    row("ddos-guard-403", "blocked", wall(403, {"Server": "ddos-guard"}), reason="DDoS-Guard", requests=1),
    row("qrator-403", "blocked", wall(403, {"Server": "QRATOR"}), reason="Qrator", requests=1),
    row("siteground-202", "blocked", wall(202, {"sg-captcha": "challenge"}), reason="SiteGround", requests=1),
    row("anubis-200", "blocked", wall(200, {"Set-Cookie": "techaro.lol-anubis-cookie-verification=x"}), reason="Anubis",
        requests=1),
    row("imunify-200", "blocked", wall(200, {"Server": "imunify360-webshield/1.21"}), reason="Imunify360", requests=1),
    row("linkedin-999", "blocked", wall(999), reason="999", requests=1),
    row("law-451", "blocked", wall(451), requests=1),
    row("teapot-418", "blocked", wall(418), requests=1),
    row("precondition-412", "blocked", wall(412), requests=1),
    row("password-401", "blocked", wall(401, {"WWW-Authenticate": 'Basic realm="mill"'}), requests=1),
    row("a-page-about-challenges", "alive", wall(200, body=article("Just a moment: how challenge pages work")), requests=1),
]

LOGINS = [
    row("login-at-google", "blocked",
        {"/page": {"status": 302, "location": "https://accounts.google.com/v3/signin/identifier?continue=login-at-google"},
         "https://accounts.google.com/v3/signin/identifier?continue=login-at-google": {"body": LOGIN}}, hops=1),
    row("login-of-its-own", "blocked", {"/page": {"status": 302, "location": "/login?next=/page"},
                                        "/login?next=/page": {"body": LOGIN}}, requests=(2, 3)),
    row("login-for-good", "blocked", {"/page": {"location": "/users/sign_in"}, "/users/sign_in": {"body": LOGIN}},
        suggestion=None, requests=(2, 3)),
    row("login-by-oauth", "blocked", {
        "/page": {"status": 303, "location": "https://login.login-by-oauth.example/oauth2/authorize?client_id=1"},
        "https://login.login-by-oauth.example/oauth2/authorize?client_id=1": {"body": LOGIN}}),
    row("consent-first", "blocked|alive", {
        "/page": {"status": 302, "location": "https://consent.consent-first.example/m?continue=%2Fpage&gl=DE"},
        "https://consent.consent-first.example/m?continue=%2Fpage&gl=DE": {
            "body": html("Before you continue", "<h1>Before you continue</h1><p>We use cookies.</p><form><button>Accept all"
                         "</button></form>")}}),
    row("the-login-page-itself", "alive", {"/login": {"body": LOGIN}}, requests=(1, 2)),
    row("login-box-beside-an-article", "alive", {"/page": {"body": article("A Mill for Members", extra=LOGIN)}}, requests=1),
    row("an-article-called-login", "moved", {"/page": {"status": 301, "location": "/2024/login-forms-done-right"},
                                             "/2024/login-forms-done-right": {"body": article("Login Forms Done Right")}},
        requests=(2, 3)),
]

ROWS = CLOUDFLARE + OTHERS + LOGINS
