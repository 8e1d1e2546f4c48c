/* login: known by where one is sent, which no article can imitate; by a password field only where
 * one was sent somewhere and nothing else is there. */
#include "gloss/judge/login.h"

#include <string.h>

enum kind { LOGIN, CONSENT, CHECK };

static const char *const kind_words[] = {
    [LOGIN] = "a login",
    [CONSENT] = "a page that asks for consent",
    [CHECK] = "a check of the browser",
};

static const struct gate {
    enum kind kind;
    const char *domain;
    const char *path; /* how the path begins, NULL: any */
} gates[] = {
    {LOGIN, "accounts.google.com", NULL},
    {CHECK, "google.com", "/sorry"},
    {CONSENT, "consent.google.com", NULL},
    {CONSENT, "consent.youtube.com", NULL},
    {CONSENT, "consent.yahoo.com", NULL},
    {CONSENT, "guce.yahoo.com", NULL},
    {CONSENT, "guce.aol.com", NULL},
    {CONSENT, "guce.techcrunch.com", NULL},
    {CONSENT, "guce.advertising.com", NULL},
    {LOGIN, "login.microsoftonline.com", NULL},
    {LOGIN, "login.live.com", NULL},
    {LOGIN, "login.yahoo.com", NULL},
    {LOGIN, "okta.com", NULL},
    {LOGIN, "auth0.com", NULL},
    {LOGIN, "onelogin.com", NULL},
    {LOGIN, "duosecurity.com", NULL},
    {LOGIN, "b2clogin.com", NULL},
    {LOGIN, "cloudflareaccess.com", NULL},
    {LOGIN, "idp.nature.com", NULL},
    {LOGIN, "id.elsevier.com", NULL},
    {LOGIN, "id.atlassian.com", NULL},
    {LOGIN, "id.apple.com", NULL},
    {LOGIN, "openathens.net", NULL},
    {LOGIN, "medium.com", "/m/signin"},
    {LOGIN, "linkedin.com", "/authwall"},
    {LOGIN, "linkedin.com", "/uas/login"},
    {LOGIN, "x.com", "/i/flow/login"},
    {LOGIN, "twitter.com", "/i/flow/login"},
    {LOGIN, "facebook.com", "/login"},
    {LOGIN, "instagram.com", "/accounts/login"},
    {LOGIN, "slack.com", "/workspace-signin"},
    {CHECK, "validate.perfdrive.com", NULL},
    {CHECK, "captcha-delivery.com", NULL},
    {CHECK, "challenges.cloudflare.com", NULL},
};

/* The first label of hosts that do nothing else. */
static const struct name {
    enum kind kind;
    const char *name;
} labels[] = {
    {LOGIN, "login"},        {LOGIN, "signin"},    {LOGIN, "sso"},        {LOGIN, "auth"},
    {LOGIN, "idp"},          {LOGIN, "accounts"},  {LOGIN, "shibboleth"}, {LOGIN, "wayf"},
    {LOGIN, "oauth"},        {LOGIN, "openid"},    {LOGIN, "passport"},   {LOGIN, "cas"},
    {LOGIN, "authenticate"}, {CONSENT, "consent"},
};

/* A segment of the path, wherever it stands. */
static const struct name segments[] = {
    {LOGIN, "login"},
    {LOGIN, "log-in"},
    {LOGIN, "log_in"},
    {LOGIN, "signin"},
    {LOGIN, "sign-in"},
    {LOGIN, "sign_in"},
    {LOGIN, "signon"},
    {LOGIN, "sign-on"},
    {LOGIN, "logon"},
    {LOGIN, "wp-login"},
    {LOGIN, "userlogin"},
    {LOGIN, "user-login"},
    {LOGIN, "authwall"},
    {LOGIN, "shibboleth.sso"},
    {LOGIN, "workspace-signin"},
    {LOGIN, "loginpage"},
    {LOGIN, "login-page"},
    {LOGIN, "anmelden"},
    {LOGIN, "iniciar-sesion"},
    {LOGIN, "login_form"},
    {CONSENT, "cookie-consent"},
    {CONSENT, "cookieconsent"},
    {CHECK, "cookies_not_supported"},
    {CHECK, "cookieabsent"},
    {CHECK, "captcha"},
    {CHECK, "showcaptcha"},
    {CHECK, "unsupported-browser"},
    {CHECK, "unsupportedbrowser"},
    {CHECK, "browser-not-supported"},
    {CHECK, "bot-check"},
    {CHECK, "robot-check"},
};

/* A segment that means a login only when it is told where to lead back to. */
static const char *const returning[] = {
    "auth",      "oauth",    "oauth2",  "saml",    "saml2",    "sso",      "authorize",
    "authorise", "signup",   "sign-up", "sign_up", "register", "join",     "account",
    "session",   "sessions", "connect", "cas",     "idp",      "connexion"};
static const char *const parameters[] = {"next=",    "return",      "redirect",     "continue=",
                                         "service=", "relaystate=", "samlrequest=", "client_id=",
                                         "goto=",    "target=",     "dest",         "callback",
                                         "back=",    "from=",       "ref_url"};

static bool any_parameter(const char *query)
{
    for (const char *at = query; *at != '\0'; at += *at == '&') {
        for (size_t i = 0; i < sizeof(parameters) / sizeof(*parameters); i++)
            if (strncmp(at, parameters[i], strlen(parameters[i])) == 0)
                return true;
        at += strcspn(at, "&");
    }
    return false;
}

static const struct gate *gate_at(const struct place *p)
{
    for (size_t i = 0; i < sizeof(gates) / sizeof(*gates); i++)
        if (place_host_in(p, gates[i].domain) &&
            (gates[i].path == NULL || strncmp(p->path, gates[i].path, strlen(gates[i].path)) == 0))
            return &gates[i];
    return NULL;
}

static const struct name *label_of(const struct place *p)
{
    size_t n = strcspn(p->host, ".");
    bool below = p->host[n] == '.' && strchr(p->host + n + 1, '.') != NULL;
    for (size_t i = 0; below && i < sizeof(labels) / sizeof(*labels); i++)
        if (strlen(labels[i].name) == n && strncmp(p->host, labels[i].name, n) == 0)
            return &labels[i];
    return NULL;
}

static const struct name *segment_of(const struct place *p)
{
    static const struct name by_return = {LOGIN, ""};
    for (size_t i = 0; i < sizeof(segments) / sizeof(*segments); i++)
        if (place_has_segment(p, segments[i].name))
            return &segments[i];
    for (size_t i = 0; any_parameter(p->query) && i < sizeof(returning) / sizeof(*returning); i++)
        if (place_has_segment(p, returning[i]))
            return &by_return;
    return NULL;
}

/* What kind of gate a place is, by its address; false when it is none. */
static bool is_gate(const struct place *p, enum kind *kind)
{
    const struct gate *gate = gate_at(p);
    const struct name *name = gate == NULL ? label_of(p) : NULL;
    if (gate == NULL && name == NULL)
        name = segment_of(p);
    if (gate != NULL || name != NULL)
        *kind = gate != NULL ? gate->kind : name->kind;
    return gate != NULL || name != NULL;
}

/* The link itself is about logging in, whatever page of it answered. */
static bool asked_for_it(const struct place *p)
{
    enum kind kind;
    static const char *const words[] = {"login", "signin", "sign-in", "captcha", "consent"};
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (strstr(p->path, words[i]) != NULL)
            return true;
    return is_gate(p, &kind);
}

bool login_find(const struct view *v, struct evidence *out)
{
    enum kind kind;
    if (!v->elsewhere || asked_for_it(&v->asked))
        return false;
    if (is_gate(&v->final, &kind))
        return view_say(out, EVIDENCE_BLOCKED, "redirected to %s (%.60s)", kind_words[kind],
                        v->final.host);
    if (v->signs->password && v->bare && strcmp(v->asked.path, v->final.path) != 0)
        return view_say(out, EVIDENCE_BLOCKED,
                        "redirected to a page that asks for a password (%.60s)", v->final.host);
    return false;
}
